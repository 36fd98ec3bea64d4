"""Papers that change another document: corrigenda ("For … read …") and amendments ("In paragraph 5, delete …")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from drafting.lexicon import LANGUAGES, Lexicon, load
from drafting.lexicon.any_language import alternatives
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


def paper_kind(blocks: Sequence[Block], lexicon: Lexicon | None) -> tuple[Kind, Note] | None:
    """The kind of a paper that changes another document, and a warning; None for a text of its own.

    `lexicon`: that of the language, None where it is unknown: such papers are short. A title and one instruction
    tell a paper, or several instructions. A text that names its organ and enacts is none.
    """
    lines = [block.text for block in blocks if isinstance(block, Line | Heading)]
    roles = {block.role for block in blocks if isinstance(block, Line)}
    texts = [text for block in blocks for text in _texts(block)]
    whole = "\n".join(fold(text).strip(_CLIPS) for text in texts)
    titles = [line for line in lines[:_FRONT] if len(line) < _LONGEST_TITLE]
    for kind in _MESSAGES:
        named = any(_names_paper(title, kind) for title in titles)
        asked = [load(code) for code in LANGUAGES] if named or lexicon is None else [lexicon]
        patterns = [pattern for known in asked for pattern in known.paper_patterns(kind)]
        found = sum(1 for pattern in patterns for _ in pattern.finditer(whole))
        own = "chapeau" in roles and not named
        if found and not own and "enacting" not in roles and (named or found >= _SEVERAL):
            return kind, Note("paper-kind", _MESSAGES[kind], severity="warning")
    return None


def _names_paper(line: str, kind: Kind) -> bool:
    """True for a line that calls a document a paper of this kind, in any language, alone or behind a colon."""
    words = line.strip('*_[]()“”«»" ')
    pieces = (words, words.rpartition(":")[2], words.partition(":")[2])
    return any(_titles(kind).match(piece.strip()) for piece in pieces)


@cache
def _titles(kind: Kind) -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives('papers', kind)})\b", re.IGNORECASE)


def _texts(block: Block) -> list[str]:
    """The words of a block, each paragraph apart; "OP2" is named with them, other labels are not."""
    if isinstance(block, Clause):
        label = block.label if block.label and block.label[:2].upper() in ("OP", "PP") else ""
        return [f"{label} {block.text}".strip(), *(text for child in block.children for text in _texts(child))]
    return [re.sub(r"\s+", " ", block.text)] if isinstance(block, Line | Heading) else []
