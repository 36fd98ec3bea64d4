"""References to paragraphs inside a text: "paragraphe 62 de la présente résolution", "operative paragraph 3", "OP5"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple, TypeAlias

from drafting.lexicon.folding import fold
from drafting.numbering import SUFFIXES
from drafting.substance.vocabulary import Vocabulary, any_of

Part: TypeAlias = Literal["OP", "PP"]

_NUMBER = rf"\d{{1,4}}(?:\s?(?:{'|'.join(SUFFIXES)})(?!\w))?(?:\s?\(?[a-z]{{1,4}}\))*(?![\w/]|[.,]\d)"
_CODE = re.compile(rf"(?<![\w/.-])(?P<part>op|pp)\s?(?P<list>{_NUMBER})")
_EACH = re.compile(_NUMBER)
_PARTS = re.compile(r"(?P<number>\d+\s?(?:[a-z]+(?!\w*\)))?)\s?(?P<items>(?:\s?\(?[a-z]{1,4}\))*)")


class Named(NamedTuple):
    """One number that a reference names, at `start` to `end` of the folded text: "8bis", its items ("a",)."""

    start: int
    end: int
    number: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference at `start` to `end` of the folded text. `inner`: it means a paragraph of this same text."""

    start: int
    end: int
    part: Part
    inner: bool
    named: tuple[Named, ...]


class _Patterns(NamedTuple):
    head: re.Pattern[str]
    preambular: re.Pattern[str]
    operative_behind: re.Pattern[str]
    preamble_behind: re.Pattern[str]
    ours: re.Pattern[str]
    others: re.Pattern[str]
    quick: re.Pattern[str]


def find(text: str, vocabulary: Vocabulary | None) -> list[Reference]:
    """Every reference in a folded text, left to right."""
    if vocabulary is None:
        return [_coded(m) for m in _CODE.finditer(text)]
    patterns = _patterns(vocabulary)
    if not patterns.quick.search(text):
        return []
    found = [*_worded(text, patterns), *(_coded(m) for m in _CODE.finditer(text))]
    return sorted(found, key=lambda r: r.start)


@cache
def _patterns(vocabulary: Vocabulary) -> _Patterns:
    table = vocabulary.references
    heads = sorted({fold(h) for h in (*table["preambular"], *table["heads"])}, key=len, reverse=True)
    head = "|".join(re.escape(h).replace(r"\ ", r"\s+") for h in heads)
    joiner = rf"(?:\s*,\s*(?:(?:{any_of(table['joiners'])})\s*)?|\s*[-–—]\s*|\s+(?:{any_of(table['joiners'])})\s+)"
    listed = rf"(?P<list>{_NUMBER}(?:{joiner}{_NUMBER})*)"
    short = "|".join(re.escape(h.split()[0]) for h in heads)
    return _Patterns(
        re.compile(rf"(?<![\w])(?P<head>{head})\s*(?:n[o°]s?\.?\s*)?{listed}"),
        re.compile("|".join(any_of([h]) for h in table["preambular"])),
        re.compile(rf"\s*,?\s*(?:{any_of(table['operative'])})"),
        re.compile(rf"\s*,?\s*(?:{any_of(table['preamble'])})"),
        re.compile(rf"\s*,?\s*(?:{any_of(table['ours'])})"),
        re.compile(rf"\s*(?:{any_of(table['others'])})"),
        re.compile(rf"(?:{short})\D{{0,24}}\d|\b[op]p\s?\d"),
    )


def _worded(text: str, patterns: _Patterns) -> Iterator[Reference]:
    for m in patterns.head.finditer(text):
        part: Part = "PP" if patterns.preambular.match(m["head"]) else "OP"
        end = m.end()
        for pattern, kind in ((patterns.operative_behind, "OP"), (patterns.preamble_behind, "PP")):
            tail = pattern.match(text, end)
            if tail is not None:
                part, end = ("PP" if kind == "PP" else "OP"), tail.end()
        inner = bool(patterns.ours.match(text, end)) or not patterns.others.match(text, end)
        yield Reference(m.start(), m.end("list"), part, inner, _named(text, m.start("list"), m.end("list")))


def _coded(m: re.Match[str]) -> Reference:
    part: Part = "PP" if m["part"] == "pp" else "OP"
    return Reference(m.start(), m.end(), part, True, _named(m.string, m.start("list"), m.end("list")))


def _named(text: str, start: int, end: int) -> tuple[Named, ...]:
    out = []
    for m in _EACH.finditer(text, start, end):
        parts = _PARTS.match(m[0])
        number = re.sub(r"\s", "", parts["number"]) if parts else m[0]
        items = tuple(re.findall(r"[a-z]+", parts["items"])) if parts else ()
        out.append(Named(m.start(), m.end(), number, items))
    return tuple(out)
