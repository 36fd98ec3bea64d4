"""What Word is strict about and no validator checks: ids, ends that belong together, what may stand in a mark."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from drafting.ooxml.namespaces import W14, WP, q, w
from drafting.ooxml.package import Package
from drafting.ooxml.story import stories

_HOLDERS = tuple(w(n) for n in ("ins", "del", "moveFrom", "moveTo"))
_PROPERTIES = frozenset(w(n) for n in ("rPr", "trPr", "numPr", "ctrlPr"))
_BARRIERS = (w("del"), w("txbxContent"))
_RANGES = ("moveFromRange", "moveToRange", "bookmark", "commentRange")


def faults(package: Package) -> Counter[str]:
    """What is wrong, and how often; empty for a file that Word would write itself."""
    found: Counter[str] = Counter()
    ids: Counter[tuple[str, str | None]] = Counter()
    for part in stories(package):
        root = package.xml(part)
        copies = {e for copy in root.iter(q("mc:Fallback")) for e in copy.iter()}
        elements = [e for e in root.iter(etree.Element) if e not in copies]
        found.update(_nesting(elements))
        found.update(_ends(elements))
        for e in elements:
            if e.get(w("author")) is not None:
                ids[f"revision of {part}", e.get(w("id"))] += 1
            if e.tag == f"{{{WP}}}docPr":
                ids["picture", e.get("id")] += 1
            if (name := e.get(f"{{{W14}}}paraId")) is not None:
                ids["paragraph", name] += 1
            if e.tag == w("sdtPr"):
                ids.update(("content control", number.get(w("val"))) for number in e.iterfind(w("id")))
            if e.tag == w("bookmarkStart"):
                ids["bookmark", e.get(w("name"))] += 1
    found.update(f"{what} twice" for (what, _), number in ids.items() if number > 1)
    return found


def _nesting(elements: list[etree._Element]) -> Iterator[str]:
    for e in elements:
        parent = e.getparent()
        if e.tag in _HOLDERS and parent is not None and parent.tag not in _PROPERTIES:
            if not len(e):
                yield "empty mark"
            if parent.tag == w("r"):
                yield "mark in a run"
            if any(c.tag in (w("fldSimple"), w("hyperlink")) for c in e):
                yield "field or link in a mark"
            if getattr(next(e.iterancestors(e.tag, w("txbxContent")), None), "tag", "") == e.tag:
                yield "mark in its like"
        if e.tag in (w("t"), w("delText")):
            above = next(e.iterancestors(*_BARRIERS), None)
            if (above is not None and above.tag == w("del")) != (e.tag == w("delText")):
                yield "text of the wrong kind"
        if e.tag == w("tc") and (not len(e) or e[-1].tag not in (w("p"), w("sdt"), w("bookmarkEnd"))):
            yield "cell without a last paragraph"


def _ends(elements: list[etree._Element]) -> Iterator[str]:
    """Every range has one start and one end, in this order."""
    seen: dict[tuple[str, str | None], list[str]] = {}
    for e in elements:
        local = etree.QName(e).localname
        name = next((r for r in _RANGES if local in (f"{r}Start", f"{r}End")), None)
        if name is not None:
            seen.setdefault((name, e.get(w("id"))), []).append(local[len(name) :])
    yield from (f"{name} with one end" for (name, _), ends in seen.items() if ends != ["Start", "End"])
