"""PDF with a text layer → `Paragraphs`: lines joined, hyphens mended, footnotes hung where their marks stand.

Needs the extra `pdf`. A scan has no text layer and is refused with advice.
"""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Any

from drafting.errors import SourceError
from drafting.model import Note, NoteRef, Origin
from drafting.numbering import split_label
from drafting.read.paragraphs import NoteBody, Paragraph, Paragraphs
from drafting.read.pdf_lines import NOTE_START, Page, PrintedLine, body_size, note_zone, page_lines, without_furniture

MAX_PAGES = 2_000
_MARK = re.compile(r"(?:\d{1,3}|\*{1,3}|[†‡§])")
_KEPT = re.compile(r"(?:t-)?(?:ils?|elles?|on|ce|là|ci|mêmes?|t|lo|la|los|las|se|me|nos|lhe|lhes)\b", re.I)
"""What follows a hyphen that is spelling and not line-breaking: « a-t-il », « eux-mêmes », "comprometê-lo"."""
_END = re.compile(r"[.;:!?…][\s»”\")\]’]*$")


def read_pdf(data: bytes, name: str) -> Paragraphs:
    """The paragraphs of a PDF. SourceError when it is damaged, encrypted, a scan, or the extra is not installed."""
    pages = list(_open(data, name))
    if not any(page.lines for page in pages):
        raise SourceError(f"{name} holds pictures of text but no text", "run it through text recognition (OCR) first")
    pages, furniture = without_furniture(pages)
    size = body_size(pages)
    zones: list[tuple[tuple[PrintedLine, ...], tuple[PrintedLine, ...]]] = []
    for page in pages:
        before = zones[-1][1] if zones else ()
        zones.append(note_zone(page, size, open_note=bool(before) and not _END.search(before[-1].text)))
    bodies = _bodies([zone for _, zone in zones])
    marks = {b.mark for b in bodies}
    words = _Words(pages)
    notes = [
        Note("page-furniture", "page head, foot or number left out", f"page {line.page + 1}", before=line.text)
        for line in furniture
    ]
    items: list[Paragraph] = []
    for group in _paragraphs([line for text, _ in zones for line in text], size):
        paragraph, mended = _join(group, marks, words, pages[group[0].page].width)
        items.append(paragraph)
        notes += mended
    return Paragraphs(items=tuple(items), bodies=bodies, source=name, notes=tuple(notes))


def _open(data: bytes, name: str) -> Iterator[Page]:
    try:
        import pdfplumber
    except ImportError as error:
        raise SourceError(
            f"{name}: reading PDF needs an extra part of the toolkit", 'install it: pip install "drafting-toolkit[pdf]"'
        ) from error
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            if len(pdf.pages) > MAX_PAGES:
                raise SourceError(f"{name} has more than {MAX_PAGES} pages", "split it first")
            for number, page in enumerate(pdf.pages):
                found: list[dict[str, Any]] = page.extract_words(
                    keep_blank_chars=False,
                    use_text_flow=False,
                    extra_attrs=["size", "fontname"],
                    x_tolerance_ratio=0.18,
                )
                yield page_lines(found, float(page.width), float(page.height), number)
                page.close()
    except SourceError:
        raise
    except Exception as error:  # pdfminer raises dozens of kinds on damaged files
        if "password" in type(error).__name__.lower() or "password" in repr(error).lower():
            raise SourceError(f"{name} is protected by a password", "remove the password and retry") from error
        raise SourceError(f"{name} is no PDF file, or is damaged", "print it to PDF again and retry") from error


class _Words:
    """Every form printed inside a line: what decides whether a hyphen at a line end is spelling."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self.forms = {
            form.lower()
            for page in pages
            for line in page.lines
            for form in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", line.text)[:-1]
        }

    def keep(self, before: str, after: str) -> bool:
        """True when the hyphen between two line halves belongs to the word.

        A half that stands as a word of its own elsewhere makes a compound; halves that never do are syllables.
        """
        left, right = re.search(r"[\w-]*$", before), re.match(r"[\w-]*", after)
        a, b = (left[0] if left else "").lower(), (right[0] if right else "").lower()
        if not b or not b[0].isalpha() or a[-1:].isdigit():
            return True
        if f"{a}-{b}" in self.forms or after[0].isupper():
            return True
        if f"{a}{b}" in self.forms:
            return False
        return bool(_KEPT.match(b)) or a.rsplit("-", 1)[-1] in self.forms or b.split("-", 1)[0] in self.forms


def _paragraphs(lines: Sequence[PrintedLine], size: float) -> Iterator[list[PrintedLine]]:
    """Groups of lines that make one paragraph each."""
    group: list[PrintedLine] = []
    edge = _right_edges(lines)
    pitch = _pitch(lines, size)
    for line in lines:
        if group and _begins(group, line, edge[line.page, group[-1].column], pitch):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _begins(group: list[PrintedLine], line: PrintedLine, edge: float, pitch: float) -> bool:
    """Does `line` begin a paragraph after the lines of `group`?"""
    last = group[-1]
    ended = bool(_END.search(last.text))
    if last.page != line.page or last.column != line.column:
        return ended or bool(split_label(line.text)[0]) or line.size != last.size
    if line.top - last.top > 1.3 * pitch or abs(line.size - last.size) > 0.6 or line.bold != last.bold:
        return True
    if split_label(line.text)[0] and (ended or line.x0 <= group[0].x0 + 1):
        return True
    short = last.x1 < edge - 0.12 * max(1.0, edge - last.x0)
    if short and (ended or last.text.endswith(",") or line.text[:1].isupper()):
        return True
    return ended and line.x0 > last.x0 + 12 and len(group) > 1


def _right_edges(lines: Sequence[PrintedLine]) -> dict[tuple[int, int], float]:
    """How far the text reaches to the right, by page and column."""
    reach: dict[tuple[int, int], list[float]] = {}
    for line in lines:
        for page in (line.page, line.page + 1):
            reach.setdefault((page, line.column), []).append(line.x1)
    edges = {key: sorted(xs)[int(0.9 * (len(xs) - 1))] for key, xs in reach.items()}
    return {(p, c): edges.get((p, c), edges.get((p, 0), 0.0)) for p in {k[0] for k in edges} for c in (0, 1)}


def _pitch(lines: Sequence[PrintedLine], size: float) -> float:
    """The usual distance between two lines of one paragraph, in points."""
    gaps = sorted(
        b.top - a.top
        for a, b in itertools.pairwise(lines)
        if (a.page, a.column) == (b.page, b.column) and 0.8 * size < b.top - a.top < 3 * size
    )
    return gaps[len(gaps) // 4] if gaps else 1.2 * size


def _join(group: list[PrintedLine], marks: set[str], words: _Words, width: float) -> tuple[Paragraph, list[Note]]:
    """Lines → one paragraph: note marks become references, broken words are mended."""
    text, refs, notes = "", [], []
    for line in group:
        for number, run in enumerate(line.runs):
            if run.raised and _MARK.fullmatch(run.text.rstrip("/,")) and run.text.rstrip("/,") in marks:
                refs.append(NoteRef(len(text), run.text.rstrip("/,")))
                continue
            if number or not text:
                text += f" {run.text}" if text else run.text
                continue
            text, mended = _glue(text, run.text, words, line.page)
            notes += mended
    middle = (group[0].x0 + group[0].x1) / 2
    centred = abs(middle - width / 2) < 12 and group[0].x0 > 0.2 * width
    origin = Origin("pdf", tuple(sorted({line.page for line in group})))
    paragraph = Paragraph(
        text,
        indent=group[0].x0,
        centred=centred,
        bold=group[0].bold,
        blank_before=True,
        refs=tuple(refs),
        origin=origin,
    )
    return paragraph, notes


def _glue(text: str, following: str, words: _Words, page: int) -> tuple[str, list[Note]]:
    """The end of one line and the beginning of the next."""
    if not re.search(r"\w-$", text):
        return f"{text} {following}", []
    if words.keep(text[:-1], following):
        return text + following, []
    before = re.search(r"\S*$", text)
    broken = before[0] if before else ""
    note = Note(
        "hyphen-removed", "a word broken at the line end was joined", f"page {page + 1}", "info",
        f"{broken} {following}", broken[:-1] + following,
    )  # fmt: skip
    return text[:-1] + following, [note]


def _bodies(zones: Sequence[Sequence[PrintedLine]]) -> tuple[NoteBody, ...]:
    """The notes of all pages; a zone that begins without a mark goes on with the note before."""
    found: list[tuple[str, list[str]]] = []
    for zone in zones:
        for line in zone:
            m = NOTE_START.match(line.text)
            if m and (line.runs[0].raised or not found or _follows(found[-1][0], m[1] or m[2])):
                found.append((m[1] or m[2], [line.text[m.end() :]]))
            elif found:
                found[-1][1].append(line.text)
    return tuple(NoteBody(mark, " ".join(lines)) for mark, lines in found)


def _follows(before: str, mark: str) -> bool:
    return (mark.isdigit() and before.isdigit() and int(mark) == int(before) + 1) or not mark.isdigit()
