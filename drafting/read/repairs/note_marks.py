"""Typed note marks in running text: their styles, how sure each is, and which of them call for which note.

A mark is never believed for its form alone: "CO2", "2045." and "12 basins" are words. It is one of the notes that the
document prints, in their order, and each stands above its note.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from drafting.read.paragraphs import SoughtMark

SUPERS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
DIGITS = str.maketrans(SUPERS, "0123456789")
_GAP = " \t\u00a0"
_PUNCTUATION = ".,;:!?…»”\"’')]*"
"""Signs that a mark may be glued to."""
_CLOSING = ".,;:!?)"

_NUMBERS = r"(?P<mark>\d{1,3}(?:(?:, ?|[ –-])\d{1,3}){0,3})"
_MARKS = {
    "slash": re.compile(r"(?P<mark>\d{1,3}(?:/[ \u00a0]?\d{1,3}){0,9})/(?![\w(])"),
    "square": re.compile(r"\[\^?(?P<mark>\d{1,3}(?:, ?\d{1,3}){0,3})\](?!\()(?:[ \u00a0]?[↩↑])?"),
    "super": re.compile(rf"(?P<mark>[{SUPERS}]{{1,3}})"),
    "star": re.compile(r"\(?(?P<mark>[*†‡]{1,5})\)?(?=[\s.,;:)]|$)"),
    "paren": re.compile(rf"\({_NUMBERS}\)(?!\w)"),
    "digit": re.compile(rf"(?:(?<![\d/–-])|(?<=(?<!\d)(?:19|20)\d\d)){_NUMBERS}(?![\w°º%/–-]|[.,]\d)"),
    "letter": re.compile(r"(?P<mark>[a-z])(?![\w’'])"),
}
_SIGNS = {"slash": "/", "square": "[", "super": SUPERS, "star": "*†‡", "paren": "(", "digit": "0123456789"}
"""A text without any of these signs has no mark of the style."""
_NEVER_BEFORE = {"slash": "0123456789/", "super": "mM"}
"""Behind these signs there is no mark: "12/3/", "m²"."""
_BY_SIGN = ("slash", "square", "super", "star")
"""Styles whose sign alone shows a mark: each that names a note is one, however often."""

SURE = 3.0
"""From this weight a mark is believed by itself; a lighter one only where its place in the order allows no other."""
_CERTAIN, _AT_END, _DOUBTFUL, _LOOSE = 10.0, 2.0, 1.0, 0.2
_SPACED = 1.5
_REPEATED = re.compile(r"[^\W\d_A-Z]{4}$")
"""The end of a word to which the mark of a note that was tied already may be glued."""
_WORD_END = re.compile(r"[^\W\d_]{2}$")
_ABBREVIATED = re.compile(r"(?<!\w)[^\W\d_]{1,3}\.$")
"""A short word with its stop: "No.2", "art.3"."""


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text in which marks are looked for; `first` and `last` are its place in the document.

    `raised`: ranges printed as superscript.
    """

    text: str
    first: int
    last: int
    raised: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark in the text with this index: the characters of the mark and its notes by their index among the wanted."""

    text: int
    start: int
    end: int
    notes: tuple[int, ...]
    weight: float = field(default=_CERTAIN, compare=False)


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    marks: tuple[str, ...]
    weight: float


def find_marks(texts: Sequence[MarkedText], wanted: Sequence[SoughtMark]) -> list[Mark]:
    """The marks of the style that ties most notes, in the order of the text; [] where none does."""
    names = {note.printed for note in wanted}
    best: list[Mark] = []
    most = (0, 0.0)
    for style in _MARKS:
        if style == "letter" and not all(name.isalpha() for name in names):
            continue
        found = _marks_of(style, texts, wanted, names)
        tied = len({n for mark in found for n in mark.notes})
        weight = sum(min(mark.weight, SURE) for mark in found)
        if (tied, weight) > most:
            best, most = found, (tied, weight)
    return best


def tied_notes(marks: Iterable[Mark]) -> set[int]:
    """The indices of the notes that the marks call for."""
    return {n for mark in marks for n in mark.notes}


def _marks_of(
    style: str, texts: Sequence[MarkedText], wanted: Sequence[SoughtMark], names: Collection[str]
) -> list[Mark]:
    signs = _SIGNS.get(style, "")
    words = _words(texts) if style == "letter" else frozenset[str]()
    hits = [
        (index, hit)
        for index, text in enumerate(texts)
        if not signs or any(sign in text.text for sign in signs)
        for hit in _hits(text, style, names, words)
    ]
    if style in _BY_SIGN:
        return _all_named(hits, texts, wanted)
    chain = _chain(hits, texts, wanted)
    return _with_repeats(chain, hits, texts, wanted) if style == "digit" else chain


def _words(texts: Iterable[MarkedText]) -> frozenset[str]:
    return frozenset(word.casefold() for text in texts for word in re.findall(r"[^\W\d_]+", text.text))


def _hits(text: MarkedText, style: str, names: Collection[str], words: Collection[str]) -> Iterator[_Hit]:
    """Every mark of a style that names a note, from the first of the (three at most) blanks before it."""
    never = _NEVER_BEFORE.get(style, "")
    for m in _MARKS[style].finditer(text.text):
        printed, end = m["mark"], m.end()
        marks = _named(printed, names)
        if not marks and style in ("digit", "paren"):
            printed = re.match(r"\d+", printed)[0]  # type: ignore[index]
            marks = _named(printed, names) if style == "digit" else []
            end = m.start("mark") + len(printed)
        if not marks or m.start() == 0:
            continue
        start = m.start()
        while start and m.start() - start < 3 and text.text[start - 1] in _GAP:
            start -= 1
        while start <= m.start() and text.text[start - 1 : start] and text.text[start - 1] in never:
            start += 1
        if start > m.start() or start == 0:
            continue
        weight = _weight(text, style, start, m.start("mark"), end, words)
        if weight:
            yield _Hit(start, end, tuple(marks), weight)


def _weight(text: MarkedText, style: str, start: int, at: int, end: int, words: Collection[str]) -> float:
    """How surely these characters are a mark; 0 where they are words."""
    if style in _BY_SIGN or any(a <= at < b for a, b in text.raised):
        return _CERTAIN
    before = text.text[:start]
    if style == "paren":
        return _DOUBTFUL if before[-1].isdigit() else _AT_END if start < at - 1 else SURE + 1
    if style == "letter":
        return _letter_weight(text.text, start, at, words)
    if start < at:
        return _spaced_weight(text.text, end)
    return _glued_weight(before, text.text[end:])


def _glued_weight(before: str, behind: str) -> float:
    last, prior = before[-1], before[-2:-1]
    if last.isdigit():
        return _DOUBTFUL  # behind a year: "in 20193" is 2019 and note 3
    if last.isalpha():
        return SURE + 1 if _WORD_END.search(before) and last.islower() else _DOUBTFUL / 2
    if last not in _PUNCTUATION:
        return 0
    if prior.isdigit() and last != ";":
        finished = not behind.strip(_PUNCTUATION + _GAP) and last in ".,:"
        return (_AT_END if finished else 0) if last in ".,:" else SURE
    return _DOUBTFUL if last == "." and _ABBREVIATED.search(before) else SURE + 1


def _spaced_weight(text: str, end: int) -> float:
    """The weight of a number between blanks: some before a sign or at the end, hardly any before a word."""
    behind = text[end:].lstrip(_GAP)
    return _SPACED if not behind or behind[0] in _CLOSING else _LOOSE if text[end] in _GAP else 0


def _letter_weight(text: str, start: int, at: int, words: Collection[str]) -> float:
    """The weight of a letter: glued to a sign, or to a word that the document has without it."""
    if start < at:
        return 0
    last = text[at - 1]
    if last in _PUNCTUATION and not last.isalnum():
        return SURE if last not in "'’(" else 0
    word = re.search(r"[^\W\d_]+$", text[:at])
    return SURE if word and len(word[0]) > 2 and word[0].casefold() in words else _DOUBTFUL if last.isdigit() else 0


def _named(printed: str, names: Collection[str]) -> list[str]:
    """The notes that a printed mark names: "²³" is note 23 where there is one, else 2 and 3; "2/3/", "1,2" are two."""
    mark = printed.translate(DIGITS)
    if mark in names:
        return [mark]
    digits = list(mark) if printed != mark else re.findall(r"\d+", mark)
    if len(digits) < 2 or not all(digit in names for digit in digits):
        return []
    values = [int(digit) for digit in digits]
    if "/" not in mark and printed == mark and values != list(range(values[0], values[0] + len(values))):
        return []
    return digits


def _allowed(note: SoughtMark, text: MarkedText) -> bool:
    return text.first < note.before and text.last > note.after


def _all_named(
    hits: Sequence[tuple[int, _Hit]], texts: Sequence[MarkedText], wanted: Sequence[SoughtMark]
) -> list[Mark]:
    """Every hit as a mark of the notes it names; of two notes with one mark the next below."""
    places: dict[str, list[int]] = {}
    for number, note in enumerate(wanted):
        places.setdefault(note.printed, []).append(number)
    found = []
    for index, hit in hits:
        notes = [
            next((n for n in places[mark] if _allowed(wanted[n], texts[index])), places[mark][-1])
            for mark in hit.marks
        ]  # fmt: skip
        found.append(Mark(index, hit.start, hit.end, tuple(notes), hit.weight))
    return found


def _chain(hits: Sequence[tuple[int, _Hit]], texts: Sequence[MarkedText], wanted: Sequence[SoughtMark]) -> list[Mark]:
    """The heaviest choice of marks that call for the notes in their order, without those that are not sure."""
    places: dict[str, list[int]] = {}
    for number, note in enumerate(wanted):
        places.setdefault(note.printed, []).append(number)
    options: list[Mark] = []
    for index, hit in hits:
        for first in places[hit.marks[0]]:
            notes = tuple(range(first, first + len(hit.marks)))
            if notes[-1] >= len(wanted) or tuple(wanted[n].printed for n in notes) != hit.marks:
                continue
            if all(_allowed(wanted[n], texts[index]) for n in notes):
                options.append(Mark(index, hit.start, hit.end, notes, hit.weight))
    chain = _heaviest(options, len(wanted))
    return [mark for mark in chain if mark.weight >= SURE or _only_one(mark, chain, options, len(wanted))]


def _heaviest(options: Sequence[Mark], count: int) -> list[Mark]:
    """The options, in the order of the text, whose notes ascend and whose weights are most together."""
    weights, ends = [0.0] * count, [-1] * count  # by the last note of a chain: its weight, its last option
    above = [-1] * len(options)
    for number, mark in enumerate(options):
        before = max(range(mark.notes[0]), key=weights.__getitem__, default=-1)
        weight = mark.weight + (weights[before] if before >= 0 else 0.0)
        if weight > weights[mark.notes[-1]]:
            above[number] = ends[before] if before >= 0 else -1
            weights[mark.notes[-1]], ends[mark.notes[-1]] = weight, number
    chain: list[Mark] = []
    at = ends[max(range(count), key=weights.__getitem__)] if count else -1
    while at >= 0:
        chain.append(options[at])
        at = above[at]
    return chain[::-1]


def _only_one(mark: Mark, chain: Sequence[Mark], options: Sequence[Mark], count: int) -> bool:
    """True where every note is tied and nothing else between its neighbours could be the mark of this one."""
    if len(tied_notes(chain)) < count or (count < 3 and mark.weight < _SPACED):
        return False
    at = chain.index(mark)
    low = (chain[at - 1].text, chain[at - 1].start) if at else (-1, 0)
    high = (chain[at + 1].text, chain[at + 1].start) if at + 1 < len(chain) else (1 << 30, 0)
    rivals = [
        o for o in options if o.notes == mark.notes and low < (o.text, o.start) < high and o.weight >= mark.weight
    ]
    return len(rivals) == 1


def _with_repeats(
    chain: list[Mark], hits: Sequence[tuple[int, _Hit]], texts: Sequence[MarkedText], wanted: Sequence[SoughtMark]
) -> list[Mark]:
    """The chain with further marks of its notes, glued to long words in small letters."""
    tied = {wanted[n].printed: n for n in sorted(tied_notes(chain), reverse=True)}
    if len(tied) < max(2, len(wanted)):
        return chain
    taken = {(mark.text, mark.start) for mark in chain}
    more = [
        Mark(index, hit.start, hit.end, (tied[hit.marks[0]],), hit.weight)
        for index, hit in hits
        if (index, hit.start) not in taken and len(hit.marks) == 1 and hit.marks[0] in tied
        if hit.weight >= SURE and _REPEATED.search(texts[index].text[: hit.start])
    ]
    return sorted([*chain, *more], key=lambda mark: (mark.text, mark.start))
