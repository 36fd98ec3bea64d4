"""The diff engine: two sequences of units in, one `Diff` out. Knows no file format and no lexicon."""

from drafting.diff.changes import Change, Diff, Segment
from drafting.diff.pairing import compare_paragraphs, compare_units
from drafting.diff.result import reading_view
from drafting.diff.units import Unit
from drafting.text.tokens import Token

__all__ = ["compare_units", "compare_paragraphs", "reading_view", "Diff", "Change", "Segment", "Unit", "Token"]
