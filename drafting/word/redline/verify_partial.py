"""The proof where some of what was pending in OLD was settled since: rejecting all then gives OLD with that settled.

What was accepted since is no change any more, so rejecting cannot take it back; everything else must be OLD, to the
letter. Which pieces those are is left open here: each pending piece may be there or not, nothing else may differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy

from lxml import etree

from drafting.ooxml.namespaces import w
from drafting.word.redline.verify import DELETED, INSERTED, SIGNS, TEXTS, views

_MARKS = INSERTED | DELETED
_HOLDERS = {w("tr"): w("trPr"), w("tc"): w("tcPr")}
_MARK = "\ue000"
"""The next character, or the end of the paragraph, may be missing."""
_BUDGET = 20_000_000
"""More steps than this are not worth the answer."""


def is_partly_settled(old: etree._Element, lines: Iterable[str]) -> bool:
    """Whether `lines` (one a paragraph) are what `old` says, each pending piece kept or not."""
    lines = [line for line in lines if line]
    pattern = list(_items("\n".join([*views(_spelt(old)).accepted, ""])))
    active, last, steps = {0}, "\n", 0
    for sign in (*"\n".join([*lines, ""]), ""):
        reached = set(_reach(pattern, active, last))
        steps += len(reached)
        if not sign or not reached or steps > _BUDGET:
            return not sign and len(pattern) in reached
        active = {k + 1 for k in reached if k < len(pattern) and pattern[k][0] == sign}
        last = sign
    return False


def _reach(pattern: list[tuple[str, bool]], active: set[int], last: str) -> Iterator[int]:
    """Where one can stand without reading on; empty paragraphs do not count."""
    done = -1
    for start in sorted(active):
        k = max(start, done)
        while k < len(pattern) and (pattern[k][1] or pattern[k][0] == last == "\n"):
            yield k
            k += 1
        yield k
        done = max(done, k)


def _items(text: str) -> Iterator[tuple[str, bool]]:
    """Characters, and whether each may be missing."""
    signs = iter(text)
    for sign in signs:
        yield (next(signs), True) if sign == _MARK else (sign, False)


def _spelt(container: etree._Element) -> etree._Element:
    """A copy without pending changes in which signs say what may be missing."""
    copy = deepcopy(container)
    loose = {e for tag, marks in _HOLDERS.items() for e in copy.iter(tag) if _marked(e.find(marks))}
    loose.update(e for e in copy.iter(*_MARKS) if len(e))
    for element in list(copy.iter(*TEXTS, *SIGNS)):
        if not any(e in loose for e in element.iterancestors()):
            continue
        if element.tag in TEXTS:
            element.text = "".join(_MARK + sign for sign in element.text or "")
        elif element.getparent().tag == w("r"):  # type: ignore[union-attr]
            element.addprevious(_text(_MARK))
    for paragraph in copy.iter(w("p")):
        if _marked(paragraph.find(f"{w('pPr')}/{w('rPr')}")) or any(e in loose for e in paragraph.iterancestors()):
            etree.SubElement(paragraph, w("r")).append(_text(_MARK))
    for mark in list(copy.iter(*_MARKS)):
        mark.tag = w("smartTag")
    return copy


def _marked(properties: etree._Element | None) -> bool:
    return properties is not None and any(c.tag in _MARKS for c in properties)


def _text(sign: str) -> etree._Element:
    node = etree.Element(w("t"))
    node.text = sign
    return node
