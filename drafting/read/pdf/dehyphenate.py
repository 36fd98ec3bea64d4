"""A hyphen at a line end: spelling, which stays, or only the end of the line.

The document itself is the witness: a form printed inside a line settles it. Where it is silent, what is always spelled
with a hyphen stays (« a-t-il », "comprometê-lo", « non-… », « vingt-deux », 2021-2022, Trinité-et-Tobago).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import cached_property

from drafting.lexicon import main_language

HYPHENS = "-\u00ad\u2010"
"""What may be printed where a line breaks a word; U+00AD never is spelling, nor is it inside a line."""
_FORM = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ENDING = re.compile(r"(?:t-)?(?:ils?|elles?|on|ce|là|ci|mêmes?|je|tu|nous|vous|moi|toi|y|en|l[oa]s?|lhes?|se|nos)")
"""What stands behind a hyphen in spelling: « a-t-il », « eux-mêmes », "comprometê-lo"."""
_JOINT = re.compile(r"t|et|de|du|des|la|les?|à|en|sur|sous|and|of|the|to|in|by|y|e|da|do|von")
"""Small words in the middle of a compound: « Trinité-et-Tobago », « chef-lieu-de- »."""
_ALWAYS = {
    "en": re.compile(r"non|vice|self|well|quasi|semi|cross|ex|two|three|four|five|six|seven|eight|nine|ten"),
    "fr": re.compile(r"non|vice|quasi|demi|semi"),
    "es": re.compile(r"ex"),
    "pt": re.compile(r"não|vice|recém|além|aquém|pós|pré|pró|ex|bem|sem"),
}
"""First parts that keep their hyphen, whatever follows."""
_TAILS = re.compile(
    r"making|based|sensitive|oriented|related|specific|responsive|driven|led|term|reaching|ranging|called|cutting|building|up"
)
"""Second parts that keep it in English."""
_PREFIX = re.compile(r"ex|sous|mi|so|follow|long|short|high|low|full|ever|multi")
"""First parts that keep it before a word that the document knows."""
_SOLID = re.compile(
    r"with|under|over|after|work|through|when|where|some|every|there|here|what|frame|contre|entre|sobre|para|contra"
)
"""Words that begin longer ones without a hyphen."""
_TENS = re.compile(
    r"vingt|trente|quarante|cinquante|soixante|quatre|dix|cent|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)
_UNITS = re.compile(
    r"(?:et|une?|deux|trois|quatr|cinq|six|sept|huit|neu[fv]|dix|onz|douz|treiz|quatorz|quinz|seiz|vingt"
    r"|one|two|three|four|five|six|seven|eight|nine|first|second|third|fifth|ninth)\w{0,6}"
)
_LONG = {"en": 4}
_LONGER = 5
"""Letters of a half that is believed to be a word and no syllable, in English and in the Romance languages."""
_MANY, _CERTAIN = 0.04, 0.2
"""Share of the lines that end with a hyphen where words are not broken, at most; share of these that look as if."""


class Hyphens:
    """Decides line by line; made from all printed lines of the document in their order."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines

    @cached_property
    def _forms(self) -> frozenset[str]:
        """Every form printed whole, in small letters: not what stands before or behind a broken line end."""
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

    def keeps(self, before: str, after: str) -> bool | None:
        """Whether the hyphen at the end of `before` is spelling: yes, no, or None where nothing tells.

        `before` is the text up to the line end, `after` the line below.
        """
        if before[-1:] == "\u00ad":
            return False
        halves = _halves(before, after)
        if halves is None or "/" in before.rpartition(" ")[2]:
            return True  # a number or an address
        first, second = (half.lower() for half in halves)
        if f"{first}-{second}" in self._forms:
            return True
        if first + second in self._forms:
            return False
        if after[:1].isupper():
            return True
        last, begin = first.rpartition("-")[2], second.partition("-")[0]
        if _ENDING.fullmatch(second) or ("-" in first and _JOINT.fullmatch(last)):
            return True
        if "-" in second and ("-" in first or _JOINT.fullmatch(begin)):
            return True
        always = _ALWAYS.get(self._language)
        if (always and always.fullmatch(last)) or (_TENS.fullmatch(last) and _UNITS.fullmatch(begin)):
            return True
        long = _LONG.get(self._language, _LONGER)
        if self._language == "en" and _TAILS.fullmatch(second) and len(last) >= long - 1:
            return True
        known = begin in self._words and len(begin) >= long
        compound = len(last) >= long and last in self._words and not _SOLID.fullmatch(last)
        if known and (_PREFIX.fullmatch(last) or compound):
            return True
        return None if self.breaking else True

    @cached_property
    def breaking(self) -> bool:
        """Whether words are broken at line ends at all: many line ends show it, or those that break a word for certain,
        one that is printed whole elsewhere."""
        ends = [(a, b) for a, b in itertools.pairwise(self._lines) if a[-1:] in HYPHENS and not a[-2:-1].isspace()]
        halves = [found for a, b in ends if (found := _halves(a, b))]
        certain = sum("".join(found).lower() in self._forms for found in halves)
        return certain > _CERTAIN * len(ends) or len(ends) > _MANY * len(self._lines)

    @cached_property
    def _language(self) -> str:
        return main_language(" ".join(self._lines[:200])) or ""


def _halves(before: str, after: str) -> tuple[str, str] | None:
    """The two halves of what a line end may have broken; None where no letters stand on both sides of the hyphen."""
    left = re.search(r"[^\W\d_](?:[^\W\d_]|-)*$", before[-81:-1])
    right = re.match(r"[^\W\d_]+(?:-[^\W\d_]+)*", after)
    return (left[0], right[0]) if left and right else None
