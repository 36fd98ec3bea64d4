"""References to paragraphs inside a text: "paragraphe 62 de la présente résolution", "operative paragraph 3", "OP5"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple, TypeAlias

from drafting.meaning.vocabulary import Vocabulary, phrases_pattern
from drafting.model.labels import SUFFIXES
from drafting.text.folding import fold

Part: TypeAlias = Literal["OP", "PP"]

_NUMBER = rf"\d{{1,4}}(?:\s?(?:{'|'.join(SUFFIXES)})(?!\w))?(?:\s?\(?[a-z]{{1,4}}\))*(?![\w/]|[.,]\d)"
_CODE = re.compile(rf"(?<![\w/.-])(?P<part>op|pp)\s?(?P<list>{_NUMBER})")
_EACH = re.compile(_NUMBER)
_LETTERS = r"\(?\b[a-z]{1,4}\)(?:\s?\(?[a-z]{1,4}\))*"
_LETTER = re.compile("[a-z]+")
_BEFORE = 60
"""Characters before a reference in which the name of another text is looked for."""
_PARTS = re.compile(r"(?P<number>\d+\s?(?:[a-z]+(?!\w*\)))?)\s?(?P<items>(?:\s?\(?[a-z]{1,4}\))*)")


class NamedNumber(NamedTuple):
    """One number that a reference names, at `start` to `end` of the folded text: "8bis", its items ("a",).

    `number` is "" where the paragraph itself is meant ("alinéa b) ci-dessus"); `step` is -1 for the preceding one.
    """

    start: int
    end: int
    number: str
    items: tuple[str, ...]
    step: int = 0


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference at `start` to `end` of the folded text. `inner`: it means a paragraph of this text."""

    start: int
    end: int
    part: Part
    inner: bool
    named: tuple[NamedNumber, ...]


class _Patterns(NamedTuple):
    head: re.Pattern[str]
    preambular: re.Pattern[str]
    operative_behind: re.Pattern[str]
    preamble_behind: re.Pattern[str]
    ours: re.Pattern[str]
    others: re.Pattern[str]
    foreign: re.Pattern[str]
    items: re.Pattern[str]
    before: re.Pattern[str]
    quick: re.Pattern[str]
    shy: frozenset[str]
    """Words that mean a paragraph of this text only with an explicit "above" or "of this" ("n.º 3 acima")."""


def find_references(text: str, vocabulary: Vocabulary | None) -> list[Reference]:
    """Every reference in a folded text, left to right."""
    if vocabulary is None:
        return [_coded_reference(m) for m in _CODE.finditer(text)]
    patterns = _patterns(vocabulary)
    if not patterns.quick.search(text):
        return []
    found = [*_worded_references(text, patterns), *(_coded_reference(m) for m in _CODE.finditer(text))]
    found += _relative_references(text, patterns, found)
    return sorted(found, key=lambda r: r.start)


@cache
def _patterns(vocabulary: Vocabulary) -> _Patterns:
    table = vocabulary.references
    head = _alternatives((*table["preambular"], *table["heads"], *table["shy"]))
    items = rf"(?:{_alternatives(table['items'])})\s*"
    word = phrases_pattern(table["joiners"])
    joiner = rf"(?:\s*,\s*(?:(?:{word})\s*)?|\s*[-–—]\s*|\s+(?:{word})\s+)"
    listed = rf"(?P<list>{_NUMBER}(?:{joiner}{_NUMBER})*)"
    letters = rf"{_LETTERS}(?:{joiner}{_LETTERS})*"
    part = rf"(?:{items}(?P<first>{letters})\s+(?:{phrases_pattern(table['item_of'])})\s+)?"
    short = "|".join(re.escape(fold(h).split()[0]) for h in (*table["preambular"], *table["heads"], *table["shy"]))
    return _Patterns(
        re.compile(
            rf"(?<![\w.]){part}(?P<head>{head})\s*(?:n[o°]s?\.?\s*)?{listed}(?:,?\s+{items}(?P<then>{letters}))?"
        ),
        re.compile("|".join(phrases_pattern([h]) for h in table["preambular"])),
        re.compile(rf"\s*,?\s*(?:{phrases_pattern(table['operative'])})"),
        re.compile(rf"\s*,?\s*(?:{phrases_pattern(table['preamble'])})"),
        re.compile(rf"\s*,?\s*(?:{phrases_pattern(table['ours'])})"),
        re.compile(rf"\s*(?:{phrases_pattern(table['others'])})"),
        re.compile(rf"(?:(?<!\w)(?:{phrases_pattern(table['theirs'])})\s+|\d\)?\s*[,(]\s*)$"),
        re.compile(rf"(?<!\w){items}(?P<list>{letters})"),
        vocabulary.preceding,
        re.compile(rf"(?:{short})\D{{0,24}}\d|\b[op]p\s?\d|{items}{_LETTERS}|{phrases_pattern(table['before'])}"),
        frozenset(fold(h) for h in table["shy"]),
    )


def _alternatives(words: Iterable[str]) -> str:
    found = sorted({fold(w) for w in words}, key=lambda w: (-len(w), w))
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") + (r"(?!\w)" if w[-1].isalpha() else "") for w in found)


def _worded_references(text: str, patterns: _Patterns) -> Iterator[Reference]:
    for m in patterns.head.finditer(text):
        part: Part = "PP" if patterns.preambular.match(m["head"]) else "OP"
        end = m.end()
        for pattern, kind in ((patterns.operative_behind, "OP"), (patterns.preamble_behind, "PP")):
            tail = pattern.match(text, end)
            if tail is not None:
                part, end = ("PP" if kind == "PP" else "OP"), tail.end()
        ours = bool(patterns.ours.match(text, max(end, m.end())))
        if " ".join(m["head"].split()) in patterns.shy and not ours:
            continue
        foreign = patterns.others.match(text, end) or patterns.foreign.search(
            text, max(0, m.start() - _BEFORE), m.start()
        )
        yield Reference(m.start(), max(end, m.end()), part, ours or not foreign, _numbers_and_items(m))


def _numbers_and_items(m: re.Match[str]) -> tuple[NamedNumber, ...]:
    """The numbers of a reference; with a single number, also the lettered items before or after it."""
    named = _named_numbers(m.string, m.start("list"), m.end("list"))
    group = "first" if m["first"] else "then"
    if len(named) != 1 or not m[group]:
        return named
    return tuple(
        NamedNumber(m.start(group) + x.start(), m.start(group) + x.end(), named[0].number, tuple(_LETTER.findall(x[0])))
        for x in re.finditer(_LETTERS, m[group])
    )


def _relative_references(text: str, patterns: _Patterns, found: Sequence[Reference]) -> Iterator[Reference]:
    """References relative to their own paragraph: "the preceding paragraph", "alinéa b) ci-dessus"."""
    for m in patterns.before.finditer(text):
        yield Reference(m.start(), m.end(), "OP", True, (NamedNumber(m.start(), m.end(), "", (), -1),))
    for m in patterns.items.finditer(text):
        if patterns.ours.match(text, m.end()) and not any(r.start < m.end() and m.start() < r.end for r in found):
            named = tuple(
                NamedNumber(m.start("list") + x.start(), m.start("list") + x.end(), "", tuple(_LETTER.findall(x[0])))
                for x in re.finditer(_LETTERS, m["list"])
            )
            yield Reference(m.start(), m.end(), "OP", True, named)


def _coded_reference(m: re.Match[str]) -> Reference:
    part: Part = "PP" if m["part"] == "pp" else "OP"
    return Reference(m.start(), m.end(), part, True, _named_numbers(m.string, m.start("list"), m.end("list")))


def _named_numbers(text: str, start: int, end: int) -> tuple[NamedNumber, ...]:
    out = []
    for m in _EACH.finditer(text, start, end):
        parts = _PARTS.match(m[0])
        number = re.sub(r"\s", "", parts["number"]) if parts else m[0]
        items = tuple(_LETTER.findall(parts["items"])) if parts else ()
        out.append(NamedNumber(m.start(), m.end(), number, items))
    return tuple(out)
