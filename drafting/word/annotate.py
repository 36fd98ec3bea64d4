"""Comments put into a Word file as it stands; nothing else in it is touched."""

from __future__ import annotations

from collections.abc import Iterable

from drafting.model.resolution import Block
from drafting.ooxml.namespaces import w
from drafting.ooxml.package import Package
from drafting.ooxml.story import paragraphs
from drafting.word.build.comments_part import CommentsPart


def commented(
    package: Package, remarks: Iterable[tuple[Block, str, str]], *, date: str
) -> tuple[Package, tuple[Block, ...]]:
    """A copy of the package with comments (block, author, text), and the blocks that could not be found in it.

    The blocks must come from a resolution read from this package: their origins point into it. All parts but the main
    one, the comments and what declares them keep their bytes.
    """
    result = package.copy()
    story = paragraphs(result.xml(result.main))
    last = max((i for p in story for e in p.iter(w("commentReference")) if (i := _number(e.get(w("id"))))), default=0)
    part: CommentsPart | None = None
    lost = []
    for block, author, text in remarks:
        origin = block.origin
        if origin is None or origin.story != "document" or not origin.paragraphs or origin.paragraphs[-1] >= len(story):
            lost.append(block)
            continue
        part = part or CommentsPart.of(result, date, above=last)
        part.add(author, text, story[origin.paragraphs[0]], story[origin.paragraphs[-1]])
    return result, tuple(lost)


def _number(value: str | None) -> int:
    return int(value) if value and value.isascii() and value.isdigit() else 0
