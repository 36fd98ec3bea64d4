"""A proposed wording and where it comes from."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

from drafting.library.models import ADOPTED, DRAFT, Hit
from drafting.messages import message

STARTER = "starter"
"""Status of paragraphs of the starter library: in no adopted text, never to be called agreed language."""

_BLANK: Final = re.compile(r"\{[^{}]+\}")


def blanks_of(text: str) -> tuple[str, ...]:
    """The variable parts of a wording, braces and all, each once."""
    return tuple(dict.fromkeys(_BLANK.findall(text)))


@dataclass(frozen=True, slots=True)
class SuggestionSource:
    """A paragraph in which the wording stands, or one that reads nearly the same; `text` is its own wording."""

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
        """The source a hit of the library stands for."""
        return cls(hit.id, hit.symbol, hit.title, hit.number, hit.year, hit.organ, hit.status, hit.document, hit.text)

    def __str__(self) -> str:
        name = self.symbol or self.title or self.document
        number = f", {self.number.strip(' .')}" if self.number and self.number.strip(" .") else ""
        return f"{name}{number}" + (f" ({self.year})" if self.year else "")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A wording for a topic. `times_used` counts the adopted texts that hold it or nearly it; `variants` are theirs.

    `status`: adopted, draft or starter. `form`: the grammar of its opening words as the lexicon has it. `score` goes
    from 0 up; `why` is one line for a person; `notes` say what was adapted ("adapted") or not ("form", "later").
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
        """Where the wording comes from, for a comment in the margin, in the language of the draft."""
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
        """The parts that the drafter must fill in, as they stand in the text: "{year}", each once. Agreed texts have
        none: braces in them are their own."""
        return blanks_of(self.text) if self.status == STARTER else ()

    def to_dict(self) -> dict[str, Any]:
        """As the JSON contract has it."""
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
