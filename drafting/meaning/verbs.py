"""The directives of a paragraph: its verbs, their strength and their addressees."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafting.diff.findings import Finding
from drafting.diff.units import Unit
from drafting.lexicon import Opening
from drafting.meaning.vocabulary import Vocabulary
from drafting.text.folding import fold_line, fold_with_offsets

ADDRESSING = frozenset(
    ("demand", "instruct", "request", "urge", "call", "recommend", "encourage", "invite", "decide")
)  # fmt: skip
"""Verb classes that a second directive of a paragraph may have ("… and requests the Secretariat …")."""
_ADDRESSING_OTHERS = ADDRESSING - {"decide"}
_ADDRESSEE_LENGTH = 200
"""Longest addressee, in characters."""
_OPENING = 160
"""Characters in which the opening words of a second directive are looked for."""
_INFINITIVES = ("infinitive", "marked infinitive")


@dataclass(frozen=True, slots=True)
class Directive:
    """A verb and its addressee as printed; offsets count in the joined text of the units."""

    opening: Opening
    start: int
    end: int
    addressee: str


def find_directives(units: Sequence[Unit], vocabulary: Vocabulary) -> list[Directive]:
    """The directives of units joined by line feeds: the opening verb of each, and those joined to it by "and"."""
    out: list[Directive] = []
    at = 0
    for unit in units:
        at += len(unit.full_text) - len(unit.text)
        if unit.kind in ("clause", "item"):
            out += _unit_directives(unit, vocabulary, at)
        at += len(unit.text) + 1
    return out


def _unit_directives(unit: Unit, vocabulary: Vocabulary, base: int) -> Iterator[Directive]:
    text = unit.text
    if _is_preambular(unit, vocabulary):
        opening = vocabulary.lexicon.opening(text, "preambular")
        if opening is not None:
            yield Directive(opening, base + opening.start, base + opening.end, "")
        return
    first = vocabulary.lexicon.verb(text)
    if first is None or not first.class_ or (unit.kind == "item" and first.class_ not in ADDRESSING):
        return
    found = [first, *_joined_directives(text, first, vocabulary)]
    for opening in found:
        addressee = _addressee(text, opening, vocabulary) if opening.class_ in _ADDRESSING_OTHERS else ""
        yield Directive(opening, base + opening.start, base + opening.end, addressee)


def _is_preambular(unit: Unit, vocabulary: Vocabulary) -> bool:
    if unit.address:
        return unit.address.partition(".")[0].startswith("PP") or ".PP" in unit.address
    opening = vocabulary.lexicon.opening(unit.text)
    return opening is not None and opening.part == "preambular"


def _joined_directives(text: str, first: Opening, vocabulary: Vocabulary) -> Iterator[Opening]:
    """Further directives of the same grammatical form as the first, after an "and"."""
    if first.class_ == "":
        return
    folded = fold_with_offsets(text)
    for m in vocabulary.addressee[2].finditer(folded.text, folded.from_source(first.end)):
        at = folded.in_source(m.end())
        piece = text[at : at + _OPENING]
        opening = vocabulary.lexicon.opening(piece, "operative")
        if opening is None or opening.start or opening.class_ not in ADDRESSING or not opening.strength:
            continue
        if opening.form == first.form or (opening.form in _INFINITIVES and first.form in _INFINITIVES):
            yield Opening(
                opening.text, opening.part, opening.class_, opening.strength, opening.id, opening.form, at,
                opening.adverbs,
            )  # fmt: skip


def _addressee(text: str, opening: Opening, vocabulary: Vocabulary) -> str:
    """The words between the verb and what is requested, as printed; "" where their end is not found."""
    folded = fold_with_offsets(text[opening.end : opening.end + _ADDRESSEE_LENGTH])
    if vocabulary.clause.match(folded.text):
        return ""
    end, articles, _ = vocabulary.addressee
    lead = articles.match(folded.text)
    m = end.search(folded.text, max(1, lead.end() - 1) if lead else 1)
    if m is None:
        return ""
    return text[opening.end : opening.end + folded.in_source(m.start())].strip()


def verb_findings(
    old: Sequence[Directive], new: Sequence[Directive], vocabularies: tuple[Vocabulary, Vocabulary]
) -> Iterator[Finding]:
    """Findings on verbs (changed in strength or class, added, dropped) and on their addressees."""
    for a, b in _pair_directives(old, new):
        if a is None or b is None:
            yield from _unpaired_verb(a, b)
            continue
        yield from _verb_finding(
            a.opening, b.opening, _manner_adverbs(a, vocabularies[0]) == _manner_adverbs(b, vocabularies[1])
        )
        if a.opening.id == b.opening.id and not b.opening.strength:
            yield from _emphasis_finding(a.opening, b.opening, vocabularies)
        if (
            a.addressee
            and b.addressee
            and _without_article(a.addressee, vocabularies[0]) != _without_article(b.addressee, vocabularies[1])
        ):
            yield Finding("addressee", "changed", a.addressee, b.addressee)


def _unpaired_verb(old: Directive | None, new: Directive | None) -> Iterator[Finding]:
    if new is not None:
        o = new.opening
        yield Finding("verb", "added", "", o.text, new_value=o.class_, new_strength=o.strength)
    elif old is not None:
        o = old.opening
        yield Finding("verb", "dropped", o.text, "", old_value=o.class_, old_strength=o.strength)


def _manner_adverbs(directive: Directive, vocabulary: Vocabulary) -> list[str]:
    """The adverbs of manner: "Notes with concern" and "Notes with satisfaction" have one verb but differ."""
    return [adverb for adverb in directive.opening.adverbs if adverb in vocabulary.manners]


def _verb_finding(a: Opening, b: Opening, alike: bool) -> Iterator[Finding]:
    """`alike`: both have the same adverbs of manner."""
    if a.id == b.id and a.strength == b.strength and alike:
        return
    drift = b.strength - a.strength if a.strength and b.strength else 0
    yield Finding(
        "verb", "changed", a.text, b.text, "weaker" if drift < 0 else "stronger" if drift else "", abs(drift),
        a.class_, b.class_, a.strength, b.strength,
    )  # fmt: skip


def _emphasis_finding(a: Opening, b: Opening, vocabularies: tuple[Vocabulary, Vocabulary]) -> Iterator[Finding]:
    """Compare the number of strong adverbs, for verbs without a strength: "Concerned" → "Deeply concerned"."""
    before, after = (
        sum(adverb in v.strong_adverbs for adverb in o.adverbs) for o, v in zip((a, b), vocabularies, strict=True)
    )
    if before != after:
        yield Finding("intensifier", "changed", a.text, b.text, "stronger" if after > before else "weaker")


def _without_article(words: str, vocabulary: Vocabulary) -> str:
    """An addressee without its article, folded: "aux États membres" and "les États Membres" are equal."""
    low = fold_line(words)
    lead = vocabulary.addressee[1].match(low)
    return low[lead.end() :] if lead and lead.end() < len(low) else low


def _pair_directives(
    old: Sequence[Directive], new: Sequence[Directive]
) -> Iterator[tuple[Directive | None, Directive | None]]:
    """Pair directives: those with the same verb first, in order, then those left between them, in order."""
    n, m = len(old), len(new)
    best = [[0] * (m + 1) for _ in range(n + 1)]
    for i in range(n - 1, -1, -1):
        for j in range(m - 1, -1, -1):
            same = old[i].opening.id == new[j].opening.id
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + 1 if same else 0)
    i = j = 0
    gap_old: list[Directive] = []
    gap_new: list[Directive] = []
    while i < n or j < m:
        same = i < n and j < m and old[i].opening.id == new[j].opening.id
        if same and best[i][j] == best[i + 1][j + 1] + 1:
            yield from _pair_in_order(gap_old, gap_new)
            gap_old, gap_new = [], []
            yield old[i], new[j]
            i, j = i + 1, j + 1
        elif j == m or (i < n and best[i + 1][j] >= best[i][j + 1]):
            gap_old.append(old[i])
            i += 1
        else:
            gap_new.append(new[j])
            j += 1
    yield from _pair_in_order(gap_old, gap_new)


def _pair_in_order(
    old: Sequence[Directive], new: Sequence[Directive]
) -> Iterator[tuple[Directive | None, Directive | None]]:
    for k in range(max(len(old), len(new))):
        yield (old[k] if k < len(old) else None), (new[k] if k < len(new) else None)
