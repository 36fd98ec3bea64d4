"""The delegations that an annotation names: by the lexicon, in whatever language, and by codes that are not ISO's."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from drafting.lexicon import LANGUAGES, load
from drafting.lexicon.any_language import alternatives
from drafting.lexicon.states import Mention
from drafting.negotiate.brackets.vocabulary import WORD
from drafting.text.folding import fold

HIDDEN = "\x00"
"""The sign put in place of names, so that offsets stay and no phrase is read across one."""
_ACRONYM = re.compile(r"[A-Z][A-Z&]{1,7}")
_CODE = re.compile(r"(?<![^\W_])[A-Z]{2,4}(?![^\W_])")
_AND, _ARTICLE = alternatives("conjunctions", "and"), alternatives("organs", "articles")


@cache
def _codes() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name("codes.toml").read_text(encoding="utf-8"))


def find_names(text: str, language: str, *, adjectives: bool = False) -> list[Mention]:
    """The delegations named, as the language that recognises most of the text reads them.

    `adjectives`: "Mexican" names Mexico too, which only a word like "proposal" beside it warrants.
    """
    if not adjectives and not any(c.isupper() for c in text):
        return []
    order = [language, *(x for x in LANGUAGES if x != language)] if language in LANGUAGES else list(LANGUAGES)
    best: list[Mention] = []
    for code in order:
        # The lexicon finds no codes in a text of capitals only, which is mostly a printed heading. A bracket of
        # capitals holds codes, so a small letter is appended before asking.
        found = [m for m in load(code).delegations.find(f"{text} .a") if adjectives or not m.adjective]
        if sum(m.end - m.start for m in found) > sum(m.end - m.start for m in best):
            best = found
        if not any(c.isupper() for c in hide(text, best)):
            break
    return _join_group_of_77(_with_codes(best, text), text)


def _with_codes(mentions: list[Mention], text: str) -> list[Mention]:
    """The mentions with the codes that are not ISO's."""
    known: Mapping[str, str] = _codes()["codes"]
    more = [
        Mention(known[m[0]], m.start(), m.end()) for m in _CODE.finditer(hide(text, mentions)) if m[0] in known
    ]  # fmt: skip
    return sorted([*mentions, *more], key=lambda m: m.start)


def _join_group_of_77(mentions: list[Mention], text: str) -> list[Mention]:
    """The mentions with "G77 + China" as one group."""
    joined: list[Mention] = []
    for mention in mentions:
        if joined and _adds_china(joined[-1], mention, text):
            joined[-1] = replace(joined[-1], end=mention.end)
        else:
            joined.append(mention)
    return joined


def _adds_china(group: Mention, state: Mention, text: str) -> bool:
    if state.code != "CHN" or group.code != "G77":
        return False
    between = fold(text[group.end : state.start])
    return re.fullmatch(rf"\W*(?:(?:{_AND})\W+)?(?:(?:de\s+)?(?:{_ARTICLE})\s*)?", between) is not None


def hide(text: str, found: Sequence[Mention]) -> str:
    """The text with signs in place of the delegations; offsets stay."""
    for m in found:
        text = text[: m.start] + HIDDEN * (m.end - m.start) + text[m.end :]
    return text


def unknown_groups(text: str, words: list[str]) -> list[Mention]:
    """The acronyms that no lexicon knows, as groups, when they are all the words that are left of a text; else []."""
    none = {fold(entry) for entry in _codes()["none"]}
    found = [m for m in _ACRONYM.finditer(text) if fold(m[0]) not in none]
    if [fold(m[0]) for m in found] != words:
        return []
    return [Mention(m[0], m.start(), m.end(), group=True) for m in found]


def is_code(printed: str, mention: Mention) -> bool:
    """True for a delegation written as a code or an acronym."""
    return printed == mention.code or _ACRONYM.fullmatch(printed) is not None


def is_acronym(before: str, code: str) -> bool:
    """True when the initials of the words before "(PAN)" spell it: "planes de acción nacionales (PAN)"."""
    words = [m[0] for m in WORD.finditer(fold(before))]
    wanted = list(fold(code))
    long, short = [w[0] for w in words if len(w) > 3], [w[0] for w in words]
    return long[-len(wanted) :] == wanted or short[-len(wanted) :] == wanted
