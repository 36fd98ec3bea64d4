"""Which note of one revision continues which note of the revision before, and whether its words are the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from drafting.lexicon import LANGUAGES, load
from drafting.negotiate.brackets.vocabulary import agreeing_words
from drafting.negotiate.reservations.entries import StatementEntry
from drafting.negotiate.reservations.text_changes import TextChanges
from drafting.text.folding import fold
from drafting.text.similarity import char_ratio
from drafting.text.typography import body_key

SIMILAR = 0.6
"""Similarity of characters (0 to 1) from which two notes of one State on different paragraphs are one note.

Judged on the revision chains of the tests and on invented drafts in four languages, not measured on real ones."""
SIMILAR_UNSIGNED = 0.35
"""The same for two unsigned notes on one paragraph. Judged on examples, not measured."""
PLACE_WEIGHT = 2.0
"""Added when both notes are on the same paragraph: more than every other sign together. Judged, not measured."""
KIND_WEIGHT = 0.3
"""Added when both notes are of the same kind. Judged on examples, not measured."""
SIGNATORIES_WEIGHT = 0.2
"""Added when both notes have the same signatories. Judged on examples, not measured."""
_ANNOUNCED = 0.01
"""Factor that puts an announced note and a note of the same State on another paragraph behind every other pair."""

_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_SHORTEST_STEM = 3
_LONGEST_ENDING = 4
"""Letters of the common beginning and of the endings of the singular and plural of one word. Judged, not measured."""


@dataclass(frozen=True, slots=True)
class StatementLink:
    """A note, the note of the next revision that continues it, and the signatories who carried it on."""

    old: StatementEntry
    new: StatementEntry
    signatories: tuple[str, ...]


def link_statements(
    olds: Sequence[StatementEntry], news: Sequence[StatementEntry], changes: TextChanges
) -> list[StatementLink]:
    """Link each signatory of each old note to at most one new note of theirs, the most likely pairs first.

    The links are in the order of the old notes, then of their signatories. A joint note that was divided has several.
    """
    scored = [
        (score, i, j)
        for i, old in enumerate(olds)
        for j, new in enumerate(news)
        if (score := link_score(old, new, changes)) > 0
    ]
    scored.sort(key=lambda s: (-s[0], s[1], s[2]))
    taken_old: set[tuple[int, str]] = set()
    taken_new: set[tuple[int, str]] = set()
    pairs: dict[tuple[int, int], list[str]] = {}
    for _, i, j in scored:
        for party in olds[i].signatories:
            if party in news[j].signatories and (i, party) not in taken_old and (j, party) not in taken_new:
                taken_old.add((i, party))
                taken_new.add((j, party))
                pairs.setdefault((i, j), []).append(party)
    order = {party: n for old in olds for n, party in enumerate(old.signatories)}
    return [
        StatementLink(olds[i], news[j], tuple(v for v in olds[i].signatories if v in parties))
        for (i, j), parties in sorted(pairs.items(), key=lambda p: (p[0][0], min(order[v] for v in p[1])))
    ]


def link_score(old: StatementEntry, new: StatementEntry, changes: TextChanges) -> float:
    """How likely a new note continues an old one; 0 when it does not.

    Notes with no signatory in common are never linked (two unsigned notes have one in common), nor is a withdrawn note
    with one that is in force again.
    """
    if not set(old.signatories) & set(new.signatories) or (old.status == "withdrawn" and new.status != "withdrawn"):
        return 0.0
    similar = char_ratio(fold(old.text), fold(new.text))
    same_place = any(changes.is_same_paragraph(a.at, b.at) for a in old.all_places for b in new.all_places)
    if not same_place and similar < SIMILAR:
        return _ANNOUNCED * (1 + similar) if _may_fulfil(old, new) else 0.0
    if same_place and not old.is_signed and similar < SIMILAR_UNSIGNED:
        return 0.0
    kind, signatories = old.kind == new.kind, old.signatories == new.signatories
    return PLACE_WEIGHT * same_place + similar + KIND_WEIGHT * kind + SIGNATORIES_WEIGHT * signatories


def _may_fulfil(old: StatementEntry, new: StatementEntry) -> bool:
    """True for a signed note that was announced and a statement that was submitted."""
    submitted = new.status == "submitted" and new.kind != "information"
    return old.is_signed and old.status == "announced" and submitted


def is_same_note(
    old: str, new: str, language: str, *, other_signatories: bool, renumbered: Callable[[str, str], bool]
) -> bool:
    """True when two notes say the same: typography and the new number of a paragraph they cite do not count.

    `other_signatories`: the States differ, so that their names and the agreement in number are left out of account.
    `renumbered(a, b)`: whether paragraph a of the old text is paragraph b of the new one.
    """
    if body_key(old) == body_key(new):
        return True
    a, b = _note_tokens(old, language, other_signatories), _note_tokens(new, language, other_signatories)
    if len(a) != len(b):
        return False
    return all(
        x == y or _cites_same(x, y, renumbered) or (other_signatories and _is_same_word(x, y))
        for x, y in zip(a, b, strict=True)
    )


def _note_tokens(text: str, language: str, without_signatories: bool) -> list[str]:
    """The words and numbers of a note, folded; the whole text as one token where no number can have changed."""
    if without_signatories:
        known = language if language in LANGUAGES else "en"
        for m in reversed(load(known).delegations.find(text)):
            text = text[: m.start] + " " * (m.end - m.start) + text[m.end :]
        small = _list_words(known)
        return [t for t in _TOKEN.findall(fold(text)) if t not in small]
    return _TOKEN.findall(fold(text)) if any(c.isdigit() for c in text) else [text]


@cache
def _list_words(language: str) -> frozenset[str]:
    """The words of a list of States besides their names, and the words that agree with the number of States."""
    table = load(language).data["statements"]
    lists = " ".join(table[k] for k in ("delegation", "genitive", "articles", "joiners")).split()
    return frozenset((*lists, *agreeing_words()))


def _cites_same(old: str, new: str, renumbered: Callable[[str, str], bool]) -> bool:
    return old.isdigit() and new.isdigit() and renumbered(old, new)


def _is_same_word(old: str, new: str) -> bool:
    """True for words that may be the singular and the plural of one: a common beginning and short endings."""
    common = 0
    for x, y in zip(old, new, strict=False):
        if x != y:
            break
        common += 1
    return common >= _SHORTEST_STEM and max(len(old), len(new)) - common <= _LONGEST_ENDING
