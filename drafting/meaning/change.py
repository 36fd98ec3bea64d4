"""What one change means: the facts, verbs, softeners and obligations of both sides, and how they differ."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from drafting.diff.changes import Change
from drafting.diff.findings import KINDS, Direction, Finding, Kind
from drafting.diff.units import Unit
from drafting.meaning.changed_text import ChangedText, find_hunks
from drafting.meaning.facts import Fact, find_facts
from drafting.meaning.references import Reference, find_references
from drafting.meaning.verbs import Directive, find_directives, verb_findings
from drafting.meaning.vocabulary import Phrases, Vocabulary

_STRENGTH = {"might": 1, "may": 2, "should": 3, "must": 4}
_LEAD = 20
"""Characters around a hunk in which a new joined directive is looked for."""
_ISO = re.compile(r"(?:\d{4})(?:-\d{2}){0,2}")


@dataclass(slots=True)
class ChangeReading:
    """Both sides of a change: folded texts, references to paragraphs, and the findings."""

    old: ChangedText
    new: ChangedText
    old_references: list[Reference]
    new_references: list[Reference]
    findings: list[Finding]

    @property
    def hunk_count(self) -> int:
        """The number of hunks."""
        return len(self.old.changed)


def read_change(
    old: Sequence[Unit], new: Sequence[Unit], change: Change, words: tuple[Vocabulary | None, Vocabulary | None]
) -> ChangeReading:
    """Analyse a change of words, except for references to paragraphs of this text.

    `words`: the vocabularies of both sides, None for a language without a lexicon.
    """
    places = find_hunks(change.segments)
    labels = ([_label_spans(old), _label_spans(new)]) if change.renumbered else [[], []]
    places = [h for h in places if not _is_within(h[:2], labels[0]) or not _is_within(h[2:], labels[1])]
    a = ChangedText.of(old, [(h.old_start, h.old_end) for h in places])
    b = ChangedText.of(new, [(h.new_start, h.new_end) for h in places])
    reading = ChangeReading(a, b, find_references(a.folded, words[0]), find_references(b.folded, words[1]), [])
    found: list[Finding] = []
    named = _changed_facts(reading, words)
    spans: tuple[list[tuple[int, int]], list[tuple[int, int]]] = ([], [])
    if words[0] is not None and words[1] is not None:
        found_directives = _both_directives(old, new, a, b, (words[0], words[1]))
        found += verb_findings(*found_directives, (words[0], words[1]))
        spans = _excluded_spans(a, found_directives[0], named[0]), _excluded_spans(b, found_directives[1], named[1])
        found += _phrase_findings(a, b, words[0], words[1], spans, statements=old[0].kind == new[0].kind == "footnote")
    for fact in _differences(*named, a, b):
        found.append(replace(fact, direction=_fact_direction(fact)))
    reading.findings = sorted(found, key=lambda f: KINDS.index(f.kind))
    return reading


_REACH = 220
"""Characters after a verb within which a change may still touch its addressee."""


def _both_directives(
    old: Sequence[Unit], new: Sequence[Unit], a: ChangedText, b: ChangedText, words: tuple[Vocabulary, Vocabulary]
) -> tuple[list[Directive], list[Directive]]:
    """The directives of both sides; read once where no hunk is near them and no new one is joined."""
    before = find_directives(old, words[0])
    if words[0] is words[1] and len(old) == len(new) == 1 and before and before[0].opening.form != "that clause":
        shift = len(new[0].full_text) - len(new[0].text) - len(old[0].full_text) + len(old[0].text)
        far = a.changed and a.changed[0][0] > before[-1].end + _REACH
        if far and not shift and not b.near(words[1].addressee[2], _LEAD):
            return before, before
    return before, find_directives(new, words[1])


def whole_unit_findings(unit: Unit, words: Vocabulary | None, *, added: bool) -> tuple[Finding, ...]:
    """The findings of an inserted (`added`) or deleted paragraph: its verbs."""
    if words is None:
        return ()
    found_directives = find_directives([unit], words)
    return tuple(
        verb_findings([], found_directives, (words, words))
        if added
        else verb_findings(found_directives, [], (words, words))
    )


def _label_spans(units: Sequence[Unit]) -> list[tuple[int, int]]:
    out, at = [], 0
    for unit in units:
        out.append((at, at + len(unit.full_text) - len(unit.text)))
        at += len(unit.full_text) + 1
    return out


def _is_within(span: Sequence[int], spans: Iterable[tuple[int, int]]) -> bool:
    return span[0] == span[1] or any(a <= span[0] and span[1] <= b for a, b in spans)


def _excluded_spans(
    side: ChangedText, found_directives: Sequence[Directive], named: Sequence[Fact]
) -> list[tuple[int, int]]:
    """The spans without softeners or obligations: verbs have their own finding, and "May" is a month."""
    dates = [(side.at(f.start), side.at(f.end)) for f in named if f.kind in ("date", "deadline")]
    return [*((d.start, d.end) for d in found_directives), *dates]


# --- softeners, intensifiers, obligation, negation --------------------------------------------------------------


def _phrase_findings(
    a: ChangedText,
    b: ChangedText,
    old: Vocabulary,
    new: Vocabulary,
    verbs: tuple[list[tuple[int, int]], list[tuple[int, int]]],
    statements: bool,
) -> Iterator[Finding]:
    """Softeners, emphasis, obligation and negation that differ. In footnotes (`statements`) only negation."""
    taken: tuple[list[Fact], list[Fact]] = ([], [])
    choices: tuple[tuple[Kind, Callable[[Vocabulary], Phrases]], ...] = (
        ("softener", lambda v: v.softeners), ("intensifier", lambda v: v.intensifiers),
        ("modal", lambda v: v.modals), ("negation", lambda v: v.negations),
    )  # fmt: skip
    for kind, of in choices[3:] if statements else choices:
        found = []
        for side, vocabulary, occupied, spans in ((a, old, taken[0], verbs[0]), (b, new, taken[1], verbs[1])):
            here = [
                f for f in _find_phrases(side, of(vocabulary), kind)
                if not any(f.start < t.end and t.start < f.end for t in occupied)
                and not any(x <= side.at(f.start) and side.at(f.end) <= y for x, y in spans)
            ]  # fmt: skip
            occupied += here
            found.append(here)
        yield from (_with_direction(f) for f in _differences(found[0], found[1], a, b))


def _find_phrases(side: ChangedText, phrases: Phrases, kind: Kind) -> list[Fact]:
    return [
        Fact(kind, m.start(), m.end(), phrases.group(m[0]))
        for m in phrases.find.finditer(side.folded, side.start, side.end)
        if kind != "modal" or not _is_proper_noun(side.text, side.at(m.start()))
    ]


def _is_proper_noun(text: str, at: int) -> bool:
    """Whether a word inside a sentence has a capital: there "May" is a month."""
    return at > 0 and text[at].isupper() and text[at + 1 : at + 2].islower() and text[:at].rstrip()[-1:].isalnum()


def _with_direction(found: Finding) -> Finding:
    """The finding with the direction of its softener, intensifier or obligation."""
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


def _changed_facts(
    reading: ChangeReading, words: tuple[Vocabulary | None, Vocabulary | None]
) -> tuple[list[Fact], list[Fact]]:
    """The facts of both sides. Without references to paragraphs of this text, which `references.changes` compares."""
    sides = []
    for side, references, vocabulary in (
        (reading.old, reading.old_references, words[0]),
        (reading.new, reading.new_references, words[1]),
    ):
        spans = [(r.start, r.end, " ".join(side.folded[r.start : r.end].split())) for r in references]
        outer = {r.start for r in references if not r.inner}
        sides.append([f for f in find_facts(side, vocabulary, spans) if f.kind != "reference" or f.start in outer])
    return sides[0], sides[1]


def _fact_direction(found: Finding) -> Direction:
    if found.effect != "changed" or found.kind not in ("deadline", "amount", "percentage", "number"):
        return ""
    a, b = found.old_value, found.new_value
    if _ISO.fullmatch(a) and _ISO.fullmatch(b) and found.kind == "deadline":
        shared = min(len(a), len(b))
        return "" if a[:shared] == b[:shared] else "later" if b > a else "sooner"
    counts = _parse_count(a), _parse_count(b)
    if counts[0] is None or counts[1] is None or counts[0][1] != counts[1][1] or counts[0] == counts[1]:
        return ""
    greater = counts[1][0] > counts[0][0]
    if found.kind == "deadline":
        return "later" if greater else "sooner"
    return "more" if greater else "less"


def _parse_count(value: str) -> tuple[float, str] | None:
    """A value as a number and its unit: "90 days" → (90, "days"), "session 18" → (18, "session")."""
    m = re.fullmatch(r"(?:(session) )?(\d+(?:\.\d+)?)(?: (days))?", value)
    return (float(m[2]), m[1] or m[3] or "") if m else None


# --- what differs -----------------------------------------------------------------------------------------------


def _differences(old: Sequence[Fact], new: Sequence[Fact], a: ChangedText, b: ChangedText) -> list[Finding]:
    """Facts touched by a hunk that the other side does not have: paired within one hunk and kind, else added or
    dropped."""
    old_touched = [(f, h) for f in old if (h := a.touched(a.at(f.start), a.at(f.end))) is not None]
    new_touched = [(f, h) for f in new if (h := b.touched(b.at(f.start), b.at(f.end))) is not None]
    shared = Counter((f.kind, f.value) for f, _ in old_touched) & Counter((f.kind, f.value) for f, _ in new_touched)
    return list(_paired_findings(_unshared(old_touched, shared), _unshared(new_touched, shared), a, b))


def _unshared(found: Sequence[tuple[Fact, int]], shared: Counter[tuple[Kind, str]]) -> list[tuple[Fact, int]]:
    """The facts without the shared ones; of equal facts the first are taken as shared."""
    left = Counter(shared)
    out = []
    for fact, hunk in found:
        if left[fact.kind, fact.value]:
            left[fact.kind, fact.value] -= 1
        else:
            out.append((fact, hunk))
    return out


def _paired_findings(
    old_touched: Sequence[tuple[Fact, int]], new_touched: Sequence[tuple[Fact, int]], a: ChangedText, b: ChangedText
) -> Iterator[Finding]:
    groups: dict[tuple[int, Kind], tuple[list[Fact], list[Fact]]] = {}
    for side, found in enumerate((old_touched, new_touched)):
        for fact, hunk in found:
            groups.setdefault((hunk, fact.kind), ([], []))[side].append(fact)
    for (_, kind), (before, after) in sorted(groups.items(), key=lambda g: (g[0][0], KINDS.index(g[0][1]))):
        in_pairs = kind != "state" or len(before) == len(after) == 1
        for x, y in zip_longest(before, after):
            if in_pairs or x is None or y is None:
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
