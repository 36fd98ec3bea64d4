"""Tracked changes as WordprocessingML has them: elements, moves, acceptance and rejection."""
