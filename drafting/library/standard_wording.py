"""The most standard wordings of a topic: those that the others are closest to, with their variable parts."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from drafting.lexicon import LANGUAGES, load
from drafting.library.analysis import FUNCTION
from drafting.library.engines import Engine
from drafting.library.match_percent import typed_words
from drafting.library.models import Filters, Hit
from drafting.library.search import search
from drafting.text.folding import fold
from drafting.text.similarity import word_ratio
from drafting.text.tokens import place_words_and_signs

POOL = 120
"""Paragraphs on the topic that are compared. Judged, not measured."""
SAME_FAMILY = 0.6
"""Indel similarity of words (0 to 1) from which two paragraphs are versions of one wording. Judged, not measured."""
HALF_LIFE = 20
"""Years after which a use weighs half. Judged, not measured."""
VARIABLE = 0.5
"""A word that is in less than this share of the versions (by weight) is a variable part. Judged, not measured."""
ISLET = 3
"""Up to so many function words between two variable parts belong to them. Judged, not measured."""
GAP = "{…}"
FINAL_SIGNS = " .,;:"
"""Signs at the end of a paragraph, which depend on its place in the text."""


@dataclass(frozen=True, slots=True)
class Standard:
    """A wording, as it is in `hit`. `pattern`: its text with the variable parts as {…}.

    `versions`: the paragraphs it was chosen among, closest first; `why`: the reason, in one line for a person.
    """

    hit: Hit
    pattern: str
    versions: tuple[Hit, ...]
    why: str


@dataclass(frozen=True, slots=True)
class _Wording:
    """A paragraph, its words as typed, its weight by recency, and its score in the search for the topic."""

    hit: Hit
    words: tuple[str, ...]
    weight: float
    topical: float


def standard(engine: Engine, topic: str, filters: Filters, limit: int = 3) -> tuple[Standard, ...]:
    """The most standard wordings for a topic in a few words, the most used first, each of a family of its own.

    Closeness to the others is weighted by uses, organs and recency: uses in one organ count by their square root, so
    that a wording of several organs is more standard than one organ's habit. Paragraphs that are on the topic in few
    words come before those that mention it. A wording in one document only makes no family. Items and chapeaux are left
    out, unless the filters ask for a kind.
    """
    hits = [hit for hit in search(engine, topic, filters, POOL, None).hits if filters.kind or is_whole_paragraph(hit)]
    same = engine.store.same_words([hit.id for hit in hits], filters)
    scores: dict[str, float] = {}
    for hit in hits:
        scores |= {key: max(hit.score, scores.get(key, 0.0)) for key in same.get(hit.id, (hit.id,))}
    families = _make_families(_make_wordings(list(engine.store.paragraphs(scores).values()), scores))
    members: dict[str, list[_Wording]] = {}
    for family in families:
        if len({w.hit.document for w in family}) > 1:
            members.setdefault(_choose_wording(family).pattern.rstrip(FINAL_SIGNS), []).extend(family)
    return tuple(_choose_wording(family) for family in list(members.values())[:limit])


def is_whole_paragraph(hit: Hit) -> bool:
    """True for a paragraph that begins with opening words of its language and is neither an item nor a chapeau."""
    if hit.kind == "item" or hit.text.rstrip().endswith(":"):
        return False
    return hit.language not in LANGUAGES or load(hit.language).opening(hit.text) is not None


def _make_wordings(hits: Sequence[Hit], scores: Mapping[str, float]) -> list[_Wording]:
    newest = max((h.year or 0 for h in hits), default=0)
    return [
        _Wording(
            h,
            tuple(typed_words(h.text)[1]),
            0.5 ** ((newest - (h.year or newest - HALF_LIFE)) / HALF_LIFE),
            scores[h.id],
        )
        for h in sorted(hits, key=lambda h: (-(h.year or 0), h.arrival))
    ]


def _breadth(wordings: Iterable[_Wording]) -> float:
    """How widely wordings are used: the sum, over their organs, of the square roots of their weights."""
    organs: defaultdict[str, float] = defaultdict(float)
    for wording in wordings:
        organs[(wording.hit.organ or "").casefold()] += wording.weight
    return sum(math.sqrt(weight) for weight in organs.values())


def _make_families(wordings: Sequence[_Wording]) -> list[list[_Wording]]:
    """The versions of each wording; those that are used most widely and are most on the topic come first."""
    families: list[list[_Wording]] = []
    for wording in wordings:
        for family in families:
            if word_ratio(family[0].words, wording.words, SAME_FAMILY) >= SAME_FAMILY:
                family.append(wording)
                break
        else:
            families.append([wording])
    return sorted(families, key=lambda f: -_breadth(f) * max(w.topical for w in f))


def _choose_wording(family: Sequence[_Wording]) -> Standard:
    """The wording of a family that the others are closest to, weighted by how widely each is used (the medoid)."""
    uses: dict[tuple[str, ...], list[_Wording]] = {}
    for wording in reversed(family):
        uses.setdefault(wording.words, []).append(wording)
    weights = {words: _breadth(found) for words, found in uses.items()}
    distinct = {words: found[-1] for words, found in uses.items()}

    def closeness(words: tuple[str, ...]) -> float:
        return sum(word_ratio(words, other) * weight for other, weight in weights.items())

    best = max(distinct, key=lambda words: (closeness(words), weights[words], words))
    alike = {w.hit.id: word_ratio(best, w.words) for w in family}
    hits = tuple(w.hit for w in sorted(family, key=lambda w: (-alike[w.hit.id], -(w.hit.year or 0), w.hit.arrival)))
    pattern, pieces = _make_pattern(distinct[best].hit, best, weights)
    fitting = len({w.hit.document for w in family if _fits_pattern(pieces, w.words)})
    mean = round(100 * closeness(best) / sum(weights.values()))
    verbatim = len({w.hit.document for w in uses[best]})
    return Standard(distinct[best].hit, pattern, hits, _explain_choice(hits, fitting, mean, verbatim))


def _explain_choice(hits: Sequence[Hit], fitting: int, mean: int, verbatim: int) -> str:
    """One line: "fits 27 of 31 texts of 2 organs, 1989–2023; word for word in 3; 82 % alike on average"."""
    texts = len({hit.document for hit in hits})
    organs = len({hit.organ.casefold() for hit in hits if hit.organ})
    years = sorted(hit.year for hit in hits if hit.year)
    when = f", {years[0]}–{years[-1]}" if years and years[0] != years[-1] else f", {years[0]}" if years else ""
    whose = f" of {organs} organs" if organs > 1 else ""
    return f"fits {fitting} of {texts} texts{whose}{when}; word for word in {verbatim}; {mean} % alike on average"


def _make_pattern(
    head: Hit, words: tuple[str, ...], weights: Mapping[tuple[str, ...], float]
) -> tuple[str, tuple[tuple[str, ...], ...]]:
    """The text with the words that few versions share as {…}, and the pieces that remain, as words, in order.

    Its own opening words always remain. A part of a compound ("soixante-dixième") varies with the whole of it.
    """
    text, total = head.text, sum(weights.values())
    found = place_words_and_signs(text)
    if len(found) != len(words):  # typographic folding changed the number of words: no pattern rather than a wrong one
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
    _widen_variable_parts(varies, text, found, fixed)
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


def _widen_variable_parts(varies: list[bool], text: str, found: Sequence[tuple[int, int]], fixed: int) -> None:
    """Let compounds vary as a whole, and function words between two variable parts vary with them (see ISLET).

    `found`: the place of each word in the text; words before the offset `fixed` do not vary.
    """
    last: int | None = None
    for n in range(1, len(varies) - 1):
        joined = text[slice(*found[n])] in "-–" and found[n - 1][1] == found[n][0] and found[n][1] == found[n + 1][0]
        if joined and (varies[n - 1] or varies[n + 1]) and found[n - 1][0] >= fixed:
            varies[n - 1] = varies[n] = varies[n + 1] = True
    for n, hidden in enumerate(varies):
        if hidden:
            between = range(last + 1, n) if last is not None else range(0)
            if 0 < len(between) <= ISLET and all(_is_light(text[slice(*found[k])]) for k in between):
                for k in between:
                    varies[k] = True
            last = n


def _is_light(word: str) -> bool:
    """True for a function word, an elision, an apostrophe or a hyphen."""
    return word in "'’-" or (len(word) == 1 and word.isalpha()) or fold(word) in FUNCTION


def _fits_pattern(pieces: Sequence[tuple[str, ...]], words: Sequence[str]) -> bool:
    """True for a wording that contains the pieces in order, begins with the first and ends with the last."""
    text = f" {' '.join(words).rstrip(FINAL_SIGNS)} "
    parts = [f" {' '.join(piece)} " for piece in (*pieces[:-1], _without_final_sign(pieces[-1])) if piece]
    at = 0
    for part in parts:
        place = text.find(part, at)
        if place < 0:
            return False
        at = place + len(part) - 1
    begins = not pieces[0] or text.startswith(parts[0])
    return begins and (not _without_final_sign(pieces[-1]) or text.endswith(parts[-1]))


def _without_final_sign(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(words[: len(words) - 1]) if words and words[-1] in FINAL_SIGNS else tuple(words)
