"""Tracked changes in WordprocessingML: their elements, moves, accepting and rejecting."""
