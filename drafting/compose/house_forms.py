"""How paragraphs begin: OAS ("To request", "De demander", "RAPPELANT") or UN ("Requests", "Rappelant")."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from drafting.lexicon import LANGUAGES, Opening, load
from drafting.model.resolution import Resolution

OAS_FORMS: tuple[str, ...] = ("infinitive", "marked infinitive")
UN_FORMS: tuple[str, ...] = ("singular", "plural", "first person")

_OAS_NAME = re.compile(
    r"\b(?:OAS|OEA|CICTE|CICAD|AG/|CP/|CIDI/|ORGANIZATION OF AMERICAN STATES|[EÉ]TATS AM[EÉ]RICAINS)"
)
_THAT = re.compile(
    r"\s+(?:(?:by the fact|the fact|du fait|le fait|del hecho de|el hecho de|por el hecho de|do fato de|o fato de)\s+)?"
    r"(?:that|que|qu['’])$",
    re.I,
)
"""What leads to the sentence behind the opening words: never printed in capitals ("CONCERNED that")."""
_MARKED = re.compile(r"(?:De\s+|D['’]\s?)(?=\w)")
_NEXT_MARKED = re.compile(
    r"[,;]\s+(?:et\s+)?(?:de\s+|d['’])\w+(?:er|ir|re|oir)\b|\bet\s+(?:de\s+|d['’])\w+(?:er|ir|re|oir)\b"
)


@dataclass(frozen=True, slots=True)
class DraftingMode:
    """What a draft's paragraphs look like. `house`: oas or un; `marked`: "De demander", not "Demander" (French);
    `capitals`: preambular opening words in capitals."""

    house: str = "oas"
    marked: bool = True
    capitals: bool = True


def opening_of(text: str, language: str) -> Opening | None:
    """The opening words of a text, None where the lexicon knows none."""
    return load(language).opening(text) if language in LANGUAGES else None


def drafting_mode(resolution: Resolution, language: str) -> DraftingMode:
    """The mode of a draft: from its own paragraphs first, then from enacting words, organ and symbol."""
    operative: Counter[str] = Counter(
        o.form for c in resolution.clauses("operative") if (o := opening_of(c.text, language))
    )
    oas = sum(operative[form] for form in OAS_FORMS)
    un = sum(operative[form] for form in UN_FORMS)
    if oas == un:
        named = f"{resolution.organ or ''} {resolution.symbol or ''}"
        house = "oas" if resolution.decision or _OAS_NAME.search(named) or not resolution.organ else "un"
    else:
        house = "oas" if oas > un else "un"
    first = [o.text for c in resolution.clauses("preamble") if (o := opening_of(c.text, language))]
    capitals = sum(t.isupper() for t in first) * 2 > len(first) if first else house == "oas"
    marked = operative["marked infinitive"] >= operative["infinitive"]
    return DraftingMode(house, marked, capitals)


def fits_mode(kind: str, form: str, mode: DraftingMode) -> bool:
    """True when a paragraph of this kind and form suits a draft of this mode, but for "De" and capitals."""
    return kind != "operative" or form in (OAS_FORMS if mode.house == "oas" else UN_FORMS)


def adapt_opening(text: str, language: str, mode: DraftingMode) -> tuple[str, tuple[str, ...]]:
    """The text with its first words as the draft has them, as far as that is certain, and what there is to say of it:
    "adapted", or "form" or "later" for what is left to do by hand (`suggestion.py` has the words).

    Certain are: capitals of preambular opening words, and the "De" before a French infinitive where the paragraph has
    only one. A verb is never put in another form.
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
