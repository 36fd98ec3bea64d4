"""Names for people in place of codes: States and groups, places without a number, kinds of statements."""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafting.lexicon import load
from drafting.messages import answer_language, message, section_messages, translate
from drafting.model.resolution import Note

_NAMED_PLACE = re.compile(r"(?:[AS]\d+\.)*(?P<name>title|text)(?:#\d+)?")


def party_name(code: str, language: str) -> str:
    """The name of a State (ISO 3166 alpha-3) or group; the code where the lexicon does not know it."""
    return load(answer_language(language)).delegations.name(code)


def party_names(codes: Iterable[str], language: str, none: str = "") -> str:
    """The names of States and groups with commas between them; `none` where there is no code."""
    return ", ".join(party_name(code, language) for code in codes) or none


def place_name(address: str, language: str) -> str:
    """A place as people read it: "title", "header", "line 7" in their language, numbers as they are (OP5, fn2)."""
    if match := _NAMED_PLACE.fullmatch(address):
        return address.replace(match["name"], message(f"places.{match['name']}", language))
    return translate("places", address, language)


def place_names(addresses: Iterable[str], language: str, none: str = "") -> str:
    """Addresses with commas between them; `none` where there is none."""
    return ", ".join(place_name(at, language) for at in addresses) or none


def statement_kind(kind: str, language: str) -> str:
    """The name of a kind of footnote statement ("reservation")."""
    return section_messages("negotiation", language)[f"kind {kind}"]


def note_text(note: Note, language: str) -> str:
    """What a note says, in a language, with States by their names; in English where the messages lack its sentence."""

    def render(name: str, words: str) -> str:
        if name == "states":
            return party_names(words.split(", "), language)
        if name in ("kind", "other_kind"):
            return section_messages("negotiation", language).get(f"kind {words}", words)
        return place_name(words, language) if name == "at" else words

    return translate("notes", note.message, language, note.code, render)


def placed_note(note: Note, language: str) -> str:
    """A note preceded by the place it is about."""
    text = note_text(note, language)
    return message("outline.line", language, name=place_name(note.where, language), value=text) if note.where else text


_STATES = ("on", "off", "changed", "none", "lines")
"""The words of a phrase on formatting that are not names or figures."""


def formatting_text(properties: str, language: str) -> str:
    """What a change of formatting changed ("bold on; size 11 pt → 12 pt"), in a language; unknown names stay."""
    if language == "en":
        return properties
    return "; ".join(_formatting_phrase(phrase, language) for phrase in properties.split("; "))


def _formatting_phrase(phrase: str, language: str) -> str:
    known = section_messages("formatting", "en").values()
    label = max((name for name in known if phrase.startswith(f"{name} ")), key=len, default="")
    if not label:
        return phrase
    words = phrase.removeprefix(label).split()
    said = " ".join(translate("formatting", word, language) if word in _STATES else word for word in words)
    return message("outline.line", language, name=translate("formatting", label, language), value=said)
