"""Opening words of a paragraph: "RAPPELANT ÉGALEMENT", "Also requests", "De demander", "Qu’ils réaffirment".

The words of a text are followed along the tree of a language; adverbs may be before, between and after them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from drafting.lexicon import loader
from drafting.lexicon.opening_tree import (
    Adverb,
    Entry,
    OpeningForm,
    OpeningPart,
    PhraseTree,
    build_adverbs,
    build_tree,
    by_first_word,
)
from drafting.text.folding import fold_case
from drafting.text.words import WordRun, phrase_words

_BEFORE = re.compile(r"[\s\[({«“\"'‘*_]*")
_MOST_WORDS = 18
"""Words of a paragraph that are searched."""
_LONGEST_REMEMBERED = 60
"""Characters of the longest beginning whose opening words are remembered."""
_MOST_REMEMBERED = 10_000
_MOST_ADVERBS = 4
"""Adverbs that opening words have at most."""


@dataclass(frozen=True, slots=True)
class Opening:
    """Opening words found in a text: `text` exactly as printed, from `start` on.

    `id` names the entry of the ladder, common to all languages; `class_` and `strength` (0 = not on the ladder) come
    from there, one more for an intensifier, 9 at most. `adverbs`: the adverbs among them, folded.
    """

    text: str
    part: OpeningPart
    class_: str
    strength: int
    id: str
    form: OpeningForm
    start: int = 0
    adverbs: tuple[str, ...] = ()
    lemma: str = ""
    """The infinitive of the data row that matched, for `Lexicon.form`; the phrase itself where it is no verb."""

    @property
    def end(self) -> int:
        """Where the opening words end in the text."""
        return self.start + len(self.text)


class _Found(NamedTuple):
    """A reading of the words: `core` counts those of the entry, `end` is the index behind all, `wanted` the form."""

    entry: Entry
    core: int
    end: int
    adverbs: tuple[Adverb, ...]
    wanted: OpeningForm | None


_Parts = tuple[OpeningPart | None, ...]


class OpeningFinder:
    """Finds the opening words of one language."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._ladder = loader.read(loader.LADDER)
        modes = data["modes"]
        self._markers = frozenset(w for m in modes["markers"] for w in phrase_words(m))
        self._that = frozenset(w for m in modes["that"] for w in phrase_words(m))
        self._subjects = frozenset(w for m in modes["subjects"] for w in phrase_words(m))
        self._we = frozenset(w for m in data["organs"]["we"] for w in phrase_words(m))
        self._nouns = frozenset(w for m in data["adverbs"].get("nouns", ()) for w in phrase_words(m))
        self._determiners = frozenset(phrase_words(data["adverbs"]["determiners"]))
        self._never = by_first_word(phrase_words(p) for p in data["adverbs"]["never"])
        self._adverbs = build_adverbs(data["adverbs"])
        self._tree = build_tree(data)
        self._settled: dict[tuple[_Parts, str], dict[int, dict[str, Sequence[Opening | None]]]] = {}
        """Parts and first word → length → beginning → the answers it decides."""
        self._room = _MOST_REMEMBERED
        self._first = frozenset(self._tree.next) | self._adverbs.keys() | self._markers | self._we | self._that

    def find(self, text: str, part: OpeningPart | None = None, start: int = 0) -> Opening | None:
        """The opening words that begin at `start`; quotation marks and brackets before them are skipped."""
        if start:
            return self._answers(text, self._run(text, start), (part,))[0]
        return self._remembered(text, (part,))[0]

    def both(self, text: str) -> Sequence[Opening | None]:
        """The opening words of the preamble and those of the operative part: as `find` for each, at once."""
        return self._remembered(text, ("preambular", "operative"))

    def _remembered(self, text: str, parts: tuple[OpeningPart | None, ...]) -> Sequence[Opening | None]:
        """The opening words for each of these parts.

        Paragraphs often begin with the same few words ("Requests the"): the answers that these decide are remembered.
        """
        first = parts, text.partition(" ")[0]
        for length, answers in self._settled.get(first, {}).items():
            found = answers.get(text[:length])
            if found is not None:
                return found
        line = self._run(text)
        found = self._answers(text, line, parts)
        if 0 < line.settled <= _LONGEST_REMEMBERED and self._room:
            self._room -= 1
            self._settled.setdefault(first, {}).setdefault(line.settled, {})[text[: line.settled]] = found
        return found

    def _run(self, text: str, start: int = 0) -> WordRun:
        begin = _BEFORE.match(text, start)
        return WordRun(text, begin.end() if begin else start, _MOST_WORDS)

    def _answers(self, text: str, line: WordRun, parts: Sequence[OpeningPart | None]) -> Sequence[Opening | None]:
        if not line.has(0):
            return [None] * len(parts)
        found = self._at(text, line, parts)
        if len(line.folded[0]) > 1 or not line.has(1):
            return found
        again = self._at(text, line.rejoined(), parts)
        return [one or other for one, other in zip(found, again, strict=True)]

    def _at(self, text: str, line: WordRun, parts: Sequence[OpeningPart | None]) -> Sequence[Opening | None]:
        first = line.folded[0]
        if first not in self._first or any(line.begins(phrase) for phrase in self._never.get(first, ())):
            return [None] * len(parts)
        ways: list[_Found] = []
        for offset, form in self._starts(line):
            self._walk(self._tree, line, offset, 0, (), form, ways)
        ways = [found for found in ways if self._allowed(found, line)]
        return [self._best(text, line, ways, part) for part in parts]

    def _best(self, text: str, line: WordRun, ways: Iterable[_Found], part: OpeningPart | None) -> Opening | None:
        """The longest reading; of two as long, the one spelled as its entry is, accents included."""
        best: _Found | None = None
        for found in ways:
            if part not in (None, found.entry.part):
                continue
            if best is None or found.core > best.core or (
                found.core == best.core and _spelled_alike(text, line, found) > _spelled_alike(text, line, best)
            ):  # fmt: skip
                best = found
        return self._opening(text, line, best) if best else self._that_alone(text, line, part)

    def _starts(self, line: WordRun) -> Iterator[tuple[int, OpeningForm | None]]:
        """The words the verb may begin with (by index), and the form that the words before it call for."""
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

    def _allowed(self, found: _Found, line: WordRun) -> bool:
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
        self,
        node: PhraseTree,
        line: WordRun,
        at: int,
        depth: int,
        adverbs: tuple[Adverb, ...],
        form: OpeningForm | None,
        ways: list[_Found],
    ) -> None:
        """Add every reading of the words from `at` on that the tree has."""
        ways.extend(_Found(entry, depth, at, adverbs, form) for entry in node.ends)
        if not node.next or (at >= len(line.folded) and not line.has(at)):
            return
        following = node.next.get(line.folded[at])
        if following is not None:
            self._walk(following, line, at + 1, depth + 1, adverbs, form, ways)
        if len(adverbs) < _MOST_ADVERBS:
            for length, adverb in self._adverbs_at(line, at):
                if depth or not adverb.inner:
                    self._walk(node, line, at + length, depth, (*adverbs, adverb), form, ways)

    def _adverbs_at(self, line: WordRun, at: int) -> Sequence[tuple[int, Adverb]]:
        if at >= len(line.folded) and not line.has(at):
            return ()
        known = self._adverbs.get(line.folded[at], ())
        return [(len(key), adverb) for key, adverb in known if line.begins(key, at)] if known else ()

    def _opening(self, text: str, line: WordRun, found: _Found) -> Opening:
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

    def _closes(self, line: WordRun, after: int, adverb: Adverb) -> bool:
        """True where an adverb behind the verb belongs to the opening words, not to the words after them."""
        if adverb.inner:
            return False
        return not adverb.uncertain or not line.has(after) or line.folded[after] in self._determiners

    def rank(self, entry_id: str, part: OpeningPart, degree: int = 0) -> tuple[str, int]:
        """Class and strength of an entry in a part; an intensifier adds one, a softener takes one."""
        rung = self._ladder[entry_id]
        class_ = rung.get(part) or rung["preambular"]
        strength = int(rung.get("strength", 0)) if part == "operative" else 0
        return class_, max(1, min(9, strength + max(-1, min(1, degree)))) if strength else 0

    def _that_alone(self, text: str, line: WordRun, part: OpeningPart | None) -> Opening | None:
        """ "Que le Secrétariat continue …": a clause whose verb comes after its subject."""
        if part == "preambular" or line.folded[0] not in self._that:
            return None
        start, end = line.places[0]
        return Opening(text[start:end], "operative", "", 0, "that", "that clause", start)


def _spelled_alike(text: str, line: WordRun, found: _Found) -> int:
    """How many of the matched words are spelled, accents included, as the entry spells them."""
    spelled = found.entry.spelled.replace("[", " ").replace("'", "' ").split()
    printed = (text[start:end] for start, end in line.places[: found.end])
    return sum(fold_case(word) in spelled for word in printed)
