"""Comments of OLD that NEW lacks: with deleted words they come along, in words that stay they are listed.

Word has no mark for a comment that somebody removed. One that stood on words we show as deleted is taken over with
them: rejecting gives it back, accepting takes it away.
"""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from drafting.ooxml.comments import Remark, remarks
from drafting.ooxml.namespaces import w
from drafting.ooxml.package import Package
from drafting.word.build.comments_part import Comments
from drafting.word.redline.import_parts import Carrier
from drafting.word.redline.threads import carry_threads

START, END, REFERENCE = w("commentRangeStart"), w("commentRangeEnd"), w("commentReference")
MARKS = frozenset((START, END, REFERENCE))
_ID = w("id")


class Commentary:
    """The comments of OLD that NEW lacks, and the marks of those that were written with deleted words."""

    def __init__(self, old: Package, new: Package) -> None:
        self._old = old
        here: dict[tuple[str, str, str], list[str]] = {}
        for remark in remarks(new):
            here.setdefault(_key(remark), []).append(remark.id)
        self._lost: dict[str, Remark] = {}
        self._twins: dict[str, str] = {}
        for remark in remarks(old):
            if twins := here.get(_key(remark)):
                self._twins[remark.id] = twins.pop(0)
            else:
                self._lost[remark.id] = remark
        self._written: dict[str, dict[str, etree._Element]] = {}

    def mark(self, element: etree._Element) -> etree._Element | None:
        """A copy of a mark of OLD to write with deleted words; None where its comment needs none."""
        number = element.get(_ID, "")
        written = self._written.setdefault(number, {})
        if number not in self._lost or element.tag in written:
            return None
        written[element.tag] = etree.Element(element.tag)
        return written[element.tag]

    def settle(self, comments: Callable[[], Comments], carrier: Carrier) -> list[Remark]:
        """Take over the comments whose reference was written; gives those that are lost.

        `comments` gives the comments of the result, which get a part where they have none.
        """
        found = self._old.related("comments")
        texts = {c.get(_ID, ""): c for c in self._old.xml(found).iter(w("comment"))} if found else {}
        left = []
        adopted = {}
        for number, remark in self._lost.items():
            marks = self._written.get(number, {})
            if found is None or REFERENCE not in marks:
                left.append(remark)
            else:
                there = comments()
                copy = carrier.copy(texts[number], found, carrier.result.related("comments") or found)
                fresh = there.adopt(copy)
                adopted[number] = copy
                for mark in marks.values():
                    mark.set(_ID, fresh)
            if len(marks) < len(MARKS):  # a range with one end, or without its reference, is none
                for mark in [m for m in marks.values() if m.tag != REFERENCE]:
                    if (parent := mark.getparent()) is not None:
                        parent.remove(mark)
        carry_threads(self._old, carrier.result, adopted, self._twins)
        return left

    @property
    def any(self) -> bool:
        """Whether OLD has a comment that NEW lacks."""
        return bool(self._lost)


def _key(remark: Remark) -> tuple[str, str, str]:
    return remark.author, remark.date, remark.text
