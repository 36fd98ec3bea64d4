"""Check of the result where some of the changes pending in OLD were resolved since.

What was accepted since is no change any more, so rejecting cannot undo it; everything else must be OLD, to the letter.
Each pending piece of OLD may therefore be there or not, and nothing else may differ. OLD becomes a pattern in which
some characters are optional, and the result is matched against it.

Measured: over 131 redlines of the corpus pairs, both directions and plain moves, this was never needed. It avoids a
false warning in 7 of 92 redlines of unrelated files with pending changes, and in 21 of 500 pairs in which changes
pending in OLD were accepted or rejected at random.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy

from lxml import etree

from drafting.ooxml.namespaces import w
from drafting.word.redline.verify import DELETED, INSERTED, SIGNS, TEXTS, read_views

_MARKS = INSERTED | DELETED
_HOLDERS = {w("tr"): w("trPr"), w("tc"): w("tcPr")}
_MARK = "\ue000"
"""Put before a character, or at the end of a paragraph, that is optional."""
_BUDGET = 20_000_000
"""Steps of matching, a few seconds; with more the answer is no."""


def is_partly_resolved(old: etree._Element, lines: Iterable[str]) -> bool:
    """Whether `lines` (one for each paragraph) are the words of `old`, with each pending piece kept or left out."""
    lines = [line for line in lines if line]
    pattern = list(_pattern("\n".join([*read_views(_with_optional_marks(old)).accepted, ""])))
    active, last, steps = {0}, "\n", 0
    for sign in (*"\n".join([*lines, ""]), ""):
        reached = set(_epsilon_closure(pattern, active, last))
        steps += len(reached)
        if not sign or not reached or steps > _BUDGET:
            return not sign and len(pattern) in reached
        active = {k + 1 for k in reached if k < len(pattern) and pattern[k][0] == sign}
        last = sign
    return False


def _epsilon_closure(pattern: list[tuple[str, bool]], active: set[int], last: str) -> Iterator[int]:
    """The positions reachable from `active` without reading a character; empty paragraphs are skipped.

    `last`: the character read before.
    """
    done = -1
    for start in sorted(active):
        k = max(start, done)
        while k < len(pattern) and (pattern[k][1] or pattern[k][0] == last == "\n"):
            yield k
            k += 1
        yield k
        done = max(done, k)


def _pattern(text: str) -> Iterator[tuple[str, bool]]:
    """Yield characters, and whether each is optional."""
    signs = iter(text)
    for sign in signs:
        yield (next(signs), True) if sign == _MARK else (sign, False)


def _with_optional_marks(container: etree._Element) -> etree._Element:
    """A copy without revision marks in which `_MARK` says which characters are optional."""
    copy = deepcopy(container)
    loose = {e for tag, marks in _HOLDERS.items() for e in copy.iter(tag) if _has_revision(e.find(marks))}
    loose.update(e for e in copy.iter(*_MARKS) if len(e))
    for element in list(copy.iter(*TEXTS, *SIGNS)):
        if not any(e in loose for e in element.iterancestors()):
            continue
        if element.tag in TEXTS:
            element.text = "".join(_MARK + sign for sign in element.text or "")
        elif element.getparent().tag == w("r"):  # type: ignore[union-attr]
            element.addprevious(_text_element(_MARK))
    for paragraph in copy.iter(w("p")):
        if _has_revision(paragraph.find(f"{w('pPr')}/{w('rPr')}")) or any(
            e in loose for e in paragraph.iterancestors()
        ):
            etree.SubElement(paragraph, w("r")).append(_text_element(_MARK))
    for mark in list(copy.iter(*_MARKS)):
        mark.tag = w("smartTag")
    return copy


def _has_revision(properties: etree._Element | None) -> bool:
    return properties is not None and any(c.tag in _MARKS for c in properties)


def _text_element(sign: str) -> etree._Element:
    node = etree.Element(w("t"))
    node.text = sign
    return node
