"""Delegations in a text: names, official names, adjectives ("the Guatemalan delegation"), groups; how to print them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, TypeAlias

from drafting.lexicon.members import house_members, member_names
from drafting.text.words import Word, find_words, phrase_words

_JOINT = re.compile(r"[\s\u00ad(–-]*|\.[\s-]?")
_LONGEST = 14


_Name: TypeAlias = tuple[tuple[str, ...], str, bool, bool]
"""The folded words of a name, its code, whether it is of a group, and whether it is an adjective."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A delegation or group named in `text[start:end]`. `code`: ISO 3166-1 alpha-3, or the group's name."""

    code: str
    start: int
    end: int
    group: bool = False
    adjective: bool = False


def _bare(word: Word) -> str:
    """The word without the apostrophe of a possessive: "Colombia’s", "the United States’"."""
    return word.folded.rstrip("'")


class Delegations:
    """All delegations and groups in one language."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data = data

    @cached_property
    def _names(self) -> dict[str, list[_Name]]:
        """First word → (words, code, group?, adjective?), longest first."""
        table: dict[str, list[_Name]] = {}
        for section, group, adjective in (
            ("states", False, False),
            ("groups", True, False),
            ("adjectives", False, True),
        ):
            for code, forms in self._data[section].items():
                for form in forms:
                    key = phrase_words(form.replace(".", " "))
                    table.setdefault(key[0], []).append((key, code, group, adjective))
        for entries in table.values():
            entries.sort(key=lambda e: (-len(e[0]), e[3]))
        return table

    def find(self, text: str) -> list[Mention]:
        """Every mention from left to right, the longest name where several begin; names must begin with a capital.

        Adjectives are reported too; the caller decides whether one refers to a delegation.
        """
        line = self._words(text)
        codes = set() if text.isupper() else set(self._data["states"])
        house = member_names()
        found: list[Mention] = []
        i = 0
        while i < len(line):
            mention = self._at(text, line, i, house)
            if mention is None and text[line[i].start : line[i].end] in codes:
                mention = (Mention(text[line[i].start : line[i].end], line[i].start, line[i].end), 1)
            if mention is None:
                i += 1
                continue
            found.append(mention[0])
            i += mention[1]
        return found

    def _words(self, text: str) -> list[Word]:
        """The words of a text, "&" among them as the conjunction it stands for."""
        line = find_words(text)
        if "&" in text:
            conjunction = self._data["conjunctions"]["and"][0]
            line += [Word(conjunction, m.start(), m.end()) for m in re.finditer("&", text)]
            line.sort(key=lambda word: word.start)
        return line

    def _at(self, text: str, line: list[Word], i: int, house: Mapping[str, list[_Name]]) -> tuple[Mention, int] | None:
        first = line[i].folded
        named = self._names.get(first) or self._names.get(_bare(line[i]), [])
        if house:
            named = [*house.get(first, house.get(_bare(line[i]), [])), *named]
        for key, code, group, adjective in named:
            part = line[i : i + len(key)]
            if len(part) < len(key) or any(w.folded != k for w, k in zip(part[:-1], key[:-1], strict=True)):
                continue
            if key[-1] not in (part[-1].folded, _bare(part[-1])):
                continue
            if not all(_JOINT.fullmatch(text, a.end, b.start) for a, b in pairwise(part)):
                continue
            if not adjective and not text[part[0].start].isupper():
                continue
            end = part[-1].end - (part[-1].folded != key[-1])
            end += text[end : end + 1] == ")" and "(" in text[part[0].start : end]
            return Mention(code, part[0].start, end, group, adjective), len(key)
        return None

    def name(self, code: str) -> str:
        """The name to print; the code itself where there is none."""
        forms = house_members().get(code) or self._data["states"].get(code) or self._data["groups"].get(code)
        return str(forms[0]) if forms else code

    def genitive(self, code: str) -> str:
        """The name after "the delegation": "du Brésil", "de los Estados Unidos"; the bare code where there is none."""
        if own := house_members().get(code):
            return f"{self._data['statements']['genitive'].split()[0]} {own[0]}"
        return str(self._data["genitives"].get(code, code))
