"""Any resolution as a clean Word document in a house style, without tracked changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from drafting.errors import SettingsError
from drafting.model.address import places
from drafting.model.labels import read_label
from drafting.model.resolution import Block, Clause, Line, Note, Resolution, flatten
from drafting.ooxml.namespaces import r, w
from drafting.ooxml.package import Package
from drafting.resources import templates
from drafting.word.build.body import BodyBuilder, with_origins
from drafting.word.build.comments_part import CommentsPart
from drafting.word.build.elements import run, text_elements
from drafting.word.build.footnotes_part import FootnotesBuilder
from drafting.word.build.house_styles import House, house_style
from drafting.word.build.line_numbers import Restart, number_lines
from drafting.word.build.numbering_part import Family, NumberingBuilder

DATE = "2000-01-01T00:00:00Z"
"""The date of comments where none is given: results must not depend on the clock."""


@dataclass(frozen=True, slots=True)
class Built:
    """A built document: the package, the resolution with origins in that package, and what could not be kept."""

    package: Package
    resolution: Resolution
    notes: tuple[Note, ...] = ()


def build(
    resolution: Resolution,
    *,
    house: str = "oas",
    language: str | None = None,
    comments: Sequence[tuple[str | int, str, str]] = (),
    lines: bool | Restart = False,
    date: str = DATE,
) -> bytes:
    """A clean .docx as bytes.

    `house` is "oas" or "un"; `language` ("fr") overrides the resolution's for the spell-checker; `comments` are
    (address or block position, author, text); `lines` numbers the lines of each page (True, "page") or throughout
    ("continuous"); `date` dates the comments.
    Raises SettingsError for an unknown house or a comment that points nowhere.
    """
    built = build_package(resolution, house=house, language=language, comments=comments, lines=lines, date=date)
    return built.package.to_bytes()


def build_package(
    resolution: Resolution,
    *,
    house: str = "oas",
    language: str | None = None,
    comments: Sequence[tuple[str | int, str, str]] = (),
    lines: bool | Restart = False,
    date: str = DATE,
) -> Built:
    """As `build`, but a package, with the resolution whose origins point into it (equal to the one given)."""
    style = house_style(house)
    package = Package.open(templates() / "documents" / f"{style.name}.docx")
    package.name = resolution.source or f"{style.name}.docx"
    main = package.main
    notes_part = package.related("footnotes") or ""
    looks = [style.looks[name] for name in ("Operative", "Item 1", "Item 2", "Item 3")]
    indents = [(look.left, look.hanging) for look in looks]
    numbering = NumberingBuilder(_label_families(resolution, style), indents, looks[1].hanging)
    marks = Counter(ref.mark for block in flatten(resolution.blocks) for ref in block.refs)
    footnotes = FootnotesBuilder(
        resolution.footnotes,
        package.xml(notes_part),
        lambda target: package.relate(notes_part, "hyperlink", target, external=True),
        [mark for mark, times in marks.items() if times > 1],
    )
    body = BodyBuilder(style, numbering, footnotes, lambda t: package.relate(main, "hyperlink", t, external=True))
    for block in resolution.blocks:
        body.add(block)
    _print_unanchored(resolution, footnotes, body)
    if not body.elements or body.elements[-1].tag == w("tbl"):
        body.add_plain()
    package.put(package.related("numbering") or "word/numbering.xml", numbering.part())
    placed = replace(
        resolution, blocks=tuple(body.blocks), footnotes=with_origins(resolution.footnotes, footnotes.origins.get)
    )
    _add_comments(package, placed, body, comments, date)
    _put_body(package, body, lines)
    _fill_header_and_footer(package, resolution)
    set_language(package, style.language_tag(language or resolution.language))
    return Built(package, placed, tuple(footnotes.findings))


def _label_families(resolution: Resolution, house: House) -> list[Family]:
    """The label format of each list level: the first that the document uses, else that of the house."""
    chosen: list[Family] = list(house.labels)  # type: ignore[arg-type]
    found: set[int] = set()
    for block in flatten(resolution.blocks):
        if isinstance(block, Clause) and block.part != "preamble" and block.label and block.level < len(chosen):
            label = read_label(block.label)
            if label and block.level not in found and label.style != "bullet" and not label.suffix:
                found.add(block.level)
                chosen[block.level] = label.family
    return chosen


def _print_unanchored(resolution: Resolution, footnotes: FootnotesBuilder, body: BodyBuilder) -> None:
    """Print footnotes that no mark refers to at the end, with a note: they cannot be footnotes of Word."""
    for index in footnotes.unanchored():
        note = resolution.footnotes[index]
        footnotes.origins[index] = body.add_plain(f"{note.mark}\t{note.text}")
        footnotes.findings.append(
            Note(
                "note-unanchored",
                f"no mark points to footnote {note.mark}; it is printed at the end",
                f"fn{note.mark}",
                "warning",
            )
        )


def _add_comments(
    package: Package, placed: Resolution, body: BodyBuilder, comments: Sequence[tuple[str | int, str, str]], date: str
) -> None:
    if not comments:
        return
    where: dict[str, Block] = {str(at): block for at, block in places(placed)}
    flat = list(flatten(placed.blocks))
    part = CommentsPart.of(package, date)
    for at, author, text in comments:
        block = where.get(at) if isinstance(at, str) else flat[at] if 0 <= at < len(flat) else None
        if block is None or block.origin is None or not block.origin.paragraphs:
            raise SettingsError(
                f"a comment points to {at}, which the document does not have", "name a paragraph such as OP5"
            )
        first, last = block.origin.paragraphs[0], block.origin.paragraphs[-1]
        part.add(author, text, body.paragraphs[first], body.paragraphs[last])


def _put_body(package: Package, body: BodyBuilder, lines: bool | Restart) -> None:
    old = package.xml(package.main)[0]
    section = old.find(w("sectPr"))
    for child in list(old):
        old.remove(child)
    old.extend(body.elements)
    if section is not None:
        if lines:
            number_lines(section, "page" if lines is True else lines)
        old.append(section)


def _fill_header_and_footer(package: Package, resolution: Resolution) -> None:
    """Write the symbol into the header of every page but the first, the archive code into the footer of the first."""
    printed = next((b.text for b in resolution.blocks if isinstance(b, Line) and b.role == "symbol"), "")
    _fill_paragraph(package, "headerReference", "default", resolution.symbol or printed)
    _fill_paragraph(package, "footerReference", "first", resolution.archive_code or "")


def _fill_paragraph(package: Package, kind: str, pages: str, text: str) -> None:
    """Write into the first empty paragraph of a header or footer (`kind`: the reference element)."""
    targets = {rel.id: rel.target for rel in package.relationships(package.main)}
    for reference in package.xml(package.main).iter(w(kind)):
        if reference.get(w("type")) == pages and text:
            part = package.xml(targets[reference.get(r("id"), "")])
            empty = next((p for p in part.iter(w("p")) if p.find(w("r")) is None), None)
            if empty is not None:
                empty.append(run(text_elements(text)))


def set_language(package: Package, tag: str) -> None:
    """Set the language of the spell-checker ("fr-FR") in the styles and settings of a package."""
    for lang in package.xml(package.related("styles") or "").iter(w("lang")):
        lang.set(w("val"), tag)
    settings = package.xml(package.related("settings") or "")
    for lang in settings.iter(w("themeFontLang")):
        lang.set(w("val"), tag)
