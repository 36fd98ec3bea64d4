"""A proposed wording and where it comes from."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

from drafting.library.models import ADOPTED, DRAFT, Hit
from drafting.messages import message

STARTER = "starter"
"""Status of paragraphs of the starter library: they are in no adopted text and are never called agreed language."""

_BLANK: Final = re.compile(r"\{[^{}]+\}")


def blanks_of(text: str) -> tuple[str, ...]:
    """The variable parts of a wording ("{year}"), braces included, each once."""
    return tuple(dict.fromkeys(_BLANK.findall(text)))


@dataclass(frozen=True, slots=True)
class SuggestionSource:
    """A paragraph with the wording, or nearly that wording; `text` is its own."""

    id: str
    symbol: str | None
    title: str | None
    number: str | None
    year: int | None
    organ: str | None
    status: str = ADOPTED
    document: str = ""
    text: str = ""

    @classmethod
    def of(cls, hit: Hit) -> SuggestionSource:
        """The source that a hit of the library is."""
        return cls(hit.id, hit.symbol, hit.title, hit.number, hit.year, hit.organ, hit.status, hit.document, hit.text)

    def __str__(self) -> str:
        name = self.symbol or self.title or self.document
        number = f", {self.number.strip(' .')}" if self.number and self.number.strip(" .") else ""
        return f"{name}{number}" + (f" ({self.year})" if self.year else "")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A wording for a topic.

    `times_used` counts the adopted texts that have it or nearly it; `variants` are the wordings of those that differ.
    `status`: adopted, draft or starter. `form`: the grammatical form of its opening words, as in the lexicon.
    `relevance` is from 0 to 1, `score` from 0 up; `why` explains the rank in one line. `notes` are those of
    `house_forms.adapt_opening`.
    """

    text: str
    kind: str = ""
    language: str = ""
    sources: tuple[SuggestionSource, ...] = ()
    times_used: int = 0
    first_use: int | None = None
    last_use: int | None = None
    score: float = 0.0
    relevance: float = 0.0
    variants: tuple[str, ...] = ()
    why: str = ""
    status: str = ADOPTED
    form: str = ""
    notes: tuple[str, ...] = field(default=())

    def comment(self, language: str = "") -> str:
        """Where the wording comes from, as a comment in `language`, by default that of the wording."""
        language = language or self.language
        if self.status == STARTER:
            lines = [message("comment.starter", language)]
        else:
            lines = [message("comment.source", language, sources="; ".join(str(s) for s in self.sources[:3]))]
        if self.status == DRAFT:
            lines.append(message("comment.draft", language))
        elif self.times_used > 1:
            years = {"first": self.first_use, "last": self.last_use}
            lines.append(message("comment.uses", language, number=self.times_used, **years))
        lines += [message(f"comment.{note}", language) for note in self.notes]
        if self.blanks:
            lines.append(message("comment.blanks", language, blanks=", ".join(self.blanks)))
        return ". ".join(lines)

    @property
    def blanks(self) -> tuple[str, ...]:
        """The parts that the drafter must fill in, as printed ("{year}"), each once; () for wordings of real texts."""
        return blanks_of(self.text) if self.status == STARTER else ()

    def to_dict(self) -> dict[str, Any]:
        """The record in schema drafting/suggest/1."""
        return {
            "text": self.text, "kind": self.kind, "language": self.language, "status": self.status,
            "times_used": self.times_used, "first_use": self.first_use, "last_use": self.last_use,
            "score": self.score, "why": self.why, "variants": list(self.variants), "blanks": list(self.blanks),
            "sources": [
                {"id": s.id, "symbol": s.symbol, "title": s.title, "number": s.number, "year": s.year, "organ": s.organ,
                 "status": s.status, "text": s.text}
                for s in self.sources
            ],
        }  # fmt: skip
