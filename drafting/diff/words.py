"""The word diff: what differs between two paragraphs, never inside a word or a number, to the letter."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from drafting.diff.changes import Segment, SegmentOp
from drafting.diff.cleanup import Cleanup, drop_islands, slide
from drafting.diff.function_words import CONTENT, weight
from drafting.diff.matching import Vocabulary, common_blocks
from drafting.diff.tokens import text_of, tokenize
from drafting.diff.typography import cut_twins, fold
from drafting.diff.unit import Token

__all__ = ["Cleanup", "TokenOp", "diff_segments", "diff_tokens", "segments", "tokenize"]

TokenOpName: TypeAlias = Literal["equal", "delete", "insert"]


@dataclass(frozen=True, slots=True)
class TokenOp:
    """Tokens `old_start` to `old_end` of the old side, `new_start` to `new_end` of the new: equal, deleted, inserted.

    A deletion is empty on the new side, an insertion on the old; a deletion stands before the insertion it goes with.
    """

    op: TokenOpName
    old_start: int
    old_end: int
    new_start: int
    new_end: int


class _Step(NamedTuple):
    """One stretch of the walk over both sides: `same` when the tokens pair (they may still differ by typography)."""

    same: bool
    old_start: int
    old_end: int
    new_start: int
    new_end: int


def diff_tokens(old: Sequence[Token], new: Sequence[Token], cleanup: Cleanup = "low") -> tuple[TokenOp, ...]:
    """The operations that turn one token sequence into the other; they cover both without a gap, in order.

    Tokens are equal when their `identity` is, so typographic twins come out as deleted and inserted.
    """
    out: list[TokenOp] = []
    for step in _tidy(_atomic_steps(_walk(old, new, cleanup), old, new), old, new):
        if step.same:
            out.append(TokenOp("equal", *step[1:]))
            continue
        if step.old_end > step.old_start:
            out.append(TokenOp("delete", step.old_start, step.old_end, step.new_start, step.new_start))
        if step.new_end > step.new_start:
            out.append(TokenOp("insert", step.old_end, step.old_end, step.new_start, step.new_end))
    return tuple(_fused(out))


def _fused(ops: Iterable[TokenOp]) -> list[TokenOp]:
    """Neighbouring equal stretches made one."""
    out: list[TokenOp] = []
    for op in ops:
        if out and out[-1].op == op.op == "equal":
            out[-1] = TokenOp("equal", out[-1].old_start, op.old_end, out[-1].new_start, op.new_end)
        else:
            out.append(op)
    return out


def segments(old_text: str, new_text: str, cleanup: Cleanup = "low") -> tuple[Segment, ...]:
    """What differs between two texts: "=" and "-" join to the old one, "=" and "+" to the new one."""
    if old_text == new_text:
        return (Segment("=", old_text),) if old_text else ()
    return diff_segments(tokenize(old_text), tokenize(new_text), cleanup)


def diff_segments(old: Sequence[Token], new: Sequence[Token], cleanup: Cleanup = "low") -> tuple[Segment, ...]:
    """The same over tokens; twins such as l' and l’ are cut down to the characters that differ."""
    out: list[Segment] = []
    for step in _tidy(_walk(old, new, cleanup), old, new):
        a, b = text_of(old[step.old_start : step.old_end]), text_of(new[step.new_start : step.new_end])
        if a == b and step.same:
            out.append(Segment("=", a))
        elif step.same or (a.isspace() and b.isspace()):
            out += cut_twins(a, b)
        else:
            out += [Segment("-", a), Segment("+", b)]
    return joined(out)


def joined(parts: Iterable[Segment]) -> tuple[Segment, ...]:
    """Segments without empty ones, neighbours of a kind joined, in each changed stretch deletions before insertions."""
    out: list[Segment] = []
    run: dict[SegmentOp, list[str]] = {"=": [], "-": [], "+": []}

    def flush(*ops: SegmentOp) -> None:
        for op in ops:
            if run[op]:
                out.append(Segment(op, "".join(run[op])))
                run[op].clear()

    for part in parts:
        if not part.text:
            continue
        if part.op == "=":
            flush("-", "+")
        else:
            flush("=")
        run[part.op].append(part.text)
    flush("=", "-", "+")
    return tuple(out)


def _walk(old: Sequence[Token], new: Sequence[Token], cleanup: Cleanup) -> Iterator[_Step]:
    """Steps over both sides. White space takes no part in the matching: it leads the token behind it."""
    at_old = [i for i, t in enumerate(old) if t.kind != "space"]
    at_new = [j for j, t in enumerate(new) if t.kind != "space"]
    words_old, words_new = [old[i].text for i in at_old], [new[j].text for j in at_new]
    vocabulary = Vocabulary()
    coded_old = vocabulary.encode([_match_key(old[i]) for i in at_old])
    coded_new = vocabulary.encode([_match_key(new[j]) for j in at_new])
    blocks = common_blocks(coded_old, coded_new)
    blocks = drop_islands(blocks, [_weight(old[i]) for i in at_old], [_weight(new[j]) for j in at_new], cleanup)
    i = j = 0
    for x, y, size in slide(blocks, words_old, words_new, coded_old, coded_new):
        for k in range(size):
            a, b = at_old[x + k], at_new[y + k]
            if k == 0 and (x or y):
                # what was left unmatched before the block, without the white space that leads its first token
                before_a = at_old[x - 1] + 1 if x else 0
                before_b = at_new[y - 1] + 1 if y else 0
                yield _Step(False, i, before_a, j, before_b)
                i, j = before_a, before_b
            lead_a, lead_b = old[i:a], new[j:b]
            yield _Step(_alike(lead_a, lead_b), i, a, j, b)
            yield _Step(True, a, a + 1, b, b + 1)
            i, j = a + 1, b + 1
    last_a = at_old[-1] + 1 if at_old and at_old[-1] >= i else i
    last_b = at_new[-1] + 1 if at_new and at_new[-1] >= j else j
    yield _Step(False, i, last_a, j, last_b)
    yield _Step(_alike(old[last_a:], new[last_b:]), last_a, len(old), last_b, len(new))


def _match_key(token: Token) -> Hashable:
    return fold(token.text) if token.key is None else token.identity


def _weight(token: Token) -> float:
    return CONTENT if token.kind == "atom" else weight(token.text)


def _alike(old: Sequence[Token], new: Sequence[Token]) -> bool:
    return [t.identity for t in old] == [t.identity for t in new]


def _atomic_steps(steps: Iterable[_Step], old: Sequence[Token], new: Sequence[Token]) -> Iterator[_Step]:
    """Steps in which what pairs is equal to the letter: twins become a replacement."""
    for step in steps:
        if step.same and not _alike(old[step.old_start : step.old_end], new[step.new_start : step.new_end]):
            step = step._replace(same=False)
        yield step


def _tidy(steps: Iterable[_Step], old: Sequence[Token], new: Sequence[Token]) -> Iterator[_Step]:
    """Neighbouring changed steps made one, then shorn of the white space they share at both ends."""
    pending: _Step | None = None
    for step in steps:
        if step.old_start == step.old_end and step.new_start == step.new_end:
            continue
        if pending and pending.same == step.same and not (step.same and _twins(step, pending, old, new)):
            pending = pending._replace(old_end=step.old_end, new_end=step.new_end)
            continue
        if pending:
            yield from _shorn(pending, old, new)
        pending = step
    if pending:
        yield from _shorn(pending, old, new)


def _twins(step: _Step, pending: _Step, old: Sequence[Token], new: Sequence[Token]) -> bool:
    """Whether either step holds twins that are not equal to the letter: those stay steps of their own."""
    return not all(_alike(old[s.old_end - 1 : s.old_end], new[s.new_end - 1 : s.new_end]) for s in (step, pending))


def _shorn(step: _Step, old: Sequence[Token], new: Sequence[Token]) -> Iterator[_Step]:
    if step.same:
        yield step
        return
    a, a_end, b, b_end = step.old_start, step.old_end, step.new_start, step.new_end
    start = end = 0
    while a + start < a_end and b + start < b_end and old[a + start].identity == new[b + start].identity:
        start += 1
    short = min(a_end - a, b_end - b) - start
    while end < short and old[a_end - 1 - end].identity == new[b_end - 1 - end].identity:
        end += 1
    if start:
        yield _Step(True, a, a + start, b, b + start)
    if a + start < a_end - end or b + start < b_end - end:
        yield _Step(False, a + start, a_end - end, b + start, b_end - end)
    if end:
        yield _Step(True, a_end - end, a_end, b_end - end, b_end)
