"""Automatic numbers of paragraphs as Word prints them, computed from numbering.xml and the styles.

Rules (ECMA-376 part 1, 17.9, and the behaviour of Word where it is silent): lists that share a w:abstractNum share its
counters; a w:startOverride restarts the counter where its w:num is first used; a level restarts after any higher one
unless w:lvlRestart says otherwise; a level that was skipped prints its start value and counts as used.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import deepcopy
from typing import NamedTuple

from lxml import etree

from drafting.ooxml.namespaces import w
from drafting.ooxml.number_formats import PLAIN, number_text, pad_number
from drafting.ooxml.package import Package
from drafting.ooxml.revisions.resolve_story import has_revisions, resolve
from drafting.ooxml.story import paragraphs
from drafting.ooxml.styles import VAL, Styles, child_value, indents, is_on, number
from drafting.ooxml.symbol_font import bullet_character

LEVELS = 9
_PPR, _PSTYLE, _NUMPR, _NUMID, _ILVL = w("pPr"), w("pStyle"), w("numPr"), w("numId"), w("ilvl")
_PLACE = re.compile(r"%([1-9])")


class Level(NamedTuple):
    """One level of a list. `restart`: None: after any higher level; 0: never; n: after level n or higher (from 1).

    `left`, `first`: indents in points; `suffix`: what follows the number (tab, space, nothing).
    """

    start: int = 1
    format: str = "decimal"
    pattern: str = ""
    text: str = ""
    legal: bool = False
    restart: int | None = None
    suffix: str = "tab"
    style: str = ""
    font: str = ""
    left: float | None = None
    first: float | None = None


class Numbered(NamedTuple):
    """The number of a paragraph: label as printed, list (w:numId), level (from 0) and its definition."""

    label: str
    list: str
    level: int
    definition: Level


class Numbering:
    """The lists of a package."""

    def __init__(self, package: Package, styles: Styles | None = None) -> None:
        self.styles = styles or Styles(package)
        part = package.related("numbering")
        root = package.xml(part) if part else etree.Element(w("numbering"))
        self._abstract = {a.get(w("abstractNumId"), ""): a for a in root.iter(w("abstractNum"))}
        self._nums = {n.get(w("numId"), ""): n for n in root.iter(w("num"))}
        self._levels: dict[str, tuple[Level, ...]] = {}
        self._restarts: dict[str, tuple[int, ...]] = {}
        self._abstracts: dict[str, str | None] = {}
        self._places: dict[tuple[str | None, str | None, str | None], tuple[str, int] | None] = {}
        self._linked = {
            link: key for key, a in self._abstract.items() if (link := child_value(a, w("styleLink"))) is not None
        }
        self.unknown_formats: set[str] = set()

    def abstract_id(self, list_id: str) -> str | None:
        """The w:abstractNum that a list counts in, through w:numStyleLink; None for a list that does not exist."""
        if list_id not in self._abstracts:
            self._abstracts[list_id] = self._find_abstract(list_id)
        return self._abstracts[list_id]

    def _find_abstract(self, list_id: str) -> str | None:
        num = self._nums.get(list_id)
        key = child_value(num, w("abstractNumId"))
        seen: set[str] = set()
        while key in self._abstract and key not in seen:
            seen.add(key)
            link = child_value(self._abstract[key], w("numStyleLink"))
            if link is None:
                return key
            through = self.styles.style(link).layout.numbering
            key = self._linked.get(link) or child_value(self._nums.get(through or ""), w("abstractNumId"))
        return None

    def levels(self, list_id: str) -> tuple[Level, ...]:
        """The nine levels of a list (w:numId) with its overrides; () for a list that does not exist."""
        if list_id not in self._levels:
            self._levels[list_id] = self._read_levels(list_id)
        return self._levels[list_id]

    def _read_levels(self, list_id: str) -> tuple[Level, ...]:
        abstract = self.abstract_id(list_id)
        if abstract is None:
            return ()
        found = [Level() for _ in range(LEVELS)]
        for element in self._abstract[abstract].findall(w("lvl")):
            _read_level(found, element)
        for override in self._nums[list_id].findall(w("lvlOverride")):
            whole = override.find(w("lvl"))
            if whole is not None:
                _read_level(found, whole, override)
            at, start = number(override.get(w("ilvl"))), number(child_value(override, w("startOverride")))
            if at is not None and start is not None and 0 <= at < LEVELS:
                found[at] = found[at]._replace(start=start)
        self.unknown_formats |= {level.format for level in found} - PLAIN
        return tuple(found)

    def restarts(self, list_id: str) -> tuple[int, ...]:
        """The levels that a list restarts (w:startOverride), in order."""
        if list_id not in self._restarts:
            num = self._nums.get(list_id)
            overrides = [] if num is None else num.findall(w("lvlOverride"))
            at = {number(o.get(w("ilvl"))) for o in overrides if o.find(w("startOverride")) is not None}
            self._restarts[list_id] = tuple(level for level in range(LEVELS) if level in at)
        return self._restarts[list_id]

    def place(self, paragraph: etree._Element) -> tuple[str, int] | None:
        """List and level of a paragraph, from its properties or its style; None without automatic number."""
        key = stated_numbering(paragraph)
        if key not in self._places:
            self._places[key] = self._find_place(*key)
        return self._places[key]

    def _find_place(self, named: str | None, list_id: str | None, stated_level: str | None) -> tuple[str, int] | None:
        style = self.styles.named(named)
        level = number(stated_level)
        if list_id is None:
            list_id = style.layout.numbering
        if level is None and list_id is not None and style.layout.numbering is not None:
            level = self._style_level(list_id, style.chain, style.layout.level)
        if list_id is None or list_id == "0" or not self.levels(list_id):
            return None
        return list_id, min(max(level or 0, 0), LEVELS - 1)

    def _style_level(self, list_id: str, chain: tuple[str, ...], stated: int | None) -> int:
        """The level of a numbered style: the one that refers to the style, else the one that the style states."""
        levels = self.levels(list_id)
        for style in chain:
            for at, level in enumerate(levels):
                if level.style == style:
                    return at
        return stated or 0

    def numbers(self, story: Iterable[etree._Element]) -> list[Numbered | None]:
        """The number of each paragraph of a story (in order, revisions resolved); text boxes are counted separately."""
        counters, boxed = Counters(self), Counters(self)
        return [(boxed if _is_boxed(p) else counters).number(p) for p in story]


def stated_numbering(paragraph: etree._Element) -> tuple[str | None, str | None, str | None]:
    """What the properties of a paragraph say about its number: style, list, level."""
    style = list_id = level = None
    properties = paragraph.find(_PPR)
    for child in () if properties is None else properties:
        if child.tag == _PSTYLE:
            style = child.get(VAL)
        elif child.tag == _NUMPR:
            list_id, level = child_value(child, _NUMID), child_value(child, _ILVL)
    return style, list_id, level


class Counters:
    """The running numbers of one story."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._values: dict[str, list[int | None]] = {}
        self._used: set[tuple[str, int]] = set()

    def number(self, paragraph: etree._Element) -> Numbered | None:
        """Count a paragraph and return its number; None when it has no automatic number."""
        place = self._numbering.place(paragraph)
        if place is None:
            return None
        list_id, at = place
        levels = self._numbering.levels(list_id)
        abstract = self._numbering.abstract_id(list_id) or ""
        values = self._values.setdefault(abstract, [None] * LEVELS)
        for level in self._numbering.restarts(list_id):
            if level <= at and (list_id, level) not in self._used:
                self._used.add((list_id, level))
                values[level] = None
        current = values[at]
        values[at] = levels[at].start if current is None else current + 1
        for higher in range(at):
            if values[higher] is None:  # a skipped level is used up: the next on it counts on (Microsoft KB Q110380)
                values[higher] = levels[higher].start
        for deeper in range(at + 1, LEVELS):
            limit = levels[deeper].restart
            if limit is None or at < limit:
                values[deeper] = None
        language = self._numbering.styles.default_face.language or "en"
        return Numbered(_level_label(levels, at, values, language), list_id, at, levels[at])


def _level_label(levels: tuple[Level, ...], at: int, values: list[int | None], language: str) -> str:
    """The label of a level: its pattern (w:lvlText) filled with the numbers of the levels."""
    level = levels[at]
    if level.format == "bullet":
        return bullet_character(level.text, level.font).strip()

    def fill(m: re.Match[str]) -> str:
        which = int(m[1]) - 1
        named, value = levels[which], values[which]
        count = named.start if value is None else value  # None: a deeper level, which only odd lists name
        if named.pattern:
            return pad_number(count, named.pattern)
        style = "decimal" if level.legal and named.format not in ("none", "bullet", "decimalZero") else named.format
        return number_text(count, style, language)

    return _PLACE.sub(fill, level.text).strip()


def _read_level(levels: list[Level], element: etree._Element, owner: etree._Element | None = None) -> None:
    """Read a w:lvl into the list of levels. `owner`: the w:lvlOverride it is in."""
    at = number((element if owner is None else owner).get(w("ilvl")))
    if at is None or not 0 <= at < LEVELS:
        return
    chosen = next(element.iter(w("numFmt")), None)  # the first choice, where a custom format has a fallback
    text = element.find(w("lvlText"))
    fonts = element.find(f"{w('rPr')}/{w('rFonts')}")
    left, first = indents(element.find(f"{w('pPr')}/{w('ind')}"))
    picture = element.find(w("lvlPicBulletId")) is not None
    start = number(child_value(element, w("start")))
    levels[at] = Level(
        0 if start is None else start,
        "decimal" if chosen is None else chosen.get(VAL, "decimal"),
        "" if chosen is None else chosen.get(w("format"), ""),
        "•" if picture else "" if text is None else text.get(VAL, ""),
        is_on(element.find(w("isLgl"))),
        number(child_value(element, w("lvlRestart"))),
        child_value(element, w("suff")) or "tab",
        child_value(element, w("pStyle")) or "",
        "" if fonts is None else fonts.get(w("ascii")) or fonts.get(w("hAnsi")) or "",
        left,
        first,
    )


def _is_boxed(paragraph: etree._Element) -> bool:
    return next(paragraph.iterancestors(w("txbxContent")), None) is not None


def automatic_labels(package: Package, accept: bool | None = True) -> list[str | None]:
    """The automatic number printed before each paragraph of the body, None where there is none.

    One entry for each of `story.paragraphs` of the main part. With `accept` True or False the numbers are those of the
    document with all revisions accepted or rejected: paragraphs absent then have None, and of joined paragraphs the one
    that keeps its mark has the number. With None every paragraph counts.
    """
    root = package.xml(package.main)
    if accept is None or not has_revisions(root):
        found = Numbering(package).numbers(paragraphs(root))
        return [n.label or None if n else None for n in found]
    settled = deepcopy(root)
    before = paragraphs(settled)
    place = {p: i for i, p in enumerate(before)}
    resolve(settled, accept)
    after = paragraphs(settled)
    out: list[str | None] = [None] * len(before)
    for paragraph, found_number in zip(after, Numbering(package).numbers(after), strict=True):
        if found_number is not None and paragraph in place:
            out[place[paragraph]] = found_number.label or None
    return out
