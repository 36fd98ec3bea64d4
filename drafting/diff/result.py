"""Make changes of pairs: the operation, the segments, and a check that these reproduce both sides to the letter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeAlias

from drafting.diff.changes import Change, Diff, Op, Segment, new_side, old_side, unit_text
from drafting.diff.units import Unit
from drafting.diff.words import diff_segments, join_segments
from drafting.text.similarity import word_ratio
from drafting.text.subsequence import heaviest_increasing
from drafting.text.tokens import Token, join_tokens, printed_tokens, tokenize
from drafting.text.typography import fold_typography

Segmenter: TypeAlias = Callable[[Sequence[Token], Sequence[Token]], tuple[Segment, ...]]
"""Two token sequences → segments: "=" and "-" join to the old one, "=" and "+" to the new one."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Old units that became new ones: one to one, one to several (split) or several to one (merge)."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    reason: str
    similarity: float


def assemble_changes(
    old: Sequence[Unit], new: Sequence[Unit], pairs: Sequence[Pair], segment: Segmenter = diff_segments
) -> tuple[Change, ...]:
    """All changes in the order of the new side; every index of both sides is in exactly one of them.

    A deletion follows the change of the nearest unit before it on the old side that kept its order.
    """
    stay, moved = _stayed_and_moved(old, new, pairs)
    home = {pair.old[0]: pair for pair in stay}
    away = {pair.old[0]: pair for pair in moved}
    paired_old = {i for pair in (*stay, *moved) for i in pair.old}
    paired_new = {j for pair in (*stay, *moved) for j in pair.new}
    keyed: list[tuple[tuple[int, int, int], Change]] = []
    follows = -1
    for i, unit in enumerate(old):
        if i in home:
            keyed.append(((home[i].new[0], 0, 0), _paired_change(old, new, home[i], segment, moved=False)))
            follows = home[i].new[-1]
        elif i in away:
            keyed.append(((away[i].new[0], 0, 0), _paired_change(old, new, away[i], segment, moved=True)))
        elif i not in paired_old:
            keyed.append(((follows, 1, i), _unpaired_change("delete", i, unit)))
    keyed += [((j, 0, 0), _unpaired_change("insert", j, unit)) for j, unit in enumerate(new) if j not in paired_new]
    return tuple(change for _, change in sorted(keyed, key=lambda k: k[0]))


def reading_view(diff: Diff) -> Diff:
    """The diff in the reading view: the words of heavily rewritten passages are shown as one replacement.

    Common words between two rewritten phrases are deleted and inserted again, which is easier to read. The segments
    still reproduce both sides to the letter; changes and findings are those of the exact diff.
    """
    segment = partial(diff_segments, cleanup="mid")
    changes = []
    for change in diff.changes:
        if change.op in ("edit", "move_edit", "split", "merge") and not change.typographic:
            old, new = [diff.old[i] for i in change.old], [diff.new[j] for j in change.new]
            parts, fallback = _checked_segments(old, new, segment)
            change = replace(change, segments=parts, fallback=fallback)
        changes.append(change)
    return Diff(diff.old, diff.new, tuple(changes))


def _stayed_and_moved(old: Sequence[Unit], new: Sequence[Unit], pairs: Sequence[Pair]) -> tuple[list[Pair], list[Pair]]:
    """Divide pairs into those that kept their order and those that moved.

    Of a split or merge that moved, only the longest part is a move; the rest is inserted or deleted.
    """
    ordered = sorted(pairs, key=lambda p: p.old)
    weights = [sum(len(old[i].text) for i in p.old) ** 0.5 + 1 for p in ordered]
    stay = set(heaviest_increasing([p.new[0] for p in ordered], weights))
    moved = []
    for pair in (p for k, p in enumerate(ordered) if k not in stay):
        i = max(pair.old, key=lambda i: len(old[i].text))
        j = max(pair.new, key=lambda j: len(new[j].text))
        single = len(pair.old) == len(pair.new) == 1
        moved.append(
            pair if single else Pair((i,), (j,), "the longest part, elsewhere", _printed_similarity(old[i], new[j]))
        )
    return [ordered[k] for k in sorted(stay)], moved


def _printed_similarity(old: Unit, new: Unit) -> float:
    before, after = (printed_tokens(fold_typography(unit.text)) for unit in (old, new))
    return word_ratio(before, after)


def _unpaired_change(op: Op, index: int, unit: Unit) -> Change:
    sign = "-" if op == "delete" else "+"
    head = f"{unit.label}{unit.gap}" if unit.label else ""
    parts = tuple(Segment(sign, text) for text in (head, unit.text) if text)  # type: ignore[arg-type]
    gone, come = ((index,), ()) if op == "delete" else ((), (index,))
    return Change(op, gone, come, parts, similarity=0.0, reason="no counterpart")


def _paired_change(old: Sequence[Unit], new: Sequence[Unit], pair: Pair, segment: Segmenter, moved: bool) -> Change:
    before, after = [old[i] for i in pair.old], [new[j] for j in pair.new]
    same = len(before) == len(after) == 1 and _is_same_body(before[0], after[0])
    renumbered = (before[0].label or "") != (after[0].label or "")
    parts, fallback = _checked_segments(before, after, segment)
    same_head = renumbered or parts == tuple(s for s in parts if s.op == "=")
    op = _operation(pair, same and same_head, moved, renumbered)
    quiet = op in ("edit", "move_edit") and not fallback and _is_typographic(before[0], after[0])
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


def _is_same_body(old: Unit, new: Unit) -> bool:
    if old.text != new.text:
        return False
    if not old.tokens and not new.tokens:
        return True
    return [t.identity for t in _unit_tokens(old)] == [t.identity for t in _unit_tokens(new)]


def _unit_tokens(unit: Unit) -> tuple[Token, ...]:
    return unit.tokens if unit.tokens and join_tokens(unit.tokens) == unit.text else tokenize(unit.text)


def _is_typographic(old: Unit, new: Unit) -> bool:
    """Whether the bodies differ only by apostrophes, quotes, spaces, hyphens or the composition of accents."""
    if "".join(fold_typography(old.text).split()) != "".join(fold_typography(new.text).split()):
        return False
    return _folded_tokens(old) == _folded_tokens(new)


def _folded_tokens(unit: Unit) -> list[object]:
    """The folded tokens without white space, but with tabs and line breaks, which are layout and not typography."""
    out: list[object] = []
    for token in _unit_tokens(unit):
        if token.kind == "space":
            out += [c for c in token.text if c in "\t\n\v\r"]
        else:
            out.append(fold_typography(token.text) if token.key is None else token.identity)
    return out


def _checked_segments(old: Sequence[Unit], new: Sequence[Unit], segment: Segmenter) -> tuple[tuple[Segment, ...], str]:
    """The segments of a pair and "", or a whole replacement and the reason if they do not reproduce both sides."""
    parts = _unit_segments(old, new, segment)
    if old_side(parts) == unit_text(old) and new_side(parts) == unit_text(new):
        return parts, ""
    whole = join_segments([Segment("-", unit_text(old)), Segment("+", unit_text(new))])
    return whole, "the word diff did not give back both sides; the whole text is shown as replaced"


def _unit_segments(old: Sequence[Unit], new: Sequence[Unit], segment: Segmenter) -> tuple[Segment, ...]:
    head_old, head_new = _label_and_gap(old[0]), _label_and_gap(new[0])
    if head_old == head_new:
        head = [Segment("=", head_old)]
    else:
        head = [Segment("-", head_old), Segment("+", head_new)]
    if len(old) == len(new) == 1 and _is_same_body(old[0], new[0]):
        body: tuple[Segment, ...] = (Segment("=", old[0].text),)
    else:
        body = segment(_tokens_of_units(old), _tokens_of_units(new))
    return tuple(s for s in (*head, *body) if s.text)


def _label_and_gap(unit: Unit) -> str:
    return f"{unit.label}{unit.gap}" if unit.label else ""


def _tokens_of_units(units: Sequence[Unit]) -> list[Token]:
    """The tokens of units joined by line feeds; labels after the first are atoms, so that no word pairs with them."""
    out: list[Token] = []
    for k, unit in enumerate(units):
        if k:
            out.append(Token("\n", "space"))
            if _label_and_gap(unit):
                out.append(Token(_label_and_gap(unit), "atom", ("label", _label_and_gap(unit))))
        out += _unit_tokens(unit)
    return out
