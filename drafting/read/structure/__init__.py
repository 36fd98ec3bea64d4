"""`Paragraphs` → `Resolution`: the only recogniser. Every format ends here, so each rule is written once.

The order: labels are split off (`features`), glued paragraphs split (`split_glued`), the parts found
(`part_boundaries`), every paragraph classified (`front_rules`, `body_rules`), blocks built (`build_blocks`), footnotes
typed (`footnotes`). What a format states outright (hints, parts, metadata) is believed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from drafting.lexicon import LANGUAGES, Lexicon, is_foreign, load, main_language
from drafting.model.address import places
from drafting.model.resolution import Note, Part, Resolution, Role
from drafting.read.edit import join_paragraphs
from drafting.read.paragraphs import Paragraph, Paragraphs, TableParagraphs
from drafting.read.repairs import language_sample
from drafting.read.structure.body_rules import classify_paragraphs
from drafting.read.structure.build_blocks import build_blocks
from drafting.read.structure.features import FeatureReader, ParagraphFeatures
from drafting.read.structure.footnotes import typed_footnotes
from drafting.read.structure.foreign_blocks import reread_foreign_blocks
from drafting.read.structure.front_facts import FrontFacts
from drafting.read.structure.front_rules import classify_front
from drafting.read.structure.header_metadata import add_header_metadata
from drafting.read.structure.lone_labels import prove_labels
from drafting.read.structure.metadata import resolution_metadata
from drafting.read.structure.papers import paper_kind
from drafting.read.structure.part_boundaries import PartBoundaries, find_boundaries
from drafting.read.structure.rule_context import ClassifiedParagraph, role_of
from drafting.read.structure.split_glued import split_glued_paragraphs
from drafting.read.structure.untied_statements import untied_notes

_LONGEST_CHAPEAU_LINE = 160
"""Characters of the longest line that a chapeau of several lines is printed on."""
_CHAPEAU_LINES = 4
_LONG_LINE = 40
"""Characters of a line that is surely more than a line of the masthead."""
_MOSTLY_SPACED = 0.6
"""Share of the paragraphs with an empty line above, where empty lines are between paragraphs. Judged, not measured."""

_UNKNOWN_LANGUAGE = (
    "the language of this text is not known here; where it is one of those known, state it with --language"
)


def structure(paragraphs: Paragraphs, language: str | None = None) -> Resolution:
    """The resolution in a document. `language` (a code of the lexicon) is detected where neither given nor stated.

    Never raises on odd text: what cannot be recognised stays a line, and doubts are notes.
    """
    code = language or _language(paragraphs)
    lexicon = load(code if code in LANGUAGES else "en")
    reader = FeatureReader(lexicon)
    items = [_features(item, reader, paragraphs.native) for item in paragraphs.items if _is_printed(item, paragraphs)]
    notes: list[Note] = []
    if not paragraphs.native:
        items, foreign = reread_foreign_blocks(items, lexicon.language)
        items, glued = split_glued_paragraphs(items)
        items = prove_labels(items)
        notes = [*foreign, *glued]
        if not code and is_foreign(language_sample(paragraphs)):
            notes = [Note("language-unknown", _UNKNOWN_LANGUAGE, severity="warning"), *glued]
    items, boundaries, joined = _join_chapeau(items, find_boundaries(items))
    classified, facts, doubts = _classify(items, boundaries, paragraphs, lexicon)
    blocks, levels = build_blocks(classified)
    hung, missing = typed_footnotes(paragraphs.bodies, blocks, lexicon.language)
    paper = None if paragraphs.native else paper_kind(blocks, lexicon if code else None)
    resolution = replace(
        resolution_metadata(blocks, facts, paragraphs.metadata, lexicon, paragraphs.native),
        blocks=blocks,
        footnotes=hung,
        language=code,
        source=paragraphs.source,
        notes=(*paragraphs.notes, *notes, *joined, *doubts, *levels, *missing),
        word=paragraphs.word,
    )
    if paper is not None:
        resolution = replace(resolution, kind=paper[0], notes=(*resolution.notes, paper[1]))
    resolution = replace(resolution, notes=(*resolution.notes, *untied_notes(resolution)))
    return _with_addresses(add_header_metadata(resolution, paragraphs.furniture, reader), paragraphs)


def _is_printed(item: Paragraph | TableParagraphs, paragraphs: Paragraphs) -> bool:
    """False for an empty paragraph, which only a native draft may mean."""
    if isinstance(item, TableParagraphs) or paragraphs.native:
        return True
    return bool(item.text.strip() or item.label or item.refs)


def _features(item: Paragraph | TableParagraphs, reader: FeatureReader, native: bool) -> ParagraphFeatures:
    return reader.read_features(item, native) if isinstance(item, Paragraph) else reader.read_table(item)


def _language(paragraphs: Paragraphs) -> str:
    """The language stated, or detected in the words, or the one Word marks the text with."""
    sample = language_sample(paragraphs)
    found = paragraphs.language or main_language(sample)
    if not found and is_foreign(sample):
        return ""
    tag = paragraphs.metadata.language_tag[:2].lower()
    return found or (tag if tag in LANGUAGES else "")


def _join_chapeau(
    items: list[ParagraphFeatures], boundaries: PartBoundaries
) -> tuple[list[ParagraphFeatures], PartBoundaries, list[Note]]:
    """Join a chapeau printed on several lines: a line above begins with the organ, and no line between them ends."""
    chapeau = boundaries.chapeau
    above = range(chapeau - 1, max(-1, chapeau - _CHAPEAU_LINES), -1)
    top = next((p for p in above if _opens_chapeau(items[p])), -1)
    if top < 0 or not all(_continues_chapeau(items[p], items[p + 1]) for p in range(top, chapeau)):
        return items, boundaries, []
    first, *rest = items[top : chapeau + 1]
    whole = first.with_paragraph(join_paragraphs(first.paragraph, *(item.paragraph for item in rest)))
    before, after = f"{first.text[-40:]} ⏎ {rest[0].text[:40]}", f"{first.text[-40:]} {rest[0].text[:40]}"
    note = Note("lines-joined", "the chapeau stood on several lines", before=before, after=after)
    return [*items[:top], whole, *items[chapeau + 1 :]], boundaries.moved_up(len(rest)), [note]


def _opens_chapeau(item: ParagraphFeatures) -> bool:
    return not item.table and not item.hint and not item.label and bool(item.reader.lexicon.organ(item.text))


def _continues_chapeau(above: ParagraphFeatures, below: ParagraphFeatures) -> bool:
    """True for two lines of one chapeau: right below each other in the same letters, or one sentence."""
    if above.table or below.table or below.hint or below.label:
        return False
    if above.closed or len(above.text) > _LONGEST_CHAPEAU_LINE or below.reader.lexicon.organ(below.text):
        return False
    near = not below.blank_before and above.caps == below.caps and not above.sentence
    return near or below.text[:1].islower() or (below.text[:1] == "(" and not above.sentence)


def _classify(
    items: Sequence[ParagraphFeatures], boundaries: PartBoundaries, paragraphs: Paragraphs, lexicon: Lexicon
) -> tuple[list[ClassifiedParagraph], FrontFacts, list[Note]]:
    """Every item classified, part by part, and what the front lines state."""
    parts = [_part(item, position, boundaries) for position, item in enumerate(items)]
    spaced = _is_spaced(items)
    stated = paragraphs.metadata
    find_title = not stated.title and not (paragraphs.native and "title" in stated.given)
    classified: list[ClassifiedParagraph] = []
    notes: list[Note] = []
    facts = FrontFacts()
    for part, run in groupby(range(len(items)), key=parts.__getitem__):
        positions = list(run)
        chosen = [items[p] for p in positions]
        if part == "front" and not classified:
            classified, facts = classify_front(chosen, lexicon, find_title)
        elif part in ("front", "back"):
            classified += [_line(item, part) for item in chosen]
        else:
            found, doubts = _classify_body(chosen, part, spaced, _fixed_lines(positions, boundaries))
            classified += found
            notes += doubts
    return classified, facts, notes


def _fixed_lines(positions: Sequence[int], boundaries: PartBoundaries) -> dict[int, Role]:
    """The chapeau and the enacting words among these positions, which are lines whatever they look like."""
    fixed: tuple[tuple[int, Role], ...] = ((boundaries.chapeau, "chapeau"), (boundaries.enacting, "enacting"))
    return {position - positions[0]: role for position, role in fixed if position in positions}


def _classify_body(
    items: list[ParagraphFeatures], part: Part, spaced: bool, fixed: Mapping[int, Role]
) -> tuple[list[ClassifiedParagraph], list[Note]]:
    """The items of one part; those in `fixed` are lines of that role."""
    classified: list[ClassifiedParagraph] = []
    notes: list[Note] = []
    start = 0
    for stop in [*sorted(fixed), len(items)]:
        found, doubts = classify_paragraphs(items[start:stop], part, spaced)
        classified += found
        notes += doubts
        if stop in fixed:
            classified.append(ClassifiedParagraph(items[stop], part, "line", role=fixed[stop]))
        start = stop + 1
    return classified, notes


def _part(item: ParagraphFeatures, position: int, boundaries: PartBoundaries) -> Part:
    """The part of an item: as stated, else by the boundaries."""
    chapeau, enacting = boundaries.chapeau, boundaries.enacting
    if item.part:
        return item.part
    if position == chapeau:
        return "preamble"
    if position == enacting:
        return "operative"
    if position < (chapeau if chapeau >= 0 else boundaries.preamble):
        return "front"
    if position < (enacting if enacting >= 0 else boundaries.operative):
        return "preamble"
    if position >= boundaries.annex:
        return "annex"
    return "back" if position >= boundaries.closing else "operative"


def _line(item: ParagraphFeatures, part: Part) -> ClassifiedParagraph:
    """An item above or below the text: by its hint, else a line."""
    if item.table:
        return ClassifiedParagraph(item, part, "table")
    if item.hint in ("heading", "annex"):
        return ClassifiedParagraph(item, part, "heading", level=item.paragraph.outline or 1)
    if item.hint in ("preambular", "operative", "item"):
        level = max(1, item.paragraph.depth)
        return ClassifiedParagraph(item, part, "item" if item.hint == "item" else "clause", level=level)
    role = role_of(item.hint) or ("signature" if part == "back" else "text")
    return ClassifiedParagraph(item, part, "line", role=role)


def _is_spaced(items: Sequence[ParagraphFeatures]) -> bool:
    """True where empty lines are between most paragraphs."""
    seen = [item for item in items if item.label or len(item.text) > _LONG_LINE]
    return len(seen) > 1 and sum(item.blank_before for item in seen) >= _MOSTLY_SPACED * len(seen)


def _with_addresses(resolution: Resolution, paragraphs: Paragraphs) -> Resolution:
    """The resolution with its revisions and comments: each gets the address of the block it is in.

    A source paragraph that became no block has no address: "p" and its number are given for it.
    """
    if not (paragraphs.revisions or paragraphs.comments):
        return resolution
    addresses: dict[int, str] = {}
    for at, block in places(resolution):
        if block.origin and block.origin.story == "document":
            for number in block.origin.paragraphs:
                addresses.setdefault(number, str(at))

    def address(number: int | None, at: str) -> str:
        return at if number is None else addresses.get(number, f"p{number}")

    return replace(
        resolution,
        revisions=tuple(replace(r.value, at=address(r.paragraph, r.value.at)) for r in paragraphs.revisions),
        comments=tuple(replace(c.value, at=address(c.paragraph, c.value.at)) for c in paragraphs.comments),
    )
