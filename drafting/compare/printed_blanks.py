"""Blanks that a printed page does not show, taken from the other side of a comparison.

A PDF holds the places of letters, not the characters between words: a no-break space, two spaces, or a line break
typed inside a paragraph look like one space or like the end of a line. Compared with the file that it was printed
from, every one of them would be a change that nobody made.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import PurePath

from drafting.model.resolution import Block, Clause, Footnote, NoteRef, Resolution, Span, Table, flatten

_BLANKS = re.compile(r"(?<=\S)\s+(?=\S)")
_NEAR = 80
"""Characters beside a blank in which the words beside it are looked for."""
_WORDS = (3, 1)
"""How many words on each side must be the same: where three are, they decide, else the one."""

_Beside = tuple[tuple[str, ...], tuple[str, ...]]
"""The words before and after a blank."""
_Known = dict[_Beside, str]
"""Words → the blank between them as the other side has it."""
_Edit = tuple[int, int, str]
_Edited = tuple[str, Callable[[int], int]]
"""The text with its blanks, and where an offset of the old text is in it."""


def is_printed(resolution: Resolution) -> bool:
    """True where a resolution was read from a PDF."""
    return PurePath(resolution.source).suffix.lower() == ".pdf"


def share_blanks(old: Resolution, new: Resolution) -> tuple[Resolution, Resolution]:
    """The two sides of a comparison; where just one was read from a PDF, its blanks are those of the other side.

    Only a blank between the same two words is replaced. All else, and each side of any other pair, stays as it is.
    """
    if is_printed(old) == is_printed(new):
        return old, new
    if is_printed(old):
        return with_blanks_of(old, new), new
    return old, with_blanks_of(new, old)


def with_blanks_of(printed: Resolution, model: Resolution) -> Resolution:
    """The resolution `printed` with the blanks that `model` has between the same words; offsets move along."""
    known = _known_blanks(_texts(model))
    return replace(
        printed,
        blocks=tuple(_block(block, known) for block in printed.blocks),
        footnotes=tuple(_footnote(note, known) for note in printed.footnotes),
    )


def _texts(resolution: Resolution) -> Iterator[str]:
    for block in flatten(resolution.blocks):
        if isinstance(block, Table):
            yield from (cell for row in block.rows for cell in row)
        else:
            yield block.text
    yield from (note.text for note in resolution.footnotes)


def _known_blanks(texts: Iterable[str]) -> _Known:
    """The blank between words. Between several words the commonest; between two only where it is always one."""
    found: defaultdict[_Beside, Counter[str]] = defaultdict(Counter)
    for text in texts:
        for m in _BLANKS.finditer(text):
            for beside in _words_beside(text, m):
                found[beside][m[0]] += 1
    return {
        beside: blanks.most_common(1)[0][0]
        for beside, blanks in found.items()
        if len(blanks) == 1 or len(beside[0]) + len(beside[1]) > 2
    }


def _words_beside(text: str, blank: re.Match[str]) -> Iterator[_Beside]:
    before = text[max(0, blank.start() - _NEAR) : blank.start()].split()
    after = text[blank.end() : blank.end() + _NEAR].split()
    for number in _WORDS:
        yield tuple(before[-number:]), tuple(after[:number])


def _edited(text: str, known: _Known) -> _Edited:
    edits: list[_Edit] = []
    for m in _BLANKS.finditer(text):
        wanted = next((known[beside] for beside in _words_beside(text, m) if beside in known), None)
        if wanted is not None and wanted != m[0]:
            edits.append((m.start(), m.end(), wanted))
    if not edits:
        return text, lambda offset: offset
    ends, longer, out, at = [e for _, e, _ in edits], [0], "", 0
    for start, end, blank in edits:
        out += text[at:start] + blank
        at = end
        longer.append(longer[-1] + len(blank) - (end - start))

    def moved(offset: int) -> int:
        number = bisect_left(ends, offset + 1)
        if number < len(edits) and edits[number][0] < offset:
            return edits[number][0] + longer[number]
        return offset + longer[number]

    return out + text[at:], moved


def _spans(spans: Iterable[Span], moved: Callable[[int], int]) -> tuple[Span, ...]:
    return tuple(replace(span, start=moved(span.start), end=moved(span.end)) for span in spans)


def _refs(refs: Iterable[NoteRef], moved: Callable[[int], int]) -> tuple[NoteRef, ...]:
    return tuple(replace(ref, offset=moved(ref.offset)) for ref in refs)


def _block(block: Block, known: _Known) -> Block:
    if isinstance(block, Table):
        # marks of tables count offsets over all cells: blanks of another length would shift them
        rows = tuple(tuple(_same_length(cell, known) for cell in row) for row in block.rows)
        return replace(block, rows=rows)
    text, moved = _edited(block.text, known)
    found = replace(block, text=text, spans=_spans(block.spans, moved), refs=_refs(block.refs, moved))
    if not isinstance(found, Clause):
        return found
    opening = text[: moved(len(found.opening))] if block.text.startswith(found.opening) else found.opening
    children = tuple(child for child in (_block(c, known) for c in found.children) if isinstance(child, Clause))
    return replace(found, opening=opening, children=children)


def _same_length(cell: str, known: _Known) -> str:
    text, _ = _edited(cell, known)
    return text if len(text) == len(cell) else cell


def _footnote(note: Footnote, known: _Known) -> Footnote:
    text, moved = _edited(note.text, known)
    return replace(note, text=text, spans=_spans(note.spans, moved))
