"""The most standard wording of a topic: the one that the others are closest to, with its variable parts."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel, LCSseq

from drafting.lexicon import LANGUAGES, load
from drafting.library.analysis import FUNCTION, typed_words
from drafting.library.engines import Engine
from drafting.library.models import Filters, Hit
from drafting.library.search import search
from drafting.text.folding import fold
from drafting.text.tokens import place_words_and_signs

POOL = 120
"""Paragraphs on the topic that are looked at."""
AKIN = 0.6
"""Likeness of words (0 to 1) from which two paragraphs are versions of one wording."""
FADING = 20
"""Years after which a use weighs half."""
VARIABLE = 0.5
"""A word that fewer of the versions (by weight) share is a variable part."""
ISLET = 3
"""So many words between two variable parts belong to them, if they are function words."""
GAP = "{…}"
STOPS = " .,;:"
"""Signs at the end of a paragraph, which say where it stands and nothing else."""


@dataclass(frozen=True, slots=True)
class Standard:
    """A wording, `hit` as it stands there. `pattern`: the same with its variable parts as {…}; `versions`: the
    paragraphs it was chosen among, closest first; `why`: one line for a person."""

    hit: Hit
    pattern: str
    versions: tuple[Hit, ...]
    why: str


@dataclass(frozen=True, slots=True)
class _Wording:
    hit: Hit
    words: tuple[str, ...]
    weight: float
    topical: float


def standard(engine: Engine, topic: str, filters: Filters, limit: int = 3) -> tuple[Standard, ...]:
    """The most standard wordings for a topic in a few words, the most used first, each for a family of its own.

    Closeness to the others is weighted by uses, organs and recency: uses in one organ count by their square root, so
    that a wording of several organs is more standard than one organ's habit. What is on the topic in few words comes
    before what mentions it. Paragraphs that nobody repeats make no family. Items and chapeaux are no wordings, unless
    the filters ask for a kind.
    """
    hits = [hit for hit in search(engine, topic, filters, POOL, None).hits if filters.kind or stands_alone(hit)]
    same = engine.same([h.row for h in hits], filters)
    scores: dict[int, float] = {}
    for hit in hits:
        scores |= {row: max(hit.score, scores.get(row, 0.0)) for row in same.get(hit.row, (hit.row,))}
    families = _families(_wordings(list(engine.get(sorted(scores)).values()), scores))
    members: dict[str, list[_Wording]] = {}
    for family in families:
        if len({w.hit.document for w in family}) > 1:
            members.setdefault(_chosen(family).pattern.rstrip(STOPS), []).extend(family)
    return tuple(_chosen(family) for family in list(members.values())[:limit])


def stands_alone(hit: Hit) -> bool:
    """Whether a paragraph stands on its own: no item, no chapeau, and it begins with opening words of its language."""
    if hit.kind == "item" or hit.text.rstrip().endswith(":"):
        return False
    return hit.language not in LANGUAGES or load(hit.language).opening(hit.text) is not None


def _wordings(hits: Sequence[Hit], scores: Mapping[int, float]) -> list[_Wording]:
    newest = max((h.year or 0 for h in hits), default=0)
    return [
        _Wording(
            h,
            tuple(typed_words(h.text)[1]),
            0.5 ** ((newest - (h.year or newest - FADING)) / FADING),
            scores[h.row],
        )
        for h in sorted(hits, key=lambda h: (-(h.year or 0), h.row))
    ]


def _breadth(wordings: Iterable[_Wording]) -> float:
    """How widely wordings are used: over their organs, the sum of the square roots of their weights."""
    organs: Counter[str] = Counter()
    for wording in wordings:
        organs[(wording.hit.organ or "").casefold()] += wording.weight  # type: ignore[assignment]
    return sum(math.sqrt(weight) for weight in organs.values())


def _families(wordings: Sequence[_Wording]) -> list[list[_Wording]]:
    """Versions of one wording together; first those that are used most widely and most on the topic."""
    families: list[list[_Wording]] = []
    for wording in wordings:
        for family in families:
            if Indel.normalized_similarity(family[0].words, wording.words, score_cutoff=AKIN) >= AKIN:
                family.append(wording)
                break
        else:
            families.append([wording])
    return sorted(families, key=lambda f: -_breadth(f) * max(w.topical for w in f))


def _chosen(family: Sequence[_Wording]) -> Standard:
    """The medoid of a family."""
    uses: dict[tuple[str, ...], list[_Wording]] = {}
    for wording in reversed(family):
        uses.setdefault(wording.words, []).append(wording)
    weights = {words: _breadth(found) for words, found in uses.items()}
    distinct = {words: found[-1] for words, found in uses.items()}

    def closeness(words: tuple[str, ...]) -> float:
        return sum(Indel.normalized_similarity(words, other) * weight for other, weight in weights.items())

    best = max(distinct, key=lambda words: (closeness(words), weights[words], words))
    alike = {w.hit.row: Indel.normalized_similarity(best, w.words) for w in family}
    hits = tuple(w.hit for w in sorted(family, key=lambda w: (-alike[w.hit.row], -(w.hit.year or 0), w.hit.row)))
    pattern, pieces = _pattern(distinct[best].hit, best, weights)
    fitting = len({w.hit.document for w in family if _fits(pieces, w.words)})
    mean = round(100 * closeness(best) / sum(weights.values()))
    return Standard(
        distinct[best].hit, pattern, hits, _why(hits, fitting, mean, len({w.hit.document for w in uses[best]}))
    )


def _why(hits: Sequence[Hit], fitting: int, mean: int, verbatim: int) -> str:
    """One line: "fits 27 of 31 texts of 2 organs, 1989–2023; word for word in 3; 82 % alike on average"."""
    texts = len({hit.document for hit in hits})
    organs = len({hit.organ.casefold() for hit in hits if hit.organ})
    years = sorted(hit.year for hit in hits if hit.year)
    when = f", {years[0]}–{years[-1]}" if years and years[0] != years[-1] else f", {years[0]}" if years else ""
    whose = f" of {organs} organs" if organs > 1 else ""
    return f"fits {fitting} of {texts} texts{whose}{when}; word for word in {verbatim}; {mean} % alike on average"


def _pattern(
    head: Hit, words: tuple[str, ...], weights: Mapping[tuple[str, ...], float]
) -> tuple[str, tuple[tuple[str, ...], ...]]:
    """The text with the words that few versions share as {…}, and the pieces that stay, as folded words, in order.

    Its own opening words always stay. A part of a compound ("soixante-dixième") varies with the whole of it.
    """
    text, total = head.text, sum(weights.values())
    found = place_words_and_signs(text)
    if len(found) != len(words):  # folding made other words of it: better no pattern than a wrong one
        return text, (words,)
    shared = [0.0] * len(words)
    for other, weight in weights.items():
        for block in LCSseq.opcodes(words, other):
            if block.tag == "equal":
                for at in range(block.src_start, block.src_end):
                    shared[at] += weight
    opening = load(head.language).opening(text) if head.language in LANGUAGES else None
    fixed = opening.end if opening else 0
    varies = [
        start >= fixed and held < VARIABLE * total and text[start:end].isalnum()
        for (start, end), held in zip(found, shared, strict=True)
    ]
    _widen(varies, text, found, fixed)
    out, at = "", 0
    pieces: list[list[str]] = [[]]
    for word, (start, end), hidden in zip(words, found, varies, strict=True):
        if not hidden:
            out += text[at:end]
            pieces[-1].append(word)
        elif not out.endswith(GAP):
            out += text[at:start] + GAP
            pieces.append([])
        at = end
    return out + text[at:], tuple(map(tuple, pieces))


def _widen(varies: list[bool], text: str, found: Sequence[tuple[int, int]], fixed: int) -> None:
    """Let compounds vary as a whole, and swallow what is left of function words between two variable parts."""
    last: int | None = None
    for n in range(1, len(varies) - 1):
        joined = text[slice(*found[n])] in "-–" and found[n - 1][1] == found[n][0] and found[n][1] == found[n + 1][0]
        if joined and (varies[n - 1] or varies[n + 1]) and found[n - 1][0] >= fixed:
            varies[n - 1] = varies[n] = varies[n + 1] = True
    for n, hidden in enumerate(varies):
        if hidden:
            between = range(last + 1, n) if last is not None else range(0)
            if 0 < len(between) <= ISLET and all(_light(text[slice(*found[k])]) for k in between):
                for k in between:
                    varies[k] = True
            last = n


def _light(word: str) -> bool:
    """Whether a word or sign carries nothing: a function word, an elision, an apostrophe, a hyphen."""
    return word in "'’-" or (len(word) == 1 and word.isalpha()) or fold(word) in FUNCTION


def _fits(pieces: Sequence[tuple[str, ...]], words: Sequence[str]) -> bool:
    """Whether a wording has the pieces in order, begins with the first and ends with the last."""
    text = f" {' '.join(words).rstrip(STOPS)} "
    parts = [f" {' '.join(piece)} " for piece in (*pieces[:-1], _unstopped(pieces[-1])) if piece]
    at = 0
    for part in parts:
        place = text.find(part, at)
        if place < 0:
            return False
        at = place + len(part) - 1
    begins = not pieces[0] or text.startswith(parts[0])
    return begins and (not _unstopped(pieces[-1]) or text.endswith(parts[-1]))


def _unstopped(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(words[: len(words) - 1]) if words and words[-1] in STOPS else tuple(words)
