"""Names of speakers that the table of delegations of the note's language lacks: invented, misspelt, foreign ones.

Such a name is known by its place: "the delegation of …", a list with known delegations, or the subject of a statement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from drafting.read.statements.speakers import SpeakerWords, is_joined
from drafting.read.statements.text import Delegation, PlainText

_WORD = re.compile(r"\w+")
_CLAUSE = re.compile(r"[,:(]")
_LONGEST = 8
"""Words of a name, at most."""
_TAIL = 4
"""Words between a subject and its verb, at most ("has always")."""


def with_listed_names(body: PlainText, grammar: SpeakerWords) -> PlainText:
    """The text with the unknown names that stand in a list with known delegations: "Peru, Valdoria and Chile".

    A comma alone does not make a list at its edge: "However, Chile …".
    """
    found = [d for run in _capital_runs(body, grammar) if (d := _delegation(body, *run)) and _listed(body, d, grammar)]
    return _adding(body, found)


def with_named_delegations(body: PlainText, grammar: SpeakerWords) -> PlainText:
    """The text with the unknown names behind or before a word for a delegation: "the delegation of Valdoria"."""
    found = []
    for start, end in _capital_runs(body, grammar):
        before = [m[0] for m in _WORD.finditer(body.text, max(0, start - 60), start)]
        while before and before[-1] in grammar.articles:
            before.pop()
        governed = len(before) > 1 and before[-1] in grammar.genitive and before[-2] in grammar.delegation
        after = _WORD.match(body.text, end + 1)
        if governed or (before and before[-1] in grammar.delegation) or (after and after[0] in grammar.delegation):
            found.append(_delegation(body, start, end))
    return _adding(body, found)


def with_subject(body: PlainText, at: int, grammar: SpeakerWords) -> PlainText:
    """The text with the unknown names that are the subject of the statement which begins at `at`, where they are."""
    opening = max((a for a, _ in body.sentences if a <= at), default=0)
    segment = body.text[opening:at]
    cut = _CLAUSE.search(segment)
    words = list(_WORD.finditer(body.text, opening, opening + cut.start() if cut else at))
    while words and words[0][0] in grammar.articles:
        words.pop(0)
    capitals = [i for i, w in enumerate(words) if w.start() in body.capitals]
    if not capitals or capitals[0] != 0 or words[0][0] in grammar.no_names:
        return body
    name = words[: capitals[-1] + 1]
    tail = words[capitals[-1] + 1 :]
    if len(name) > _LONGEST or len(tail) > _TAIL or any(w[0].isdigit() for w in name):
        return body
    pieces = [[name[0]]]
    for word in name[1:]:
        if word[0] in grammar.conjunctions:
            pieces.append([])
        elif pieces[-1] or word[0] not in grammar.articles:
            pieces[-1].append(word)
    found = [_delegation(body, p[0].start(), p[-1].end()) for p in pieces if p and p[0].start() in body.capitals]
    inside = {id(d) for d in body.delegations if any(f.start <= d.start and d.end <= f.end for f in found)}
    return _adding(replace(body, delegations=tuple(d for d in body.delegations if id(d) not in inside)), found)


def _capital_runs(body: PlainText, grammar: SpeakerWords) -> Iterator[tuple[int, int]]:
    """Runs of words with capitals outside known delegations, as (start, end), without articles and common nouns."""
    taken = {i for d in body.delegations for i in range(d.start, d.end)}
    run: list[re.Match[str]] = []
    for word in _WORD.finditer(body.text):
        gap = body.text[run[-1].end() : word.start()] if run else ""
        if word.start() in taken or (run and gap.strip(" ")):
            yield from _trimmed(run, grammar)
            run = []
        if word.start() in taken:
            continue
        if word.start() in body.capitals:
            run.append(word)
        elif run and word[0] not in grammar.genitive:
            yield from _trimmed(run, grammar)
            run = []
        elif run:
            run.append(word)
    yield from _trimmed(run, grammar)


def _trimmed(run: list[re.Match[str]], grammar: SpeakerWords) -> Iterator[tuple[int, int]]:
    common = grammar.no_names | grammar.delegation | grammar.articles | grammar.genitive | grammar.conjunctions
    words = list(run)
    while words and words[0][0] in common:
        words.pop(0)
    while words and words[-1][0] in common:
        words.pop()
    if words and len(words) <= _LONGEST and not any(w[0].isdigit() for w in words):
        yield words[0].start(), words[-1].end()


def _listed(body: PlainText, one: Delegation, grammar: SpeakerWords) -> bool:
    before = next((d for d in reversed(body.delegations) if d.end <= one.start), None)
    after = next((d for d in body.delegations if d.start >= one.end), None)
    left = body.text[before.end : one.start] if before else "."
    right = body.text[one.end : after.start] if after else "."
    joins = [is_joined(gap, grammar) for gap in (left, right)]
    if all(joins):
        return True
    gap = left if joins[0] else right if joins[1] else ""
    return bool(grammar.conjunctions & {*_WORD.findall(gap)} or re.search(r"[&/]", gap) or grammar.authors.search(gap))


def _delegation(body: PlainText, start: int, end: int) -> Delegation:
    return Delegation("", start, end, False, False, body.printed(start, end))


def _adding(body: PlainText, found: list[Delegation]) -> PlainText:
    if not found:
        return body
    every = sorted((*body.delegations, *found), key=lambda d: d.start)
    kept = [a for a, b in pairwise(every) if a.end <= b.start]
    return replace(body, delegations=(*kept, every[-1]))
