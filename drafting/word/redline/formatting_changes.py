"""Changes of formatting, recorded with the former properties: w:rPrChange, w:pPrChange … (ECMA-376 17.13.5)."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from drafting.ooxml.namespaces import w
from drafting.word.redline.context import PartMerge
from drafting.word.redline.format_signatures import former_properties
from drafting.word.redline.list_instances import list_of

_PPR, _RPR = w("pPr"), w("rPr")


def restore_list(part: PartMerge, paragraph: etree._Element, old: etree._Element, *, alone: bool) -> None:
    """Record a change of list for a paragraph whose list looks the same on both sides, so that rejecting restores it.

    `alone`: the former list is a new instance that no other paragraph uses.
    """
    if paragraph.find(f"{_PPR}/{_RPR}/{w('del')}") is not None:
        return
    after = _ensure_properties(paragraph, "pPr")
    if after.find(w("pPrChange")) is None:
        _record_former(part, old.find(_PPR), after, "pPr")
    number = after.find(f"{w('pPrChange')}/{_PPR}/{w('numPr')}/{w('numId')}")
    if alone and number is not None:
        number.set(w("val"), part.context.importer.lists.import_own(list_of(old)))


def record_paragraph_change(part: PartMerge, paragraph: etree._Element, old: etree._Element) -> None:
    """Record what changed in the properties of a paragraph (w:pPrChange)."""
    if not part.context.formatting:
        return
    before, after = old.find(_PPR), paragraph.find(_PPR)
    if before is None and after is None:
        return
    part.context.importer.lists.pair_lists(old, paragraph)
    if part.has_same_paragraph_format(old, before, after):
        return
    after = _ensure_properties(paragraph, "pPr")
    if after.find(w("pPrChange")) is not None:
        part.context.note("format-pending", "a paragraph whose formatting somebody else changed was also reformatted")
        return
    _record_former(part, before, after, "pPr")


def record_run_change(part: PartMerge, run: etree._Element, before: etree._Element | None) -> None:
    """Record the former properties of a run whose formatting changed (w:rPrChange)."""
    after = run.find(_RPR)
    if after is None:
        after = etree.SubElement(run, _RPR)
    if after.find(w("rPrChange")) is not None:
        part.context.note("format-pending", "words whose formatting somebody else changed were also reformatted")
        return
    _record_former(part, before, after, "rPr")


def record_table_change(part: PartMerge, old: etree._Element, new: etree._Element, name: str) -> None:
    """Record what changed in the properties of a table, row or cell (`name`: "tblPr", "trPr", "tcPr")."""
    if not part.context.formatting:
        return
    before, after = old.find(w(name)), new.find(w(name))
    if part.old_formats.of(before) == part.new_formats.of(after):
        return
    after = _ensure_properties(new, name)
    if after.find(w(f"{name}Change")) is not None:
        part.context.note("format-pending", "a table whose formatting somebody else changed was also reformatted")
        return
    _record_former(part, before, after, name)


def record_grid_change(part: PartMerge, old: etree._Element, new: etree._Element) -> None:
    """Record a change of the column widths of a table (w:tblGridChange, which has neither author nor date)."""
    before, after = old.find(w("tblGrid")), new.find(w("tblGrid"))
    if before is None or after is None or not part.context.formatting:
        return
    if [c.get(w("w")) for c in before.iter(w("gridCol"))] == [c.get(w("w")) for c in after.iter(w("gridCol"))]:
        return
    if after.find(w("tblGridChange")) is not None:
        return
    change = etree.SubElement(after, w("tblGridChange"))
    change.set(w("id"), part.context.marker.fresh_id())
    grid = etree.SubElement(change, w("tblGrid"))
    grid.extend(deepcopy(c) for c in before.iterchildren(w("gridCol")))


def record_section_change(part: PartMerge, old: etree._Element | None, new: etree._Element | None) -> None:
    """Record what changed in a section (w:sectPrChange): paper, margins, columns, line numbers.

    `old` and `new` are the elements that contain the section (w:pPr or w:body). A section break that comes or goes
    beside a paragraph that is kept cannot be tracked; it is reported.
    """
    before = old.find(w("sectPr")) if old is not None else None
    after = new.find(w("sectPr")) if new is not None else None
    if (before is None) != (after is None):
        words = "".join(t.text or "" for t in new.iter(w("t"))) if new is not None and before is None else ""
        what = "new" if before is None else "gone"
        part.context.note(
            "section",
            f"a section break beside text that stays is {what}, which Word cannot track: compare paper, columns, page "
            "numbers and headers there, and set them by hand after Reject All",
            after=words[:80],
        )
    if before is None or after is None or not part.context.formatting:
        return
    former = former_properties(before, "sectPr")
    if part.old_formats.of(former) == part.new_formats.of(former_properties(after, "sectPr")):
        return
    if after.find(w("sectPrChange")) is not None:
        part.context.note("format-pending", "a section whose layout somebody else changed was also changed")
        return
    change = part.context.marker.new_mark("sectPrChange")
    change.append(former)
    after.append(change)


def _ensure_properties(owner: etree._Element, name: str) -> etree._Element:
    """The properties of an element, added in front where it has none."""
    found = owner.find(w(name))
    if found is None:
        found = etree.Element(w(name))
        owner.insert(0, found)
    return found


def _record_former(part: PartMerge, before: etree._Element | None, after: etree._Element, name: str) -> None:
    change = part.context.marker.new_mark(f"{name}Change")
    change.append(part.context.importer.adopt(former_properties(before, name), part.old_part, part.new_part))
    after.append(change)
