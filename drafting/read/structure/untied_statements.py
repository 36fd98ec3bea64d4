"""Lines of the text that read like the statement of a delegation although no mark ties them to a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from drafting.lexicon import LANGUAGES, load
from drafting.lexicon.states import Delegations
from drafting.model.address import places
from drafting.model.resolution import Block, Clause, Heading, Line, Note, Resolution, Table
from drafting.read.sentence_ends import is_finished
from drafting.read.statements import Statement, read_statement
from drafting.read.statements.speakers import SpeakerWords, only_opening, speaker_lists
from drafting.read.statements.text import plain_text
from drafting.text.folding import fold_line

_LEAD = re.compile(r"[\W\d_]*(?:[^\W\d_]{1,12}[ \u00a0]?:[\W_]*)?")
"""What may be before the words of a statement: a mark, brackets, "Note: "."""
_HEADING = 120
"""Characters of the longest heading of a statement: "Reservation of Peru:"."""
_LONGEST = 6_000
_ANY_NAME = ("dissociation", "reservation", "footnote announced")
"""Kinds that are believed of a name that no table has; the others are said of parties to treaties too."""
_FIXED = ("organ", "session", "symbol", "date", "agenda", "type", "sponsors", "original", "chapeau", "enacting")
"""Lines whose role is known and that hold no statement."""


@dataclass(frozen=True, slots=True)
class UntiedStatement:
    """A line that might be a statement: its address, its words, and what they say. `heads`: it is a mere heading."""

    at: str
    text: str
    statement: Statement
    heads: bool = False

    @property
    def parties(self) -> tuple[str, ...]:
        """The States and groups, and the names that no table has."""
        return (*self.statement.states, *self.statement.groups, *self.statement.names)


def untied_statements(resolution: Resolution) -> tuple[UntiedStatement, ...]:
    """The lines that might be statements, in their order.

    Recitals, operative paragraphs and items, which begin with their verb, are none, whatever they say of reservations.
    """
    language = resolution.language if resolution.language in LANGUAGES else "en"
    found: list[UntiedStatement] = []
    for at, block in places(resolution):
        for text in _texts(block):
            one = _untied(str(at), text, language)
            if one is None or (
                one.statement.kind == "explanation of position" and one.heads and isinstance(block, Line)
            ):
                continue
            if found and found[-1].heads and set(found[-1].parties) & set(one.parties):
                found.pop()
            found.append(one)
    return tuple(found)


def untied_notes(resolution: Resolution) -> tuple[Note, ...]:
    """A warning for each line that might be a statement."""
    return tuple(_note(one) for one in untied_statements(resolution))


def _note(one: UntiedStatement) -> Note:
    kind, states = one.statement.kind, ", ".join(one.parties)
    message = f"this line might be a statement ({kind}) of {states}; nothing ties it to a paragraph"
    if kind == "reservation":
        message = f"this line might be a reservation of {states}; nothing ties it to a paragraph"
    return Note("untied-statement", message, one.at, "warning", one.text[:80])


def _texts(block: Block) -> Iterator[str]:
    """The words of a block that no verb of a recital or an operative paragraph begins."""
    if isinstance(block, Table):
        yield from (cell for row in block.rows for cell in row if len(cell.split()) > 2)
    elif isinstance(block, Clause):
        if not block.opening or block.text[len(block.opening) :].lstrip()[:1] == ":":  # "Note: …" is no verb
            yield block.text
    elif isinstance(block, Heading) or block.role not in _FIXED:
        yield block.text


def _untied(at: str, text: str, language: str) -> UntiedStatement | None:
    """The statement that a line might be; None where no delegation begins it."""
    if len(text) > _LONGEST or not _stems(language).search(fold_line(text)):
        return None
    m = _LEAD.match(text)
    words = text[m.end() if m else 0 :]
    grammar, delegations = _grammar(language)
    mentions = delegations.find(words[:_HEADING])
    called = bool(set(re.findall(r"\w+", fold_line(words[:_HEADING]))[:4]) & _called(language))
    if not mentions and not called:
        return None
    body = plain_text(words[:_HEADING], mentions)
    first = next(iter(speaker_lists(body, grammar)), None)
    named = first is not None and only_opening(body.text[: first.start], grammar)
    short = len(words) <= _HEADING and first is not None and not re.search(r"[.;,]\s*$", words)
    if not (named or called or short):
        return None
    statement = read_statement(words, language)
    if statement.kind == "information":
        return None
    parties = (*statement.states, *statement.groups)
    weak = statement.kind == "explanation of position"
    if weak and named and not is_finished(words):
        return None
    if named and first is not None and first.speaks and parties and (called or not weak):
        return UntiedStatement(at, text, statement)
    if called and statement.names and statement.kind in _ANY_NAME:
        return UntiedStatement(at, text, statement)
    head = (
        short
        and not named
        and first is not None
        and len(body.text[: first.start].split()) <= 6
        and parties
        and (called or not weak)
    )
    return UntiedStatement(at, text, statement, heads=True) if head else None


@cache
def _called(language: str) -> frozenset[str]:
    return frozenset(load(language).data["statements"]["called"].split())


@cache
def _stems(language: str) -> re.Pattern[str]:
    return re.compile(load(language).data["statements"]["stems"])


@cache
def _grammar(language: str) -> tuple[SpeakerWords, Delegations]:
    lexicon = load(language)
    return SpeakerWords.of(lexicon.data), lexicon.delegations
