"""The blocks of a resolution as paragraphs and tables of a house style, with their positions in the document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from lxml import etree

from drafting.model.resolution import Block, Clause, Footnote, Heading, Line, NoteRef, Origin, Span, Table
from drafting.word.build.elements import el, run, text_elements
from drafting.word.build.footnotes_part import FootnotesBuilder
from drafting.word.build.house_styles import House, style_id
from drafting.word.build.numbering_part import LabelPlacement, NumberingBuilder
from drafting.word.build.runs import LinkId, text_runs

_ROLES = {
    "organ": "Organ",
    "session": "Session",
    "symbol": "Symbol",
    "date": "Date",
    "agenda": "Agenda",
    "type": "Type",
    "title": "Title",
    "status": "Status",
    "sponsors": "Sponsors",
    "original": "Original",
    "chapeau": "Chapeau",
    "enacting": "Enacting",
    "caption": "Caption",
    "signature": "Signature",
    "text": "Text",
}


def paragraph_style(block: Line | Heading) -> str:
    """The name of the house style that a line or heading is printed in, as in `House.looks`."""
    if isinstance(block, Line):
        return "Annex" if block.part == "annex" and block.role == "title" else _ROLES[block.role]
    is_annex = block.part == "annex" and block.level == 1 and not block.label
    return "Annex" if is_annex else f"Heading {_heading_level(block)}"


def _heading_level(heading: Heading) -> int:
    return min(max(1, heading.level), 4)


class BodyBuilder:
    """Writes blocks one after the other. `blocks`: the blocks written, with origins; `paragraphs`: as origins count."""

    def __init__(self, house: House, numbering: NumberingBuilder, notes: FootnotesBuilder, link: LinkId) -> None:
        self.house, self.numbering, self.notes, self.link = house, numbering, notes, link
        self.elements: list[etree._Element] = []
        self.paragraphs: list[etree._Element] = []
        self.blocks: list[Block] = []

    def add(self, block: Block) -> None:
        """Write one block; lettered items follow their paragraph."""
        self.blocks.append(self._write_block(block))

    def _write_block(self, block: Block) -> Block:
        if isinstance(block, Clause):
            return self._write_clause(block)
        if isinstance(block, Heading):
            return self._write_heading(block)
        return self._write_table(block) if isinstance(block, Table) else self._write_line(block)

    def _write_line(self, line: Line) -> Line:
        return replace(line, origin=self._write_paragraph(paragraph_style(line), line.text, line.spans, line.refs))

    def _write_heading(self, heading: Heading) -> Heading:
        placed = self.numbering.place_label(heading.label, "heading", _heading_level(heading))
        style = paragraph_style(heading)
        return replace(heading, origin=self._write_paragraph(style, heading.text, heading.spans, heading.refs, placed))

    def _write_clause(self, clause: Clause) -> Clause:
        kind = "preambular" if clause.part == "preamble" else "clause"
        placed = self.numbering.place_label(clause.label, kind, clause.level)
        style = (
            f"Item {min(clause.level, 3)}" if clause.level else "Preambular" if kind == "preambular" else "Operative"
        )
        opening = len(clause.opening) if self.house.opening_italic and clause.text.startswith(clause.opening) else 0
        leads = bool(clause.children) and clause.text.rstrip().endswith(":")
        origin = self._write_paragraph(style, clause.text, clause.spans, clause.refs, placed, opening, keep=leads)
        return replace(clause, origin=origin, children=tuple(self._write_clause(child) for child in clause.children))

    def _write_paragraph(
        self,
        style: str,
        text: str,
        spans: Sequence[Span],
        refs: Sequence[NoteRef],
        placed: LabelPlacement | None = None,
        opening: int = 0,
        keep: bool = False,
    ) -> Origin:
        """Write a paragraph. `opening`: characters of opening words; `keep`: on the same page as the next paragraph."""
        properties = el("pPr", el("pStyle", val=style_id(style)), *([el("keepNext")] if keep else []))
        if placed and placed.num:
            properties.append(el("numPr", el("ilvl", val=placed.level), el("numId", val=placed.num)))
        paragraph = el("p", properties)
        if placed and placed.typed:
            paragraph.append(run(text_elements(placed.typed + ("\t" if text else ""))))
        paragraph.extend(text_runs(text, spans, refs, self.notes.mark_runs, self.link, opening))
        self.elements.append(paragraph)
        self.paragraphs.append(paragraph)
        return Origin("document", (len(self.paragraphs) - 1,))

    def add_plain(self, text: str = "") -> Origin:
        """Write a paragraph of plain text; Word needs an empty one between two tables and after the last one."""
        return self._write_paragraph("Text", text, (), ())

    def _write_table(self, table: Table) -> Table:
        if self.elements and self.elements[-1].tag.endswith("}tbl"):
            self.add_plain()
        columns = max((len(row) for row in table.rows), default=0) or 1
        width = (self.house.paper[0] - 2 * self.house.margins[0]) // columns
        element = el(
            "tbl",
            el(
                "tblPr",
                el("tblStyle", val="TableGrid"),
                el("tblW", w=0, type="auto"),
                el("tblLook", val="04A0", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=0, noVBand=1),
            ),
        )
        element.append(el("tblGrid", *[el("gridCol", w=width) for _ in range(columns)]))
        first, offset = len(self.paragraphs), 0
        for number, row in enumerate(table.rows):
            tr = el(
                "tr", el("trPr", el("cantSplit"), *([el("tblHeader")] if not number and len(table.rows) > 1 else []))
            )
            for position, cell in enumerate(row or ("",)):
                last = position == max(len(row), 1) - 1
                span = columns - position if last else 1
                tr.append(
                    self._write_cell(
                        cell, [r for r in table.refs if offset <= r.offset <= offset + len(cell)], offset, width, span
                    )
                )
                offset += len(cell) + 1
            element.append(tr)
        self.elements.append(element)
        return replace(table, origin=Origin("document", tuple(range(first, len(self.paragraphs)))))

    def _write_cell(self, text: str, refs: Sequence[NoteRef], offset: int, width: int, span: int) -> etree._Element:
        properties = el(
            "tcPr", el("tcW", w=width * span, type="dxa"), *([el("gridSpan", val=span)] if span > 1 else [])
        )
        cell = el("tc", properties)
        for piece in text.split("\n"):
            here = [replace(r, offset=r.offset - offset) for r in refs if offset <= r.offset <= offset + len(piece)]
            paragraph = el(
                "p",
                el("pPr", el("pStyle", val=style_id("Text")), el("spacing", before=40, after=40), el("jc", val="left")),
            )
            paragraph.extend(text_runs(piece, (), here, self.notes.mark_runs, self.link))
            self.paragraphs.append(paragraph)
            cell.append(paragraph)
            offset += len(piece) + 1
        return cell


def with_origins(notes: Sequence[Footnote], found: Callable[[int], Origin | None]) -> tuple[Footnote, ...]:
    """The footnotes with their origins in the footnotes part; `found` gives them by the position of the note."""
    return tuple(replace(note, origin=found(index)) for index, note in enumerate(notes))
