"""Preamble, operative part and annexes: what each paragraph is. Small rules in order; the first that knows decides."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafting.lexicon.page_furniture import is_distribution_line
from drafting.model.labels import Label, read_label
from drafting.model.resolution import Note, Part
from drafting.read.edit import part_of
from drafting.read.paragraphs import TableParagraphs
from drafting.read.structure.features import Item, Seen
from drafting.read.structure.list_levels import Nest
from drafting.read.structure.part_boundaries import MISREAD_ONES, begins_text, introduces_numbers, is_operative
from drafting.read.structure.placed import Placed, role_of
from drafting.read.structure.preamble_rules import PREAMBULAR, STRAYS, carried_on
from drafting.read.structure.rule_context import LONG_TITLE, Rule, Walk

_NOTE = 600
_NUMBER_SIGNS = ".:,;°"
_PAGE_NOTE = re.compile(r"\d{1,3} (?=[A-ZÀ-Ý«“])")


def place(items: Sequence[Item], part: Part, spaced: bool) -> tuple[list[Placed], list[Note]]:
    """Place the items of one part. `spaced`: empty lines stand between paragraphs, so a line without one goes on."""
    walk = Walk(items, part, _has_numbers(items), spaced)
    rules = _PREAMBLE if part == "preamble" else _OPERATIVE
    placed: list[Placed] = []
    for walk.position, item in enumerate(items):
        if isinstance(item, TableParagraphs):
            placed.append(Placed(item, item.part or part, "table"))
            continue
        for rule in rules:
            if found := rule(walk, item):
                break
        else:
            found = Placed(item, part, "line")
        placed.append(found)
        if found.kind in ("clause", "item", "heading"):
            walk.previous = found
        if found.kind in ("clause", "heading") and not found.joins:
            walk.nest = Nest()
    return placed, walk.notes


def _has_numbers(items: Sequence[Item]) -> bool:
    """Paragraphs are numbered where a paragraph 1 stands, or a 2 behind a 1 that a scanner misread."""
    numbers = {i.decimal for i in items if isinstance(i, Seen)}
    return 1 in numbers or (2 in numbers and any(isinstance(i, Seen) and i.label in MISREAD_ONES for i in items))


def _hinted(walk: Walk, item: Seen) -> Placed | None:
    """A hint is believed."""
    hint = item.hint
    part = item.paragraph.part or walk.part
    if hint in ("preambular", "operative"):
        walk.last = item.decimal or walk.last + 1
        return Placed(item, item.paragraph.part or ("preamble" if hint == "preambular" else walk.part), "clause")
    if hint == "item":
        return Placed(item, part, "item", level=max(1, item.paragraph.depth))
    if hint in ("heading", "annex"):
        return Placed(
            item, "annex" if hint == "annex" else part, "heading", level=item.paragraph.outline or (hint == "annex")
        )
    if hint is None:
        return None
    return Placed(item, part, "line", role=role_of(hint) or "text")


def _annex(walk: Walk, item: Seen) -> Placed | None:
    """ "Annex II" begins an annex."""
    return Placed(item, walk.part, "heading", level=1) if walk.part == "annex" and item.annex else None


def _quoted(walk: Walk, item: Seen) -> Placed | None:
    """A resolution quoted in an annex: its organ, its preamble and its enacting words are what they are there too."""
    if walk.part != "annex" or item.label:
        return None
    if begins_text(walk.items, walk.position):
        walk.previous = None
        return Placed(item, walk.part, "line", role="chapeau")
    if item.enacting and item.text.endswith(":"):
        return Placed(item, walk.part, "line", role="enacting")
    quoted = item.preambular and item.sentence and not walk.introduces and not walk.last
    return Placed(item, walk.part, "clause") if quoted else None


def _furniture(walk: Walk, item: Seen) -> Placed | None:
    if item.furniture and not walk.introduces:
        return Placed(item, walk.part, "line", role="original" if is_distribution_line(item.text) else "text")
    return None


def _page_note(walk: Walk, item: Seen) -> Placed | None:
    """A bare number and a reference: the note at the foot of a printed page, whose mark the page lost."""
    stray = not item.label and _PAGE_NOTE.match(item.text) is not None and len(item.text) < _NOTE
    return Placed(item, walk.part, "line") if stray else None


def _soft_break(walk: Walk, item: Seen) -> Placed | None:
    """A line right under another, where paragraphs stand apart, goes on with it."""
    before = walk.previous
    if before is None or item.label or item.paragraph.blank_before or not walk.spaced or before.part != walk.part:
        return None
    if walk.position == 0 or walk.items[walk.position - 1] is not before.item:
        return None
    if before.kind == "heading":
        same = isinstance(before.item, Seen) and before.item.caps == item.caps and item.title_like
        return Placed(item, walk.part, "heading", joins=" ") if same else None
    if item.preambular and walk.part == "preamble":
        return None
    return Placed(item, walk.part, before.kind, joins="\n")


def _heading(walk: Walk, item: Seen) -> Placed | None:
    """Headings: by outline, by roman numerals and letters, by a number that does not count on, by what follows."""
    if not item.title_like or walk.open:
        return None
    if item.paragraph.outline:
        return Placed(item, walk.part, "heading", level=item.paragraph.outline)
    if item.mark is None:
        return Placed(item, walk.part, "heading") if _stands_above(walk, item) else None
    if item.mark.style in ("upper", "ROMAN") and not (walk.introduces and not item.caps):
        return Placed(item, walk.part, "heading")
    if item.decimal and not item.mark.suffix and not item.text.startswith("["):
        if item.decimal != walk.last + 1 and not walk.introduces:
            return Placed(item, walk.part, "heading")
        alone = item.caps or (len(item.text) < LONG_TITLE and _numbered_heading(walk, item))
        if alone and not is_operative(item):
            return Placed(item, walk.part, "heading")
    return None


def _numbered_heading(walk: Walk, item: Seen) -> bool:
    """A short line with the next number is a heading when paragraphs with numbers of their own follow, or without."""
    following = next(walk.ahead(), None)
    if following is None or (not following.label and not following.closed):
        return False
    return following.decimal == 1 or (not following.label and following.closed) or following.decimal == item.decimal


def _stands_above(walk: Walk, item: Seen) -> bool:
    """An unlabelled line is a heading when it is set apart, or when a numbered paragraph, heading or table is next."""
    if item.paragraph.part or item.text.startswith(("[", "(")) or (is_operative(item) and not walk.numbered):
        return False
    if item.caps or item.paragraph.bold or item.paragraph.centred:
        return len(item.text) > 1 or item.text.isdigit() or item.caps
    if walk.before_table() or (walk.part == "annex" and begins_text(walk.items, walk.position + 1)):
        return True
    following = next(walk.ahead(), None)
    if following is None or walk.introduces:
        return False
    if not following.label:
        return (following.title_like and not following.closing) or (not walk.numbered and is_operative(following))
    return following.decimal > 0 or bool(following.mark and following.mark.style in ("upper", "ROMAN"))


def _enacting_again(walk: Walk, item: Seen) -> Placed | None:
    """Enacting words between two paragraphs that count on: the organ turns to somebody else."""
    following = next(walk.ahead(), None)
    if not walk.numbered or following is None or following.decimal != walk.last + 1:
        return None
    if not introduces_numbers(item) and not (item.enacting and item.text.endswith(":")):
        return None
    return Placed(item, walk.part, "line", role="enacting")


def _misread(walk: Walk, item: Seen) -> Placed | None:
    """Scanners read "1." as "I." or "l.", "9°" as "g°": a letter with the numbers' sign where a number is missing."""
    if (
        not item.lettered
        or item.mark is None
        or not item.sentence
        or walk.introduces
        or walk.nest.carries_on(item.mark)
    ):
        return None
    following = walk.next_labelled()
    if following is None or following.mark is None or following.decimal != walk.last + 2:
        return None
    if following.mark.closing != item.mark.closing or (not walk.last and item.label.strip(".)") not in ("I", "l")):
        return None
    walk.last += 1
    walk.top = following.mark.family
    walk.notes.append(
        Note(
            "label-doubtful", f"{item.label!r} read as the number {walk.last}", before=item.label, after=f"{walk.last}"
        )
    )
    return Placed(item, walk.part, "clause")


def _numbered(walk: Walk, item: Seen) -> Placed | None:
    """Paragraphs with numbers: the next one, a new run, or a list inside a paragraph."""
    mark = item.mark
    if mark is None or mark.style != "decimal":
        return None
    if walk.has_clause and not mark.suffix and _inside(walk, mark):
        return Placed(item, walk.part, "item", level=walk.nest.level(item.label))
    walk.last, walk.top = mark.ordinal, mark.family
    return Placed(item, walk.part, "clause")


def _inside(walk: Walk, mark: Label) -> bool:
    """Does this number belong to a list within the paragraph, and not to the paragraphs?"""
    counts_on = mark.ordinal == walk.last + 1
    if walk.nest.carries_on(mark):
        return not (counts_on and mark.family == walk.top) or _resumes(walk, mark)
    if counts_on or mark.ordinal != 1 or walk.last == 0:
        return False
    if mark.family != walk.top and walk.top is not None and walk.introduces:
        return True
    return walk.introduces and _resumes(walk, mark)


def _resumes(walk: Walk, mark: Label) -> bool:
    """Behind the list the paragraphs go on counting where they stopped."""
    expected = mark.ordinal + 1
    for seen in walk.ahead():
        if not seen.decimal or seen.mark is None:
            continue
        if seen.decimal == walk.last + 1 and seen.decimal != expected:
            return True
        if seen.decimal != expected:
            return False
        expected += 1
    return False


def _lettered(walk: Walk, item: Seen) -> Placed | None:
    """Items, and the paragraphs of a text that letters or roman numerals count."""
    if not item.lettered:
        return None
    if walk.counts(item.label) or not walk.has_clause:
        walk.letter = read_label(item.label, walk.letter) if walk.letter else item.mark
        return Placed(item, walk.part, "clause")
    return Placed(item, walk.part, "item", level=walk.nest.level(item.label))


def _number_lost(walk: Walk, item: Seen) -> Placed | None:
    """A paragraph whose number is missing or unreadable: the numbers skip one here, or end before it."""
    if item.label or not walk.numbered or not walk.last or walk.introduces or not item.closed:
        return None
    first = item.text.split(maxsplit=1)[0]
    unreadable = first.strip(_NUMBER_SIGNS).isdigit() or not any(c.isalpha() for c in first)
    following = walk.next_number()
    if following is None:
        fits = (is_operative(item) and item.text[:1].isupper()) or first.strip(_NUMBER_SIGNS) == str(walk.last + 1)
    else:
        fits = following.decimal == walk.last + 2 and (unreadable or is_operative(item))
    if not fits:
        return None
    walk.last += 1
    walk.notes.append(
        Note("number-lost", f"paragraph {walk.last} has lost its number", before=item.text[:60], after=f"{walk.last}")
    )
    return Placed(_relabelled(item, first, walk.last), walk.part, "clause")


def _relabelled(item: Seen, first: str, number: int) -> Seen:
    """ "13: It is …": the first word is the number that was missing, with another sign."""
    if first.strip(_NUMBER_SIGNS) != str(number) or len(first) == len(item.text):
        return item
    return Seen(part_of(item.paragraph, len(first) + 1, len(item.text)), first, " ", item.eyes)


def _unlabelled(walk: Walk, item: Seen) -> Placed | None:
    """Without a number: a paragraph where none have numbers, else what goes on under the paragraph above."""
    if item.label:
        return None
    if not walk.numbered:
        return Placed(item, walk.part, "clause") if item.sentence or is_operative(item) else None
    if walk.has_clause and (
        item.sentence or len(item.text) > LONG_TITLE or item.text.startswith(("[", "(")) or walk.introduces
    ):
        return Placed(item, walk.part, "item", level=1)
    if item.sentence and (is_operative(item) or walk.part == "annex"):
        return Placed(item, walk.part, "clause")
    return None


_BEFORE: tuple[Rule, ...] = (_hinted, _furniture, _page_note)
_PREAMBLE = (*_BEFORE, *STRAYS, _soft_break, *PREAMBULAR)
_OPERATIVE: tuple[Rule, ...] = (
    _hinted, _annex, _quoted, _furniture, _page_note, _soft_break, carried_on, _enacting_again, _heading, _misread,
    _numbered, _lettered, _number_lost, _unlabelled,
)  # fmt: skip
