"""What a change means: verb and strength, softeners, dates, symbols, references. Diff and lexicon meet here.

`explain(diff, languages)` attaches findings to every change; `between(old, new, language)` answers for one paragraph.
"""

from drafting.meaning.explain import between, explain
from drafting.meaning.findings import KINDS, Direction, Effect, Finding, Kind, without_substance

__all__ = ["explain", "between", "Finding", "Kind", "Effect", "Direction", "KINDS", "without_substance"]
