"""Who makes a footnote's statement: lists of delegations, and whether a list speaks or is only mentioned."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from drafting.read.statements.text import Delegation, PlainText

_BACK = re.compile(r"(\w+) ?$")
_NEAR = 80
"""Characters before a name in which a word is looked for."""
_NEXT = re.compile(r"[ ,]*(\w+)")
_WORD = re.compile(r"\W*(\w+)")


@dataclass(frozen=True, slots=True)
class Speakers:
    """Delegations named together: "Jamaica, Guyana and Belize". `speaks` is False where the list is only mentioned."""

    members: tuple[Delegation, ...]
    start: int
    end: int
    speaks: bool


@dataclass(frozen=True, slots=True)
class SpeakerWords:
    """The small words of a language that show who speaks."""

    delegation: frozenset[str]
    genitive: frozenset[str]
    articles: frozenset[str]
    prepositions: frozenset[str]
    viewpoint: frozenset[str]
    heads: frozenset[str]
    joiners: frozenset[str]
    possessive: frozenset[str]
    no_names: frozenset[str]
    conjunctions: frozenset[str]
    authors: re.Pattern[str]
    """Phrases between two names that make both speak: "supported by", "also on behalf of"."""

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> SpeakerWords:
        """From the tables `statements` and `conjunctions` of a language."""
        table = data["statements"]
        delegation, genitive, articles, prepositions, viewpoint, heads, joiners, possessive, no_names = (
            frozenset(table[name].split())
            for name in (
                "delegation", "genitive", "articles", "prepositions", "viewpoint", "heads", "joiners", "possessive",
                "no_names",
            )
        )  # fmt: skip
        return cls(
            delegation, genitive, articles, prepositions, viewpoint, heads, joiners, possessive, no_names,
            frozenset(data["conjunctions"]["and"]), re.compile(table["authors"]),
        )  # fmt: skip


def speaker_lists(body: PlainText, grammar: SpeakerWords) -> list[Speakers]:
    """The lists of delegations of a text in order. Adjectives that describe no delegation are left out."""
    groups: list[list[Delegation]] = []
    for one in body.delegations:
        if groups and is_joined(body.text[groups[-1][-1].end : one.start], grammar):
            groups[-1].append(one)
        else:
            groups.append([one])
    found = []
    for group in (part for whole in groups for part in _without_addressee(body, whole, grammar)):
        start, end = group[0].start, group[-1].end
        named = [d for d in group if not d.adjective or _describes(body.text, start, end, grammar)]
        if named:
            found.append(Speakers(tuple(named), start, end, _speaks(body, start, grammar)))
    return found


def _without_addressee(body: PlainText, group: list[Delegation], grammar: SpeakerWords) -> list[list[Delegation]]:
    """The list in two where a comma ends what opens the sentence: "In reply to Chile, | Brazil and Peru reserve"."""
    opening = max((a for a, _ in body.sentences if a <= group[0].start), default=0)
    first = _WORD.match(body.text, opening)
    follows = body.text[group[-1].end :].lstrip()[:1]
    if not first or first[1] not in grammar.prepositions or follows in ("", ",", ".", ")", ":"):
        return [group]
    cut = next((i for i, (a, b) in enumerate(pairwise(group), 1) if body.text[a.end : b.start].startswith(",")), 0)
    if not cut or first.end() > group[0].start or _speaks(body, group[0].start, grammar):
        return [group]
    return [group[:cut], group[cut:]]


def is_joined(between: str, grammar: SpeakerWords) -> bool:
    """True where only commas, conjunctions, articles, words for delegations and phrases such as "supported by" are
    between two names; a semicolon only where nothing else is."""
    if between.strip() == ";":
        return True
    if re.search(r"[.;:!?\n]", between):
        return False
    small = grammar.joiners | grammar.articles | grammar.genitive | grammar.delegation
    inner = re.findall(r"\w+", grammar.authors.sub(" ", " ".join(re.findall(r"\w+", between))))
    return all(word in small or word.isdigit() for word in inner) and bool(between.strip()) and len(inner) <= 8


def only_small(text: str, grammar: SpeakerWords) -> bool:
    """True for a text of articles, genitives and words for delegations only: "the delegation of"."""
    small = grammar.articles | grammar.genitive | grammar.delegation
    return all(word in small for word in re.findall(r"\w+", text))


def only_opening(text: str, grammar: SpeakerWords) -> bool:
    """True for words that may precede the subject of a sentence: "the delegation of", "for", "in the view of"."""
    if len(text) > 2 * _NEAR:
        return False
    leads = grammar.prepositions | grammar.viewpoint | grammar.heads
    return only_small(" ".join(w for w in re.findall(r"\w+", text) if w not in leads), grammar)


def _describes(text: str, start: int, end: int, grammar: SpeakerWords) -> bool:
    """True where a word for a delegation is beside the adjectives."""
    before, after = _BACK.search(text, max(0, start - _NEAR), start), _NEXT.match(text, end)
    return bool((before and before[1] in grammar.delegation) or (after and after[1] in grammar.delegation))


def _speaks(body: PlainText, start: int, grammar: SpeakerWords) -> bool:
    """A list speaks unless a preposition governs it; "the delegation of …", "in the view of …", "for …," speak."""
    text = body.text
    opening = max((a for a, _ in body.sentences if a <= start), default=0)
    at = start
    for _ in range(8):
        word = _BACK.search(text, max(opening, at - _NEAR), at)
        if word is None or not re.fullmatch(r"\w+ ?", text[word.start() : at]):
            return True
        name = word[1]
        if name in grammar.articles or name in grammar.delegation or name.isdigit():
            at = word.start()
            continue
        if name not in grammar.prepositions and name not in grammar.genitive:
            return True
        head = _BACK.search(text, max(opening, word.start() - _NEAR), word.start())
        if head is None:
            return name in grammar.viewpoint
        if name in grammar.genitive and head[1] in grammar.delegation:
            at = head.start()
            continue
        return head[1] in grammar.heads
    return True
