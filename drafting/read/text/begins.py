"""What one language knows about a printed line, as the rules that join broken lines ask for it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from drafting.lexicon import Lexicon
from drafting.lexicon.masthead import is_meeting_line
from drafting.model.resolution import Part

_LAST_WORD = re.compile(r"[\w’'»)\]”]\s+(\w+)$")
"""The last word of a line, behind another word: "…; and" ends an item."""
_SHORT = 60
"""Characters of the longest line that is complete by itself: enacting words, a heading of notes, "Annex II"."""
_LONGEST_BODY = 240


@dataclass(frozen=True, slots=True)
class Begins:
    """Questions about a line.

    `alone`: it is complete: enacting words, a heading of notes. `opens`: preambular words with a capital. `acts`: an
    operative verb. `small`: the last word is an article, a preposition or the like. `lower`: opening words of a
    paragraph in lower case. `group`: opening words alone, in lower case, and their part. `alone_in_group`: the second
    line is what the first, a group, introduces. `body`: the name of a body, with its article.
    """

    alone: Callable[[str], bool]
    opens: Callable[[str], bool]
    acts: Callable[[str], bool]
    small: Callable[[str], bool]
    lower: Callable[[str], bool]
    group: Callable[[str], Part | None]
    alone_in_group: Callable[[str, str], bool]
    body: Callable[[str], bool]


def begins_of(lexicon: Lexicon) -> Begins:
    """The questions, answered by the lexicon of one language."""

    def alone(line: str) -> bool:
        if len(line) > _SHORT:
            return False
        return (line[0].isupper() and lexicon.alone(line)) or is_meeting_line(line)

    def opens(line: str) -> bool:
        return line[0].isupper() and lexicon.opening(line, "preambular") is not None

    def acts(line: str) -> bool:
        return lexicon.opening(line, "operative") is not None

    def small(line: str) -> bool:
        found = _LAST_WORD.search(line, max(0, len(line) - _SHORT))
        return found is not None and found[1] in words

    def alone_in_group(head: str, line: str) -> bool:
        first = line.split(maxsplit=1)[0].casefold()
        article = first in words and lexicon.group(head) == "preamble"
        return article or lexicon.continues_group(line)

    def body(line: str) -> bool:
        return line[0].isupper() and len(line) < _LONGEST_BODY and lexicon.begins_with_article(line)

    words = frozenset(lexicon.data["detect"]["words"].split())
    return Begins(alone, opens, acts, small, lexicon.opens_in_lower_case, lexicon.group, alone_in_group, body)
