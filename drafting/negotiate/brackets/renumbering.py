"""Number the paragraphs of a reading anew, and say which references to them no longer hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from drafting.lexicon.any_language import any_phrase, listed
from drafting.model.labels import Label, number_text, read_label
from drafting.model.resolution import Block, Clause, Heading, Note, Resolution, flatten


@dataclass
class _Run:
    """Labels of one list as they were and as they are now, and the last of each."""

    moved: dict[str, str] = field(default_factory=dict)


def renumber(
    resolution: Resolution, blocks: tuple[Block, ...], decided: bool
) -> tuple[tuple[Block, ...], tuple[Note, ...]]:  # fmt: skip
    """The blocks with consecutive numbers, and a note for each reference to a number that is another one now.

    `decided`: whole paragraphs went out or in; without that all numbers stay. Only lists that ran without a gap are
    numbered anew. A "bis" that is text now gets a number of its own, an "Alt" that is still one keeps its base.
    """
    if not decided:
        return blocks, ()
    run = _Run()
    done = tuple(_renumber_level(resolution.blocks, blocks, run, top=True))
    return done, tuple(_stale_references(done, run.moved))


def _renumber_level(old: Sequence[Block], new: Sequence[Block], run: _Run, *, top: bool) -> Iterator[Block]:
    """The blocks of one level with their labels anew, those of their items too."""
    before = {id(b): b for b in old}
    labels = _new_labels(old, new) if _counts_up(old) else {}
    items_of = {(b.label, b.part): b.children for b in old if isinstance(b, Clause)}
    for n, block in enumerate(new):
        if not isinstance(block, Clause):
            yield block
            continue
        former = before.get(id(block))
        children = former.children if isinstance(former, Clause) else items_of.get((block.label, block.part), ())
        items = tuple(
            c for c in _renumber_level(children, block.children, run, top=False) if isinstance(c, Clause)
        )  # fmt: skip
        label = labels.get(n, block.label)
        if top and block.part == "operative" and block.label and label and label != block.label:
            run.moved[_bare(block.label)] = _bare(label)
        yield block if label == block.label and items == block.children else replace(block, label=label, children=items)
    if top:
        kept = {_bare(b.label) for b in new if isinstance(b, Clause) and b.label and b.part == "operative"}
        for b in old:
            if isinstance(b, Clause) and b.label and b.part == "operative" and _bare(b.label) not in kept:
                run.moved.setdefault(_bare(b.label), "")


def _counts_up(blocks: Sequence[Block]) -> bool:
    """True when the numbered paragraphs of a level were counted without a gap, "bis" and "Alt" apart."""
    last: dict[str, int] = {}
    previous: Label | None = None
    for label in _labels(blocks):
        read = read_label(label, previous)
        if read is None or read.style == "bullet":
            continue
        previous = read
        family = f"{read.style}{read.opening}{read.closing}"
        at = last.get(family, 0)
        if read.ordinal not in (at, at + 1, 1) and family in last:
            return False
        last[family] = read.ordinal
    return True


def _labels(blocks: Sequence[Block]) -> Iterator[str]:
    yield from (b.label for b in blocks if isinstance(b, Clause) and b.label)


def _new_labels(old: Sequence[Block], new: Sequence[Block]) -> dict[int, str]:
    """The label of each numbered block of `new`, by its place in the list."""
    firsts = {_bare(label) for label in list(_labels(old))[:1]}
    found: dict[int, str] = {}
    number, former, previous = 0, 0, None
    for n, block in enumerate(new):
        if isinstance(block, Heading):
            continue
        label = read_label(block.label, previous) if isinstance(block, Clause) and block.label else None
        if label is None or label.style == "bullet":
            continue
        previous = label
        starts_anew = number == 0 or label.ordinal < former
        if starts_anew:
            number = 1 if not firsts or label.ordinal == 1 or number else _first_of(old)
        elif not label.suffix.startswith("alt"):
            number += 1
        former = label.ordinal
        raw = label.raw
        keep = label.suffix if label.suffix.startswith("alt") else ""
        found[n] = _with_number(raw, label, number, keep)
    return found


def _first_of(old: Sequence[Block]) -> int:
    label = next(iter(_labels(old)), "")
    read = read_label(label) if label else None
    return read.ordinal if read else 1


def _with_number(raw: str, label: Label, number: int, suffix: str) -> str:
    """The label as printed with another number: "OP5 bis." → "OP6."."""
    if label.style != "decimal":
        return f"{label.opening}{number_text(label.style, number)}{label.closing}"
    kept = rf"{number}\g<suffix>\g<end>" if suffix else rf"{number}\g<end>"
    return re.sub(r"\d+(?P<suffix>(?:[.\s]?[A-Za-z]+\s?\d*)?)(?P<end>\W*)$", kept, raw)


def _bare(label: str | None) -> str:
    """The number of a label: "OP5 bis." → "5bis"."""
    read = read_label(label or "")
    return read.number if read else ""


def _stale_references(blocks: tuple[Block, ...], moved: dict[str, str]) -> Iterator[Note]:
    """A note for each "paragraph 3 above" whose paragraph has another number now, or is left out."""
    heads = any_phrase(phrase for phrase in listed("references", "heads"))
    pattern = re.compile(rf"(?<!\w)(?:{heads})\s+(?P<number>\d{{1,3}})(?![\w/])", re.IGNORECASE)
    for block in flatten(blocks):
        if not isinstance(block, Clause):
            continue
        for m in pattern.finditer(block.text):
            if m["number"] in moved:
                now = moved[m["number"]]
                said = f"{m[0]}: that paragraph is {now} now" if now else f"{m[0]}: that paragraph is left out"
                yield Note("reference-stale", said, block.label or "", "warning")
