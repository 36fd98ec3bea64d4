"""The opening words of one language as a tree of folded words, built from its verbs, set phrases and adverbs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain, product
from typing import Any, Literal, TypeAlias

from drafting.text.folding import fold_case
from drafting.text.words import phrase_words

OpeningPart: TypeAlias = Literal["preambular", "operative"]
OpeningForm: TypeAlias = Literal[
    "infinitive", "marked infinitive", "singular", "plural", "first person", "participle", "preambular", "that clause"
]
"""Grammar of the opening words. "marked infinitive": after "to" or "de"; "first person": "we reaffirm"; "preambular":
an adjective or a set phrase; "that clause": "that …", "qu’ils …"."""

COLUMNS: Mapping[int, tuple[OpeningForm, ...]] = {
    3: ("infinitive", "singular", "participle"),
    5: ("infinitive", "singular", "plural", "participle", "first person"),
}
"""The forms in the cells of a verb's row, by the number of its cells."""

_AGREEING = re.compile(r"\[([^\]]+)\]")
_ADVERBS: tuple[tuple[str, int, bool], ...] = (
    ("plain", 0, False), ("strong", 1, False), ("soft", -1, False), ("manner", 0, False), ("inner_strong", 1, True),
    ("inner_plain", 0, True),
)  # fmt: skip
"""Lists of `[adverbs]`: name, what they add to the strength, whether they are only found inside opening words."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A form of a verb or a set phrase. `id` names its entry on the ladder of classes and strengths.

    `silent`: how many of its last words must follow without being part of the opening words ("demander (à)").
    `spelled`: with its accents, to tell "encourage" from "encouragé" where both are possible. `lemma`: the infinitive.
    """

    id: str
    form: OpeningForm
    silent: int
    spelled: str
    lemma: str

    @property
    def part(self) -> OpeningPart:
        """The part that a paragraph with these opening words belongs to."""
        return "preambular" if self.form in ("participle", "preambular") else "operative"


@dataclass(frozen=True, slots=True)
class Adverb:
    """An adverb of opening words. `degree`: what it adds to their strength; `inner`: never at their end;
    `uncertain`: at their end only before a determiner."""

    phrase: str
    degree: int
    inner: bool
    uncertain: bool


@dataclass(slots=True)
class PhraseTree:
    """A node of the tree: the words that may follow, and the entries that end here."""

    next: dict[str, PhraseTree]
    ends: list[Entry]

    def add(self, phrase: tuple[str, ...], entry: Entry) -> None:
        """Add a phrase below this node."""
        node = self
        for word in phrase:
            node = node.next.setdefault(word, PhraseTree({}, []))
        node.ends.append(entry)


def build_tree(data: Mapping[str, Any]) -> PhraseTree:
    """All verbs and set phrases of a language file."""
    root = PhraseTree({}, [])
    agreement: Mapping[str, str] = data.get("agreement", {})
    for entry_id, phrases in data["preamble"].items():
        for phrase in phrases:
            _add(root, phrase, entry_id, "preambular", phrase, agreement)
    for entry_id, rows in data["verbs"].items():
        for row in rows:
            cells = row.split(" / ")
            for form, cell in zip(COLUMNS[len(cells)], cells, strict=True):
                for phrase in cell.split("|") if cell != "-" else ():
                    _add(root, phrase, entry_id, form, cells[0], agreement)
    return root


def _add(
    root: PhraseTree, phrase: str, entry_id: str, form: OpeningForm, lemma: str, agreement: Mapping[str, str]
) -> None:
    """Add a phrase in all its agreements, the words in round brackets behind them."""
    shown, _, looked_at = phrase.partition("(")
    silent = phrase_words(looked_at)
    entry = Entry(entry_id, form, len(silent), fold_case(phrase), lemma)
    for whole in _agreements(shown, agreement):
        root.add(whole + silent, entry)


def _agreements(phrase: str, agreement: Mapping[str, str]) -> Iterable[tuple[str, ...]]:
    """The folded words of a phrase in all its agreements: "[conscient]" is conscient, consciente, conscients …"""
    if "[" not in phrase:
        return (phrase_words(phrase),)
    pieces: list[tuple[tuple[str, ...], ...]] = []
    for i, piece in enumerate(_AGREEING.split(phrase)):
        pieces.append(tuple(phrase_words(w) for w in agreement[piece].split()) if i % 2 else (phrase_words(piece),))
    return [tuple(chain.from_iterable(choice)) for choice in product(*pieces)]


def build_adverbs(lists: Mapping[str, Any]) -> dict[str, list[tuple[tuple[str, ...], Adverb]]]:
    """The adverbs of a language by their first word, longest first."""
    table: dict[str, list[tuple[tuple[str, ...], Adverb]]] = {}
    uncertain = {phrase_words(phrase) for phrase in lists["uncertain"]}
    for name, degree, inner in _ADVERBS:
        for phrase in lists[name]:
            key = phrase_words(phrase)
            table.setdefault(key[0], []).append((key, Adverb(" ".join(key), degree, inner, key in uncertain)))
    for entries in table.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return table


def by_first_word(phrases: Iterable[tuple[str, ...]]) -> dict[str, list[tuple[str, ...]]]:
    """Phrases by their first word."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        table.setdefault(phrase[0], []).append(phrase)
    return table
