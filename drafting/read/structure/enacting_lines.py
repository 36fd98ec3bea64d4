"""Lines that enact: where the operative part begins because a line says so, or introduces paragraph or article 1."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafting.model.labels import is_article_line
from drafting.read.structure.features import ParagraphFeatures
from drafting.read.structure.group_heads import heads_group

MISREAD_ONES = ("I.", "l.", "I)", "l)")
"""What scanners make of "1." and "1)"."""
LONGEST_PHRASE = 300
"""Characters of the longest chapeau or introduction on one line; opening words are looked for in as many."""
_HEAD = 160
_GLUED_ONE = re.compile(r"\s1[.)]\s")


def paragraph_at(items: Sequence[ParagraphFeatures], position: int) -> ParagraphFeatures | None:
    """The paragraph at a position; None for a table, and outside the list."""
    item = items[position] if 0 <= position < len(items) else None
    return None if item is None or item.table else item


def find_enacting(items: Sequence[ParagraphFeatures]) -> int:
    """The first line of enacting words: those of the lexicon, or a verb and a colon before paragraph 1."""
    for position, item in enumerate(items):
        if item.hint == "enacting" or (item.hint is None and item.enacting):
            return position
        if item.hint is None and introduces_numbers(item) and _number_one_follows(items, position):
            return position
        if item.hint is None and _introduces_articles(items, position):
            return position
        if heads_group(items, position) == "operative":
            return position
    return -1


def introduces_numbers(item: ParagraphFeatures) -> bool:
    """ "Submits to the ministries the following recommendations:", "The Conference recommends …:"."""
    if item.label or not item.text.endswith(":") or len(item.text) > LONGEST_PHRASE:
        return False
    return bool(item.operative) or _organ_and_verb(item)


def _introduces_articles(items: Sequence[ParagraphFeatures], position: int) -> bool:
    """ "adopts this second day of June … the following Convention:" above the line of the first article."""
    item = items[position]
    following = paragraph_at(items, position + 1)
    if item.label or not item.text.endswith(":") or following is None or not is_article_line(following.full_text):
        return False
    first = " ".join(item.text.split(" ", 2)[:2]), item.text.split(" ", 1)[0]
    return any(item.reader.lexicon.enacting(words) for words in first) or introduces_numbers(item)


def _number_one_follows(items: Sequence[ParagraphFeatures], position: int) -> bool:
    """True where paragraph 1 is the next labelled one, with one heading between them at most or glued to it."""
    for ahead in range(position + 1, min(position + 4, len(items))):
        item = paragraph_at(items, ahead)
        if item is None or item.furniture:
            continue
        if item.label or not item.title_like:
            return item.decimal == 1 or item.label in MISREAD_ONES or _GLUED_ONE.search(item.text[:_HEAD]) is not None
    return False


def _organ_and_verb(item: ParagraphFeatures) -> bool:
    """ "The Conference Recommends to the ministries …:" on one line."""
    words = item.text.split(" ")
    for count in range(2, min(8, len(words))):
        if words[count][:1].isupper() and item.reader.lexicon.chapeau(" ".join(words[:count]) + ","):
            found = item.reader.lexicon.opening(" ".join(words[count:]), "operative")
            if found:
                return True
    return False
