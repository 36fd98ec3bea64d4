"""Paragraphs that a converter glued together are split: chapeau and first paragraph, heading and numbered paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from drafting.model.resolution import Note
from drafting.read.edit import slice_paragraph
from drafting.read.structure.features import ParagraphFeatures

_LABEL = re.compile(r"\s(?=(?P<label>\(?1[.)°]|\d{1,3}[.)°])\s+\S)")
_HEAD = 160
"""A glued organ or heading ends within this many characters."""
_SHORTEST_HEADING = 6
_LOOK_AHEAD = 5
_BEGINNING = 400


def split_glued_paragraphs(items: Iterable[ParagraphFeatures]) -> tuple[list[ParagraphFeatures], list[Note]]:
    """The items, glued ones split in two; each split is a Note. No word is added or lost."""
    out: list[ParagraphFeatures] = []
    notes: list[Note] = []
    number = 0
    clauses = False
    whole = list(items)
    for position, item in enumerate(whole):
        if item.table or item.hint is not None or item.label:
            number = item.decimal or number
            clauses = clauses or number > 0
            out.append(item)
            continue
        following = whole[position + 1 : position + 1 + _LOOK_AHEAD]
        at = _behind_heading(item, number, following) or (0 if clauses else _behind_organ(item))
        if not at:
            out.append(item)
            continue
        first = item.with_paragraph(slice_paragraph(item.paragraph, 0, at))
        rest = item.reader.read_features(slice_paragraph(item.paragraph, at, len(item.text)), native=False)
        number = rest.decimal or number
        clauses = True
        out += [first, rest]
        seam = f"{first.text[-60:]} ⏎ {rest.label} {rest.text[:60]}"
        notes.append(Note("glued", "two paragraphs on one line divided", before=item.text[:120], after=seam))
    return out, notes


def _behind_heading(item: ParagraphFeatures, number: int, below: Sequence[ParagraphFeatures]) -> int:
    """Where the paragraph glued to a heading begins, 0 where none is: "CHOICE OF BOOKS 19. In countries …".

    The number must be the next one; before it are capitals, or the paragraph below has the number after it.
    """
    text = item.text
    if not text[:1].isupper():
        return 0
    for m in _LABEL.finditer(text[:_HEAD]):
        head = text[: m.start()]
        ordinal = int(re.sub(r"\D", "", m["label"]))
        words = text[m.end() :].split(maxsplit=1)
        is_heading = len(head) >= _SHORTEST_HEADING and not any(sign in head for sign in ",.;:")
        if not is_heading or len(words) < 2 or ordinal != number + 1:
            continue
        following = next((feature.decimal for feature in below if feature.decimal), 0)
        if words[1][0].isupper() and (head.isupper() or following == ordinal + 1):
            return m.end()
    return 0


def _behind_organ(item: ParagraphFeatures) -> int:
    """Where the paragraph glued to an organ begins, 0 where none is: "The Conference, Considering that …"."""
    head = item.text[:_HEAD]
    lexicon = item.reader.lexicon
    numbered = _LABEL.search(head)
    if numbered and numbered["label"].strip("(.)°") == "1":
        organ = head[: numbered.start()].rstrip(" ,")
        if lexicon.chapeau(organ + ","):
            return numbered.end()
    comma = head.find(",")
    if comma > 0 and lexicon.chapeau(head[: comma + 1].replace(" ,", ",")):
        rest = len(item.text) - len(item.text[comma + 1 :].lstrip())
        begins = item.text[rest : rest + _BEGINNING]
        if begins[:1].isupper() and lexicon.opening(begins, "preambular"):
            return rest
    return 0
