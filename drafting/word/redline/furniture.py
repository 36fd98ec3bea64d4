"""Page headers and footers: those both sides have are compared, the rest is listed."""

from __future__ import annotations

from lxml import etree

from drafting.ooxml.namespaces import r, w
from drafting.ooxml.package import Package
from drafting.word.redline.boxes import merge_boxes
from drafting.word.redline.job import Job

_REFERENCES = (w("headerReference"), w("footerReference"))


def merge_furniture(job: Job, new_root: etree._Element) -> None:
    """Mark up each header and footer of NEW with its counterpart: same section, same kind, same pages."""
    old, new = _furniture(job.old, job.old.xml(job.old.main)), _furniture(job.result, new_root)
    done: set[str] = set()
    for place, part in new.items():
        if place not in old:
            job.note(
                "header",
                f"only the new document has a {_name(place)}; it stands unmarked: read it, and take it out after "
                "Reject All",
                where=part,
            )
        elif part not in done:
            done.add(part)
            _merge(job, old[place], part)
    for place, part in old.items():
        if place not in new:
            job.note(
                "header",
                f"only the old document has a {_name(place)}; it is not in the marked-up file: read it there, and put "
                "it back after Reject All",
                where=part,
            )


def _name(place: tuple[int, str, str]) -> str:
    kind = "header" if place[1] == "headerReference" else "footer"
    return f"page {kind} (section {place[0] + 1}, {place[2]} pages)"


def _furniture(package: Package, root: etree._Element) -> dict[tuple[int, str, str], str]:
    """(section, reference, page type) → part."""
    targets = {rel.id: rel.target for rel in package.relationships(package.main)}
    out: dict[tuple[int, str, str], str] = {}
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


def _merge(job: Job, old_part: str, new_part: str) -> None:
    old, new = job.old.xml(old_part), job.result.xml(new_part)
    if etree.tostring(old, method="c14n") == etree.tostring(new, method="c14n"):
        return
    story = job.story(old_part, new_part)
    story.merge(old, new)
    merge_boxes(story)
