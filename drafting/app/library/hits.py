"""Paragraphs of the library as lines of JSON and as CSV, which several tasks give."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from drafting.errors import require_choice

if TYPE_CHECKING:
    from drafting.library.models import Hit

PARAGRAPH_KINDS = ("preambular", "operative", "item", "text")
"""The kinds of paragraphs that can be asked for."""


def require_kind(kind: str | None) -> None:
    """Refuse a kind of paragraph that is not among `PARAGRAPH_KINDS`. Raises SettingsError."""
    require_choice("kind", kind, (None, *PARAGRAPH_KINDS))


def hits_lines(hits: Iterable[Hit]) -> bytes:
    """One JSON record a line."""
    from drafting.output.json import hit_record

    return "".join(json.dumps(hit_record(hit), ensure_ascii=False) + "\n" for hit in hits).encode()


def hits_sheet(hits: Iterable[Hit]) -> bytes:
    """CSV for a spreadsheet, with a byte order mark."""
    from drafting.output.library import hits_csv

    return hits_csv(hits).encode("utf-8-sig")
