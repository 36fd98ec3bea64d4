"""The text of a block as runs: emphasis, links, note marks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from lxml import etree

from drafting.model.resolution import NoteRef, Span
from drafting.ooxml.namespaces import r
from drafting.word.build.elements import el, run, text_elements

_EMPHASIS = {
    "bold": ("b", None),
    "italic": ("i", None),
    "smallcaps": ("smallCaps", None),
    "strike": ("strike", None),
    "highlight": ("highlight", "yellow"),
    "underline": ("u", "single"),
    "superscript": ("vertAlign", "superscript"),
    "subscript": ("vertAlign", "subscript"),
}
"""Emphasis → run property, in the order of the schema."""

MarkRuns = Callable[[str], Sequence[etree._Element]]
LinkId = Callable[[str], str]


def text_runs(
    text: str, spans: Sequence[Span], refs: Sequence[NoteRef], mark: MarkRuns, link: LinkId, opening: int = 0
) -> Iterator[etree._Element]:
    """Yield the runs and hyperlinks of a text.

    `mark` gives the runs of a note mark, `link` the relationship id of an address. The first `opening` characters get
    the character style of opening words unless they are emphasised already.
    """
    edges = {0, len(text), min(opening, len(text))} | {min(max(0, ref.offset), len(text)) for ref in refs}
    edges |= {min(max(0, edge), len(text)) for span in spans for edge in (span.start, span.end)}
    cuts = sorted(edges)
    links: dict[str, etree._Element] = {}
    for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        for ref in refs:
            if min(max(0, ref.offset), len(text)) == start:
                links.clear()
                yield from mark(ref.mark)
        if start == end:
            continue
        over = [s for s in spans if s.start <= start and end <= s.end]
        piece = run(text_elements(text[start:end]), _run_properties(over, styled=end <= opening))
        target = next((s.target for s in over if s.kind == "link" and s.target), "")
        if not target:
            links.clear()
            yield piece
        elif target in links:
            links[target].append(piece)
        else:
            links = {target: _hyperlink(target, link)}
            links[target].append(piece)
            yield links[target]


def _run_properties(over: Sequence[Span], styled: bool) -> list[etree._Element]:
    kinds = {s.kind for s in over}
    props = [el("rStyle", val="Hyperlink")] if "link" in kinds else []
    if styled and not props and not kinds & {"italic", "bold", "underline"}:
        props.append(el("rStyle", val="DraftingOpening"))
    vertical = False
    for kind, (tag, value) in _EMPHASIS.items():
        if kind in kinds and not (tag == "vertAlign" and vertical):
            props.append(el(tag) if value is None else el(tag, val=value))
            vertical |= tag == "vertAlign"
    return props


def _hyperlink(target: str, link: LinkId) -> etree._Element:
    if target.startswith("#"):
        return el("hyperlink", anchor=target[1:])
    element = el("hyperlink")
    element.set(r("id"), link(target))
    return element
