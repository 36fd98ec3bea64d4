"""A proposed wording and where it comes from."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

from drafting.library.models import ADOPTED, DRAFT, Hit

STARTER = "starter"
"""Status of paragraphs of the starter library: in no adopted text, never to be called agreed language."""

_WORDS = {
    "fr": {
        "source": "Source",
        "starter": "Bibliothèque de départ : formulation proposée, tirée d’aucun texte adopté",
        "uses": "texte(s) adopté(s)",
        "draft": "PROJET, non adopté",
        "adapted": "Premiers mots adaptés au projet",
        "form": "Forme du verbe à adapter",
        "later": "« De » devant les verbes à vérifier",
        "blanks": "À compléter :",
    },
    "en": {
        "source": "Source",
        "starter": "Starter library: a proposed wording, from no adopted text",
        "uses": "adopted text(s)",
        "draft": "DRAFT, not adopted",
        "adapted": "First words adapted to the draft",
        "form": "Form of the verb to be adapted",
        "later": "“De” before the verbs to be checked",
        "blanks": "To be filled in:",
    },
    "es": {
        "blanks": "Por completar:",
        "source": "Fuente",
        "starter": "Biblioteca inicial: redacción propuesta, no procede de ningún texto aprobado",
        "uses": "texto(s) aprobado(s)",
        "draft": "PROYECTO, no aprobado",
        "adapted": "Primeras palabras adaptadas al proyecto",
        "form": "Forma del verbo por adaptar",
        "later": "Verbos por verificar",
    },
    "pt": {
        "blanks": "Por completar:",
        "source": "Fonte",
        "starter": "Biblioteca inicial: redação proposta, de nenhum texto aprovado",
        "uses": "texto(s) aprovado(s)",
        "draft": "PROJETO, não aprovado",
        "adapted": "Primeiras palavras adaptadas ao projeto",
        "form": "Forma do verbo por adaptar",
        "later": "Verbos por verificar",
    },
}


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
        words = _WORDS.get(language or self.language, _WORDS["en"])
        named = f"{words['source']}: {'; '.join(str(s) for s in self.sources[:3])}"
        lines = [words["starter"] if self.status == STARTER else named]
        if self.status == DRAFT:
            lines.append(words["draft"])
        elif self.times_used > 1:
            lines.append(f"{self.times_used} {words['uses']}, {self.first_use}–{self.last_use}")
        lines += [words[note] for note in self.notes]
        if self.blanks:
            lines.append(f"{words['blanks']} {', '.join(self.blanks)}")
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
