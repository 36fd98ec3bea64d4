"""Several rows made one, with Notes: a word broken at the line end is made whole where the document knows it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafting.model.resolution import Note
from drafting.read.text.rows import Item, Row

_HYPHENS = ("-", "\u00ad")
_HYPHEN = re.compile(r"(\w+)[-\u00ad]$")
_WORD = re.compile(r"\w+")
_LONGEST_WORD = 80


class DocumentWords:
    """The words of a document, collected on first use: they tell whether a broken word has a hyphen of its own."""

    def __init__(self, items: list[Item]) -> None:
        self._items = items
        self._known: set[str] | None = None

    def __contains__(self, word: str) -> bool:
        if self._known is None:
            printed = {w for r in self._items if isinstance(r, Row) for w in r.text.casefold().split()}
            self._known = {w for word in printed for w in re.findall(r"\w+", word)}
        return word.casefold() in self._known


def merge_rows(group: list[Item], code: str, words: DocumentWords) -> tuple[Item, Sequence[Note]]:
    """Several rows as one, with Notes. A broken word keeps its hyphen unless the document has it without."""
    first = group[0]
    if len(group) == 1:
        return first, ()
    rows = [item for item in group if isinstance(item, Row)]
    if len(rows) < 2 or not isinstance(first, Row):
        return first, []
    where = f"lines {rows[0].lines[0] + 1}–{rows[-1].lines[-1] + 1}"
    text, notes = [rows[0].text], []
    for row in rows[1:]:
        ends = text[-1][-1:] in _HYPHENS
        broken = _HYPHEN.search(text[-1], max(0, len(text[-1]) - _LONGEST_WORD)) if ends else None
        tail = _WORD.match(row.text) if broken else None
        if broken and tail and row.text[0].islower():
            whole = broken[1] + tail[0]
            if whole in words:
                text[-1] = text[-1][:-1]
                notes.append(
                    Note(
                        "hyphen-removed",
                        "a word broken at the line end",
                        where,
                        before=f"{broken[0]}{tail[0]}",
                        after=whole,
                    )
                )
            text.append(row.text)
        else:
            text += [" ", row.text]
    seam = f"{rows[0].text[-40:]} ⏎ {rows[1].text[:40]}"
    notes.insert(
        0, Note(code, f"{len(rows)} lines made one paragraph", where, before=seam, after=seam.replace(" ⏎ ", " "))
    )
    lines = tuple(n for row in rows for n in row.lines)
    return first._replace(text="".join(text), lines=lines), notes
