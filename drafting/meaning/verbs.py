"""The opening verbs of a paragraph, how strong they are, and whom they address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafting.diff.units import Unit
from drafting.lexicon import Opening
from drafting.lexicon.any_language import listed
from drafting.meaning.findings import Finding
from drafting.meaning.vocabulary import Vocabulary, any_of
from drafting.text.folding import fold_line, fold_with_offsets

ADDRESSING = frozenset(
    ("demand", "instruct", "request", "urge", "call", "recommend", "encourage", "invite", "decide")
)  # fmt: skip
"""Classes of verbs that a second directive of a paragraph may have ("… and requests the Secretariat …")."""
_TOLD = ADDRESSING - {"decide"}
_LONGEST = 200
_OPENING = 160
_CLAUSE = re.compile(rf"\s*(?:{any_of(listed('modes', 'that'))})")
"""What is demanded, not of whom: where the one who must do it ends and the verb begins is not told by small words."""
_INFINITIVES = ("infinitive", "marked infinitive")


@dataclass(frozen=True, slots=True)
class Directive:
    """A verb and, as printed, the one it addresses; offsets count in the text of the change's side."""

    opening: Opening
    start: int
    end: int
    addressee: str


def directives(units: Sequence[Unit], vocabulary: Vocabulary) -> list[Directive]:
    """The verbs of some units that stand joined by line feeds: of each its opening verb, and what is joined to it."""
    out: list[Directive] = []
    at = 0
    for unit in units:
        at += len(unit.full_text) - len(unit.text)
        if unit.kind in ("clause", "item"):
            out += _of(unit, vocabulary, at)
        at += len(unit.text) + 1
    return out


def _of(unit: Unit, vocabulary: Vocabulary, base: int) -> Iterator[Directive]:
    text = unit.text
    if _preambular(unit, vocabulary):
        opening = vocabulary.lexicon.opening(text, "preambular")
        if opening is not None:
            yield Directive(opening, base + opening.start, base + opening.end, "")
        return
    first = vocabulary.lexicon.verb(text)
    if first is None or not first.class_ or (unit.kind == "item" and first.class_ not in ADDRESSING):
        return
    found = [first, *_further(text, first, vocabulary)]
    for opening in found:
        told = _addressee(text, opening, vocabulary) if opening.class_ in _TOLD else ""
        yield Directive(opening, base + opening.start, base + opening.end, told)


def _preambular(unit: Unit, vocabulary: Vocabulary) -> bool:
    if unit.address:
        return unit.address.partition(".")[0].startswith("PP") or ".PP" in unit.address
    opening = vocabulary.lexicon.opening(unit.text)
    return opening is not None and opening.part == "preambular"


def _further(text: str, first: Opening, vocabulary: Vocabulary) -> Iterator[Opening]:
    """Verbs of the same grammar as the first, behind an "and" that joins directives."""
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
    """The words between the verb and what is asked, as printed; "" where no end is in sight."""
    folded = fold_with_offsets(text[opening.end : opening.end + _LONGEST])
    if _CLAUSE.match(folded.text):
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
    """What became of the verbs: changed in strength or class, added, dropped; and of those they address."""
    for a, b in _aligned(old, new):
        if a is None or b is None:
            alone = b or a
            assert alone is not None
            o, added = alone.opening, a is None
            yield Finding(
                "verb", "added" if added else "dropped",
                "" if added else o.text, o.text if added else "",
                old_value="" if added else o.class_, new_value=o.class_ if added else "",
                old_strength=0 if added else o.strength, new_strength=o.strength if added else 0,
            )  # fmt: skip
            continue
        yield from _verb(a.opening, b.opening, _manner(a, vocabularies[0]) == _manner(b, vocabularies[1]))
        if a.opening.id == b.opening.id and not b.opening.strength:
            yield from _emphasis(a.opening, b.opening, vocabularies)
        if a.addressee and b.addressee and _bare(a.addressee, vocabularies[0]) != _bare(b.addressee, vocabularies[1]):
            yield Finding("addressee", "changed", a.addressee, b.addressee)


def _manner(said: Directive, vocabulary: Vocabulary) -> list[str]:
    """ "Notes with concern" and "Notes with satisfaction" are one verb and not the same."""
    return [adverb for adverb in said.opening.adverbs if adverb in vocabulary.manners]


def _verb(a: Opening, b: Opening, alike: bool) -> Iterator[Finding]:
    """`alike`: both in the same manner."""
    if a.id == b.id and a.strength == b.strength and alike:
        return
    drift = b.strength - a.strength if a.strength and b.strength else 0
    yield Finding(
        "verb", "changed", a.text, b.text, "weaker" if drift < 0 else "stronger" if drift else "", abs(drift),
        a.class_, b.class_, a.strength, b.strength,
    )  # fmt: skip


def _emphasis(a: Opening, b: Opening, vocabularies: tuple[Vocabulary, Vocabulary]) -> Iterator[Finding]:
    """ "Concerned" → "Deeply concerned": where the ladder has no rung, the strong adverbs are counted."""
    before, after = (
        sum(adverb in v.strong_adverbs for adverb in o.adverbs) for o, v in zip((a, b), vocabularies, strict=True)
    )
    if before != after:
        yield Finding("intensifier", "changed", a.text, b.text, "stronger" if after > before else "weaker")


def _bare(words: str, vocabulary: Vocabulary) -> str:
    """An addressee without its article, to compare: "aux États membres" and "les États Membres" are the same."""
    low = fold_line(words)
    lead = vocabulary.addressee[1].match(low)
    return low[lead.end() :] if lead and lead.end() < len(low) else low


def _aligned(old: Sequence[Directive], new: Sequence[Directive]) -> Iterator[tuple[Directive | None, Directive | None]]:
    """Verbs in pairs: those that are the same word in order first, then what is left between them, in order."""
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
            yield from _zipped(gap_old, gap_new)
            gap_old, gap_new = [], []
            yield old[i], new[j]
            i, j = i + 1, j + 1
        elif j == m or (i < n and best[i + 1][j] >= best[i][j + 1]):
            gap_old.append(old[i])
            i += 1
        else:
            gap_new.append(new[j])
            j += 1
    yield from _zipped(gap_old, gap_new)


def _zipped(old: Sequence[Directive], new: Sequence[Directive]) -> Iterator[tuple[Directive | None, Directive | None]]:
    for k in range(max(len(old), len(new))):
        yield (old[k] if k < len(old) else None), (new[k] if k < len(new) else None)
