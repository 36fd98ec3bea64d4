"""Brackets that belong to the text and propose nothing: note numbers, document symbols, links, inserted letters."""

from __future__ import annotations

import re
from functools import cache

from drafting.lexicon.any_language import alternatives
from drafting.model import symbols
from drafting.negotiate.brackets.values import Bracket
from drafting.negotiate.brackets.vocabulary import WORD, find_phrases, folded_list, words_of
from drafting.text.folding import fold

_NUMBER = re.compile(r"\d{1,3}|\*{1,3}|\^\d{1,3}|\^[\w-]{1,20}")
_SYMBOL_BEFORE = re.compile(r"[A-Z][\w.-]*/(?:[^\s\[\]]|[ \u00a0](?=[\d(])){1,40}\s*$")
_SYMBOL = re.compile(r"[A-Z][A-Za-z.]{0,9}(?:/[A-Za-z0-9.…-]{1,14}){1,6}(?:\s?\(\d{4}\))?")
_LINK = re.compile(r"(?:https?://|www\.|mailto:)\S+")
_TARGET = re.compile(r"\((?:https?://|www\.|mailto:|#|/)[^\s()]*\)")
_SYMBOL_WITHIN = 60
"""Characters before a bracket in which a document symbol is searched for. Judged, not measured."""
_LONGEST_ORIGIN = 300
"""Characters of a line such as "[on the report of the Third Committee (A/80/1)]". Judged, not measured."""


def is_literal(text: str, bracket: Bracket, content: str) -> bool:
    """True for a bracket that belongs to the text. `content`: what is between its signs."""
    if not bracket.closed:
        return False
    if _is_note_number(text, bracket, content) or _follows_symbol(text, bracket.start, content):
        return True
    if _LINK.fullmatch(content.strip()) or _TARGET.match(text, bracket.end):
        return True
    if bracket.children:
        return False
    return _is_symbol(content) or _is_inserted(text, bracket, content) or _is_origin(text, bracket, content)


def _is_note_number(text: str, bracket: Bracket, content: str) -> bool:
    """True for the number of a note: directly after a word or stop ("declared[3]") and beside no other bracket."""
    if not _NUMBER.fullmatch(content.strip()):
        return False
    if content.startswith("^"):
        return True
    before, after = text[: bracket.start][-200:], text[bracket.end : bracket.end + 200]
    if after[:1] == "[" or before[-1:] == "]" or not before.strip():
        return False
    return not before[-1].isspace() or (before.rstrip()[-1] in ".;:,!?»”" and not after.strip(" .;"))


def _follows_symbol(text: str, start: int, content: str) -> bool:
    """True for "[adopted]" after the symbol of a document."""
    if len(content) > 40 or fold(content).strip() not in folded_list("provisional"):
        return False
    return _SYMBOL_BEFORE.search(text, max(0, start - _SYMBOL_WITHIN), start) is not None


def _is_symbol(content: str) -> bool:
    """True for the symbol of a document alone: "[A/RES/80/1]", "[A/RES/…]"."""
    words = content.strip()
    if "/" not in words or len(words) > _SYMBOL_WITHIN:
        return False
    found = symbols.find(words)
    return _SYMBOL.fullmatch(words) is not None and (bool(found) or any(c in "…0123456789" for c in words))


@cache
def _articles() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives('organs', 'articles')})", re.IGNORECASE)


def _is_inserted(text: str, bracket: Bracket, content: str) -> bool:
    """True for what an editor inserted in a quotation: "[t]he lamps", "[the] Secretary"."""
    before, after = text[bracket.start - 1 : bracket.start], text[bracket.end : bracket.end + 1]
    if len(content) == 1 and content.isalpha() and (after.isalpha() or before.isalpha()):
        return True
    if not _articles().fullmatch(content.strip()):
        return False
    behind = text[bracket.end : bracket.end + 3]
    if any(sign in text[max(0, bracket.start - 3) : bracket.start] + behind for sign in "[](/"):
        return False
    return behind.strip()[:1].isupper() or _is_in_quotation(text[: bracket.start])


def _is_in_quotation(before: str) -> bool:
    """True behind a quotation mark that is not closed yet."""
    return before.count("“") > before.count("”") or before.count("«") > before.count("»") or before.count('"') % 2 == 1


def _is_origin(text: str, bracket: Bracket, content: str) -> bool:
    """True for a line of its own on the report behind a text, or on the language of the original."""
    alone = not text[: bracket.start].strip() and not text[bracket.end :].strip(" .")
    if not alone or len(content) > _LONGEST_ORIGIN:
        return False
    folded = fold(content)
    found = find_phrases(folded[:60], ("on_report",))
    words = WORD.findall(folded)
    return bool(found and found[0].start == 0) or (bool(words) and set(words) <= words_of("originals"))
