"""A PDF from its bytes to `Paragraphs`: pages read within limits, then columns, tables, notes and paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect

from drafting.errors import SourceError
from drafting.model.resolution import Note, Origin
from drafting.read.paragraphs import NoteBody, Paragraph, Paragraphs, TableParagraphs
from drafting.read.pdf.columns import Stack, order_columns
from drafting.read.pdf.dehyphenate import Hyphens
from drafting.read.pdf.footnotes import NoteMarks, PrintedNote, body_size, collect_notes, split_notes
from drafting.read.pdf.limits import Budget, HostileError, open_pages
from drafting.read.pdf.page_furniture import FurniturePiece, without_furniture
from drafting.read.pdf.pages import Sheet, read_sheets
from drafting.read.pdf.paragraph_breaks import paragraph_groups
from drafting.read.pdf.paragraphs import build_paragraph
from drafting.read.pdf.placed_lines import PlacedLine, place_lines
from drafting.read.pdf.tables import Grid, find_grids
from drafting.read.pdf.words import PrintedLine, PrintedWord, build_lines, build_words, mark_ruled_words

MAX_PAGES = 2_000
MAX_BYTES = 100_000_000
_END = re.compile(r"[.;:!?…][\s»”\")\]’]*$")


def read_document(data: bytes, name: str) -> Paragraphs:
    """The paragraphs of a PDF; SourceError when there is nothing to read or too much."""
    if len(data) > MAX_BYTES:
        raise SourceError(
            f"{name} is larger than {MAX_BYTES // 1_000_000} MB", "split it, or print only its text to PDF"
        )
    pages = _sheets(data, name)
    if not any(letter.text.strip() for sheet in pages for letter in sheet.letters):
        raise SourceError(f"{name} holds pictures of text but no text", "run it through text recognition (OCR) first")
    tables: list[list[Grid]] = []
    words: list[list[PrintedWord]] = []
    for sheet in pages:
        found, rest = find_grids(mark_ruled_words(build_words(sheet.letters), sheet.rules), sheet.rules, sheet.number)
        tables.append(found)
        words.append(rest)
    words, furniture, numbers = without_furniture(words, [sheet.height for sheet in pages])
    columns = [s for n, page in enumerate(words) for s in order_columns(page, tables[n], n)]
    columns, printed = _notes(columns, pages)
    hyphens = Hyphens([line.text for line in _lines(columns)] + [line.text for n in printed for line in n.lines])
    marks = NoteMarks(printed)
    items, mended = _items(columns, marks, hyphens)
    bodies, more = _bodies(printed, hyphens, columns)
    return Paragraphs(
        items=tuple(items),
        bodies=bodies,
        source=name,
        furniture=tuple(dict.fromkeys(piece.text for piece in furniture)),
        notes=(*_furniture_notes(furniture, numbers), *_losses(pages), *_struck(items), *mended, *more),
    )


def _sheets(data: bytes, name: str) -> list[Sheet]:
    budget = Budget()
    try:
        pages = open_pages(data, budget, MAX_PAGES)
        if len(pages) <= MAX_PAGES:
            return list(read_sheets(pages, budget))
    except HostileError as error:
        raise SourceError(
            f"{name} asks for more work than a text can need ({error})", "print it to PDF again and retry"
        ) from error
    except (PDFPasswordIncorrect, PDFEncryptionError) as error:
        raise SourceError(f"{name} is protected by a password", "remove the password and retry") from error
    except Exception as error:  # pdfminer raises dozens of kinds on damaged files
        raise SourceError(f"{name} is no PDF file, or is damaged", "print it to PDF again and retry") from error
    raise SourceError(f"{name} has more than {MAX_PAGES} pages", "split it first")


def _lines(columns: Sequence[Stack]) -> Iterator[PrintedLine]:
    return (i for s in columns for i in s.items if isinstance(i, PrintedLine))


def _notes(columns: Sequence[Stack], pages: Sequence[Sheet]) -> tuple[list[Stack], list[PrintedNote]]:
    """The columns without their footnotes, and the footnotes."""
    size = body_size(columns)
    kept: list[Stack] = []
    zones: list[list[PrintedLine]] = []
    for stack in columns:
        going_on = bool(zones) and bool(zones[-1]) and not _END.search(zones[-1][-1].plain)
        rest, zone = split_notes(stack, pages[stack.page].rules, size, going_on)
        kept.append(rest)
        if zone:
            zones.append(zone)
    return kept, collect_notes(zones)


def _items(
    columns: Sequence[Stack], marks: NoteMarks, hyphens: Hyphens
) -> tuple[list[Paragraph | TableParagraphs], list[Note]]:
    """Paragraphs and tables in reading order."""
    items: list[Paragraph | TableParagraphs] = []
    notes: list[Note] = []
    waiting: list[list[PlacedLine]] = []
    pieces = iter(place_lines(columns))

    def write() -> None:
        for group in paragraph_groups(waiting):
            found, said = build_paragraph(group, marks.read, hyphens)
            items.append(found)
            notes.extend(said)
        waiting.clear()

    for stack in columns:
        previous: object = None
        for item in stack.items:
            if isinstance(item, Grid):
                write()
                _add_table(items, notes, _table(item, marks, hyphens))
            elif not isinstance(previous, PrintedLine):
                waiting.append(next(pieces))
            previous = item
    write()
    return items, notes


def _table(grid: Grid, marks: NoteMarks, hyphens: Hyphens) -> TableParagraphs:
    """A ruled table; the lines of each cell become paragraphs."""
    rows: list[tuple[tuple[Paragraph, ...], ...]] = []
    for row in grid.cells:
        cells: list[tuple[Paragraph, ...]] = []
        for cell in row:
            lines = build_lines(cell, grid.page)
            left, right = min((li.x0 for li in lines), default=0.0), max((li.x1 for li in lines), default=0.0)
            placed = place_lines([Stack(tuple(lines), left, right, grid.page)]) if lines else []
            cells.append(tuple(build_paragraph(g, marks.read, hyphens)[0] for g in paragraph_groups(placed)))
        rows.append(tuple(cells))
    return TableParagraphs(tuple(rows), origin=Origin("pdf", (grid.page,)))


def _add_table(items: list[Paragraph | TableParagraphs], notes: list[Note], table: TableParagraphs) -> None:
    """Add a table, or continue the one above: a table of as many columns at the top of the next page belongs to it.

    Its head row, where it is printed again, is left out.
    """
    last = items[-1] if items else None
    pages = (
        (last.origin.paragraphs[-1], table.origin.paragraphs[0]) if last and last.origin and table.origin else (0, 0)
    )
    if not isinstance(last, TableParagraphs) or pages[1] != pages[0] + 1 or _width(last) != _width(table):
        items.append(table)
        return
    rows = table.rows
    if _row_text(rows[0]) == _row_text(last.rows[0]) and len(last.rows) > 1:
        notes.append(
            Note("table-head", "head row of a table printed again, left out", f"page {pages[1] + 1}",
                 before=" | ".join(_row_text(rows[0])))
        )  # fmt: skip
        rows = rows[1:]
    items[-1] = replace(last, rows=(*last.rows, *rows), origin=Origin("pdf", (*last.origin.paragraphs, pages[1])))  # type: ignore[union-attr]


def _width(table: TableParagraphs) -> int:
    return max(len(row) for row in table.rows)


def _row_text(row: tuple[tuple[Paragraph, ...], ...]) -> list[str]:
    return [" ".join(p.text for p in cell) for cell in row]


def _bodies(
    printed: Sequence[PrintedNote], hyphens: Hyphens, columns: Sequence[Stack]
) -> tuple[tuple[NoteBody, ...], list[Note]]:
    """The notes with their paragraphs joined by blank lines."""
    bodies: list[NoteBody] = []
    notes: list[Note] = []
    for note in printed:
        origin = Origin("pdf", tuple(sorted({line.page for line in note.lines} or {note.page})))
        whole = PrintedLine(tuple(w for line in note.lines for w in line.words), note.page)
        if not whole.words:
            bodies.append(NoteBody(note.name, "", origin=origin))
            continue
        found, said = build_paragraph(_flat(note), lambda text, page: None, hyphens)
        notes += said
        bodies.append(NoteBody(note.name, found.text, spans=found.spans, origin=origin))
        if note.name != note.mark:
            notes.append(
                Note("note-repeated", f"a second note is printed {note.mark}; here it is {note.name}", f"fn{note.name}")
            )
    return tuple(bodies), notes


def _flat(note: PrintedNote) -> list[PlacedLine]:
    """The lines of a note as those of one paragraph."""
    stack = Stack(tuple(note.lines), min(li.x0 for li in note.lines), max(li.x1 for li in note.lines), note.page)
    return [PlacedLine(line, stack, 0, stack.right, 1.0, 1.0) for line in note.lines]


def _furniture_notes(furniture: Sequence[FurniturePiece], numbers: Sequence[FurniturePiece]) -> Iterator[Note]:
    for piece in furniture:
        yield Note("page-furniture", "page head, foot or number left out", f"page {piece.page + 1}", before=piece.text)
    for page, count in sorted(Counter(piece.page for piece in numbers).items()):
        yield Note("line-numbers", f"{count} line numbers in the margin left out", f"page {page + 1}")


def _struck(items: Sequence[Paragraph | TableParagraphs]) -> Iterator[Note]:
    """A Note for words printed struck out: a PDF does not state who deleted them, so they are read as text."""
    for item in (i for i in items if isinstance(i, Paragraph)):
        where = f"page {item.origin.paragraphs[0] + 1}" if item.origin else ""
        for span in item.spans:
            if span.kind == "strike":
                words = item.text[span.start : span.end]
                yield Note("struck-text", "words printed struck out are read as text", where, "warning", words)


def _losses(pages: Sequence[Sheet]) -> Iterator[Note]:
    """Notes on what is on the pages and cannot be read, or is doubtful."""
    met: Counter[str] = sum((sheet.oddities for sheet in pages), Counter())
    for sheet in pages:
        words = "".join(sheet.turned).strip()
        if words:
            yield Note(
                "turned-text", "text set aslant or upright is not read", f"page {sheet.number + 1}", "warning",
                words[:200],
            )  # fmt: skip
        if sheet.oddities["picture"] and not sheet.letters:
            yield Note("page-picture", "a page is a picture and is not read", f"page {sheet.number + 1}", "warning")
    for key, code, message in _SAID:
        if met[key]:
            yield Note(code, message.format(n=met[key]), severity="warning")


_SAID = (
    ("lost", "letters-lost", "{n} letters whose font does not name them stand as U+FFFD"),
    ("unseen", "text-recognised", "the text was laid unseen over a picture by text recognition: check every word"),
    ("outside", "text-outside", "{n} letters set outside the page are left out"),
    ("annotation", "annotations", "{n} annotations (comments, stamps) are not read"),
    ("form", "form-fields", "{n} filled form fields are not read"),
)
