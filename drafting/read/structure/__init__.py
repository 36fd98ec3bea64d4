"""`Paragraphs` → `Resolution`: the only recogniser. Every format ends here, so a rule is written once.

The order: labels come off (`eyes`), glued paragraphs apart (`glue`), the parts are found (`landmarks`), every
paragraph gets its place (`front`, `body`), blocks are built (`assemble`), footnotes typed (`notes`). What a format
states outright (hints, parts, metadata) is believed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from drafting.lexicon import LANGUAGES, Lexicon, load, main_language
from drafting.lexicon.masthead import without_meeting_place
from drafting.model.address import places
from drafting.model.resolution import Block, Clause, Line, Note, Part, Resolution
from drafting.read.edit import joined
from drafting.read.paragraphs import Paragraph, Paragraphs, TableParagraphs
from drafting.read.repairs import sample
from drafting.read.structure.body_rules import place
from drafting.read.structure.build_blocks import assemble
from drafting.read.structure.features import Eyes, Item, Seen
from drafting.read.structure.footnotes import footnotes
from drafting.read.structure.foreign_blocks import with_their_eyes
from drafting.read.structure.front_rules import Front, kind_of, place_front, status_of
from drafting.read.structure.header_metadata import with_furniture
from drafting.read.structure.part_boundaries import Landmarks, find
from drafting.read.structure.placed import Placed, role_of
from drafting.read.structure.split_glued import unglue

_CHAPEAU_LINE = 160
"""Characters of the longest line that a chapeau of several lines is printed on."""
_LONG = 40
"""Characters of a line that is surely more than a line of the masthead."""
_STATED = (
    "symbol",
    "organ",
    "title",
    "status",
    "adopted",
    "session",
    "agenda_item",
    "archive_code",
    "decision",
    "kind",
)


def structure(paragraphs: Paragraphs, language: str | None = None) -> Resolution:
    """The resolution in a document. `language` (fr, en, es, pt) is found where neither given nor stated.

    Never raises on odd text: what cannot be recognised stays a line, and doubts are notes.
    """
    tongue = language or _language(paragraphs)
    lexicon = load(tongue if tongue in LANGUAGES else "en")
    eyes = Eyes(lexicon)
    items: list[Item] = [
        eyes.see(p, paragraphs.native) if isinstance(p, Paragraph) else p
        for p in paragraphs.items
        if isinstance(p, TableParagraphs) or p.text.strip() or p.label or p.refs or paragraphs.native
    ]
    notes: list[Note] = []
    if not paragraphs.native:
        items, foreign = with_their_eyes(items, lexicon.language)
        items, notes = unglue(items)
        notes = [*foreign, *notes]
    marks = find(items)
    items, marks, joins = _whole_chapeau(items, marks)
    placed, front, found = _place(items, marks, paragraphs, lexicon)
    blocks, levels = assemble(placed)
    hung, missing = footnotes(paragraphs.bodies, blocks, lexicon.language)
    resolution = replace(
        _metadata(blocks, front, paragraphs.metadata, lexicon, paragraphs.native),
        blocks=blocks,
        footnotes=hung,
        language=tongue,
        source=paragraphs.source,
        notes=(*paragraphs.notes, *notes, *joins, *found, *levels, *missing),
        word=paragraphs.word,
    )
    return _located(with_furniture(resolution, paragraphs.furniture, eyes), paragraphs)


def _language(paragraphs: Paragraphs) -> str:
    """Stated, or found in the words, or the language Word marks the text with."""
    stated = paragraphs.language or main_language(sample(paragraphs))
    tag = str(paragraphs.metadata.get("language_tag") or "")[:2].lower()
    return stated or (tag if tag in LANGUAGES else "")


def _whole_chapeau(items: list[Item], marks: Landmarks) -> tuple[list[Item], Landmarks, list[Note]]:
    """A chapeau printed on several lines: a line above begins with the organ, and no line between them ends."""
    top = next((p for p in range(marks.chapeau - 1, max(-1, marks.chapeau - 4), -1) if _opens_chapeau(items, p)), -1)
    if top < 0 or not all(_goes_on(items[p], items[p + 1]) for p in range(top, marks.chapeau)):
        return items, marks, []
    first, *rest = (item for item in items[top : marks.chapeau + 1] if isinstance(item, Seen))
    whole = first.eyes.again(first, joined(first.paragraph, *(item.paragraph for item in rest)))
    note = Note(
        "lines-joined", "the chapeau stood on several lines", before=f"{first.text[-40:]} ⏎ {rest[0].text[:40]}",
        after=f"{first.text[-40:]} {rest[0].text[:40]}",
    )  # fmt: skip
    items = [*items[:top], whole, *items[marks.chapeau + 1 :]]
    return items, marks.moved_up(len(rest)), [note]


def _opens_chapeau(items: Sequence[Item], position: int) -> bool:
    item = items[position]
    return isinstance(item, Seen) and not item.hint and not item.label and bool(item.eyes.lexicon.organ(item.text))


def _goes_on(above: Item, below: Item) -> bool:
    """Two lines of one chapeau: right below in the same letters, or going on in mid-sentence."""
    if not isinstance(above, Seen) or not isinstance(below, Seen) or below.hint or below.label:
        return False
    if above.closed or len(above.text) > _CHAPEAU_LINE or below.eyes.lexicon.organ(below.text):
        return False
    near = not below.paragraph.blank_before and above.caps == below.caps and not above.sentence
    return near or below.text[:1].islower() or (below.text[:1] == "(" and not above.sentence)


def _place(
    items: Sequence[Item], marks: Landmarks, paragraphs: Paragraphs, lexicon: Lexicon
) -> tuple[list[Placed], Front, list[Note]]:
    """Every item with its place, part by part."""
    parts = [_part(item, position, marks) for position, item in enumerate(items)]
    spaced = _spaced(items)
    stated = paragraphs.metadata
    placed: list[Placed] = []
    notes: list[Note] = []
    front = Front()
    for part, run in groupby(range(len(items)), key=parts.__getitem__):
        positions = list(run)
        chosen = [items[p] for p in positions]
        if part == "front" and not placed:
            front = place_front(chosen, lexicon, stated, title=not paragraphs.native or "title" not in stated)
            placed += front.placed
        elif part in ("front", "back"):
            placed += [_line(item, part) for item in chosen]
        else:
            fixed = {
                p - positions[0]: r
                for p, r in ((marks.chapeau, "chapeau"), (marks.enacting, "enacting"))
                if p in positions
            }
            found, said = _body(chosen, part, spaced, fixed)
            placed += found
            notes += said
    return placed, front, notes


def _body(chosen: list[Item], part: Part, spaced: bool, fixed: Mapping[int, str]) -> tuple[list[Placed], list[Note]]:
    """One part; the chapeau and the enacting words are lines, whatever they look like."""
    placed: list[Placed] = []
    notes: list[Note] = []
    start = 0
    for stop in [*sorted(fixed), len(chosen)]:
        found, said = place(chosen[start:stop], part, spaced)
        placed += found
        notes += said
        if stop in fixed:
            placed.append(Placed(chosen[stop], part, "line", role=fixed[stop]))  # type: ignore[arg-type]
        start = stop + 1
    return placed, notes


def _part(item: Item, position: int, marks: Landmarks) -> Part:
    """The part an item stands in: as stated, else by the landmarks."""
    stated = item.paragraph.part if isinstance(item, Seen) else item.part
    if stated:
        return stated
    if position == marks.chapeau:
        return "preamble"
    if position == marks.enacting:
        return "operative"
    if position < (marks.chapeau if marks.chapeau >= 0 else marks.preamble):
        return "front"
    if position < (marks.enacting if marks.enacting >= 0 else marks.operative):
        return "preamble"
    if position >= marks.annex:
        return "annex"
    return "back" if position >= marks.closing else "operative"


def _line(item: Item, part: Part) -> Placed:
    if not isinstance(item, Seen):
        return Placed(item, part, "table")
    if item.hint in ("heading", "annex"):
        return Placed(item, part, "heading", level=item.paragraph.outline or 1)
    if item.hint in ("preambular", "operative", "item"):
        return Placed(item, part, "item" if item.hint == "item" else "clause", level=max(1, item.paragraph.depth))
    return Placed(item, part, "line", role=role_of(item.hint) or ("signature" if part == "back" else "text"))


def _spaced(items: Sequence[Item]) -> bool:
    """True when empty lines stand between most paragraphs."""
    seen = [i for i in items if isinstance(i, Seen) and (i.label or len(i.text) > _LONG)]
    return len(seen) > 1 and sum(s.paragraph.blank_before for s in seen) >= 0.6 * len(seen)


def _metadata(
    blocks: Sequence[Block], front: Front, stated: Mapping[str, Any], lexicon: Lexicon, native: bool
) -> Resolution:
    """A resolution that holds nothing but the metadata: as stated, else as printed. A native draft may state "none"."""
    facts = front.facts
    lines = [b for b in blocks if isinstance(b, Line)]
    chapeau = next((b.text for b in lines if b.role == "chapeau"), "")
    enacting = next((b.text for b in lines if b.role == "enacting"), None)
    decision = enacting.rstrip(" \u00a0\u202f:.,").strip() if enacting else None
    back = [b.text for b in lines if b.part == "back"]
    said = next((s for text in back if (s := lexicon.status(text))), None)
    if back and said is None and any(lexicon.date(text) for text in back):
        said = "adopted"  # the meeting and the date of adoption stand below the text
    symbol = stated.get("symbol") or facts.get("symbol") or facts.get("number")
    found: dict[str, Any] = {
        "symbol": symbol,
        "organ": without_meeting_place(lexicon.chapeau(chapeau) or chapeau.rstrip(" ,;:")) or facts.get("organ"),
        "title": facts.get("title"),
        "status": status_of(facts, symbol, said),
        "session": facts.get("session"),
        "agenda_item": facts.get("agenda_item"),
        "decision": decision,
    }
    if found["status"] == "adopted":
        dates = (lexicon.date(text) for text in back)
        found["adopted"] = facts.get("adopted") or next((d for d in dates if d), None) or facts.get("date")
    preamble = any(isinstance(b, Clause) and b.part == "preamble" for b in blocks) or bool(chapeau)
    found["kind"] = kind_of(facts, decision, lexicon, preamble)
    found |= {key: stated[key] for key in _STATED if stated.get(key) or (native and key in stated)}
    sponsors = stated.get("sponsors") or (
        () if native and "sponsors" in stated else _sponsors(facts.get("sponsors"), lexicon)
    )
    return Resolution(**found, sponsors=tuple(sponsors))


def _sponsors(text: str | None, lexicon: Lexicon) -> tuple[str, ...]:
    """The States that a line of sponsors names, in its order."""
    return tuple(dict.fromkeys(m.code for m in lexicon.delegations.find(text) if not m.group)) if text else ()


def _located(resolution: Resolution, paragraphs: Paragraphs) -> Resolution:
    """Revisions, comments and notes that stand at a paragraph of the source get the address of what it became."""
    if not (paragraphs.revisions or paragraphs.comments):
        return resolution
    where: dict[str, str] = {}
    for at, block in places(resolution):
        if block.origin and block.origin.story == "document":
            for number in block.origin.paragraphs:
                where.setdefault(f"p{number}", str(at))
    return replace(
        resolution,
        revisions=tuple(replace(r, at=where.get(r.at, r.at)) for r in paragraphs.revisions),
        comments=tuple(replace(c, at=where.get(c.at, c.at)) for c in paragraphs.comments),
    )
