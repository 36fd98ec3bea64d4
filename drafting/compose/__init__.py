"""The drafting helper: standard language for a topic, and whole drafts from an outline."""

from __future__ import annotations

from drafting.compose.models import Source, Suggestion
from drafting.compose.outline import Composed, new
from drafting.compose.review import Review, review
from drafting.compose.suggest import suggest

__all__ = ["suggest", "new", "review", "Review", "Suggestion", "Source", "Composed"]
