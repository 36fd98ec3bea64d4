"""Several texts in one file: a volume of resolutions, a report with draft resolutions I, II …, pasted drafts.

A text begins at a line that says so (its symbol, "Draft resolution II") or at a title in capitals, above an organ that
ends with a comma and a recital. An annex is no text of its own, nor are a quotation and the parts A and B of a text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from drafting.lexicon import Lexicon, load, main_language
from drafting.model.labels import split_label
from drafting.model.resolution import Note
from drafting.model.symbols import find
from drafting.read.paragraphs import NoteBody, Paragraph, Paragraphs, TableParagraphs

_LONGEST_LINE = 300
"""Characters of a line above a text, at most."""
_LONGEST_ORGAN = 160
"""Characters of the line of an organ, at most."""
_SHORTEST_TITLE = 4
"""Letters of a title in capitals, at least: "A" and "B" head the parts of one text."""
_ABOVE = 14
"""Lines between the first line of a text and its organ, at most: title, status, agenda item, report of a committee."""
_SAMPLE = 20_000
"""Characters in which the language is detected."""
_NUMBER = re.compile(r"\s+(?:[IVXLC]{1,7}|\d{1,3}|[A-Z])\b\s*[.:]?.{0,160}")
"""What follows "Draft resolution" in a heading of a report."""

_Item = Paragraph | TableParagraphs


@dataclass(frozen=True, slots=True)
class _Start:
    """Where a text begins (index of its first line) and where its organ is."""

    first: int
    organ: int


def split_texts(paragraphs: Paragraphs) -> tuple[Paragraphs, ...]:
    """The texts of a document, in order; the document itself where it holds one.

    What is above the first text stays with it, what is below the last with that. A footnote goes to the texts that
    have its mark, one without a mark to the last; notes of reading stay with the first. Native drafts are not divided.
    """
    starts = () if paragraphs.native else _starts(paragraphs.items)
    if len(starts) < 2:
        return (paragraphs,)
    cuts = [0, *(start.first for start in starts[1:]), len(paragraphs.items)]
    found = []
    for number, (begin, end) in enumerate(pairwise(cuts)):
        items = paragraphs.items[begin:end]
        bodies = _bodies_of(items, paragraphs, last=number == len(starts) - 1)
        found.append(
            replace(paragraphs, items=items, bodies=bodies, furniture=(), notes=() if number else paragraphs.notes)
        )
    return tuple(found)


def several_note(paragraphs: Paragraphs) -> tuple[Note, ...]:
    """A warning where a document that is read as one text holds several; () for all others."""
    count = len(split_texts(paragraphs))
    if count < 2:
        return ()
    message = f"the file holds {count} texts and was read as one; --text N takes one of them"
    return (Note("several-texts", message, severity="warning"),)


def _bodies_of(items: Sequence[_Item], paragraphs: Paragraphs, *, last: bool) -> tuple[NoteBody, ...]:
    marks = _marks(items)
    all_marks = _marks(paragraphs.items) if last else set()
    return tuple(b for b in paragraphs.bodies if b.mark in marks or (last and b.mark not in all_marks))


def _marks(items: Sequence[_Item]) -> set[str]:
    return {ref.mark for item in items for p in _paragraphs(item) for ref in p.refs}


def _paragraphs(item: _Item) -> Sequence[Paragraph]:
    return (item,) if isinstance(item, Paragraph) else [p for row in item.rows for cell in row for p in cell]


def _starts(items: Sequence[_Item]) -> tuple[_Start, ...]:
    """The texts, each with an organ and a recital of its own; fewer than two where nothing divides them."""
    lexicon = load(_language(items))
    organs = _organs(items, lexicon)
    if len(organs) < 2:
        return ()
    starts = [_Start(0, organs[0])]
    for organ in organs[1:]:
        first = _first_line(items, starts[-1].organ, organ, lexicon)
        if first is not None:
            starts.append(_Start(first, organ))
    return tuple(starts)


def _language(items: Sequence[_Item]) -> str:
    sample = ""
    for item in items:
        if len(sample) > _SAMPLE:
            break
        sample += getattr(item, "text", "") + "\n"
    return main_language(sample) or "en"


def _organs(items: Sequence[_Item], lexicon: Lexicon) -> list[int]:
    """Every line that names an organ and ends with a comma, above a recital; a symbol may precede the organ."""
    found = []
    for position, item in enumerate(items):
        if not isinstance(item, Paragraph) or not item.text.endswith(",") or len(item.text) > _LONGEST_LINE:
            continue
        following = next((i for i in items[position + 1 : position + 3] if isinstance(i, Paragraph) and i.text), None)
        if following is not None and _is_organ_above_recital(_without_symbol(item.text), following.text, lexicon):
            found.append(position)
    return found


def _is_organ_above_recital(organ: str, recital: str, lexicon: Lexicon) -> bool:
    """True for "The Sixty-fourth World Health Assembly," above "Recalling …": a short line, no recital itself."""
    if not organ[:1].isupper() or len(organ) > _LONGEST_ORGAN:
        return False
    return lexicon.opening(recital, "preambular") is not None and lexicon.opening(organ) is None


def _without_symbol(line: str) -> str:
    """ "CSP23.R1  La Conferencia," without its symbol."""
    symbols = find(line[:60])
    return line[symbols[0].end :].strip() if symbols and not line[: symbols[0].start].strip() else line


def _first_line(items: Sequence[_Item], above: int, organ: int, lexicon: Lexicon) -> int | None:
    """The first line of the text whose organ this is; None where it belongs to the text above."""
    here = items[organ]
    assert isinstance(here, Paragraph)
    if _without_symbol(here.text) != here.text:
        return organ
    marked: int | None = None
    titled = _title_above(items, above, organ, lexicon)
    lowest = max(above + 2, organ - _ABOVE)
    for position in range(organ - 1, lowest - 1, -1):
        line = items[position]
        if not isinstance(line, Paragraph) or not _is_line_above(line, lexicon):
            break
        if lexicon.annex(line.text):
            return None
        if _is_marker(line.text, lexicon):
            marked = position
    return titled if marked is None else marked


def _title_above(items: Sequence[_Item], above: int, organ: int, lexicon: Lexicon) -> int | None:
    """The title in capitals right above an organ, where no annex was opened and the text above has paragraphs."""
    between = [item for item in items[above + 1 : organ] if isinstance(item, Paragraph)]
    if any(lexicon.annex(item.text) for item in between) or not any(_is_numbered(item) for item in between):
        return None
    first = None
    for position in range(organ - 1, above + 1, -1):
        line = items[position]
        if not isinstance(line, Paragraph) or not line.text.isupper() or _is_numbered(line):
            break
        if len(line.text) >= _SHORTEST_TITLE and line.text[-1].isalnum() and not lexicon.enacting(line.text):
            first = position
    return first


def _is_numbered(line: Paragraph) -> bool:
    return line.label is not None or bool(split_label(line.text)[0])


def _is_line_above(line: Paragraph, lexicon: Lexicon) -> bool:
    """True for a line that may be above a text: short, no item, no paragraph of the text before."""
    text = line.text
    if len(text) > _LONGEST_LINE or text.endswith((";", ",")):
        return _is_marker(text, lexicon)
    return not _is_numbered(line) or _is_marker(text, lexicon)


def _is_marker(text: str, lexicon: Lexicon) -> bool:
    """True for a line that is a symbol, or begins with a symbol and a title, and for "Draft resolution II"."""
    symbols = find(text[:120])
    if symbols and not text[: symbols[0].start].strip(" \t*_["):
        rest = text[symbols[0].end :].strip(" \t*_]")
        return not rest or rest[:1] in ".:–—-" or (text.isupper() and len(text) < _LONGEST_LINE)
    if lexicon.document_type(text) not in ("resolution", "decision", "declaration"):
        return False
    words = text.split()
    return any(_NUMBER.fullmatch(" " + " ".join(words[count:])) for count in range(1, min(4, len(words))))
