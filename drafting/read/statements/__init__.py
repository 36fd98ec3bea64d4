"""One footnote: the kind of statement, the States and groups that make it, and its status.

The patterns and the small words are data (`[statements]` of each language file of the lexicon). Conventions: a State
that is not a party and also explains its aid explains its position; a budget rider is information; where States differ,
the note has the strongest kind and all the States that speak.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, cast

from drafting.lexicon import LANGUAGES, detect, load
from drafting.lexicon.delegation_names import find_delegation, nearest_delegations
from drafting.lexicon.states import Delegations, Mention
from drafting.model.statement_kinds import FootnoteKind, StatementStatus
from drafting.read.statements.names import with_listed_names, with_named_delegations, with_subject
from drafting.read.statements.speakers import Speakers, SpeakerWords, only_opening, only_small, speaker_lists
from drafting.read.statements.text import Delegation, PlainText, plain_text

KINDS: tuple[FootnoteKind, ...] = (
    "dissociation", "reservation", "conditional reservation", "not a party", "interpretative declaration",
    "explanation of position", "footnote announced", "information",
)  # fmt: skip
"""From the strongest to the weakest."""

_SURE = ("dissociation", "reservation", "conditional reservation", "not a party", "footnote announced", "withdrawn")
"""Kinds whose verbs only delegations have: their subject is one, whatever its name."""

_LONGEST = 6_000
"""Characters of a note that are read."""

_SAYS_SOMETHING = 4
"""Words after the name of a State that make a sentence, at least; "Chile: 3 June" is a line of a list."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What a footnote says: `kind` (one of KINDS), `states` (ISO alpha-3, in order of appearance), `groups`
    ("CARICOM" …), `status`: submitted, announced or withdrawn; `names`: speakers as printed that no table has."""

    kind: FootnoteKind = "information"
    states: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    status: StatementStatus = "submitted"
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Pattern:
    kind: str
    regex: re.Pattern[str]
    anywhere: bool
    weak: bool
    """A refusal that a condition turns into conditional acceptance ("… not accepting terms unknown to its law")."""


@dataclass(frozen=True, slots=True)
class _Rules:
    grammar: SpeakerWords
    patterns: tuple[_Pattern, ...]
    ignore: tuple[re.Pattern[str], ...]
    whole: tuple[re.Pattern[str], ...]
    narrates: re.Pattern[str]
    arrangements: re.Pattern[str]
    unnamed: re.Pattern[str]
    aid: re.Pattern[str]
    nouns: tuple[tuple[str, re.Pattern[str]], ...]
    delegations: Delegations


@dataclass(frozen=True, slots=True)
class _Hit:
    kind: str
    sentence: int
    speakers: tuple[Speakers, ...]
    weak: bool


def read_statement(text: str, language: str = "") -> Statement:
    """Type one footnote. `language`: a code of the lexicon; detected where empty or unknown. Odd text never raises."""
    rules = _rules(_known(language) or _known(detect(text)) or "en")
    short = text[:_LONGEST]
    body = _prepared(short, rules.delegations.find(short), rules)
    if any(p.search(body.text.strip()) for p in rules.whole):
        return Statement()
    body, hits = _hits_of_any_name(body, rules, short)
    if not hits:
        return Statement()
    kind, status = _decide(hits, body, rules)
    if kind == "information":
        return Statement()
    speaking = [d for h in hits if h.kind in ("withdrawn", *KINDS) for s in h.speakers for d in s.members]
    speaking = [_resolved(d) for d in sorted(speaking, key=lambda d: d.start)]
    states = tuple(dict.fromkeys(d.code for d in speaking if d.code and not d.group))
    groups = tuple(dict.fromkeys(d.code for d in speaking if d.group))
    names = tuple(dict.fromkeys(d.printed for d in speaking if not d.code))
    return Statement(cast(FootnoteKind, kind), states, groups, status, names)  # the kinds of the lexicon are these


def _prepared(text: str, mentions: list[Mention], rules: _Rules) -> PlainText:
    return _without(plain_text(text, mentions), rules.ignore)


def _resolved(one: Delegation) -> Delegation:
    """A delegation whose printed name another language has, with its code."""
    code = one.code or find_delegation(one.printed)
    return one if one.code or not code else replace(one, code=code, group=len(code) != 3 or not code.isupper())


def _hits_of_any_name(body: PlainText, rules: _Rules, text: str) -> tuple[PlainText, list[_Hit]]:
    """The statements of the note, and the text with the names that speak, those included that the table lacks."""
    if hits := _hits(body, rules) or _positions(body, rules):
        listed = with_listed_names(body, rules.grammar)
        more = [] if listed is body else _hits(listed, rules) or _positions(listed, rules)
        return (listed, more) if more else (body, hits)
    matches = _matches(body, rules)
    if not matches:
        return body, []
    named = with_named_delegations(body, rules.grammar)
    if named is not body and (hits := _hits(named, rules)):
        return named, hits
    strangers = [m for m in _foreign_mentions(text, rules) if not m.adjective]
    if strangers:
        foreign = _prepared(text, sorted((*rules.delegations.find(text), *strangers), key=lambda m: m.start), rules)
        if hits := _hits(foreign, rules):
            return foreign, hits
    for at, pattern in matches:
        found = with_subject(body, at, rules.grammar)
        if found is not body and ((pattern.kind in _SURE and not pattern.weak) or _is_near(found)):
            hits = [h for h in _hits(found, rules) if h.speakers]
            if hits:
                return found, hits
    return body, []


def _matches(body: PlainText, rules: _Rules) -> list[tuple[int, _Pattern]]:
    """Where a statement begins, and its pattern, in order."""
    found = []
    for start, end in body.sentences:
        lead = start + len(body.text[start:end]) - len(body.text[start:end].lstrip())
        found += [(m.start(), p) for p in rules.patterns for m in p.regex.finditer(body.text.rstrip(), lead, end)]
    return sorted(found, key=lambda item: item[0])


def _foreign_mentions(text: str, rules: _Rules) -> list[Mention]:
    """The delegations that a text names in other languages, outside those of its own."""
    own = rules.delegations.find(text)
    found: list[Mention] = []
    for language in LANGUAGES:
        for m in load(language).delegations.find(text):
            if not any(m.start < o.end and o.start < m.end for o in (*own, *found)):
                found.append(m)
    return found


def _is_near(body: PlainText) -> bool:
    names = [d.printed for d in body.delegations if not d.code]
    return bool(names) and all(find_delegation(n) or nearest_delegations(n) for n in names)


def _known(language: str) -> str:
    return language if language in LANGUAGES else ""


@cache
def _rules(language: str) -> _Rules:
    lexicon = load(language)
    table: dict[str, Any] = lexicon.data["statements"]
    return _Rules(
        grammar=SpeakerWords.of(lexicon.data),
        patterns=tuple(
            _Pattern(p["kind"], re.compile(p["regex"]), p.get("anywhere", False), p.get("weak", False))
            for p in table["patterns"]
        ),
        ignore=tuple(re.compile(row["regex"]) for row in table["ignore"]),
        whole=tuple(re.compile(row["regex"]) for row in table["whole"]),
        narrates=re.compile(table["narrates"]),
        arrangements=re.compile(table["arrangements"]),
        unnamed=re.compile(f"{table['first_person']}|{table['unnamed']}"),
        aid=re.compile(table["aid"]),
        nouns=tuple((kind, re.compile(noun)) for kind, noun in table["nouns"].items()),
        delegations=lexicon.delegations,
    )


def _without(body: PlainText, ignore: tuple[re.Pattern[str], ...]) -> PlainText:
    """The text with blanks for phrases that are no statement ("subject to the availability of resources")."""
    text = body.text
    for pattern in ignore:
        text = pattern.sub(lambda m: " " * len(m[0]), text)
    return replace(body, text=text)


def _hits(body: PlainText, rules: _Rules) -> list[_Hit]:
    """Every statement pattern that matches, with its speakers; a pattern without a speaker is dropped."""
    named = speaker_lists(body, rules.grammar)
    found: list[_Hit] = []
    last: tuple[Speakers, ...] = ()
    for number, (start, end) in enumerate(body.sentences):
        sentence = body.text[start:end]
        lead = start + len(sentence) - len(sentence.lstrip())
        here = [s for s in named if start <= s.start < end]
        matches = sorted(
            ((m.start(), m.end(), p) for p in rules.patterns for m in p.regex.finditer(body.text.rstrip(), lead, end)),
            key=lambda item: item[0],
        )
        previous = start
        for at, after, pattern in matches:
            speakers = _subject(here, at, previous) or last
            if not speakers:
                speakers = _elsewhere(here, pattern, at, body.text[:end], after, rules.grammar)
            if not speakers and not rules.unnamed.search(sentence):
                continue
            found.append(_Hit(pattern.kind, number, speakers, pattern.weak))
            last, previous = speakers or last, at
        last = next(((s,) for s in here if s.speaks), last)
    return found


def _subject(here: list[Speakers], at: int, previous: int) -> tuple[Speakers, ...]:
    """The first list that speaks between the last statement and this one; else the last that spoke in the sentence."""
    before = [s for s in here if s.speaks and s.start < at]
    fresh = [s for s in before if s.start >= previous]
    return (fresh[0],) if fresh else (before[-1],) if before else ()


def _elsewhere(
    here: list[Speakers], pattern: _Pattern, at: int, text: str, end: int, grammar: SpeakerWords
) -> tuple[Speakers, ...]:
    """The speakers, where none is before the statement: "To the extent that …, Mexico", "Reservation of …"."""
    if pattern.anywhere:
        owner = next((s for s in here if s.start >= end and only_small(text[end : s.start], grammar)), None)
        return (owner,) if owner else tuple(here)
    after = [s for s in here if s.speaks and s.start >= at]
    return (after[0],) if after else ()


def _positions(body: PlainText, rules: _Rules) -> list[_Hit]:
    """Explanations of position, where no pattern matches: sentences that a State opens, as subject or by "for …,".

    Not sentences about arrangements (who hosts, chairs, sponsors) or events.
    """
    found = []
    for speakers in speaker_lists(body, rules.grammar):
        number, (start, end) = next((n, s) for n, s in enumerate(body.sentences) if s[0] <= speakers.start < s[1])
        after = re.findall(r"\w+", body.text[speakers.end : end])
        if not speakers.speaks or not only_opening(body.text[start : speakers.start], rules.grammar):
            continue
        # "Guyana’s proposal" is not the view of Guyana, "Guyana’s delegation considers" is
        theirs = rules.grammar.possessive & {*after[:1]} and not rules.grammar.heads & {*after[1:2]}
        told = rules.narrates.match(" ".join(after)) or rules.arrangements.search(body.text[start:end])
        if len(after) < _SAYS_SOMETHING or theirs or told:
            continue
        found.append(_Hit("explanation of position", number, (speakers,), False))
    return found


def _decide(hits: list[_Hit], body: PlainText, rules: _Rules) -> tuple[str, StatementStatus]:
    kinds = {h.kind for h in hits}
    if "conditional reservation" in kinds:
        kinds = {h.kind for h in hits if not h.weak}
    if "withdrawn" in kinds:
        return _withdrawn_kind(body, rules), "withdrawn"
    kind = min(kinds, key=KINDS.index)
    if "footnote announced" in kinds and kind in ("footnote announced", "explanation of position", "reservation"):
        return "footnote announced", "announced"
    if kind == "not a party" and _own_aid(hits, body, rules):
        return "explanation of position", "submitted"
    return kind, "submitted"


def _withdrawn_kind(body: PlainText, rules: _Rules) -> str:
    """What was withdrawn, by its noun: a dissociation, an announced footnote …; else a reservation."""
    return next((kind for kind, noun in rules.nouns if noun.search(body.text)), "reservation")


def _own_aid(hits: list[_Hit], body: PlainText, rules: _Rules) -> bool:
    """True where a State that is not a party speaks of its aid in a later sentence."""
    said = {h.sentence for h in hits if h.kind == "not a party"}
    return any(rules.aid.search(body.text[a:b]) for n, (a, b) in enumerate(body.sentences) if n > min(said))
