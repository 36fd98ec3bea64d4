"""Paragraphs that a converter glued come apart: chapeau and first paragraph, heading and numbered paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from drafting.model.resolution import Note
from drafting.read.edit import part_of
from drafting.read.paragraphs import TableParagraphs
from drafting.read.structure.features import Item, Seen

_LABEL = re.compile(r"\s(?=(?P<label>\(?1[.)°]|\d{1,3}[.)°])\s+\S)")
_CHAPEAU = 160
"""A glued organ stands within this many characters."""


def unglue(items: Iterable[Item]) -> tuple[list[Item], list[Note]]:
    """The items, glued ones divided; each division is a Note. No word is added or lost."""
    out: list[Item] = []
    notes: list[Note] = []
    number = 0
    clauses = False
    whole = list(items)
    for position, item in enumerate(whole):
        if isinstance(item, TableParagraphs) or item.hint is not None or item.label:
            number = item.decimal or number if isinstance(item, Seen) else number
            clauses = clauses or number > 0
            out.append(item)
            continue
        at = _heading(item, number, whole[position + 1 : position + 6]) or (0 if clauses else _organ(item))
        if not at:
            out.append(item)
            continue
        first = item.eyes.again(item, part_of(item.paragraph, 0, at))
        rest = item.eyes.see(part_of(item.paragraph, at, len(item.text)), native=False)
        number = rest.decimal or number
        clauses = True
        out += [first, rest]
        notes.append(
            Note(
                "glued",
                "two paragraphs on one line divided",
                before=item.text[:120],
                after=f"{first.text[-60:]} ⏎ {rest.label} {rest.text[:60]}",
            )
        )
    return out, notes


def _heading(item: Seen, number: int, below: Sequence[Item]) -> int:
    """ "CHOICE OF BOOKS 19. In countries …": the next number stands behind capitals, or fits exactly in a gap."""
    text = item.text
    if not text[:1].isupper():
        return 0
    for m in _LABEL.finditer(text[:_CHAPEAU]):
        head = text[: m.start()]
        ordinal = int(re.sub(r"\D", "", m["label"]))
        begins = text[m.end() :].split(maxsplit=1)
        if len(head) < 6 or any(sign in head for sign in ",.;:") or len(begins) < 2 or ordinal != number + 1:
            continue
        following = next((s.decimal for s in below if isinstance(s, Seen) and s.decimal), 0)
        if begins[1][0].isupper() and (head.isupper() or following == ordinal + 1):
            return m.end()
    return 0


def _organ(item: Seen) -> int:
    """ "The Conference 1) Notes …" or "The Conference, Considering that …": where the first paragraph begins."""
    head = item.text[:_CHAPEAU]
    numbered = _LABEL.search(head)
    if numbered and numbered["label"].strip("(.)°") == "1":
        organ = head[: numbered.start()].rstrip(" ,")
        if item.eyes.lexicon.chapeau(organ + ","):
            return numbered.end()
    comma = head.find(",")
    if comma > 0 and item.eyes.lexicon.chapeau(head[: comma + 1].replace(" ,", ",")):
        rest = len(item.text) - len(item.text[comma + 1 :].lstrip())
        if item.text[rest : rest + 1].isupper() and item.eyes.lexicon.opening(
            item.text[rest : rest + 400], "preambular"
        ):
            return rest
    return 0
