"""Footnotes and endnotes: their elements, and the marks that Word prints for them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple, TypeAlias

from lxml import etree

from drafting.ooxml.fields import field_results
from drafting.ooxml.namespaces import q, w
from drafting.ooxml.number_formats import number_text, pad_number
from drafting.ooxml.package import Package
from drafting.ooxml.styles import VAL, child_value, number
from drafting.ooxml.symbol_font import symbol

NoteKind: TypeAlias = Literal["footnote", "endnote"]
_DEFAULT_FORMAT: dict[NoteKind, str] = {"footnote": "decimal", "endnote": "lowerRoman"}
_FALLBACK = q("mc:Fallback")
NOTE_REFERENCES: dict[str, NoteKind] = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote"}


class Mark(NamedTuple):
    """A note mark in the text. `mark`: as printed, made unique where a mark is printed twice ("1", then "1[2]").
    `custom`: the text elements after the reference that are the mark, where the author typed it."""

    kind: NoteKind
    id: str
    mark: str
    printed: str
    element: etree._Element
    custom: tuple[etree._Element, ...] = ()


class _Rule(NamedTuple):
    """How a section numbers its notes."""

    format: str
    pattern: str
    start: int
    restart: str


def note_elements(package: Package, kind: NoteKind) -> dict[str, etree._Element]:
    """The notes of a package by id, without separators."""
    part = package.related(f"{kind}s")
    if part is None:
        return {}
    return {
        n.get(w("id"), ""): n for n in package.xml(part).iter(w(kind)) if n.get(w("type"), "normal") in ("normal", "")
    }


def order_ids(package: Package) -> None:
    """Reassign the ids of notes in place so that they increase in the order of their marks.

    LibreOffice 7.4 shows notes in the order of their ids; Word accepts any ids (ECMA-376 part 1, 17.11.10).
    """
    root = package.xml(package.main)
    for kind in _DEFAULT_FORMAT:
        notes = note_elements(package, kind)
        found = [e for e in root.iter(w(f"{kind}Reference")) if e.get(w("id"), "") in notes]
        given = [i for i in dict.fromkeys(e.get(w("id"), "") for e in found) if i.lstrip("-").isdecimal()]
        rising = sorted(given, key=int)
        if given == rising:
            continue
        fresh = dict(zip(given, rising, strict=True))
        for element in (*found, *notes.values()):
            old = element.get(w("id"), "")
            element.set(w("id"), fresh.get(old, old))


def marks(package: Package, root: etree._Element) -> list[Mark]:
    """Every note mark of the body `root` (revisions resolved) in order, numbered as Word prints it.

    Numbers that Word restarts on each page cannot be known; they are continuous here (see `restarts_by_page`).
    """
    taken: set[str] = set()
    out: list[Mark] = []
    counts: dict[NoteKind, int] = {}
    for section, rules in _sections(package, root):
        for kind, rule in rules.items():
            if kind not in counts or rule.restart == "eachSect":
                counts[kind] = rule.start
        for element in section:
            kind = NOTE_REFERENCES[element.tag]
            custom = _typed_mark(element)
            if custom:
                printed = "".join(_printed_text(c) for c in custom).strip()
            else:
                rule = rules[kind]
                count = counts[kind]
                printed = pad_number(count, rule.pattern) if rule.pattern else number_text(count, rule.format)
                counts[kind] = count + 1
            mark = _unique_mark(printed or "*", taken)
            taken.add(mark)
            out.append(Mark(kind, element.get(w("id"), ""), mark, printed, element, custom))
    return out


def repeated_marks(root: etree._Element, found: Iterable[Mark]) -> dict[etree._Element, Mark]:
    """Repeated marks: NOTEREF fields printed as a mark (switch \\f), by the elements of their result.

    The field names a bookmark around the note mark it repeats. Without the switch ("see note 3") it is text.
    """
    fields = [(i.split(), printed) for i, printed in field_results(root, "NOTEREF")]
    if not any("\\f" in words for words, _ in fields):
        return {}
    by_element = {m.element: m for m in found}
    names: dict[str, Mark] = {}
    waiting: list[str] = []
    for element in root.iter(w("bookmarkStart"), *NOTE_REFERENCES):
        if element.tag == w("bookmarkStart"):
            waiting.append(element.get(w("name"), ""))
        else:
            names.update((name, by_element[element]) for name in waiting if element in by_element and name not in names)
            waiting = []
    out: dict[etree._Element, Mark] = {}
    for words, printed in fields:
        mark = names.get(words[1]) if len(words) > 1 and "\\f" in words else None
        if mark is not None:
            out.update((element, mark) for element in printed)
    return out


def restarts_by_page(package: Package, root: etree._Element) -> bool:
    """Whether a section numbers its notes anew on each page."""
    return any(rule.restart == "eachPage" for _, rules in _sections(package, root) for rule in rules.values())


def _unique_mark(mark: str, taken: set[str]) -> str:
    if mark not in taken:
        return mark
    again = 2
    while f"{mark}[{again}]" in taken:
        again += 1
    return f"{mark}[{again}]"


def _sections(package: Package, root: etree._Element) -> Iterable[tuple[list[etree._Element], dict[NoteKind, _Rule]]]:
    """Yield the references of each section with its rules (w:sectPr is at the end of a section)."""
    part = package.related("settings")
    settings = package.xml(part) if part else None
    references: list[etree._Element] = []
    ending: tuple[etree._Element, etree._Element] | None = None
    for element in root.iter(w("sectPr"), *NOTE_REFERENCES):
        if ending is not None and not any(a is ending[0] for a in element.iterancestors(w("p"))):
            yield references, _section_rules(settings, ending[1])
            references, ending = [], None
        if element.tag != w("sectPr"):
            if next(element.iterancestors(_FALLBACK), None) is None:
                references.append(element)
        elif not _is_former(element):
            around = next(element.iterancestors(w("p")), None)
            if around is not None:  # the marks of the paragraph that holds the section's end still belong to it
                ending = (around, element)
            else:
                yield references, _section_rules(settings, element)
                references = []
    if references:
        yield references, _section_rules(settings, None if ending is None else ending[1])


def _is_former(section: etree._Element) -> bool:
    parent = section.getparent()
    return parent is not None and parent.tag == w("sectPrChange")


def _section_rules(settings: etree._Element | None, section: etree._Element | None) -> dict[NoteKind, _Rule]:
    return {kind: _kind_rule(kind, settings, section) for kind in _DEFAULT_FORMAT}


def _kind_rule(kind: NoteKind, settings: etree._Element | None, section: etree._Element | None) -> _Rule:
    """How notes are numbered: as the section says, else the document, else by default."""
    found = _Rule(_DEFAULT_FORMAT[kind], "", 1, "continuous")
    for owner in (settings, section):
        properties = None if owner is None else owner.find(w(f"{kind}Pr"))
        if properties is None:
            continue
        style = next(properties.iter(w("numFmt")), None)
        start = number(child_value(properties, w("numStart")))
        found = _Rule(
            found.format if style is None else style.get(VAL, found.format),
            found.pattern if style is None else style.get(w("format"), ""),
            found.start if start is None else start,
            child_value(properties, w("numRestart")) or found.restart,
        )
    return found


def _typed_mark(reference: etree._Element) -> tuple[etree._Element, ...]:
    """The typed mark after a reference with customMarkFollows: the text of its run, else of the next run."""
    if reference.get(w("customMarkFollows")) in (None, "0", "false", "off"):
        return ()
    own = tuple(e for e in reference.itersiblings() if e.tag in (w("t"), w("sym"), w("delText")))
    if own:
        return own
    run = reference.getparent()
    following = None if run is None else run.getnext()
    if following is None or following.tag != w("r"):
        return ()
    return tuple(e for e in following if e.tag in (w("t"), w("sym"), w("delText")))


def _printed_text(element: etree._Element) -> str:
    if element.tag == w("sym"):
        return symbol(element.get(w("font"), ""), element.get(w("char"), ""))
    return element.text or ""
