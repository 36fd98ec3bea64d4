"""Pairs made into changes: the operation, the segments, and the check that both sides come out to the letter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeAlias

from drafting.diff.changes import Change, Diff, Op, Segment, new_side, old_side, unit_text
from drafting.diff.units import Unit
from drafting.diff.words import diff_segments, joined
from drafting.text.similarity import word_ratio
from drafting.text.subsequence import heaviest_increasing
from drafting.text.tokens import Token, join_tokens, printed_tokens, tokenize
from drafting.text.typography import fold_typography

Segmenter: TypeAlias = Callable[[Sequence[Token], Sequence[Token]], tuple[Segment, ...]]
"""What differs between two token sequences: "=" and "-" join to the old one, "=" and "+" to the new one."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Old units that became new ones: one to one, one to several (split) or several to one (merge)."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    reason: str
    similarity: float


def assemble(
    old: Sequence[Unit], new: Sequence[Unit], pairs: Sequence[Pair], segment: Segmenter = diff_segments
) -> tuple[Change, ...]:
    """All changes in the order of the new side; every index of both sides is in exactly one of them.

    What was deleted stands behind the change that its predecessor on the old side, if it stayed, became.
    """
    stay, moved = _order(old, new, pairs)
    home = {pair.old[0]: pair for pair in stay}
    away = {pair.old[0]: pair for pair in moved}
    paired_old = {i for pair in (*stay, *moved) for i in pair.old}
    paired_new = {j for pair in (*stay, *moved) for j in pair.new}
    keyed: list[tuple[tuple[int, int, int], Change]] = []
    follows = -1
    for i, unit in enumerate(old):
        if i in home:
            keyed.append(((home[i].new[0], 0, 0), _paired(old, new, home[i], segment, moved=False)))
            follows = home[i].new[-1]
        elif i in away:
            keyed.append(((away[i].new[0], 0, 0), _paired(old, new, away[i], segment, moved=True)))
        elif i not in paired_old:
            keyed.append(((follows, 1, i), _alone("delete", i, unit)))
    keyed += [((j, 0, 0), _alone("insert", j, unit)) for j, unit in enumerate(new) if j not in paired_new]
    return tuple(change for _, change in sorted(keyed, key=lambda k: k[0]))


def reading_view(diff: Diff) -> Diff:
    """The same changes of the same units, the words of heavily rewritten passages shown as one replacement.

    For people who read a change aloud or on a screen: common words between two rewritten phrases are struck and put
    in again. Both sides still come back to the letter; what an exact diff says of substance stays as it is.
    """
    segment = partial(diff_segments, cleanup="mid")
    changes = []
    for change in diff.changes:
        if change.op in ("edit", "move_edit", "split", "merge") and not change.typographic:
            old, new = [diff.old[i] for i in change.old], [diff.new[j] for j in change.new]
            parts, fallback = _checked(old, new, segment)
            change = replace(change, segments=parts, fallback=fallback)
        changes.append(change)
    return Diff(diff.old, diff.new, tuple(changes))


def _order(old: Sequence[Unit], new: Sequence[Unit], pairs: Sequence[Pair]) -> tuple[list[Pair], list[Pair]]:
    """The pairs that stayed in order, and those that moved.

    A body that was split or merged and moved too is no single move: its longest part moved, the rest is new or gone.
    """
    ordered = sorted(pairs, key=lambda p: p.old)
    weights = [sum(len(old[i].text) for i in p.old) ** 0.5 + 1 for p in ordered]
    stay = set(heaviest_increasing([p.new[0] for p in ordered], weights))
    moved = []
    for pair in (p for k, p in enumerate(ordered) if k not in stay):
        i = max(pair.old, key=lambda i: len(old[i].text))
        j = max(pair.new, key=lambda j: len(new[j].text))
        single = len(pair.old) == len(pair.new) == 1
        moved.append(pair if single else Pair((i,), (j,), "the longest part, elsewhere", _likeness(old[i], new[j])))
    return [ordered[k] for k in sorted(stay)], moved


def _likeness(old: Unit, new: Unit) -> float:
    before, after = (printed_tokens(fold_typography(unit.text)) for unit in (old, new))
    return word_ratio(before, after)


def _alone(op: Op, index: int, unit: Unit) -> Change:
    sign = "-" if op == "delete" else "+"
    head = f"{unit.label}{unit.gap}" if unit.label else ""
    parts = tuple(Segment(sign, text) for text in (head, unit.text) if text)  # type: ignore[arg-type]
    gone, come = ((index,), ()) if op == "delete" else ((), (index,))
    return Change(op, gone, come, parts, similarity=0.0, reason="no counterpart")


def _paired(old: Sequence[Unit], new: Sequence[Unit], pair: Pair, segment: Segmenter, moved: bool) -> Change:
    before, after = [old[i] for i in pair.old], [new[j] for j in pair.new]
    same = len(before) == len(after) == 1 and _same_body(before[0], after[0])
    renumbered = (before[0].label or "") != (after[0].label or "")
    parts, fallback = _checked(before, after, segment)
    same_head = renumbered or parts == tuple(s for s in parts if s.op == "=")
    op = _operation(pair, same and same_head, moved, renumbered)
    quiet = op in ("edit", "move_edit") and not fallback and _typographic(before[0], after[0])
    return Change(op, pair.old, pair.new, parts, renumbered, quiet, pair.similarity, pair.reason, fallback)


def _operation(pair: Pair, same: bool, moved: bool, renumbered: bool) -> Op:
    if len(pair.new) > 1:
        return "split"
    if len(pair.old) > 1:
        return "merge"
    if moved:
        return "move" if same else "move_edit"
    if not same:
        return "edit"
    return "renumber" if renumbered else "equal"


def _same_body(old: Unit, new: Unit) -> bool:
    if old.text != new.text:
        return False
    if not old.tokens and not new.tokens:
        return True
    return [t.identity for t in _tokens(old)] == [t.identity for t in _tokens(new)]


def _tokens(unit: Unit) -> tuple[Token, ...]:
    return unit.tokens if unit.tokens and join_tokens(unit.tokens) == unit.text else tokenize(unit.text)


def _typographic(old: Unit, new: Unit) -> bool:
    """Whether the bodies differ only by apostrophes, quotes, spaces, hyphens or how accents are composed."""
    if "".join(fold_typography(old.text).split()) != "".join(fold_typography(new.text).split()):
        return False
    return _plain(old) == _plain(new)


def _plain(unit: Unit) -> list[object]:
    """The tokens without white space, folded; tabs and line breaks count, they are layout and not typography."""
    out: list[object] = []
    for token in _tokens(unit):
        if token.kind == "space":
            out += [c for c in token.text if c in "\t\n\v\r"]
        else:
            out.append(fold_typography(token.text) if token.key is None else token.identity)
    return out


def _checked(old: Sequence[Unit], new: Sequence[Unit], segment: Segmenter) -> tuple[tuple[Segment, ...], str]:
    """The segments of a pair, and "" – or a whole replacement and why, should they not give back both sides."""
    parts = _segments(old, new, segment)
    if old_side(parts) == unit_text(old) and new_side(parts) == unit_text(new):
        return parts, ""
    whole = joined([Segment("-", unit_text(old)), Segment("+", unit_text(new))])
    return whole, "the word diff did not give back both sides; the whole text is shown as replaced"


def _segments(old: Sequence[Unit], new: Sequence[Unit], segment: Segmenter) -> tuple[Segment, ...]:
    head_old, head_new = _head(old[0]), _head(new[0])
    if head_old == head_new:
        head = [Segment("=", head_old)]
    else:
        head = [Segment("-", head_old), Segment("+", head_new)]
    if len(old) == len(new) == 1 and _same_body(old[0], new[0]):
        body: tuple[Segment, ...] = (Segment("=", old[0].text),)
    else:
        body = segment(_run(old), _run(new))
    return tuple(s for s in (*head, *body) if s.text)


def _head(unit: Unit) -> str:
    return f"{unit.label}{unit.gap}" if unit.label else ""


def _run(units: Sequence[Unit]) -> list[Token]:
    """The tokens of several units joined by line feeds; later labels are atoms, so no word can pair with them."""
    out: list[Token] = []
    for k, unit in enumerate(units):
        if k:
            out.append(Token("\n", "space"))
            if _head(unit):
                out.append(Token(_head(unit), "atom", ("label", _head(unit))))
        out += _tokens(unit)
    return out
