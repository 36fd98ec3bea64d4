"""The word diff: what differs between two paragraphs, never inside a word or a number, to the letter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias

from drafting.diff.changes import Segment, SegmentOp
from drafting.diff.words.cleanup import Cleanup, Weighed, drop_islands, slide
from drafting.diff.words.lcs import Block, Vocabulary, common_blocks, common_ends
from drafting.diff.words.twins import cut_twins
from drafting.text.stopwords import CONTENT, weight
from drafting.text.tokens import Token, tokenize
from drafting.text.typography import fold_typography

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
    both = _Both(old, new)
    out: list[TokenOp] = []
    for step in both.tidy(both.letters_only(both.walk(cleanup))):
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
    both = _Both(old, new)
    old_texts, new_texts = [t.text for t in old], [t.text for t in new]
    out: list[tuple[SegmentOp, str]] = []
    for same, i, old_end, j, new_end in both.tidy(both.walk(cleanup)):
        a, b = "".join(old_texts[i:old_end]), "".join(new_texts[j:new_end])
        if same and a == b:
            out.append(("=", a))
        elif same or (a.isspace() and b.isspace()):
            out += _twins(a, b)
        else:
            out += (("-", a), ("+", b))
    return _joined(out)


@lru_cache(maxsize=1 << 12)
def _twins(old: str, new: str) -> tuple[tuple[SegmentOp, str], ...]:
    """The same few twins (l' and l’) come again and again."""
    return tuple((s.op, s.text) for s in cut_twins(old, new))


def joined(parts: Iterable[Segment]) -> tuple[Segment, ...]:
    """Segments without empty ones, neighbours of a kind joined, in each changed stretch deletions before insertions."""
    return _joined((part.op, part.text) for part in parts)


def _joined(parts: Iterable[tuple[SegmentOp, str]]) -> tuple[Segment, ...]:
    out: list[Segment] = []
    same: list[str] = []
    gone: list[str] = []
    come: list[str] = []
    for op, text in parts:
        if not text:
            continue
        if op == "=":
            if gone or come:
                out += _changed(gone, come)
            same.append(text)
            continue
        if same:
            out.append(Segment("=", "".join(same)))
            same.clear()
        (gone if op == "-" else come).append(text)
    if same:
        out.append(Segment("=", "".join(same)))
    return (*out, *_changed(gone, come))


def _changed(gone: list[str], come: list[str]) -> list[Segment]:
    """One changed stretch; both lists are emptied for the next."""
    out = [Segment("-", "".join(gone))] if gone else []
    out += [Segment("+", "".join(come))] if come else []
    gone.clear()
    come.clear()
    return out


class _Both:
    """Both token sequences, coded: `_old` and `_new` to the letter, white space included."""

    def __init__(self, old: Sequence[Token], new: Sequence[Token]) -> None:
        letters = Vocabulary()
        self._tokens = old, new
        self._old = letters.encode([t.text if t.key is None else t.identity for t in old])
        self._new = letters.encode([t.text if t.key is None else t.identity for t in new])

    def walk(self, cleanup: Cleanup) -> Iterator[_Step]:
        """Steps over both sides. White space takes no part in the matching: it leads the token behind it."""
        old, new = self._tokens
        at_old = [i for i, t in enumerate(old) if t.kind != "space"]
        at_new = [j for j, t in enumerate(new) if t.kind != "space"]
        i = j = 0
        for x, y, size in _readable([old[i] for i in at_old], [new[j] for j in at_new], cleanup):
            # what was left unmatched before the block, without the white space that leads its first token
            gap_old, gap_new = _behind(at_old, x, i), _behind(at_new, y, j)
            yield _Step(False, i, gap_old, j, gap_new)
            i, j = _behind(at_old, x + size, i), _behind(at_new, y + size, j)
            yield from self._matched(gap_old, i, gap_new, j)
        end_old, end_new = _behind(at_old, len(at_old), i), _behind(at_new, len(at_new), j)
        yield _Step(False, i, end_old, j, end_new)
        yield self._compared(end_old, len(old), end_new, len(new))

    def _matched(self, i: int, old_end: int, j: int, new_end: int) -> Iterator[_Step]:
        """Steps over a block whose printed tokens pair one by one; white space and typography may differ."""
        if self._old[i:old_end] == self._new[j:new_end]:
            yield _Step(True, i, old_end, j, new_end)
            return
        old, new = self._tokens
        while i < old_end:
            a, b = i, j
            while old[a].kind == "space":
                a += 1
            while new[b].kind == "space":
                b += 1
            yield self._compared(i, a, j, b)
            yield _Step(True, a, a + 1, b, b + 1)
            i, j = a + 1, b + 1

    def _compared(self, i: int, old_end: int, j: int, new_end: int) -> _Step:
        return _Step(self._old[i:old_end] == self._new[j:new_end], i, old_end, j, new_end)

    def letters_only(self, steps: Iterable[_Step]) -> Iterator[_Step]:
        """Steps in which what pairs is equal to the letter: twins become a replacement."""
        return (self._compared(*step[1:]) if step.same else step for step in steps)

    def tidy(self, steps: Iterable[_Step]) -> Iterator[_Step]:
        """Neighbouring changed steps made one, then shorn of the tokens they share at both ends."""
        pending: _Step | None = None
        for step in steps:
            if step.old_start == step.old_end and step.new_start == step.new_end:
                continue
            if pending and not pending.same and not step.same:
                pending = pending._replace(old_end=step.old_end, new_end=step.new_end)
                continue
            if pending:
                yield from self._shorn(pending)
            pending = step
        if pending:
            yield from self._shorn(pending)

    def _shorn(self, step: _Step) -> Iterator[_Step]:
        if step.same:
            yield step
            return
        _, a, a_end, b, b_end = step
        start, end = common_ends(self._old[a:a_end], self._new[b:b_end])
        for part in (
            _Step(True, a, a + start, b, b + start),
            _Step(False, a + start, a_end - end, b + start, b_end - end),
            _Step(True, a_end - end, a_end, b_end - end, b_end),
        ):
            if part.old_end > part.old_start or part.new_end > part.new_start:
                yield part


def _behind(places: Sequence[int], count: int, least: int) -> int:
    """The index behind the printed token number `count` (from 1); `least` where that is none further on."""
    return max(least, places[count - 1] + 1) if count else least


def _readable(old: Sequence[Token], new: Sequence[Token], cleanup: Cleanup) -> list[Block]:
    """The blocks that printed tokens share, cleaned up and slid to good boundaries."""
    folded = _Folded(Vocabulary())
    coded_old, coded_new = folded.encode(old), folded.encode(new)
    blocks = common_blocks(coded_old, coded_new)
    if blocks:
        blocks = drop_islands(blocks, _weighed(old), _weighed(new), cleanup)
    return slide(blocks, [t.text for t in old], [t.text for t in new], coded_old, coded_new)


class _Folded(dict[str, str]):
    """The characters that stand for texts of tokens; typographic twins share one."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def __missing__(self, text: str) -> str:
        self[text] = self._vocabulary[fold_typography(text)]
        return self[text]

    def encode(self, tokens: Sequence[Token]) -> str:
        """The string that stands for tokens; an atom is known by its identity."""
        return "".join([self[t.text] if t.key is None else self._vocabulary[t.identity] for t in tokens])


_heavy = lru_cache(maxsize=1 << 16)(weight)


def _weighed(tokens: Sequence[Token]) -> Weighed:
    texts = [t.text for t in tokens]
    weights = {text: _heavy(text) for text in set(texts)}
    return Weighed.of(texts, [CONTENT if t.kind == "atom" else weights[t.text] for t in tokens])
