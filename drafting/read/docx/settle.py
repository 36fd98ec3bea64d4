"""The view of a marked-up story: revisions accepted or rejected, and which paragraphs became which."""

from __future__ import annotations

from copy import deepcopy
from typing import TypeAlias

from lxml import etree

from drafting.ooxml.revisions.resolve_story import has_revisions, resolve
from drafting.ooxml.story import paragraphs

Merged: TypeAlias = dict[etree._Element, tuple[int, ...]]
"""For each paragraph of a settled story: the indexes of the paragraphs of the original that make it up."""


def settle(root: etree._Element, *, accept: bool) -> tuple[etree._Element, Merged]:
    """A story with its revisions settled (a copy where there are any), and what its paragraphs were before."""
    settled = deepcopy(root) if has_revisions(root) else root
    merged: Merged = {p: (i,) for i, p in enumerate(paragraphs(settled))}

    def join(gone: etree._Element, kept: etree._Element) -> None:
        if gone in merged and kept in merged:
            merged[kept] = tuple(sorted(merged[gone] + merged[kept]))

    resolve(settled, accept, on_merge=join)
    return settled, merged
