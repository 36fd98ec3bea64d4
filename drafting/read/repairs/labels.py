"""Labels damaged by conversion: a space inside, none behind, a dash apart, or a line of their own.

None is believed for its form alone where it could be something else: it must be next to another label in the count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from drafting.lexicon import Lexicon
from drafting.lexicon.any_language import regexes
from drafting.model.labels import read_label, split_label
from drafting.model.resolution import Note
from drafting.model.roman import roman_value
from drafting.read.edit import remove_ranges
from drafting.read.paragraphs import Paragraph, Paragraphs, TableParagraphs, source_place

_SPACED = re.compile(r"\(?(?:\d{1,3}|[a-z]{1,2}|[ivx]{1,4})(?P<gap>[ \u00a0])[.)](?=\s)")
_DASHED = re.compile(
    rf"(?:(?:{regexes('labels', 'article')})\s?)?"
    r"(?P<number>\d{1,3}|[IVX]{1,5})[°º.]{0,2}(?P<gap>[ \u00a0])[-–—](?=\s)",
    re.IGNORECASE,
)
_GLUED = re.compile(
    r"(?P<label>\(?(?P<number>\d{1,3})[.)°])(?=[A-ZÀ-Ý][\w’'])|(?P<quoted>\(?(?P<n>\d{1,3})[.)])(?=[«“\[])"
)
_LONGEST = 8

Item = Paragraph | TableParagraphs


def close_spaced_labels(paragraphs: Paragraphs, lexicon: Lexicon) -> Paragraphs:
    """Remove the space before the closing sign of a label: "a ) To …", "24 . Requests …", "1 – Requests …"."""
    dashed = set(_counting(paragraphs))
    items: list[Item] = []
    notes: list[Note] = []
    for position, item in enumerate(paragraphs.items):
        if isinstance(item, Paragraph) and item.label is None:
            found = _SPACED.match(item.text) or (_DASHED.match(item.text) if position in dashed else None)
            if found:
                after = found[0].replace(" ", "").replace("\u00a0", "")
                message, where = "space inside a label removed", source_place(item)
                notes.append(Note("label-spaced", message, where, "info", found[0], after))
                item = remove_ranges(item, [found.span("gap")])
        items.append(item)
    return _with(paragraphs, items, notes)


def _counting(paragraphs: Paragraphs) -> Iterator[int]:
    """Positions of "1 – " and "2 – ", each the successor of the one before."""
    found = [
        (position, roman_value(m["number"]) or int(m["number"]))
        for position, item in enumerate(paragraphs.items)
        if isinstance(item, Paragraph) and item.label is None and (m := _DASHED.match(item.text))
        if m["number"].isdigit() or roman_value(m["number"])
    ]
    for (position, number), (following, after) in pairwise(found):
        if after == number + 1:
            yield position
            yield following


def split_glued_labels(paragraphs: Paragraphs, lexicon: Lexicon) -> Paragraphs:
    """Split off a number glued to the words ("1.Requests …"), where it is next to the numbers beside it."""
    glued: dict[int, str] = {}
    for (before, low, first), (after, high, second) in pairwise(_numbers(paragraphs)):
        if high == low + 1:
            glued |= {position: printed for position, printed in ((before, first), (after, second)) if printed}
    if not glued:
        return paragraphs
    items: list[Item] = []
    notes: list[Note] = []
    for position, item in enumerate(paragraphs.items):
        if isinstance(item, Paragraph) and (printed := glued.get(position)):
            spaced = f"{printed} {item.text[len(printed) : 40]}"
            message, where = "label without a space read", source_place(item)
            notes.append(Note("label-glued", message, where, "info", item.text[:40], spaced))
            item = replace(remove_ranges(item, [(0, len(printed))]), label=printed)
        items.append(item)
    return _with(paragraphs, items, notes)


def _numbers(paragraphs: Paragraphs) -> Iterator[tuple[int, int, str]]:
    """(position, number, label as printed where it is glued, else "") of the paragraphs with a number."""
    for position, item in enumerate(paragraphs.items):
        if not isinstance(item, Paragraph) or not (item.label or item.text[:1].isdigit() or item.text[:1] == "("):
            continue
        found = None if item.label else _GLUED.match(item.text)
        printed = found[0] if found else ""
        label = read_label(item.label or printed or split_label(item.text)[0])
        if label and label.style == "decimal":
            yield position, label.ordinal, printed


def join_lone_labels(paragraphs: Paragraphs, lexicon: Lexicon) -> Paragraphs:
    """Join a label on a line of its own to the text below it. Text files only: a paragraph of Word is complete."""
    items: list[Item] = []
    notes: list[Note] = []
    bare: Paragraph | None = None
    for item in paragraphs.items:
        if bare is not None:
            label = bare.text
            if isinstance(item, Paragraph) and item.text and not item.label and not split_label(item.text)[0]:
                numbers = tuple(n for p in (bare, item) if p.origin for n in p.origin.paragraphs)
                origin = replace(item.origin, paragraphs=numbers) if item.origin else None
                after = f"{label} {item.text[:40]}"
                notes.append(Note("label-joined", "a label stood alone", source_place(bare), "info", label, after))
                item = replace(item, label=label, blank_before=bare.blank_before or item.blank_before, origin=origin)
            else:
                items.append(bare)
            bare = None
        if isinstance(item, Paragraph) and _is_lone_label(item):
            bare = item
        else:
            items.append(item)
    return _with(paragraphs, [*items, bare] if bare else items, notes)


def _is_lone_label(item: Paragraph) -> bool:
    if len(item.text) > _LONGEST or item.label or item.refs or not item.origin or item.origin.story != "text":
        return False
    label, _, rest = split_label(item.text)
    read = read_label(label) if label and not rest else None
    return read is not None and read.style in ("decimal", "lower", "roman") and bool(read.closing)


def _with(paragraphs: Paragraphs, items: list[Item], notes: list[Note]) -> Paragraphs:
    return replace(paragraphs, items=tuple(items), notes=(*paragraphs.notes, *notes)) if notes else paragraphs
