"""Tracked changes of one Word file: list them, locate them, accept or reject them, find what was not tracked."""
