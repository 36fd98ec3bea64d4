"""What stands in a bracket or parenthesis and is no text: status words, names of delegations, requests to delete.

The words are data (`words.toml`); delegations come from the lexicon, first in the language of the text, then in the
others. A mark is only a mark when nothing in it is left over: "[agreed indicators]" is disputed text.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, TypeAlias

from drafting.lexicon import LANGUAGES, load
from drafting.lexicon.any_language import alternatives
from drafting.lexicon.states import Mention
from drafting.text.folding import fold

AnnotationKind: TypeAlias = Literal["status", "delegations", "delete", "source", "editorial"]

_LONGEST = 240
"""Characters of the longest text that is looked at as a mark."""
_WORD = re.compile(r"[^\W_]+(?:[/-][^\W_]+)*")
_ACRONYM = re.compile(r"[A-Z][A-Z&]{1,7}")
_ELLIPSIS = re.compile(r"(?:…|\.{3,})")
_AND, _ARTICLE = alternatives("conjunctions", "and"), alternatives("organs", "articles")
_NO_GROUP = frozenset({"NB", "PS", "TBC", "TBD", "OK", "PP", "OP", "NOTE", "ALT"})


@dataclass(frozen=True, slots=True)
class Annotation:
    """A mark taken apart. `status` is agreed, agreed ad ref or pending, "" where none is said. `states` are ISO
    alpha-3 codes and `groups` names, in order; `codes`: all of them stand as codes or acronyms; `said`: words such as
    "proposed by" stand with them."""

    kind: AnnotationKind
    status: str = ""
    states: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    codes: bool = True
    said: bool = False


@cache
def word_lists() -> dict[str, dict[str, tuple[str, ...]]]:
    """The lists of `words.toml`, longest entries first."""
    table = tomllib.loads((Path(__file__).with_name("words.toml")).read_text(encoding="utf-8"))
    return {part: {name: _longest_first(found) for name, found in lists.items()} for part, lists in table.items()}


def _longest_first(found: list[str]) -> tuple[str, ...]:
    return tuple(sorted({fold(x) for x in found}, key=lambda x: (-len(x), x)))


@cache
def _phrases(part: str, name: str) -> re.Pattern[str]:
    return re.compile("(?<!\\w)(?:" + "|".join(re.escape(x) for x in word_lists()[part][name]) + ")(?!\\w)\\.?")


@cache
def option_head() -> re.Pattern[str]:
    """ "Option 2:", "Opção B.", "Alt 1 –" at the start of a text; the group "name" is the number or letter."""
    words = "|".join(re.escape(x) for x in word_lists()["marks"]["option"])
    return re.compile(rf"\s*(?:{words})\s*\(?(?P<name>\d{{1,2}}|[a-z]|[ivx]{{1,4}})\)?(?:\s*[:.–—-]|\s*$|\s*(?=\[))\s*")


@lru_cache(maxsize=4096)
def read_annotation(text: str, language: str = "", *, head: bool = False) -> Annotation | None:
    """The mark that the whole of `text` makes, or None. `head`: it stands before a colon, where an acronym that no
    lexicon knows is taken for a group ("LMDC: …") and a full name needs no other sign."""
    if not text.strip() or len(text) > _LONGEST:
        return None
    low = fold(text).strip(" .,;:")
    if low in word_lists()["marks"]["editorial"] or _is_note(low) or _ELLIPSIS.fullmatch(text.strip()):
        return Annotation("editorial")
    found = _best_mentions(text, language)
    rest = _without(text, found)
    folded = f" {fold(rest)} "
    status, folded = _take_status(folded)
    if found and not status:
        folded, reserved = _phrases("marks", "reserved").subn(" ", folded)
        status = "pending" if reserved else ""
    folded, deletes = _phrases("marks", "delete").subn(" ", folded)
    folded, proposals = _phrases("marks", "proposal").subn(" ", folded)
    folded, sources = _phrases("marks", "source").subn(" ", folded)
    words = [w for w in _WORD.findall(folded) if w not in word_lists()["marks"]["small"] and not w.isdigit()]
    groups = [m.code for m in found if m.group]
    if words and head and not status:
        unknown = [m[0] for m in _ACRONYM.finditer(rest) if m[0] not in _NO_GROUP]
        if [fold(u) for u in unknown] == words:
            groups, words = groups + unknown, []
    if words:
        return None
    states = tuple(dict.fromkeys(m.code for m in found if not m.group))
    codes = all(text[m.start : m.end] == m.code or _ACRONYM.fullmatch(text[m.start : m.end]) for m in found)
    bracket_verdict = len(_WORD.findall(low)) == 1 and not head  # "[supprimer] [réduire]" is disputed text
    kind = _kind(status, 0 if bracket_verdict else deletes, bool(states or groups), sources if head else 0)
    return Annotation(kind, status, states, tuple(dict.fromkeys(groups)), codes, bool(proposals)) if kind else None


def _kind(status: str, deletes: int, names: bool, sources: int) -> AnnotationKind | None:
    if status:
        return "status"
    if deletes:
        return "delete"
    if names:
        return "delegations"
    return "source" if sources else None


def _is_note(low: str) -> bool:
    words = "|".join(re.escape(x) for x in word_lists()["marks"]["note"])
    return re.fullmatch(rf"(?:{words}) \d{{1,3}}", low) is not None


def _take_status(folded: str) -> tuple[str, str]:
    """The status that is said, pending before the others ("agreed, pending Iran"), and the text without it."""
    status = ""
    for name in ("agreed ad ref", "agreed", "pending"):
        folded, times = _phrases("status", name).subn(" ", folded)
        if times and not (name == "agreed" and status):
            status = name
    return status, folded


def _best_mentions(text: str, language: str) -> list[Mention]:
    """Delegations named, in the language that knows most of them. The lexicon takes no codes from a text that is all
    capitals (a printed heading); a bracket that is all capitals is codes, so a small letter is added."""
    if not any(c.isupper() for c in text):
        return []
    order = [language, *(x for x in LANGUAGES if x != language)] if language in LANGUAGES else list(LANGUAGES)
    best: list[Mention] = []
    for tongue in order:
        found = [m for m in load(tongue).delegations.find(f"{text} .a") if not m.adjective]
        if sum(m.end - m.start for m in found) > sum(m.end - m.start for m in best):
            best = found
        if not any(c.isupper() for c in _without(text, best)):
            break
    whole: list[Mention] = []
    for mention in best:
        if whole and _and_china(whole[-1], mention, text):
            whole[-1] = replace(whole[-1], end=mention.end)
        else:
            whole.append(mention)
    return whole


def _and_china(group: Mention, state: Mention, text: str) -> bool:
    """ "G77 + China" is one group."""
    if state.code != "CHN" or group.code != "G77":
        return False
    between = fold(text[group.end : state.start])
    return re.fullmatch(rf"\W*(?:(?:{_AND})\W+)?(?:(?:de\s+)?(?:{_ARTICLE})\s*)?", between) is not None


def _without(text: str, found: list[Mention]) -> str:
    for m in found:
        text = text[: m.start] + " " * (m.end - m.start) + text[m.end :]
    return text


def is_acronym(before: str, code: str) -> bool:
    """True when the words before "(PAN)" spell it: "planes de acción nacionales (PAN)"."""
    initials = [w[0] for w in _WORD.findall(fold(before)) if len(w) > 3]
    short = [w[0] for w in _WORD.findall(fold(before))]
    wanted = list(fold(code))
    return initials[-len(wanted) :] == wanted or short[-len(wanted) :] == wanted
