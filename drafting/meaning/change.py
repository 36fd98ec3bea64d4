"""What one change means: facts, verbs, softeners and obligations on both sides, and what differs between them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from drafting.diff.changes import Change
from drafting.diff.units import Unit
from drafting.meaning.changed_text import ChangedText, hunks
from drafting.meaning.facts import Fact, facts
from drafting.meaning.findings import KINDS, Direction, Finding, Kind
from drafting.meaning.references import Reference
from drafting.meaning.references import find as find_references
from drafting.meaning.verbs import Directive, directives, verb_findings
from drafting.meaning.vocabulary import Phrases, Vocabulary

_STRENGTH = {"might": 1, "may": 2, "should": 3, "must": 4}
_LEAD = 20
_ISO = re.compile(r"(?:\d{4})(?:-\d{2}){0,2}")


@dataclass(slots=True)
class Reading:
    """Both sides of a change, read: folded texts, references, the verbs and where they stand."""

    old: ChangedText
    new: ChangedText
    old_references: list[Reference]
    new_references: list[Reference]
    findings: list[Finding]

    @property
    def hunks(self) -> int:
        """How many places changed."""
        return len(self.old.changed)


def read_change(
    old: Sequence[Unit], new: Sequence[Unit], change: Change, words: tuple[Vocabulary | None, Vocabulary | None]
) -> Reading:
    """What a change of words means, the references to paragraphs of this text left open."""
    places = hunks(change.segments)
    labels = ([_labels(old), _labels(new)]) if change.renumbered else [[], []]
    places = [h for h in places if not _within(h[:2], labels[0]) or not _within(h[2:], labels[1])]
    a = ChangedText.of(old, [(h.old_start, h.old_end) for h in places])
    b = ChangedText.of(new, [(h.new_start, h.new_end) for h in places])
    reading = Reading(a, b, find_references(a.folded, words[0]), find_references(b.folded, words[1]), [])
    found: list[Finding] = []
    named = _named(reading, words)
    spans: tuple[list[tuple[int, int]], list[tuple[int, int]]] = ([], [])
    if words[0] is not None and words[1] is not None:
        said = _verbs(old, new, a, b, (words[0], words[1]))
        found += verb_findings(*said, (words[0], words[1]))
        spans = _spans(a, said[0], named[0]), _spans(b, said[1], named[1])
        found += _phrases(a, b, words[0], words[1], spans, statements=old[0].kind == new[0].kind == "footnote")
    for fact in _differences(*named, a, b):
        found.append(replace(fact, direction=_which_way(fact)))
    reading.findings = sorted(found, key=lambda f: KINDS.index(f.kind))
    return reading


_REACH = 220
"""How far behind a verb a change may still touch whom it addresses."""


def _verbs(
    old: Sequence[Unit], new: Sequence[Unit], a: ChangedText, b: ChangedText, words: tuple[Vocabulary, Vocabulary]
) -> tuple[list[Directive], list[Directive]]:
    """The verbs of both sides. Where nothing changed near them and no new one is joined, both are the same."""
    before = directives(old, words[0])
    if words[0] is words[1] and len(old) == len(new) == 1 and before and before[0].opening.form != "that clause":
        shift = len(new[0].full_text) - len(new[0].text) - len(old[0].full_text) + len(old[0].text)
        far = a.changed and a.changed[0][0] > before[-1].end + _REACH
        if far and not shift and not b.near(words[1].addressee[2], _LEAD):
            return before, before
    return before, directives(new, words[1])


def alone(unit: Unit, words: Vocabulary | None, *, added: bool) -> tuple[Finding, ...]:
    """What a paragraph that came or went is for: its verbs."""
    if words is None:
        return ()
    said = directives([unit], words)
    return tuple(verb_findings([], said, (words, words)) if added else verb_findings(said, [], (words, words)))


def _labels(units: Sequence[Unit]) -> list[tuple[int, int]]:
    out, at = [], 0
    for unit in units:
        out.append((at, at + len(unit.full_text) - len(unit.text)))
        at += len(unit.full_text) + 1
    return out


def _within(span: Sequence[int], spans: Iterable[tuple[int, int]]) -> bool:
    return span[0] == span[1] or any(a <= span[0] and span[1] <= b for a, b in spans)


def _spans(side: ChangedText, said: Sequence[Directive], named: Sequence[Fact]) -> list[tuple[int, int]]:
    """Where no softener or obligation is looked for: verbs have their own finding, and "May" is a month."""
    dates = [(side.at(f.start), side.at(f.end)) for f in named if f.kind in ("date", "deadline")]
    return [*((d.start, d.end) for d in said), *dates]


# --- softeners, intensifiers, obligation, negation --------------------------------------------------------------


def _phrases(
    a: ChangedText,
    b: ChangedText,
    old: Vocabulary,
    new: Vocabulary,
    verbs: tuple[list[tuple[int, int]], list[tuple[int, int]]],
    statements: bool,
) -> Iterator[Finding]:
    """Softeners, emphasis, obligation and negation that came or went. In a footnote, which speaks of the words of
    others, only negation counts."""
    taken: tuple[list[Fact], list[Fact]] = ([], [])
    choices: tuple[tuple[Kind, Callable[[Vocabulary], Phrases]], ...] = (
        ("softener", lambda v: v.softeners), ("intensifier", lambda v: v.intensifiers),
        ("modal", lambda v: v.modals), ("negation", lambda v: v.negations),
    )  # fmt: skip
    for kind, of in choices[3:] if statements else choices:
        found = []
        for side, vocabulary, busy, spans in ((a, old, taken[0], verbs[0]), (b, new, taken[1], verbs[1])):
            here = [
                f for f in _search(side, of(vocabulary), kind)
                if not any(f.start < t.end and t.start < f.end for t in busy)
                and not any(x <= side.at(f.start) and side.at(f.end) <= y for x, y in spans)
            ]  # fmt: skip
            busy += here
            found.append(here)
        yield from (_meant(f) for f in _differences(found[0], found[1], a, b))


def _search(side: ChangedText, phrases: Phrases, kind: Kind) -> list[Fact]:
    return [
        Fact(kind, m.start(), m.end(), phrases.group(m[0]))
        for m in phrases.find.finditer(side.folded, side.start, side.end)
        if kind != "modal" or not _named_so(side.text, side.at(m.start()))
    ]


def _named_so(text: str, at: int) -> bool:
    """Whether a word with a capital stands inside a sentence: "May" there is a month."""
    return at > 0 and text[at].isupper() and text[at + 1 : at + 2].islower() and text[:at].rstrip()[-1:].isalnum()


def _meant(found: Finding) -> Finding:
    """Which way a softener, an intensifier or an obligation works."""
    direction: Direction = ""
    if found.kind == "softener":
        direction = {"added": "weaker", "dropped": "stronger"}.get(found.effect, "")  # type: ignore[assignment]
    elif found.kind == "intensifier":
        direction = {"added": "stronger", "dropped": "weaker"}.get(found.effect, "")  # type: ignore[assignment]
    elif found.kind == "modal" and found.effect == "changed":
        drift = _STRENGTH[found.new_value] - _STRENGTH[found.old_value]
        direction = "weaker" if drift < 0 else "stronger"
    return replace(found, direction=direction)


# --- facts ------------------------------------------------------------------------------------------------------


def _named(reading: Reading, words: tuple[Vocabulary | None, Vocabulary | None]) -> tuple[list[Fact], list[Fact]]:
    """The facts of both sides; of references to paragraphs those to other texts, for those to this one are judged
    against the numbers of the whole text."""
    sides = []
    for side, references, vocabulary in (
        (reading.old, reading.old_references, words[0]),
        (reading.new, reading.new_references, words[1]),
    ):
        spans = [(r.start, r.end, " ".join(side.folded[r.start : r.end].split())) for r in references]
        outer = {r.start for r in references if not r.inner}
        sides.append([f for f in facts(side, vocabulary, spans) if f.kind != "reference" or f.start in outer])
    return sides[0], sides[1]


def _which_way(found: Finding) -> Direction:
    if found.effect != "changed" or found.kind not in ("deadline", "amount", "percentage", "number"):
        return ""
    a, b = found.old_value, found.new_value
    if _ISO.fullmatch(a) and _ISO.fullmatch(b) and found.kind == "deadline":
        shared = min(len(a), len(b))
        return "" if a[:shared] == b[:shared] else "later" if b > a else "sooner"
    counts = _counts(a), _counts(b)
    if counts[0] is None or counts[1] is None or counts[0][1] != counts[1][1] or counts[0] == counts[1]:
        return ""
    greater = counts[1][0] > counts[0][0]
    if found.kind == "deadline":
        return "later" if greater else "sooner"
    return "more" if greater else "less"


def _counts(value: str) -> tuple[float, str] | None:
    """A value as a number and what it counts: "90 days", "session 18", "1500"."""
    m = re.fullmatch(r"(?:(session) )?(\d+(?:\.\d+)?)(?: (days))?", value)
    return (float(m[2]), m[1] or m[3] or "") if m else None


# --- what differs -----------------------------------------------------------------------------------------------


def _differences(old: Sequence[Fact], new: Sequence[Fact], a: ChangedText, b: ChangedText) -> list[Finding]:
    """Facts that a changed place touches and that the other side does not have: in pairs where they stand in the
    same changed place and are of one kind, added or dropped otherwise."""
    gone = [(f, h) for f in old if (h := a.touched(a.at(f.start), a.at(f.end))) is not None]
    come = [(f, h) for f in new if (h := b.touched(b.at(f.start), b.at(f.end))) is not None]
    shared = Counter((f.kind, f.value) for f, _ in gone) & Counter((f.kind, f.value) for f, _ in come)
    return list(_paired(_without(gone, shared), _without(come, shared), a, b))


def _without(found: Sequence[tuple[Fact, int]], shared: Counter[tuple[Kind, str]]) -> list[tuple[Fact, int]]:
    """The facts without those of which the other side has as many, the first ones taken."""
    left = Counter(shared)
    out = []
    for fact, hunk in found:
        if left[fact.kind, fact.value]:
            left[fact.kind, fact.value] -= 1
        else:
            out.append((fact, hunk))
    return out


def _paired(
    gone: Sequence[tuple[Fact, int]], come: Sequence[tuple[Fact, int]], a: ChangedText, b: ChangedText
) -> Iterator[Finding]:
    groups: dict[tuple[int, Kind], tuple[list[Fact], list[Fact]]] = {}
    for side, found in enumerate((gone, come)):
        for fact, hunk in found:
            groups.setdefault((hunk, fact.kind), ([], []))[side].append(fact)
    for (_, kind), (before, after) in sorted(groups.items(), key=lambda g: (g[0][0], KINDS.index(g[0][1]))):
        together = kind != "state" or len(before) == len(after) == 1
        for x, y in zip_longest(before, after):
            if together or x is None or y is None:
                yield _finding(x, y, a, b)
            else:
                yield _finding(x, None, a, b)
                yield _finding(None, y, a, b)


def _finding(x: Fact | None, y: Fact | None, a: ChangedText, b: ChangedText) -> Finding:
    kind = (x or y).kind  # type: ignore[union-attr]
    return Finding(
        kind, "changed" if x and y else "dropped" if x else "added",
        a.text[a.at(x.start) : a.at(x.end)] if x else "", b.text[b.at(y.start) : b.at(y.end)] if y else "",
        old_value=x.value if x else "", new_value=y.value if y else "",
    )  # fmt: skip
