"""Page headers and footers: those both sides have are compared, the rest is listed."""

from __future__ import annotations

from typing import TypeAlias

from lxml import etree

from drafting.ooxml.namespaces import r, w
from drafting.ooxml.package import Package
from drafting.ooxml.text import plain
from drafting.word.redline.context import Job
from drafting.word.redline.merge_text_boxes import merge_boxes

_REFERENCES = (w("headerReference"), w("footerReference"))
_DRAWN = (w("drawing"), w("pict"), w("object"))
Place: TypeAlias = tuple[int, str, str]
"""Section, header or footer reference, type of pages."""


def merge_furniture(job: Job, new_root: etree._Element) -> None:
    """Mark up each header and footer of NEW with its counterpart: same section, same kind, same pages."""
    old, new = _furniture(job.old, job.old.xml(job.old.main)), _furniture(job.result, new_root)
    done: set[str] = set()
    for place, part in new.items():
        if part in done:
            continue
        done.add(part)
        former = _in_force(old, place)
        if former is None and _says(job.new.xml(part)):
            job.note(
                "header",
                f"only the new document has a {_name(place)}; its words are marked as inserted: take out the empty one "
                "that is left after Reject All",
                where=part,
            )
        _merge(job, former, part)
    for place, part in old.items():
        here = _in_force(new, place)
        told = _says(job.old.xml(part)) if here is None else not _same_words(job, part, here)
        if place not in new and told:
            job.note(
                "header",
                f"only the old document has a {_name(place)}; it is not in the marked-up file: read it there, and put "
                "it back after Reject All",
                where=part,
            )


def _in_force(parts: dict[Place, str], place: Place) -> str | None:
    """The part a section shows there: its own, or that of the nearest section before it (ECMA-376 part 1, 17.10.5)."""
    number, reference, pages = place
    return next((p for k in range(number, -1, -1) if (p := parts.get((k, reference, pages)))), None)


def _says(root: etree._Element) -> bool:
    return bool(plain(root).strip()) or next(root.iter(*_DRAWN), None) is not None


def _same_words(job: Job, old_part: str, new_part: str) -> bool:
    """Whether two headers said the same in the documents as they came."""
    return plain(job.old.xml(old_part)) == plain(job.new.xml(new_part))


def _name(place: Place) -> str:
    kind = "header" if place[1] == "headerReference" else "footer"
    return f"page {kind} (section {place[0] + 1}, {place[2]} pages)"


def _furniture(package: Package, root: etree._Element) -> dict[Place, str]:
    """The parts that sections name themselves."""
    targets = {rel.id: rel.target for rel in package.relationships(package.main)}
    out: dict[Place, str] = {}
    for number, section in enumerate(s for s in root.iter(w("sectPr")) if not _former(s)):
        for reference in section.iterchildren(*_REFERENCES):
            part = targets.get(reference.get(r("id"), ""), "")
            if part in package:
                local = str(reference.tag).rpartition("}")[2]
                out[number, local, reference.get(w("type"), "default")] = part
    return out


def _former(section: etree._Element) -> bool:
    """Whether this is the section as it was before somebody's change."""
    parent = section.getparent()
    return parent is not None and parent.tag == w("sectPrChange")


def _merge(job: Job, old_part: str | None, new_part: str) -> None:
    old, new = job.old.xml(old_part) if old_part else None, job.result.xml(new_part)
    if old is not None and etree.tostring(old, method="c14n") == etree.tostring(new, method="c14n"):
        return
    story = job.story(old_part or new_part, new_part)
    story.merge(old, new)
    merge_boxes(story)
