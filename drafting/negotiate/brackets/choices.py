"""A choice among brackets, and what it decides: each bracket, alternative paragraph, option and run of paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from drafting.errors import SettingsError
from drafting.model.resolution import Clause
from drafting.negotiate.brackets.across_paragraphs import BracketSurvey, OptionBlock, SpanningBracket
from drafting.negotiate.brackets.annotations import Annotation, option_head, read_annotation
from drafting.negotiate.brackets.parse import Bracket, ParsedBrackets, alternative_rows, option_end
from drafting.text.folding import fold

Rest: TypeAlias = Literal["open", "in", "out"]
Verdict: TypeAlias = Literal["keep", "drop", "open"]
_REST: dict[Rest, Verdict] = {"open": "open", "in": "keep", "out": "drop"}


@dataclass(frozen=True, slots=True)
class Choice:
    """Whose reading, or which option. `name` as given; `codes` of delegations; `option` "2", "B", or "ALT". `rest`:
    what becomes of brackets the choice does not decide: they stay open, or their words go in, or out."""

    name: str
    codes: frozenset[str] = frozenset()
    option: str = ""
    rest: Rest = "open"

    def names(self, annotations: Iterable[Annotation]) -> bool:
        """True when one of the marks names the delegation of the choice."""
        return any(self.codes & {*m.states, *m.groups} for m in annotations)


def read_choice(name: str, language: str = "", rest: Rest = "open") -> Choice:
    """ "MEX", "Mexico", "MEX + BRA", "Option 2", "Alt" as a choice. SettingsError when it names neither."""
    m = option_head().match(fold(name))
    if m and not name[m.end() :].strip():
        return Choice(name, option=m["name"].upper(), rest=rest)
    if fold(name).strip() == "alt":
        return Choice(name, option="ALT", rest=rest)
    annotation = read_annotation(name, language, head=True)
    if annotation is None or annotation.kind != "delegations":
        raise SettingsError(
            f"--read {name} names neither a delegation nor an option", "write --read MEX or --read 'Option 2'"
        )
    return Choice(name, frozenset((*annotation.states, *annotation.groups)), rest=rest)


@dataclass
class Decision:
    """What a choice decides on one place of the text. `verdict`: None where it decides on no more than the brackets
    inside; `label`: the number an alternative takes over; `nodes`: verdicts on brackets that later places close;
    `cuts`: what goes because it belonged to an option's name or to the end of such a bracket."""

    verdict: Verdict | None = None
    label: str | None = None
    brackets: dict[int, Verdict] = field(default_factory=dict)
    cuts: list[tuple[int, int]] = field(default_factory=list)


def decide_places(found: BracketSurvey, choice: Choice) -> dict[int, Decision]:
    """The decisions on whole places (counted from 0): alternative paragraphs, options, brackets over several places."""
    decisions: dict[int, Decision] = {}
    for family in _alternative_families(found):
        _decide_family(found, family, choice, decisions)
    settled = {b.run for group in found.options for b in group if b.run}
    for group in found.options:
        _decide_options(found, group, choice, decisions)
    for run in found.spanning:
        undecided = _decision_at(decisions, run.first).verdict == "open"  # one of several alternatives
        if run not in settled and not undecided:
            _decide_spanning(found, run, _spanning_verdict(found, run, choice), decisions)
    return decisions


def _decision_at(decisions: dict[int, Decision], place: int) -> Decision:
    return decisions.setdefault(place, Decision())


def _alternative_families(found: BracketSurvey) -> list[list[tuple[str, int, Clause, ParsedBrackets]]]:
    """Paragraphs with their Alt paragraphs: name of the alternative ("" for the first), place, clause, brackets."""
    kin: dict[str, list[tuple[str, int, Clause, ParsedBrackets]]] = {}
    for i, unit in enumerate(found.units):
        at = unit.at
        if isinstance(unit.block, Clause) and not at.items and at.number:
            base, _, suffix = at.number.partition("alt")
            name = f"ALT{suffix}" if "alt" in at.number else ""
            kin.setdefault(f"{at.annex}.{at.section}.{at.kind}{base}", []).append((name, i, unit.block, unit.parsed))
    return [family for family in kin.values() if any(name for name, *_ in family)]


def _decide_family(
    found: BracketSurvey,
    family: list[tuple[str, int, Clause, ParsedBrackets]],
    choice: Choice,
    decisions: dict[int, Decision],
) -> None:
    """A paragraph and its Alt paragraphs: the one that is chosen takes the number, the others go."""
    who = [_whole_marks(parsed) for *_, parsed in family]
    chosen = [n for n, annotations in enumerate(who) if choice.names(annotations)]
    if choice.option:
        chosen = [n for n, (name, *_) in enumerate(family) if name and name in (choice.option, f"ALT{choice.option}")]
    if not chosen and not choice.option:
        chosen = [n for n, annotations in enumerate(who) if not any(m.kind == "delegations" for m in annotations)]
    label = next((clause.label for name, _, clause, _ in family if not name), None)
    for n, (_, place, _, _) in enumerate(family):
        decision = _decision_at(decisions, place)
        decision.verdict = "open" if len(chosen) != 1 else "keep" if n == chosen[0] else "drop"
        decision.label = label if decision.verdict == "keep" else None
        if decision.verdict == "drop":
            for item in _item_places(found, place):
                _decision_at(decisions, item).verdict = "drop"


def _item_places(found: BracketSurvey, place: int) -> range:
    """The places of a paragraph's items."""
    at, end = found.units[place].at, place + 1
    while end < len(found.units) and len(found.units[end].at.items) > len(at.items):
        end += 1
    return range(place + 1, end)


def _whole_marks(parsed: ParsedBrackets) -> list[Annotation]:
    """Who put a whole paragraph: the head of an attributed text, or of its outermost brackets."""
    annotations = [parsed.attribution] if parsed.attribution else []
    annotations += [n.annotation for n in parsed.brackets if n.annotation and n.kind == "text"]
    return (
        annotations
        + [t.annotation for t in parsed.trailing]
        + [t.annotation for n in parsed.brackets for t in n.trailing]
    )


def _decide_options(
    found: BracketSurvey, group: tuple[OptionBlock, ...], choice: Choice, decisions: dict[int, Decision]
) -> None:
    """Options that exclude one another: the one that is chosen loses its name, the others go."""
    if choice.option not in [b.name for b in group]:
        return
    for block in group:
        chosen = block.name == choice.option
        if not chosen:
            for place in range(block.first, block.last + 1):
                _decision_at(decisions, place).verdict = "drop"
            continue
        parsed = found.units[block.first].parsed
        _decision_at(decisions, block.first).verdict = "keep"
        if parsed.option:
            _decision_at(decisions, block.first).cuts.append((0, option_end(parsed.text)))
        if block.run:
            _decide_spanning(found, block.run, "keep", decisions)


def _spanning_verdict(found: BracketSurvey, run: SpanningBracket, choice: Choice) -> Verdict:
    """A bracket over several places: as any bracket, when it holds them whole; else it stays open."""
    holds = any(
        b.name == choice.option and b.first == run.first and b.last == run.last for g in found.options for b in g
    )
    if not run.whole:
        return "open"
    return "keep" if holds else bracket_verdict(run.node, choice) or ("open" if run.node.option else _REST[choice.rest])


def _decide_spanning(
    found: BracketSurvey, run: SpanningBracket, verdict: Verdict, decisions: dict[int, Decision]
) -> None:
    if verdict == "drop":
        for place in range(run.first, run.last + 1):
            _decision_at(decisions, place).verdict = "drop"
        return
    _decision_at(decisions, run.first).brackets[run.node.start] = verdict
    if verdict == "keep":
        _decision_at(decisions, run.last).cuts.append((run.closing, run.closing + 1))


def node_verdicts(
    parsed: ParsedBrackets, choice: Choice, given: Mapping[int, Verdict], *, chosen: bool
) -> dict[int, Verdict]:
    """What becomes of each bracket that counts, by its place. `given`: verdicts that stand already; `chosen`: the
    whole paragraph is the one chosen."""
    found: dict[int, Verdict] = {}
    for node, _ in parsed.walk_brackets():
        if node.kind == "text":
            found[node.start] = bracket_verdict(node, choice) or _REST[choice.rest]
    for row in alternative_rows(parsed):
        found |= _decide_row(row, choice)
    whole = [n for n in parsed.brackets if n.kind == "text"]
    if chosen and len(whole) == 1 and whole[0].annotation:
        found[whole[0].start] = "keep"
    return {**found, **given}


def _proposers(node: Bracket) -> list[Annotation]:
    annotations = [node.annotation] if node.annotation else []
    return [m for m in (*annotations, *(t.annotation for t in node.trailing)) if m.kind in ("delegations", "source")]


def bracket_verdict(node: Bracket, choice: Choice) -> Verdict | None:
    """A bracket by itself: the delegation asks to delete it, put it, or somebody else did; None: undecided."""
    if not choice.codes:
        return None
    asked = [c.annotation for c in node.children if c.kind == "mark" and c.annotation and c.annotation.kind == "delete"]
    asked += [t.annotation for t in node.trailing if t.annotation.kind == "delete"]
    if node.annotation and node.annotation.kind == "delete":
        asked.append(node.annotation)
    if asked:
        return "drop" if choice.names(asked) else "keep"
    who = _proposers(node)
    if not who:
        return None
    return "keep" if choice.names(who) else "drop"


def _decide_row(row: tuple[Bracket, ...], choice: Choice) -> dict[int, Verdict]:
    """Alternatives side by side: exactly one is kept, or all stay open."""
    if choice.option:
        chosen = [n for n in row if n.option == choice.option]
    else:
        chosen = [n for n in row if choice.names(_proposers(n))]
        if not chosen:
            unsigned = [n for n in row if not _proposers(n)]
            chosen = unsigned if len(unsigned) == 1 and len(row) > 1 and not row[0].option else []
    if len(chosen) != 1:
        return {n.start: "open" for n in row}
    return {n.start: "keep" if n is chosen[0] else "drop" for n in row}
