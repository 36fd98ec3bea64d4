"""An outline → a draft: every paragraph `? topic words` becomes the best paragraph that the library has for it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from drafting.compose.house_forms import DraftingMode, adapt_opening, drafting_mode, fits_mode, opening_of
from drafting.compose.models import Suggestion
from drafting.compose.suggest import suggest
from drafting.library.library import Library
from drafting.model.address import places
from drafting.model.resolution import Block, Clause, Line, Resolution

_ASKS = re.compile(r"\s*\?\s*(?P<topic>\S.*?)\s*", re.S)
_KINDS = {"preamble": "preambular", "operative": "operative"}
_TO_DRAFT = {"fr": "[à rédiger : {}]", "en": "[to be drafted: {}]", "es": "[por redactar: {}]", "pt": "[a redigir: {}]"}
CHOICE = 12
"""Suggestions among which one in the draft's own mode is looked for."""
NEAR = 0.25
"""How much less relevant than the best it may be."""


@dataclass(frozen=True, slots=True)
class ComposedDraft:
    """A draft made from an outline. `sources`: (address, where the paragraph comes from); `missing`: (address, topic)
    of what found nothing and stands in the draft as a placeholder."""

    resolution: Resolution
    sources: tuple[tuple[str, Suggestion], ...] = ()
    missing: tuple[tuple[str, str], ...] = ()


def compose_draft(
    outline: Resolution, library: Library | None, *, language: str | None = None, drafts: bool = False
) -> ComposedDraft:
    """Fill in an outline. A paragraph in the draft's own mode is preferred, no wording is used twice.

    `language` None: the outline's. What is not asked for stays as it is.
    """
    language = language or outline.language or "en"
    filler = _Filler(library, language, drafting_mode(outline, language), drafts)
    blocks = tuple(filler.block(block) for block in outline.blocks)
    resolution = replace(outline, blocks=blocks, language=outline.language or language)
    at = {id(block): str(address) for address, block in places(resolution)}
    return ComposedDraft(
        resolution,
        tuple((at[id(block)], suggestion) for block, suggestion in filler.filled),
        tuple((at[id(block)], topic) for block, topic in filler.missing),
    )


def topic_of(text: str) -> str | None:
    """The topic that a paragraph of an outline asks for, None for one that asks for nothing."""
    m = _ASKS.fullmatch(text)
    return " ".join(m["topic"].split()) if m else None


class _Filler:
    """Fills one outline, and keeps what went where."""

    def __init__(self, library: Library | None, language: str, mode: DraftingMode, drafts: bool) -> None:
        self.library, self.language, self.mode, self.drafts = library, language, mode, drafts
        self.used: set[str] = set()
        self.filled: list[tuple[Block, Suggestion]] = []
        self.missing: list[tuple[Block, str]] = []

    def block(self, block: Block) -> Block:
        if isinstance(block, Line) and block.part in _KINDS and block.role == "text":
            return self._clause(Clause(block.text, part=block.part, refs=block.refs)) if topic_of(block.text) else block
        return self._clause(block) if isinstance(block, Clause) else block

    def _clause(self, clause: Clause) -> Clause:
        children = tuple(self._clause(child) for child in clause.children)
        topic = topic_of(clause.text)
        if topic is None:
            return replace(clause, children=children) if children != clause.children else clause
        chosen = self._choose(topic, _KINDS.get(clause.part) if not clause.level else None)
        text = chosen.text if chosen else _TO_DRAFT.get(self.language, _TO_DRAFT["en"]).format(topic)
        refs = tuple(replace(ref, offset=len(text)) for ref in clause.refs)
        done = replace(clause, text=text, opening=self._opening(text), children=children, spans=(), refs=refs)
        if chosen:
            self.filled.append((done, chosen))
        else:
            self.missing.append((done, topic))
        return done

    def _opening(self, text: str) -> str:
        found = opening_of(text, self.language)
        return found.text if found else ""

    def _choose(self, topic: str, kind: str | None) -> Suggestion | None:
        """The best suggestion not used yet, one in the draft's mode where its relevance is near the best."""
        offers = [
            s
            for s in suggest(
                self.library,
                topic,
                language=self.language,
                kind=kind,
                drafts=self.drafts,
                limit=CHOICE + len(self.used),
            )
            if s.text not in self.used
        ]
        if not offers:
            return None
        best = max(s.relevance for s in offers)
        fitting = [s for s in offers if fits_mode(s.kind, s.form, self.mode) and s.relevance >= best - NEAR]
        chosen = (fitting or offers)[0]
        self.used.add(chosen.text)
        text, notes = adapt_opening(chosen.text, self.language, self.mode)
        return replace(chosen, text=text, notes=notes)
