"""The rules by which footnotes are read in one language: its patterns and small words, compiled once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from drafting.lexicon import load
from drafting.lexicon.states import Delegations
from drafting.read.statements.speakers import SpeakerWords

_SURE = ("dissociation", "reservation", "not a party", "footnote announced", "withdrawn")
"""Kinds whose verbs only delegations have; a pattern of another kind says so ("sure")."""


@dataclass(frozen=True, slots=True)
class StatementPattern:
    """A pattern of one kind of statement (or "withdrawn"), over folded text."""

    kind: str
    regex: re.Pattern[str]
    anywhere: bool
    weak: bool
    """A refusal that a condition turns into conditional acceptance ("… not accepting terms unknown to its law")."""
    sure: bool
    """Only delegations do this ("accepts ad referendum"): its subject is one, whatever its name."""
    agent: bool
    """Those who make the statement follow directly ("accepted ad referendum by …")."""


@dataclass(frozen=True, slots=True)
class StatementRules:
    """All that typing a footnote asks of a language."""

    grammar: SpeakerWords
    patterns: tuple[StatementPattern, ...]
    ignore: tuple[re.Pattern[str], ...]
    whole: tuple[re.Pattern[str], ...]
    narrates: re.Pattern[str]
    arrangements: re.Pattern[str]
    unnamed: re.Pattern[str]
    quotes: re.Pattern[str]
    aid: re.Pattern[str]
    nouns: tuple[tuple[str, re.Pattern[str]], ...]
    delegations: Delegations


@cache
def statement_rules(language: str) -> StatementRules:
    """The rules of a language, from the table `statements` of its lexicon."""
    lexicon = load(language)
    table: dict[str, Any] = lexicon.data["statements"]
    return StatementRules(
        grammar=SpeakerWords.of(lexicon.data),
        patterns=tuple(
            StatementPattern(
                p["kind"],
                re.compile(p["regex"]),
                p.get("anywhere", False),
                p.get("weak", False),
                p.get("sure", p["kind"] in _SURE and not p.get("weak", False)),
                p.get("agent", False),
            )
            for p in table["patterns"]
        ),
        ignore=tuple(re.compile(row["regex"]) for row in table["ignore"]),
        whole=tuple(re.compile(row["regex"]) for row in table["whole"]),
        narrates=re.compile(table["narrates"]),
        arrangements=re.compile(table["arrangements"]),
        unnamed=re.compile(f"{table['first_person']}|{table['unnamed']}"),
        quotes=re.compile(table["quotes"]),
        aid=re.compile(table["aid"]),
        nouns=tuple((kind, re.compile(noun)) for kind, noun in table["nouns"].items()),
        delegations=lexicon.delegations,
    )
