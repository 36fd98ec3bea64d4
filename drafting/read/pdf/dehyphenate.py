"""A hyphen at the end of a printed line: part of the spelling, which stays, or only a sign that a word was broken.

The document itself is the first evidence: a form printed inside a line decides. Where the document has none, what is
always spelled with a hyphen keeps it (« a-t-il », "comprometê-lo", « non-… », « vingt-deux », 2021-2022). The words of
each language are data: `[hyphens]` of its file in the lexicon.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from drafting.lexicon import LANGUAGES, load, main_language
from drafting.lexicon.any_language import regexes

HYPHENS = "-\u00ad\u2010"
"""What may be printed where a line breaks a word; U+00AD is never part of the spelling."""
_FORM = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LEFT_HALF = re.compile(r"[^\W\d_](?:[^\W\d_]|-)*$")
_LONGEST_HALF = 80
_SHORTEST_WORD = 5
"""Letters of a half that is believed to be a word and no syllable, where the language of the document is unknown."""
_MANY_BREAKS = 0.04
"""Share of the lines that end with a hyphen, above which words are broken at line ends. Judged, not measured."""
_CERTAIN_BREAKS = 0.2
"""Share of such line ends that surely break a word, above which words are broken. Judged, not measured."""
_SAMPLE = 200
"""Lines from which the language of the document is detected."""


@dataclass(frozen=True, slots=True)
class _Break:
    """A line end in small letters: the halves, and the parts of them beside the hyphen."""

    first: str
    second: str

    @property
    def last_part(self) -> str:
        return self.first.rpartition("-")[2]

    @property
    def next_part(self) -> str:
        return self.second.partition("-")[0]


class _Spelling:
    """What is spelled with a hyphen: some of it in any language, some in that of the document alone."""

    def __init__(self, language: str) -> None:
        own: dict[str, Any] = load(language).data["hyphens"] if language in LANGUAGES else {}
        self.shortest_word: int = own.get("shortest_word", _SHORTEST_WORD)
        self._always = _pattern("|".join(own.get("always", ())))
        self._tails = _pattern("|".join(own.get("tails", ())))
        names = ("endings", "joints", "prefixes", "solid", "tens", "units")
        patterns = (_pattern(regexes("hyphens", name), r"\w{0,6}" if name == "units" else "") for name in names)
        self._endings, self._joints, self._prefixes, self._solid, self._tens, self._units = patterns

    def is_certain(self, broken: _Break) -> bool:
        """True for a form that keeps its hyphen whatever the document prints elsewhere."""
        last, following = broken.last_part, broken.next_part
        return (
            self._is_compound(broken)
            or _fits(self._always, last)
            or (_fits(self._tens, last) and _fits(self._units, following))
            or (_fits(self._tails, broken.second) and len(last) >= self.shortest_word - 1)
        )

    def _is_compound(self, broken: _Break) -> bool:
        """« a-t-il », « Trinité-et-Tobago »: an ending behind the hyphen, or a small word between two hyphens."""
        if _fits(self._endings, broken.second):
            return True
        inside_first, inside_second = "-" in broken.first, "-" in broken.second
        if inside_first and _fits(self._joints, broken.last_part):
            return True
        return inside_second and (inside_first or _fits(self._joints, broken.next_part))

    def is_likely(self, broken: _Break, words: frozenset[str]) -> bool:
        """True where the second half is a word of the document, and the first another or a prefix."""
        last, following, least = broken.last_part, broken.next_part, self.shortest_word
        if following not in words or len(following) < least:
            return False
        return _fits(self._prefixes, last) or (len(last) >= least and last in words and not _fits(self._solid, last))


@cache
def _pattern(alternatives: str, ending: str = "") -> re.Pattern[str] | None:
    """A pattern for the alternatives; None where there are none, which would match the empty text."""
    return re.compile(f"(?:{alternatives}){ending}") if alternatives else None


def _fits(pattern: re.Pattern[str] | None, text: str) -> bool:
    return pattern is not None and pattern.fullmatch(text) is not None


class Hyphens:
    """Decides line end by line end; made from all printed lines of the document in their order."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines

    def keeps(self, before: str, after: str) -> bool | None:
        """Whether the hyphen at the end of `before` is spelling: yes, no, or None where nothing tells.

        `before` is the text up to the line end, `after` the line below.
        """
        if before[-1:] == "\u00ad":
            return False
        halves = _halves(before, after)
        if halves is None or "/" in before.rpartition(" ")[2]:
            return True  # a number or an address
        broken = _Break(halves[0].lower(), halves[1].lower())
        if f"{broken.first}-{broken.second}" in self._forms:
            return True
        if broken.first + broken.second in self._forms:
            return False
        if after[:1].isupper() or self._spelling.is_certain(broken) or self._spelling.is_likely(broken, self._words):
            return True
        return None if self.breaking else True

    @cached_property
    def breaking(self) -> bool:
        """True where words are broken at line ends at all: many line ends show it, or those that surely break one do:
        a word that is printed whole elsewhere."""
        ends = [(a, b) for a, b in itertools.pairwise(self._lines) if a[-1:] in HYPHENS and not a[-2:-1].isspace()]
        halves = [found for a, b in ends if (found := _halves(a, b))]
        certain = sum("".join(found).lower() in self._forms for found in halves)
        return certain > _CERTAIN_BREAKS * len(ends) or len(ends) > _MANY_BREAKS * len(self._lines)

    @cached_property
    def _forms(self) -> frozenset[str]:
        """Every form printed whole, in small letters: none beside a broken line end."""
        found: set[str] = set()
        broken = False
        for line in self._lines:
            forms = _FORM.findall(line)
            breaks = line[-1:] in HYPHENS
            found.update(f.lower() for f in forms[broken : len(forms) - breaks])
            broken = breaks
        return frozenset(found)

    @cached_property
    def _words(self) -> frozenset[str]:
        """The forms, and the parts of the hyphenated ones."""
        return self._forms | frozenset(part for form in self._forms if "-" in form for part in form.split("-"))

    @cached_property
    def _spelling(self) -> _Spelling:
        return _Spelling(main_language(" ".join(self._lines[:_SAMPLE])))


def _halves(before: str, after: str) -> tuple[str, str] | None:
    """The two halves of what a line end may have broken; None where the hyphen has no letters on one of its sides."""
    left = _LEFT_HALF.search(before[-_LONGEST_HALF - 1 : -1])
    right = _FORM.match(after)
    return (left[0], right[0]) if left and right else None
