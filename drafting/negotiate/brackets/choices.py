"""A choice among proposals, and what it decides on each bracket, alternative paragraph, option and group of places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

from drafting.errors import SettingsError
from drafting.model.resolution import Clause
from drafting.negotiate.brackets.across_paragraphs import BracketSurvey, OptionBlock, SpanningBracket
from drafting.negotiate.brackets.alternatives import alternative_rows
from drafting.negotiate.brackets.annotations import Annotation, read_annotation
from drafting.negotiate.brackets.classify import option_end
from drafting.negotiate.brackets.values import Bracket, ParsedBrackets, Piece
from drafting.negotiate.brackets.vocabulary import folded_list, option_head
from drafting.text.folding import fold

Rest: TypeAlias = Literal["open", "in", "out"]
"""What becomes of brackets that the choice does not decide: they stay open, their words go in, or out."""
Verdict: TypeAlias = Literal["keep", "drop", "open"]
_REST: dict[Rest, Verdict] = {"open": "open", "in": "keep", "out": "drop"}


@dataclass(frozen=True, slots=True)
class Choice:
    """Whose proposals are read, or which option.

    `name` as given; `codes` of the delegations; `option` is "2", "B" or "ALT"; one of `codes` and `option` is empty.
    `rest` applies to the brackets that the choice does not decide.
    """

    name: str
    codes: frozenset[str] = frozenset()
    option: str = ""
    rest: Rest = "open"

    def names(self, annotations: Iterable[Annotation]) -> bool:
        """True when one of the annotations names a delegation of the choice."""
        return any(self.codes & {*a.parties} for a in annotations)


def read_choice(name: str, language: str = "", rest: Rest = "open") -> Choice:
    """The choice that "MEX", "Mexico", "MEX + BRA", "Option 2" or "Alt" names.

    Raises SettingsError for a name of neither a delegation nor an option.
    """
    m = option_head().match(fold(name))
    if m and not name[m.end() :].strip():
        return Choice(name, option=m["name"].upper(), rest=rest)
    if fold(name).strip() in folded_list("alternative"):
        return Choice(name, option="ALT", rest=rest)
    found = read_annotation(name, language, head=True)
    if found is None or found.kind != "delegations" or found.alternative:
        raise SettingsError(
            f"--read {name} names neither a delegation nor an option", "write --read MEX or --read 'Option 2'"
        )
    return Choice(name, frozenset(found.parties), rest=rest)


@dataclass
class Decision:
    """What a choice decides on one place of the text.

    `verdict`: None where only the brackets inside are decided. `label`: the printed number that a chosen alternative
    takes over. `brackets`: verdicts on brackets that later places close, by offset. `cuts`: ranges to remove, such as
    the name of an option or the closing sign of a bracket over several places.
    """

    verdict: Verdict | None = None
    label: str | None = None
    brackets: dict[int, Verdict] = field(default_factory=dict)
    cuts: list[tuple[int, int]] = field(default_factory=list)


class _Member(NamedTuple):
    """A paragraph among its alternatives. `name`: "ALT", "ALT2" …, "" for the paragraph itself."""

    name: str
    place: int
    clause: Clause
    parsed: ParsedBrackets


def decide_places(found: BracketSurvey, choice: Choice) -> dict[int, Decision]:
    """What the choice decides beyond single brackets: alternative paragraphs, options, brackets over several places.

    The keys are indices of places, only those on which something is decided.
    """
    decisions: dict[int, Decision] = {}
    for family in _alternative_families(found):
        _decide_family(found, family, choice, decisions)
    for group in found.options:
        _decide_options(found, group, choice, decisions)
    of_options = {b.spanning for group in found.options for b in group if b.spanning}
    for spanning in found.spanning:
        undecided = _decision_at(decisions, spanning.first).verdict == "open"  # one of several alternatives
        if spanning not in of_options and not undecided:
            _decide_spanning(spanning, _spanning_verdict(found, spanning, choice), decisions)
    return decisions


def _decision_at(decisions: dict[int, Decision], place: int) -> Decision:
    return decisions.setdefault(place, Decision())


def _drop_places(places: Iterable[int], decisions: dict[int, Decision]) -> None:
    for place in places:
        _decision_at(decisions, place).verdict = "drop"


def _alternative_families(found: BracketSurvey) -> list[list[_Member]]:
    """Paragraphs together with their Alt paragraphs."""
    families: dict[str, list[_Member]] = {}
    last = ""
    for i, place in enumerate(found.places):
        at = place.at
        if isinstance(place.block, Clause) and not place.block.label and last and _is_alternative(place.parsed):
            families[last].append(_Member("ALT", i, place.block, place.parsed))
        elif isinstance(place.block, Clause) and not at.items and at.number:
            base, _, suffix = at.number.partition("alt")
            name = f"ALT{suffix}" if "alt" in at.number else ""
            key = f"{at.annex}.{at.section}.{at.kind}{base}"
            families.setdefault(key, []).append(_Member(name, i, place.block, place.parsed))
            last = key
    return [family for family in families.values() if any(member.name for member in family)]


def _is_alternative(parsed: ParsedBrackets) -> bool:
    """True for a paragraph that is one bracket which would replace the paragraph before: "[USA alt: …]"."""
    outer = [n for n in parsed.brackets if n.kind == "text"]
    return len(outer) == 1 and outer[0].is_alternative and parsed.is_bare_outside(outer[0].start, outer[0].end)


def _decide_family(
    found: BracketSurvey, family: list[_Member], choice: Choice, decisions: dict[int, Decision]
) -> None:  # fmt: skip
    """Keep the chosen one of a paragraph and its alternatives, under the paragraph's number, and drop the others.

    Without exactly one chosen all stay open.
    """
    chosen = _chosen_members(family, choice)
    label = next((member.clause.label for member in family if not member.name), None)
    for member in family:
        decision = _decision_at(decisions, member.place)
        if len(chosen) != 1:
            decision.verdict, decision.label = "open", None
        elif member is chosen[0]:
            decision.verdict, decision.label = "keep", label
        else:
            decision.verdict, decision.label = "drop", None
            others = {m.place for m in family}
            _drop_places((k for k in _item_places(found, member.place) if k not in others), decisions)


def _chosen_members(family: list[_Member], choice: Choice) -> list[_Member]:
    """The alternatives that the choice names; for a delegation that put none, those that no delegation put."""
    if choice.option:
        return [m for m in family if m.name and m.name in (choice.option, f"ALT{choice.option}")]
    proposers = [(member, list(_whole_annotations(member.parsed))) for member in family]
    chosen = [member for member, annotations in proposers if choice.names(annotations)]
    return chosen or [m for m, annotations in proposers if not any(a.kind == "delegations" for a in annotations)]


def _item_places(found: BracketSurvey, place: int) -> range:
    """The places of a paragraph's items."""
    at, end = found.places[place].at, place + 1
    while end < len(found.places) and len(found.places[end].at.items) > len(at.items):
        end += 1
    return range(place + 1, end)


def _whole_annotations(parsed: ParsedBrackets) -> Iterator[Annotation]:
    """The annotations on a whole paragraph: its attribution, those of its outermost brackets, those outside them."""
    yield from parsed.attribution
    yield from (a for n in parsed.brackets if n.kind == "text" for a in n.said())
    yield from (t.annotation for t in parsed.own_remarks())


def _decide_options(
    found: BracketSurvey, group: tuple[OptionBlock, ...], choice: Choice, decisions: dict[int, Decision]
) -> None:
    """Keep the chosen one of the options without its name, and drop the others."""
    if choice.option not in [b.name for b in group]:
        return
    for block in group:
        if block.name != choice.option:
            _drop_places(range(block.first, block.last + 1), decisions)
            continue
        parsed = found.places[block.first].parsed
        decision = _decision_at(decisions, block.first)
        decision.verdict = "keep"
        if parsed.option:
            decision.cuts.append((0, parsed.head + option_end(parsed.text[parsed.head :])))
        if block.spanning:
            _decide_spanning(block.spanning, "keep", decisions)
        for n in parsed.brackets:
            if n.kind == "text" and _is_whole(parsed, n):
                decision.brackets[n.start] = "keep"


def _is_whole(parsed: ParsedBrackets, bracket: Bracket) -> bool:
    """True for a bracket around all that an option says behind its name."""
    start = parsed.head + option_end(parsed.text[parsed.head :])
    return parsed.is_bare_outside(bracket.start, bracket.end) or (
        bracket.start == start and not parsed.without_annotations(bracket.end, len(parsed.text)).strip(" .;,")
    )


def _spanning_verdict(found: BracketSurvey, spanning: SpanningBracket, choice: Choice) -> Verdict:
    """The verdict on a bracket over several places; it stays open unless it encloses them whole."""
    if not spanning.whole:
        return "open"
    blocks = [b for group in found.options for b in group if b.name == choice.option]
    if any((b.first, b.last) == (spanning.first, spanning.last) for b in blocks):
        return "keep"
    return bracket_verdict(spanning.node, choice) or ("open" if spanning.node.option else _REST[choice.rest])


def _decide_spanning(spanning: SpanningBracket, verdict: Verdict, decisions: dict[int, Decision]) -> None:
    if verdict == "drop":
        _drop_places(range(spanning.first, spanning.last + 1), decisions)
        return
    _decision_at(decisions, spanning.first).brackets[spanning.node.start] = verdict
    if verdict == "keep":
        _decision_at(decisions, spanning.last).cuts.append((spanning.closing, spanning.closing + 1))


def bracket_verdicts(
    parsed: ParsedBrackets, choice: Choice, given: Mapping[int, Verdict], *, chosen: bool
) -> dict[int, Verdict]:
    """The verdict on each bracket of disputed text in a paragraph, by offset.

    `given`: verdicts that are decided already and prevail; `chosen`: the whole paragraph is the one chosen.
    """
    verdicts: dict[int, Verdict] = {}
    own: Verdict | None
    for bracket, _ in parsed.walk_brackets():
        if bracket.kind == "text":
            own = "keep" if bracket.option and bracket.option == choice.option else bracket_verdict(bracket, choice)
            verdicts[bracket.start] = own or _REST[choice.rest]
    for row in alternative_rows(parsed):
        verdicts |= _row_verdicts(row, choice)
    whole = [n for n in parsed.brackets if n.kind == "text"]
    if chosen and len(whole) == 1 and whole[0].said():
        verdicts[whole[0].start] = "keep"
    return {**verdicts, **given}


def bracket_verdict(bracket: Bracket, choice: Choice) -> Verdict | None:
    """The verdict on a bracket by itself: who proposed it, who asks to delete it. None: the choice does not decide."""
    if not choice.codes:
        return None
    said = bracket.said()
    mine = {a.kind for a in said if choice.names([a]) and a.status not in ("agreed", "agreed ad ref")}
    if "delete" in mine:
        return "drop"
    if mine & {"delegations", "keep", "support"}:
        return "keep"
    if mine:
        return "open"
    if bracket.pieces:
        return "keep" if chosen_piece(bracket, choice) else "drop"
    if any(a.is_source for a in said):
        return "drop"
    return "keep" if any(a.kind == "delete" for a in said) else None


def chosen_piece(bracket: Bracket, choice: Choice) -> Piece | None:
    """Which of several texts in a bracket the choice keeps: its own, else the only one that nobody signed."""
    own = [p for p in bracket.pieces if choice.names(p.annotations)]
    unsigned = [p for p in bracket.pieces if not p.annotations]
    kept = own or unsigned
    return kept[0] if len(kept) == 1 else None


def _proposers(bracket: Bracket) -> list[Annotation]:
    """The annotations that say who wants the words of a bracket."""
    return [a for a in bracket.said() if a.is_source or a.kind in ("keep", "support")]


def _row_verdicts(row: tuple[Bracket, ...], choice: Choice) -> dict[int, Verdict]:
    """The verdicts on alternatives side by side: exactly one is kept, or all stay open."""
    chosen = _chosen_of_row(row, choice)
    if len(chosen) != 1:
        return {n.start: "open" for n in row}
    return {n.start: "keep" if n is chosen[0] else "drop" for n in row}


def _chosen_of_row(row: tuple[Bracket, ...], choice: Choice) -> list[Bracket]:
    """The alternatives that the choice names; for a delegation that put none, the only one that nobody signed."""
    if choice.option:
        return [n for n in row if n.option == choice.option]
    if chosen := [n for n in row if choice.names(_proposers(n))]:
        return chosen
    unsigned = [n for n in row if not _proposers(n)]
    return unsigned if len(unsigned) == 1 and len(row) > 1 and not row[0].option else []
