"""The lexicon of one language: opening words, kinds of lines, calendar, States. Everything is built on first use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, Literal

from drafting.lexicon.dates import Dates
from drafting.lexicon.inflection import VerbForms
from drafting.lexicon.line_types import LineTypes
from drafting.lexicon.opening_tree import OpeningPart
from drafting.lexicon.openings import Opening, OpeningFinder
from drafting.lexicon.states import Delegations
from drafting.model.resolution import Kind, Part

_COMMAS = 3
"""Commas behind which the verb is looked for, at most."""
_LONGEST_ENACTING, _ENACTING_WORDS = 300, 8
"""Characters of a line with an organ and its enacting words, and the words of these, at most."""
_FINITE = ("singular", "plural", "first person")
_LONGEST_GROUP = 220
"""Characters of the longest line of opening words above a list: the names of several officers may stand in it."""
_FAR = 400
"""Characters in which it is looked for."""


class Lexicon:
    """The words of one language. All questions ignore case, accents, kind of apostrophe and no-break spaces."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data
        self.language: str = data["language"]
        self.name: str = data["name"]
        self._lines = LineTypes(data)
        self._dates = Dates(data)
        self.delegations = Delegations(data)
        self.forms = VerbForms(data)

    @cached_property
    def _openings(self) -> OpeningFinder:
        return OpeningFinder(self.data)

    @property
    def space_before(self) -> str:
        """The signs that this language prints with a blank before them, as one text: ";:!?»" in French."""
        signs: str = self.data["typography"]["space_before"]
        return signs

    def opening(self, text: str, part: OpeningPart | None = None) -> Opening | None:
        """The opening words at the start of a paragraph, without the preposition they govern; the longest match.

        Adverbs before, inside and behind belong to them ("Also requests", "AYANT ÉGALEMENT PRÉSENTE À L’ESPRIT").
        """
        return self._openings.find(text, part)

    def openings(self, text: str) -> tuple[Opening | None, Opening | None]:
        """The opening words of the preamble and those of the operative part, for a paragraph of either."""
        preambular, operative = self._openings.both(text)
        return preambular, operative

    def verb(self, text: str) -> Opening | None:
        """The operative verb of a paragraph: its opening words, or what follows a first clause or the organ's name.

        "Dans le cadre du plan, de charger …" gives "de charger" with its `start`; None where nothing is found.
        """
        first = self._openings.find(text, "operative")
        if first is not None and first.id != "that":
            return first
        subject = self._lines.organ(text)
        if subject is not None:
            found = self._openings.find(text, "operative", subject[1])
            if found is not None and found.form in ("singular", "plural"):
                return found
        for at in _clause_ends(text):
            found = self._openings.find(text, "operative", at)
            if found is not None and found.id != "that":
                return found
        return first

    def opens_in_lower_case(self, line: str) -> bool:
        """True for a line that begins in lower case with the opening words of a paragraph; an infinitive is none."""
        if not line[:1].islower():
            return False
        preambular, operative = self.openings(line)
        return preambular is not None or (
            operative is not None and operative.form in _FINITE and operative.id != "that"
        )

    def group(self, line: str) -> Part | None:
        """The part of a line of opening words alone, in lower case, as above a list: "considering", "instructs the
        Secretary-General"; None for every other line.
        """
        bare = line.rstrip(" :\u00a0")
        if not bare[:1].islower() or len(bare) > _LONGEST_GROUP or bare[-1] in ".,;":
            return None
        preambular, operative = self.openings(bare)
        acts = operative is not None and operative.form in _FINITE and operative.id != "that"
        if self.enacting(bare) or (acts and (preambular is None or preambular.end < len(bare))):
            return "operative"
        return "preamble" if preambular and preambular.end == len(bare) else None

    def continues_group(self, line: str) -> bool:
        """True for a line that begins as what a group introduces does: "that …", "to …", "d’adopter …"."""
        modes = self.data["modes"]
        return _begins_with(line, (*modes["markers"], *modes["that"]))

    def begins_with_article(self, line: str) -> bool:
        """True for a line that begins with an article, as the name of a body does."""
        return _begins_with(line, self.data["organs"]["articles"])

    def rank(self, entry_id: str, part: OpeningPart = "operative") -> tuple[str, int]:
        """(class, strength) of an entry of the ladder."""
        return self._openings.rank(entry_id, part)

    def enacting(self, text: str) -> str | None:
        """The enacting words where the line holds nothing else, as printed without the colon; else None."""
        return self._lines.enacting(text)

    def organ_enacts(self, text: str) -> tuple[str, str] | None:
        """The organ and its enacting words, where a line holds both: "El Consejo de los Faros resuelve:"; else None."""
        if not text.rstrip().endswith(":") or len(text) > _LONGEST_ENACTING or self._lines.organ(text) is None:
            return None
        words = text.split(" ")
        for count in range(2, len(words)):
            rest = " ".join(words[count:])
            if len(words) - count <= _ENACTING_WORDS and self._lines.enacting(rest):
                head = " ".join(words[:count]).rstrip(",")
                organ = self._lines.chapeau(head + ",") or self._lines.organ_name(head)
                return (organ, rest) if organ else None
        return None

    def chapeau(self, text: str) -> str | None:
        """The organ that opens a resolution on this line, as printed without the comma; else None."""
        return self._lines.chapeau(text)

    def organ(self, text: str) -> str | None:
        """The organ that a text begins with, article included, no complement: "L’Assemblée générale décide" …"""
        found = self._lines.organ(text)
        return found[0] if found else None

    def date(self, text: str) -> str | None:
        """The first full date in a text as ISO (the last day of a range), or None."""
        return self._dates.find(text)

    def ordinal(self, text: str) -> int | None:
        """The first ordinal number in a text, in words or figures, or None."""
        return self._dates.ordinal(text)

    def status(self, line: str) -> Literal["adopted", "draft"] | None:
        """The status of the document that a front line states, or None."""
        return self._lines.status(line)

    def notes_section(self, line: str) -> bool:
        """True for a line that opens the section of end notes."""
        return self._lines.notes_section(line)

    def annex(self, line: str) -> bool:
        """True for a line that opens an annex."""
        return self._lines.annex(line)

    def alone(self, line: str) -> bool:
        """True for a line of enacting words, or one that opens an annex or the section of end notes."""
        return self._lines.alone(line)

    def closing(self, line: str) -> bool:
        """True for a line that states where and when the text was made."""
        return self._lines.closing(line) and (self.date(line) is not None or self._dates.names_month(line))

    def place_and_date(self, line: str) -> bool:
        """True for a line of nothing but a place or meeting and a date: "Lima, 3 de mayo de 2044"."""
        return self._dates.dates_line(line)

    def signature(self, line: str) -> bool:
        """True for a line that a signature begins with: an office, or "For the Council"."""
        return self._lines.signature(line)

    def participle(self, text: str) -> bool:
        """True for a text whose first word has the ending of a participle: that of a recital whose verb is unknown."""
        return self._lines.participle(text)

    def paper_patterns(self, kind: Kind) -> tuple[re.Pattern[str], ...]:
        """Patterns of the instructions of a corrigendum or an amendment paper, for folded lines."""
        return self._lines.paper_patterns[kind]

    def document_type(self, line: str) -> Kind | None:
        """The kind of document that a title line names at its start, or None."""
        return self._lines.document_type(line)


def _begins_with(line: str, words: Iterable[str]) -> bool:
    """True where a line begins with one of these words; an elided one ("d’") is glued to the next."""
    low = line[:20].lower().replace("'", "’")
    return any(low.startswith(word if word.endswith("’") else f"{word} ") for word in words)


def _clause_ends(text: str) -> list[int]:
    """The positions behind the first commas outside brackets."""
    ends: list[int] = []
    depth = 0
    for m in re.finditer(r"[(),]", text[:_FAR]):
        depth += (m[0] == "(") - (m[0] == ")")
        if m[0] == "," and depth <= 0:
            ends.append(m.end())
            if len(ends) == _COMMAS:
                break
    return ends
