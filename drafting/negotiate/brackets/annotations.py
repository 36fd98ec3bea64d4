"""Annotations in brackets and parentheses: status words, names of delegations, requests to delete, editorial notes.

The phrases are data (`words.toml`). Delegations come from the lexicon, of the language of the text first, then of the
other languages. A text is an annotation only when none of its words is left unexplained: "[agreed indicators]" is
disputed text.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias

from drafting.lexicon import LANGUAGES, load
from drafting.lexicon.states import Mention
from drafting.text.folding import fold

AnnotationKind: TypeAlias = Literal["status", "delegations", "delete", "source", "editorial"]

_LONGEST = 240
"""A longer text, in characters, is no annotation. Judged on examples, not measured."""
_WORD = re.compile(r"[^\W_]+(?:[/-][^\W_]+)*")
_ACRONYM = re.compile(r"[A-Z][A-Z&]{1,7}")
_ELLIPSIS = re.compile(r"(?:…|\.{3,})")


@dataclass(frozen=True, slots=True)
class Annotation:
    """What an annotation says.

    `status` is "agreed", "agreed ad ref" or "pending", "" where it names none. `states` are ISO 3166 alpha-3 codes and
    `groups` names of groups, in order of appearance. `codes`: every delegation is written as a code or an acronym.
    `said`: a phrase such as "proposed by" accompanies the names.
    """

    kind: AnnotationKind
    status: str = ""
    states: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    codes: bool = True
    said: bool = False

    @property
    def parties(self) -> tuple[str, ...]:
        """The States, then the groups."""
        return (*self.states, *self.groups)

    @property
    def is_source(self) -> bool:
        """True when it says who proposed a text: delegations, or an officer such as the Chair."""
        return self.kind in ("delegations", "source")


class _Phrases(NamedTuple):
    """The phrases found in a text without its delegations, and the words that no phrase explains."""

    status: str
    deletes: bool
    proposes: bool
    names_officer: bool
    unexplained: list[str]


@cache
def word_lists() -> dict[str, dict[str, tuple[str, ...]]]:
    """The lists of `words.toml` by table and name, folded, the longest entries first."""
    table = tomllib.loads((Path(__file__).with_name("words.toml")).read_text(encoding="utf-8"))
    return {part: {name: _longest_first(found) for name, found in lists.items()} for part, lists in table.items()}


def _longest_first(found: list[str]) -> tuple[str, ...]:
    return tuple(sorted({fold(x) for x in found}, key=lambda x: (-len(x), x)))


@cache
def _phrases(part: str, name: str) -> re.Pattern[str]:
    return re.compile("(?<!\\w)(?:" + "|".join(re.escape(x) for x in word_lists()[part][name]) + ")(?!\\w)\\.?")


@cache
def option_head() -> re.Pattern[str]:
    """The pattern of "Option 2:", "Opção B.", "Alt 1 –" at the start of a folded text; its group "name" is "2", "b"."""
    words = "|".join(re.escape(x) for x in word_lists()["marks"]["option"])
    return re.compile(rf"\s*(?:{words})\s*\(?(?P<name>\d{{1,2}}|[a-z]|[ivx]{{1,4}})\)?(?:\s*[:.–—-]|\s*$|\s*(?=\[))\s*")


@lru_cache(maxsize=4096)
def read_annotation(text: str, language: str = "", *, head: bool = False) -> Annotation | None:
    """The annotation that the whole of `text` makes; None for disputed text.

    `head`: the text precedes a colon. There an acronym that the lexicon does not know is taken for a group ("LMDC: …"),
    and an officer ("Chair: …") or a request of one word ("delete: …") is an annotation.
    """
    if not text.strip() or len(text) > _LONGEST:
        return None
    low = fold(text).strip(" .,;:")
    if _is_editorial(low) or _ELLIPSIS.fullmatch(text.strip()):
        return Annotation("editorial")
    mentions = _best_mentions(text, language)
    rest = _without(text, mentions)
    phrases = _find_phrases(rest, with_names=bool(mentions))
    unknown = _unknown_groups(rest, phrases.unexplained) if head and not phrases.status else []
    if phrases.unexplained and not unknown:
        return None
    states = _codes_of(mentions, group=False)
    groups = tuple(dict.fromkeys((*_codes_of(mentions, group=True), *unknown)))
    kind = _kind_of(phrases, bool(states or groups), head=head, one_word=len(_WORD.findall(low)) == 1)
    if kind is None:
        return None
    codes = all(_is_code(text[m.start : m.end], m) for m in mentions)
    return Annotation(kind, phrases.status, states, groups, codes, phrases.proposes)


def _codes_of(mentions: list[Mention], *, group: bool) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m.code for m in mentions if bool(m.group) == group))


def _kind_of(phrases: _Phrases, names: bool, *, head: bool, one_word: bool) -> AnnotationKind | None:
    if phrases.status:
        return "status"
    if phrases.deletes and (head or not one_word):  # "[supprimer] [réduire]" is disputed text
        return "delete"
    if names:
        return "delegations"
    return "source" if phrases.names_officer and head else None


def _is_code(printed: str, mention: Mention) -> bool:
    return printed == mention.code or _ACRONYM.fullmatch(printed) is not None


def _find_phrases(text: str, *, with_names: bool) -> _Phrases:
    """The phrases of a text. `with_names`: delegations were named, so that "reserved by" means they hold out."""
    status, folded = _take_status(f" {fold(text)} ")
    if with_names and not status:
        folded, reserved = _phrases("marks", "reserved").subn(" ", folded)
        status = "pending" if reserved else ""
    folded, deletes = _phrases("marks", "delete").subn(" ", folded)
    folded, proposals = _phrases("marks", "proposal").subn(" ", folded)
    folded, officers = _phrases("marks", "source").subn(" ", folded)
    words = [w for w in _WORD.findall(folded) if w not in word_lists()["marks"]["small"] and not w.isdigit()]
    return _Phrases(status, bool(deletes), bool(proposals), bool(officers), words)


def _unknown_groups(text: str, words: list[str]) -> list[str]:
    """The acronyms that no lexicon knows, when they are all that is left of the text; else []."""
    found = [m[0] for m in _ACRONYM.finditer(text) if fold(m[0]) not in word_lists()["marks"]["no_group"]]
    return found if [fold(f) for f in found] == words else []


def _is_editorial(low: str) -> bool:
    """True for a folded text such as "sic", "emphasis added" or "footnote 4"."""
    if low in word_lists()["marks"]["editorial"]:
        return True
    words = "|".join(re.escape(x) for x in word_lists()["marks"]["note"])
    return re.fullmatch(rf"(?:{words}) \d{{1,3}}", low) is not None


def _take_status(folded: str) -> tuple[str, str]:
    """The status named in a folded text, and the text without it. Pending prevails ("agreed, pending Iran")."""
    status = ""
    for name in ("agreed ad ref", "agreed", "pending"):
        folded, times = _phrases("status", name).subn(" ", folded)
        if times and not (name == "agreed" and status):
            status = name
    return status, folded


def _best_mentions(text: str, language: str) -> list[Mention]:
    """The delegations named, as the language that recognises most of the text reads them.

    The lexicon finds no codes in a text of capitals only, which is mostly a printed heading. A bracket of capitals
    holds codes, so a small letter is appended before asking.
    """
    if not any(c.isupper() for c in text):
        return []
    order = [language, *(x for x in LANGUAGES if x != language)] if language in LANGUAGES else list(LANGUAGES)
    best: list[Mention] = []
    for code in order:
        found = [m for m in load(code).delegations.find(f"{text} .a") if not m.adjective]
        if sum(m.end - m.start for m in found) > sum(m.end - m.start for m in best):
            best = found
        if not any(c.isupper() for c in _without(text, best)):
            break
    return _join_group_of_77(best, text)


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
    return re.fullmatch(r"\W*(?:(?:and|et|y|e)\W+)?(?:the |la |l'|de la )?", between) is not None


def _without(text: str, found: list[Mention]) -> str:
    """The text with blanks in place of the delegations; offsets stay."""
    for m in found:
        text = text[: m.start] + " " * (m.end - m.start) + text[m.end :]
    return text


def starts_with_addition(folded: str) -> bool:
    """True for a folded text that begins with a conjunction: "and fees", "y compris les frais"."""
    return _phrases("marks", "addition").match(folded) is not None


def is_acronym(before: str, code: str) -> bool:
    """True when the initials of the words before "(PAN)" spell it: "planes de acción nacionales (PAN)"."""
    initials = [w[0] for w in _WORD.findall(fold(before)) if len(w) > 3]
    short = [w[0] for w in _WORD.findall(fold(before))]
    wanted = list(fold(code))
    return initials[-len(wanted) :] == wanted or short[-len(wanted) :] == wanted
