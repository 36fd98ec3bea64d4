"""What a Word file holds besides its text: language, headers and footers, and notes on what could not be kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from drafting.model.resolution import Note, Severity
from drafting.ooxml.fields import fields, hidden
from drafting.ooxml.namespaces import A, q, r, w
from drafting.ooxml.notes import restarts_by_page
from drafting.ooxml.package import Package
from drafting.ooxml.story import paragraphs
from drafting.ooxml.styles import Styles
from drafting.ooxml.text import plain
from drafting.read.docx.context import Story
from drafting.read.docx.revisions import view_story

_MESSAGES: dict[str, tuple[str, Severity, str]] = {
    "picture": ("picture", "info", "{n} pictures or shapes are not read"),
    "equation": ("equation", "warning", "equations are read as plain characters ({n} pieces)"),
    "hidden": ("hidden-text", "warning", "{n} pieces of hidden text are read as text"),
    "capitals": ("capitals", "info", "{n} pieces printed in capitals by formatting are read as they were typed"),
    "symbol": ("symbol", "warning", "{n} characters of symbol fonts are not known and stand as U+FFFC"),
    "soft hyphen": ("soft-hyphen", "info", "{n} optional hyphens are left out"),
    "nested table": ("nested-table", "info", "{n} nested tables are joined into the cell they stand in"),
    "stray note mark": ("note-mark", "warning", "{n} note marks stand where no note can hang and are left out"),
    "note without text": ("note-lost", "error", "{n} note marks have no note in the file"),
    "note without mark": ("note-unused", "info", "{n} notes have no mark in the text and are left out"),
}
_FOREIGN = {
    w("altChunk"): ("embedded-document", "a document embedded in another format is not read"),
    w("subDoc"): ("sub-document", "a sub-document kept in another file is not read"),
}
_COUNTED = {
    w("showingPlcHdr"): ("placeholder", "{n} content controls show their prompt; it is read as text"),
    w("ddList"): ("form-field", "what is chosen in {n} drop-down form fields is not read"),
    w("checkBox"): ("form-field", "{n} check boxes of forms are not read"),
}
_R, _T, _RPR = w("r"), w("t"), w("rPr")
_UNDERSTOOD = frozenset([w("t"), w("sym"), w("drawing"), w("pict"), w("object"), w("p"), q("m:t"), f"{{{A}}}t"])
_GRAPHICS = {"chart": "the text of a chart is not read", "diagram": "the text of a diagram is not read"}


def main_language(root: etree._Element, styles: Styles) -> str:
    """The language tag of most letters of the body ("fr-CA"), by run, style or default; "" where none has one."""
    letters: Counter[str] = Counter()
    for paragraph in paragraphs(root):
        style = styles.of(paragraph).face.language or styles.default_face.language or ""
        for run in paragraph.iterchildren(_R):
            size = sum(len(t.text or "") for t in run.iterchildren(_T))
            if size:
                letters[styles.language_of(run.find(_RPR)) or style] += size
    return min(letters, key=lambda tag: (-letters[tag], tag)) if letters else ""


def _only_for_others(alternatives: etree._Element) -> bool:
    """True where no alternative is understood here, but the copy for old programs has words."""
    copy = alternatives.find(q("mc:Fallback"))
    choices = alternatives.iterchildren(q("mc:Choice"))
    if copy is None or any(e.tag in _UNDERSTOOD for choice in choices for e in choice.iter()):
        return False
    return next(copy.iter(_T), None) is not None


def furniture(package: Package, root: etree._Element, *, accept: bool) -> tuple[str, ...]:
    """The lines of headers and footers, in the order the sections name them, each once."""
    targets = {rel.id: rel.target for rel in package.relationships(package.main) if not rel.external}
    lines: dict[str, None] = {}
    done: set[str] = set()
    for reference in root.iter(w("headerReference"), w("footerReference")):
        part = targets.get(reference.get(r("id"), ""), "")
        if part in done or part not in package:
            continue
        done.add(part)
        story, _ = view_story(package.xml(part), accept=accept)
        unseen = hidden(story)
        for paragraph in paragraphs(story):
            line = plain(paragraph, unseen).strip()
            if line:
                lines[line] = None
    return tuple(lines)


def losses(package: Package, original: etree._Element, root: etree._Element, story: Story) -> tuple[Note, ...]:
    """Notes on what the reader could not keep, or kept in another form. `root`: the view of `original` that is read."""
    counted = (
        Note(code, message.format(n=story.lost[key]), severity=severity)
        for key, (code, severity, message) in _MESSAGES.items()
        if story.lost[key]
    )
    foreign = (
        Note(code, message, severity="warning") for tag, (code, message) in _FOREIGN.items() for _ in original.iter(tag)
    )
    return (*counted, *foreign, *_unread(root), *_differently_numbered(package, root, story), *_macros(package))


def _unread(root: etree._Element) -> Iterator[Note]:
    """Notes on elements that are not read, or not as Word shows them."""
    for tag, (code, message) in _COUNTED.items():
        if count := sum(1 for _ in root.iter(tag)):
            yield Note(code, message.format(n=count), severity="warning")
    if count := sum(_only_for_others(a) for a in root.iter(q("mc:AlternateContent"))):
        message = f"{count} pieces that only other programs show are not read"
        yield Note("alternate-content", message, severity="warning")
    for name, message in _GRAPHICS.items():
        if any(name in d.get("uri", "") for d in root.iter(f"{{{A}}}graphicData")):
            yield Note(name, message, severity="warning")
    if computed := sum(1 for f in fields(root) if f.computed):
        message = f"{computed} numbers that Word computes are not in the file"
        yield Note("computed-number", message, severity="warning")


def _differently_numbered(package: Package, root: etree._Element, story: Story) -> Iterator[Note]:
    """Notes on marks and numbers that are not given as Word prints them."""
    if restarts_by_page(package, root):
        yield Note("notes-by-page", "Word numbers the notes anew on each page; here they run on", severity="warning")
    for mark in story.marks.values():
        if mark.mark != mark.printed:
            message = f"a second note is printed {mark.printed}; here it is {mark.mark}"
            yield Note("note-repeated", message, f"fn{mark.mark}")
    for name in sorted(story.unknown_formats):
        yield Note("number-format", f"numbers in the format {name} are given as 1, 2, 3", severity="warning")


def _macros(package: Package) -> Iterator[Note]:
    if package.macros:
        message = "the document holds macros; they were not run and are not read"
        yield Note("macros", message, severity="warning")
