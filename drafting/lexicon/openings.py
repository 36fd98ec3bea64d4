"""Opening words of a paragraph: "RAPPELANT ÉGALEMENT", "Also requests", "De demander", "Qu’ils réaffirment".

The forms of a language are walked as a tree of folded words; adverbs may stand before, between and after them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, product
from typing import Any, Literal, NamedTuple, TypeAlias

from drafting.lexicon import loader as source
from drafting.text.folding import Run, words

Part: TypeAlias = Literal["preambular", "operative"]
Form: TypeAlias = Literal[
    "infinitive", "marked infinitive", "singular", "plural", "first person", "participle", "preambular", "that clause"
]
"""Grammar of the opening words. "marked infinitive": after "to" or "de"; "first person": "we reaffirm"; "preambular":
an adjective or a set phrase; "that clause": "that …", "qu’ils …"."""

COLUMNS: Mapping[int, tuple[Form, ...]] = {
    3: ("infinitive", "singular", "participle"),
    5: ("infinitive", "singular", "plural", "participle", "first person"),
}
"""What the cells of a verb mean, by their number."""

_BEFORE = re.compile(r"[\s\[({«“\"'‘*_]*")
_BRACKETED = re.compile(r"\[([^\]]+)\]")
_LIMIT = 18
_REMEMBERED, _ROOM = 60, 10_000
"""Characters of the longest beginning whose opening words are remembered, and how many are."""
_ADVERBS = 4
"""Adverbs that opening words have at most."""


@dataclass(frozen=True, slots=True)
class Opening:
    """Opening words found in a text: `text` exactly as printed, standing at `start`.

    `id` names the entry of the ladder, the same in all languages; `class_` and `strength` (0 = off the ladder) come
    from there, one more for an intensifier, 9 at most. `adverbs`: the adverbs among them, folded.
    """

    text: str
    part: Part
    class_: str
    strength: int
    id: str
    form: Form
    start: int = 0
    adverbs: tuple[str, ...] = ()
    lemma: str = ""
    """The infinitive of the data row that matched, for `Lexicon.form`; the phrase itself where it is no verb."""

    @property
    def end(self) -> int:
        """Where the opening words end in the text."""
        return self.start + len(self.text)


@dataclass(slots=True)
class Node:
    """A place in the tree: the words that may follow, and the entries that end here."""

    next: dict[str, Node]
    ends: list[_Entry]


@dataclass(frozen=True, slots=True)
class _Entry:
    id: str
    form: Form
    silent: int
    """How many of its last words are looked at but are not part of the opening words ("demander (à)")."""
    spelled: str
    """With its accents, to tell "encourage" from "encouragé" where both are possible."""
    lemma: str

    @property
    def part(self) -> Part:
        """Where a paragraph with these opening words stands."""
        return "preambular" if self.form in ("participle", "preambular") else "operative"


@dataclass(frozen=True, slots=True)
class _Adverb:
    phrase: str
    degree: int
    inner: bool
    uncertain: bool


class _Found(NamedTuple):
    """A way to read the words: an entry of the tree, how many words of it, where it ends, as which form."""

    entry: _Entry
    core: int
    end: int
    adverbs: tuple[_Adverb, ...]
    wanted: Form | None


def new_node() -> Node:
    """An empty tree."""
    return Node({}, [])


def plant(root: Node, phrase: tuple[str, ...], entry: Any) -> None:
    """Add a phrase to a tree."""
    node = root
    for word in phrase:
        node = node.next.setdefault(word, new_node())
    node.ends.append(entry)


class Openings:
    """All opening words of one language."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._agreement: Mapping[str, str] = data.get("agreement", {})
        self._ladder = source.read(source.LADDER)
        modes = data["modes"]
        self._markers = frozenset(w for m in modes["markers"] for w in words(m))
        self._that = frozenset(w for m in modes["that"] for w in words(m))
        self._subjects = frozenset(w for m in modes["subjects"] for w in words(m))
        self._we = frozenset(w for m in data["organs"]["we"] for w in words(m))
        self._nouns = frozenset(w for m in data["adverbs"].get("nouns", ()) for w in words(m))
        self._determiners = frozenset(words(data["adverbs"]["determiners"]))
        self._never = _by_first(words(p) for p in data["adverbs"]["never"])
        self._adverbs = self._adverb_tree(data["adverbs"])
        self._tree = self._opening_tree(data)
        self._settled: dict[tuple[tuple[Part | None, ...], str], dict[int, dict[str, Sequence[Opening | None]]]] = {}
        """Parts and first word → length → beginning → what it settled."""
        self._room = _ROOM
        self._first = frozenset(self._tree.next) | self._adverbs.keys() | self._markers | self._we | self._that

    # --- building -----------------------------------------------------------------------------------------------

    def _adverb_tree(self, lists: Mapping[str, Any]) -> dict[str, list[tuple[tuple[str, ...], _Adverb]]]:
        tree: dict[str, list[tuple[tuple[str, ...], _Adverb]]] = {}
        uncertain = {words(p) for p in lists["uncertain"]}
        kinds = (("plain", 0, False), ("strong", 1, False), ("soft", -1, False), ("manner", 0, False),
                 ("inner_strong", 1, True), ("inner_plain", 0, True))  # fmt: skip
        for name, degree, inner in kinds:
            for phrase in lists[name]:
                key = words(phrase)
                tree.setdefault(key[0], []).append((key, _Adverb(" ".join(key), degree, inner, key in uncertain)))
        for entries in tree.values():
            entries.sort(key=lambda e: -len(e[0]))
        return tree

    def _opening_tree(self, data: Mapping[str, Any]) -> Node:
        root = new_node()
        for entry_id, phrases in data["preamble"].items():
            for phrase in phrases:
                self._plant(root, phrase, entry_id, "preambular", phrase)
        for entry_id, rows in data["verbs"].items():
            for row in rows:
                cells = row.split(" / ")
                for form, cell in zip(COLUMNS[len(cells)], cells, strict=True):
                    for phrase in cell.split("|") if cell != "-" else ():
                        self._plant(root, phrase, entry_id, form, cells[0])
        return root

    def _plant(self, root: Node, phrase: str, entry_id: str, form: Form, lemma: str) -> None:
        shown, _, looked = phrase.partition("(")
        silent = len(words(looked)) if looked else 0
        for whole in self._spelled(shown):
            plant(root, whole + words(looked), _Entry(entry_id, form, silent, phrase.casefold(), lemma))

    def _spelled(self, phrase: str) -> Iterable[tuple[str, ...]]:
        """The phrase in all its agreements: "[conscient]" stands for conscient, consciente, conscients, conscientes."""
        if "[" not in phrase:
            return (words(phrase),)
        pieces: list[tuple[tuple[str, ...], ...]] = []
        for i, piece in enumerate(_BRACKETED.split(phrase)):
            pieces.append(tuple(words(w) for w in self._agreement[piece].split()) if i % 2 else (words(piece),))
        return [tuple(chain.from_iterable(choice)) for choice in product(*pieces)]

    # --- finding ------------------------------------------------------------------------------------------------

    def find(self, text: str, part: Part | None = None, start: int = 0) -> Opening | None:
        """The opening words that begin at `start` (quotation marks and brackets before them are stepped over)."""
        if start:
            return self._answers(text, self._run(text, start), (part,))[0]
        return self._remembered(text, (part,))[0]

    def both(self, text: str) -> Sequence[Opening | None]:
        """The opening words of the preamble and those of the operative part: as `find` for each, at once."""
        return self._remembered(text, ("preambular", "operative"))

    def _remembered(self, text: str, parts: tuple[Part | None, ...]) -> Sequence[Opening | None]:
        """The answers for these parts.

        Drafts begin with the same few words again and again ("Requests the"): what these settled is remembered.
        """
        first = parts, text.partition(" ")[0]
        for length, answers in self._settled.get(first, {}).items():
            found = answers.get(text[:length])
            if found is not None:
                return found
        line = self._run(text)
        found = self._answers(text, line, parts)
        if 0 < line.settled <= _REMEMBERED and self._room:
            self._room -= 1
            self._settled.setdefault(first, {}).setdefault(line.settled, {})[text[: line.settled]] = found
        return found

    def _run(self, text: str, start: int = 0) -> Run:
        begin = _BEFORE.match(text, start)
        return Run(text, begin.end() if begin else start, _LIMIT)

    def _answers(self, text: str, line: Run, parts: Sequence[Part | None]) -> Sequence[Opening | None]:
        if not line.has(0):
            return [None] * len(parts)
        found = self._at(text, line, parts)
        if len(line.folded[0]) > 1 or not line.has(1):
            return found
        again = self._at(text, line.rejoined(), parts)
        return [one or other for one, other in zip(found, again, strict=True)]

    def _at(self, text: str, line: Run, parts: Sequence[Part | None]) -> Sequence[Opening | None]:
        first = line.folded[0]
        if first not in self._first or any(line.begins(phrase) for phrase in self._never.get(first, ())):
            return [None] * len(parts)
        ways: list[_Found] = []
        for offset, form in self._starts(line):
            self._walk(self._tree, line, offset, 0, (), form, ways)
        ways = [found for found in ways if self._allowed(found, line)]
        return [self._best(text, line, ways, part) for part in parts]

    def _best(self, text: str, line: Run, ways: Iterable[_Found], part: Part | None) -> Opening | None:
        """The longest way; of two as long, the one that is spelled as the entry is."""
        best: _Found | None = None
        for found in ways:
            if part not in (None, found.entry.part):
                continue
            if best is None or found.core > best.core or (
                found.core == best.core and _like(text, line, found) > _like(text, line, best)
            ):  # fmt: skip
                best = found
        return self._opening(text, line, best) if best else self._that_alone(text, line, part)

    def _starts(self, line: Run) -> Iterator[tuple[int, Form | None]]:
        """Where the verb may begin, and the form that the words before it give it."""
        yield 0, None
        first = line.folded[0]
        if first in self._markers:
            yield 1, "marked infinitive"
        if first in self._we:
            yield 1, "first person"
        if first in self._that and line.has(1):
            yield 1, "that clause"
            if line.folded[1] in self._subjects:
                yield 2, "that clause"

    def _allowed(self, found: _Found, line: Run) -> bool:
        form = found.entry.form
        match found.wanted:
            case "marked infinitive":
                return form == "infinitive"
            case "first person":
                return form in ("first person", "infinitive")
            case "that clause":
                return form in ("singular", "plural", "infinitive")
            case _:
                bare = form == "infinitive" and found.core == 1 and not found.adverbs
                return not (bare and line.folded[0] in self._nouns)

    def _walk(
        self, node: Node, line: Run, at: int, depth: int, adverbs: tuple[_Adverb, ...], form: Form | None,
        ways: list[_Found],
    ) -> None:  # fmt: skip
        """Add every way to read the words from `at` on that the tree knows."""
        ways.extend(_Found(entry, depth, at, adverbs, form) for entry in node.ends)
        if not node.next or (at >= len(line.folded) and not line.has(at)):
            return
        following = node.next.get(line.folded[at])
        if following is not None:
            self._walk(following, line, at + 1, depth + 1, adverbs, form, ways)
        if len(adverbs) < _ADVERBS:
            for length, adverb in self._adverbs_at(line, at):
                if depth or not adverb.inner:
                    self._walk(node, line, at + length, depth, (*adverbs, adverb), form, ways)

    def _adverbs_at(self, line: Run, at: int) -> Sequence[tuple[int, _Adverb]]:
        if at >= len(line.folded) and not line.has(at):
            return ()
        known = self._adverbs.get(line.folded[at], ())
        return [(len(key), adverb) for key, adverb in known if line.begins(key, at)] if known else ()

    def _opening(self, text: str, line: Run, found: _Found) -> Opening:
        end, adverbs = found.end - found.entry.silent, found.adverbs
        while not found.entry.silent:
            tail = next(((n, a) for n, a in self._adverbs_at(line, end) if self._closes(line, end + n, a)), None)
            if tail is None:
                break
            end, adverbs = end + tail[0], (*adverbs, tail[1])
        entry, part = found.entry, found.entry.part
        class_, strength = self.rank(entry.id, part, sum(a.degree for a in adverbs))
        start = line.places[0][0]
        printed = text[start : line.places[end - 1][1]]
        names = tuple(a.phrase for a in adverbs)
        return Opening(printed, part, class_, strength, entry.id, found.wanted or entry.form, start, names, entry.lemma)

    def _closes(self, line: Run, after: int, adverb: _Adverb) -> bool:
        """Does an adverb behind the verb belong to the opening words, not to what follows?"""
        if adverb.inner:
            return False
        return not adverb.uncertain or not line.has(after) or line.folded[after] in self._determiners

    def rank(self, entry_id: str, part: Part, degree: int = 0) -> tuple[str, int]:
        """Class and strength of an entry in a part; an intensifier adds one, a softener takes one."""
        rung = self._ladder[entry_id]
        class_ = rung.get(part) or rung["preambular"]
        strength = int(rung.get("strength", 0)) if part == "operative" else 0
        return class_, max(1, min(9, strength + max(-1, min(1, degree)))) if strength else 0

    def _that_alone(self, text: str, line: Run, part: Part | None) -> Opening | None:
        """ "Que le Secrétariat continue …": a clause whose verb comes after its subject."""
        if part == "preambular" or line.folded[0] not in self._that:
            return None
        start, end = line.places[0]
        return Opening(text[start:end], "operative", "", 0, "that", "that clause", start)


def _like(text: str, line: Run, found: _Found) -> int:
    """How many of the matched words are spelled, accents included, as the entry spells them."""
    spelled = found.entry.spelled.replace("’", "'").replace("[", " ").replace("'", "' ").split()
    printed = (text[start:end] for start, end in line.places[: found.end])
    return sum(word.casefold().replace("’", "'") in spelled for word in printed)


def _by_first(phrases: Iterable[tuple[str, ...]]) -> dict[str, list[tuple[str, ...]]]:
    """Phrases by their first word."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        table.setdefault(phrase[0], []).append(phrase)
    return table
