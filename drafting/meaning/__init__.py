"""What a change means: verbs and their strength, softeners, dates, symbols, references.

`explain(diff, languages)` attaches findings to every change; `explain_texts(old, new, language)` does so for one
paragraph.
"""

from drafting.diff.findings import KINDS, Direction, Effect, Finding, Kind, without_substance
from drafting.meaning.explain import explain, explain_texts

__all__ = ["explain", "explain_texts", "Finding", "Kind", "Effect", "Direction", "KINDS", "without_substance"]
