"""How paragraphs of a house begin: OAS ("To request", "De demander", "RAPPELANT") or UN ("Requests", "Rappelant")."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from drafting.lexicon import LANGUAGES, Opening, load
from drafting.lexicon.any_language import alternatives
from drafting.model.resolution import Resolution

OAS_FORMS: tuple[str, ...] = ("infinitive", "marked infinitive")
UN_FORMS: tuple[str, ...] = ("singular", "plural", "first person")

_OAS_NAME = re.compile(rf"\b(?:OAS|OEA|CICTE|CICAD|AG/|CP/|CIDI/|(?i:{alternatives('organs', 'oas')}))")
_THAT = re.compile(
    rf"\s+(?:(?:{alternatives('modes', 'fact')})\s+)?(?:{alternatives('modes', 'that')})$", re.IGNORECASE
)
"""The words between opening words and the clause they introduce, never printed in capitals ("CONCERNED that")."""
_MARKED = re.compile(r"(?:De\s+|D['’]\s?)(?=\w)")
_NEXT_MARKED = re.compile(
    r"[,;]\s+(?:et\s+)?(?:de\s+|d['’])\w+(?:er|ir|re|oir)\b|\bet\s+(?:de\s+|d['’])\w+(?:er|ir|re|oir)\b"
)


@dataclass(frozen=True, slots=True)
class DraftingMode:
    """How the paragraphs of a draft begin.

    `house`: "oas" or "un"; `marked`: in French "De demander", not "Demander"; `capitals`: preambular opening words are
    printed in capitals.
    """

    house: str = "oas"
    marked: bool = True
    capitals: bool = True


def opening_of(text: str, language: str) -> Opening | None:
    """The opening words of a paragraph; None where the lexicon knows none."""
    return load(language).opening(text) if language in LANGUAGES else None


def drafting_mode(resolution: Resolution, language: str) -> DraftingMode:
    """The mode of a draft, from its own paragraphs, or where they do not tell from enacting words, organ and symbol."""
    operative: Counter[str] = Counter(
        o.form for c in resolution.clauses("operative") if (o := opening_of(c.text, language))
    )
    oas, un = (sum(operative[form] for form in forms) for forms in (OAS_FORMS, UN_FORMS))
    house = _house_by_name(resolution) if oas == un else "oas" if oas > un else "un"
    first = [o.text for c in resolution.clauses("preamble") if (o := opening_of(c.text, language))]
    capitals = sum(t.isupper() for t in first) * 2 > len(first) if first else house == "oas"
    marked = operative["marked infinitive"] >= operative["infinitive"]
    return DraftingMode(house, marked, capitals)


def _house_by_name(resolution: Resolution) -> str:
    """The house by enacting words, organ and symbol; "oas" for a draft that names no organ."""
    named = f"{resolution.organ or ''} {resolution.symbol or ''}"
    return "oas" if resolution.decision or _OAS_NAME.search(named) or not resolution.organ else "un"


def fits_mode(kind: str, form: str, mode: DraftingMode) -> bool:
    """True when a paragraph of this kind and form suits a draft of this mode, "De" and capitals aside."""
    return kind != "operative" or form in (OAS_FORMS if mode.house == "oas" else UN_FORMS)


def adapt_opening(text: str, language: str, mode: DraftingMode) -> tuple[str, tuple[str, ...]]:
    """The text with its first words as the draft has them, and notes.

    The notes are "adapted", or for what is left to do by hand "form" (of the verb) or "later" (further verbs). Changed
    are only the capitals of preambular opening words, and "De" before a French infinitive where the paragraph has one
    infinitive. The form of a verb is never changed.
    """
    opening = opening_of(text, language)
    if opening is None or opening.start:
        return text, ()
    if opening.part == "preambular":
        return _with_capitals(text, opening, mode.capitals)
    if not fits_mode("operative", opening.form, mode):
        return text, ("form",)
    if language == "fr" and opening.form in OAS_FORMS and (opening.form == "marked infinitive") != mode.marked:
        return _with_or_without_de(text, mode.marked)
    return text, ()


def _with_capitals(text: str, opening: Opening, capitals: bool) -> tuple[str, tuple[str, ...]]:
    m = _THAT.search(opening.text)
    head = opening.text[: m.start()] if m else opening.text
    if head.isupper() == capitals:
        return text, ()
    words = head.upper() if capitals else head.capitalize()
    return words + text[opening.start + len(head) :], ("adapted",)


def _with_or_without_de(text: str, marked: bool) -> tuple[str, tuple[str, ...]]:
    if not marked:
        m = _MARKED.match(text)
        if m is None or _NEXT_MARKED.search(text, m.end()):
            return text, ("later",)
        return text[m.end()].upper() + text[m.end() + 1 :], ("adapted",)
    first = text[0].lower()
    if first == "h" or re.search(r"[,;]\s+(?:et\s+)?\w+er\b|\bet\s+(?:à\s+)?\w+er\b", text):
        return text, ("later",)  # an h may be aspirate; other infinitives may hang on the first "De"
    return ("D’" if first in "aeiouyéèêâîôœ" else "De ") + first + text[1:], ("adapted",)
