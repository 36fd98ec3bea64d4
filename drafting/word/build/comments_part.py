"""The comments part of a package: new comments, and comments imported from another document."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from drafting.ooxml.namespaces import w
from drafting.ooxml.package import Package
from drafting.ooxml.styles import ids_by_name
from drafting.word.build.elements import NSMAP, el, run, text_elements

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


class CommentsPart:
    """Adds comments to a comments part and gives them ids."""

    def __init__(
        self, date: str, styles: Mapping[str, str], root: etree._Element | None = None, first: int = 0
    ) -> None:
        """`styles`: ids by name; `root`: an existing comments part; `first`: the first id to give."""
        self.date = date
        self._mark, self._text = styles.get("annotation reference"), styles.get("annotation text")
        self.root = etree.Element(w("comments"), nsmap=NSMAP) if root is None else root
        self._next = first

    @classmethod
    def of(cls, package: Package, date: str, above: int = -1) -> CommentsPart:
        """The comments part of a package, added where it has none. New ids are greater than `above` and all others."""
        part, styles = package.related("comments"), ids_by_name(package)
        if part is not None:
            root = package.xml(part)
            known = (c.get(w("id"), "") for c in root.iter(w("comment")))
            return cls(date, styles, root, 1 + max([above, *(int(i) for i in known if i.isascii() and i.isdigit())]))
        comments = cls(date, styles, first=above + 1)
        package.put("word/comments.xml", comments.root)
        package.declare("word/comments.xml", _TYPE)
        package.relate(package.main, "comments", "word/comments.xml")
        return comments

    def adopt(self, comment: etree._Element) -> str:
        """Add a w:comment of another document under a new id; returns the id."""
        number = str(self._next)
        self._next += 1
        comment.set(w("id"), number)
        self.root.append(comment)
        return number

    def add(self, author: str, text: str, starts: etree._Element, ends: etree._Element | None = None) -> None:
        """Add a comment on a paragraph, or from the beginning of one (`starts`) to the end of another (`ends`)."""
        number = self._next
        self._next += 1
        initials = "".join(word[0] for word in author.split() if word)[:3].upper()
        body = el("comment", id=number, author=author, date=self.date, initials=initials or "D")
        for position, line in enumerate(text.split("\n")):
            paragraph = el("p", *([el("pPr", el("pStyle", val=self._text))] if self._text else []))
            if not position:
                paragraph.append(self._mark_run(el("annotationRef")))
            paragraph.append(run(text_elements(line)))
            body.append(paragraph)
        self.root.append(body)
        at = 1 if len(starts) and starts[0].tag == w("pPr") else 0
        starts.insert(at, el("commentRangeStart", id=number))
        last = starts if ends is None else ends
        last.append(el("commentRangeEnd", id=number))
        last.append(self._mark_run(el("commentReference", id=number)))

    def _mark_run(self, mark: etree._Element) -> etree._Element:
        """A run with a mark, in the style that the file has for it, if any."""
        return run([mark], [el("rStyle", val=self._mark)] if self._mark else [])
