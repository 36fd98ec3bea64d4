"""The drafting helper: standard language for a topic, and whole drafts from an outline."""

from __future__ import annotations

from drafting.compose.models import Suggestion, SuggestionSource
from drafting.compose.outline import ComposedDraft, compose_draft
from drafting.compose.review import DraftReview, review_draft
from drafting.compose.suggest import suggest

__all__ = ["ComposedDraft", "DraftReview", "Suggestion", "SuggestionSource", "compose_draft", "review_draft", "suggest"]
