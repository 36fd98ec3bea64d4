"""Papers that change another document: corrigenda ("For … read …") and amendments ("In paragraph 5, delete …")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafting.lexicon import Lexicon
from drafting.model.resolution import Block, Clause, Heading, Kind, Line, Note
from drafting.text.folding import fold

_FRONT = 8
"""Lines at the top among which the title of such a paper is."""
_LONGEST_TITLE = 160
_SEVERAL = 2
"""Instructions that tell a paper without its title."""
_CLIPS = " \t*_[]()«“\"'"
_MESSAGES: dict[Kind, str] = {
    "corrigendum": "this is a corrigendum: what it corrects is another document, to be corrected by hand",
    "amendment": "this is an amendment paper: what it changes is another document, to be amended by hand",
}


def paper_kind(blocks: Sequence[Block], lexicons: Sequence[Lexicon]) -> tuple[Kind, Note] | None:
    """The kind of a paper that changes another document, and a warning; None for a text of its own.

    `lexicons`: that of the language, or all where it is unknown, as such papers are short. A title and one instruction
    tell a paper, or several instructions. A text that names its organ and enacts is none.
    """
    lines = [block.text for block in blocks if isinstance(block, Line | Heading)]
    roles = {block.role for block in blocks if isinstance(block, Line)}
    texts = [text for block in blocks for text in _texts(block)]
    whole = "\n".join(fold(text).strip(_CLIPS) for text in texts)
    for kind in _MESSAGES:
        titles = [line for line in lines[:_FRONT] if len(line) < _LONGEST_TITLE]
        named = any(lexicon.names_paper(title, kind) for lexicon in lexicons for title in titles)
        patterns = [pattern for lexicon in lexicons for pattern in lexicon.paper_patterns(kind)]
        found = sum(1 for pattern in patterns for _ in pattern.finditer(whole))
        own = "chapeau" in roles and not named
        if found and not own and "enacting" not in roles and (named or found >= _SEVERAL):
            return kind, Note("paper-kind", _MESSAGES[kind], severity="warning")
    return None


def _texts(block: Block) -> list[str]:
    if isinstance(block, Clause):
        return [block.text, *(text for child in block.children for text in _texts(child))]
    return [re.sub(r"\s+", " ", block.text)] if isinstance(block, Line | Heading) else []
