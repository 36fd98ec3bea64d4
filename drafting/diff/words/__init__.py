"""The word diff: what differs between two paragraphs, to the letter, but never inside a word or a number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias

from drafting.diff.changes import Segment, SegmentOp
from drafting.diff.words.cleanup import Cleanup, WeighedTokens, drop_islands, slide_changes
from drafting.diff.words.lcs import CommonBlock, TokenCodes, common_blocks, common_ends
from drafting.diff.words.twins import cut_twins
from drafting.text.stopwords import CONTENT, weight
from drafting.text.tokens import Token, tokenize
from drafting.text.typography import fold_typography

__all__ = ["Cleanup", "TokenOp", "diff_segments", "diff_tokens", "segments", "tokenize"]

TokenOpName: TypeAlias = Literal["equal", "delete", "insert"]


@dataclass(frozen=True, slots=True)
class TokenOp:
    """Tokens `old_start` to `old_end` of the old side, `new_start` to `new_end` of the new: equal, deleted, inserted.

    A deletion is empty on the new side, an insertion on the old; of a replacement the deletion comes first.
    """

    op: TokenOpName
    old_start: int
    old_end: int
    new_start: int
    new_end: int


class _Step(NamedTuple):
    """One stretch of both sides. `same`: the tokens pair, though they may differ by typography."""

    same: bool
    old_start: int
    old_end: int
    new_start: int
    new_end: int


def diff_tokens(old: Sequence[Token], new: Sequence[Token], cleanup: Cleanup = "low") -> tuple[TokenOp, ...]:
    """The operations that turn one token sequence into the other; they cover both without a gap, in order.

    Tokens are equal when their `identity` is, so typographic twins come out as deleted and inserted.
    """
    both = _TokenPair(old, new)
    out: list[TokenOp] = []
    for step in both.merge_steps(both.exact_steps(both.align_tokens(cleanup))):
        if step.same:
            out.append(TokenOp("equal", *step[1:]))
            continue
        if step.old_end > step.old_start:
            out.append(TokenOp("delete", step.old_start, step.old_end, step.new_start, step.new_start))
        if step.new_end > step.new_start:
            out.append(TokenOp("insert", step.old_end, step.old_end, step.new_start, step.new_end))
    return tuple(_merge_equal(out))


def _merge_equal(ops: Iterable[TokenOp]) -> list[TokenOp]:
    """Merge adjacent equal operations."""
    out: list[TokenOp] = []
    for op in ops:
        if out and out[-1].op == op.op == "equal":
            out[-1] = TokenOp("equal", out[-1].old_start, op.old_end, out[-1].new_start, op.new_end)
        else:
            out.append(op)
    return out


def segments(old_text: str, new_text: str, cleanup: Cleanup = "low") -> tuple[Segment, ...]:
    """The segments of two texts: "=" and "-" join to the old text, "=" and "+" to the new one."""
    if old_text == new_text:
        return (Segment("=", old_text),) if old_text else ()
    return diff_segments(tokenize(old_text), tokenize(new_text), cleanup)


def diff_segments(old: Sequence[Token], new: Sequence[Token], cleanup: Cleanup = "low") -> tuple[Segment, ...]:
    """The segments of two token sequences; twins such as l' and l’ are cut down to the characters that differ."""
    both = _TokenPair(old, new)
    old_texts, new_texts = [t.text for t in old], [t.text for t in new]
    out: list[tuple[SegmentOp, str]] = []
    for same, i, old_end, j, new_end in both.merge_steps(both.align_tokens(cleanup)):
        a, b = "".join(old_texts[i:old_end]), "".join(new_texts[j:new_end])
        if same and a == b:
            out.append(("=", a))
        elif same or (a.isspace() and b.isspace()):
            out += _twin_segments(a, b)
        else:
            out += (("-", a), ("+", b))
    return _join_parts(out)


@lru_cache(maxsize=1 << 12)
def _twin_segments(old: str, new: str) -> tuple[tuple[SegmentOp, str], ...]:
    """`cut_twins` as pairs; cached, because a text has few different twins (l' and l’)."""
    return tuple((s.op, s.text) for s in cut_twins(old, new))


def join_segments(parts: Iterable[Segment]) -> tuple[Segment, ...]:
    """Drop empty segments, join adjacent ones of a kind, put deletions before insertions in each changed stretch."""
    return _join_parts((part.op, part.text) for part in parts)


def _join_parts(parts: Iterable[tuple[SegmentOp, str]]) -> tuple[Segment, ...]:
    out: list[Segment] = []
    same: list[str] = []
    deleted: list[str] = []
    inserted: list[str] = []
    for op, text in parts:
        if not text:
            continue
        if op == "=":
            if deleted or inserted:
                out += _flush_change(deleted, inserted)
            same.append(text)
            continue
        if same:
            out.append(Segment("=", "".join(same)))
            same.clear()
        (deleted if op == "-" else inserted).append(text)
    if same:
        out.append(Segment("=", "".join(same)))
    return (*out, *_flush_change(deleted, inserted))


def _flush_change(deleted: list[str], inserted: list[str]) -> list[Segment]:
    """The segments of one changed stretch; empties both lists for the next one."""
    out = [Segment("-", "".join(deleted))] if deleted else []
    out += [Segment("+", "".join(inserted))] if inserted else []
    deleted.clear()
    inserted.clear()
    return out


class _TokenPair:
    """Both token sequences, and their coded strings `_old` and `_new`, exact to the letter, with white space."""

    def __init__(self, old: Sequence[Token], new: Sequence[Token]) -> None:
        letters = TokenCodes()
        self._tokens = old, new
        self._old = letters.encode([t.text if t.key is None else t.identity for t in old])
        self._new = letters.encode([t.text if t.key is None else t.identity for t in new])

    def align_tokens(self, cleanup: Cleanup) -> Iterator[_Step]:
        """Steps over both sides. White space takes no part in the matching: it belongs to the token after it."""
        old, new = self._tokens
        at_old = [i for i, t in enumerate(old) if t.kind != "space"]
        at_new = [j for j, t in enumerate(new) if t.kind != "space"]
        i = j = 0
        for x, y, size in _readable_blocks([old[i] for i in at_old], [new[j] for j in at_new], cleanup):
            # what was left unmatched before the block, without the white space that leads its first token
            gap_old, gap_new = _end_index(at_old, x, i), _end_index(at_new, y, j)
            yield _Step(False, i, gap_old, j, gap_new)
            i, j = _end_index(at_old, x + size, i), _end_index(at_new, y + size, j)
            yield from self._matched_steps(gap_old, i, gap_new, j)
        end_old, end_new = _end_index(at_old, len(at_old), i), _end_index(at_new, len(at_new), j)
        yield _Step(False, i, end_old, j, end_new)
        yield self._compared_step(end_old, len(old), end_new, len(new))

    def _matched_steps(self, i: int, old_end: int, j: int, new_end: int) -> Iterator[_Step]:
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
            yield self._compared_step(i, a, j, b)
            yield _Step(True, a, a + 1, b, b + 1)
            i, j = a + 1, b + 1

    def _compared_step(self, i: int, old_end: int, j: int, new_end: int) -> _Step:
        return _Step(self._old[i:old_end] == self._new[j:new_end], i, old_end, j, new_end)

    def exact_steps(self, steps: Iterable[_Step]) -> Iterator[_Step]:
        """The steps with `same` only where the tokens are equal to the letter: twins become a replacement."""
        return (self._compared_step(*step[1:]) if step.same else step for step in steps)

    def merge_steps(self, steps: Iterable[_Step]) -> Iterator[_Step]:
        """Merge adjacent changed steps, then cut off the tokens they share at both ends."""
        pending: _Step | None = None
        for step in steps:
            if step.old_start == step.old_end and step.new_start == step.new_end:
                continue
            if pending and not pending.same and not step.same:
                pending = pending._replace(old_end=step.old_end, new_end=step.new_end)
                continue
            if pending:
                yield from self._trim_step(pending)
            pending = step
        if pending:
            yield from self._trim_step(pending)

    def _trim_step(self, step: _Step) -> Iterator[_Step]:
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


def _end_index(places: Sequence[int], count: int, least: int) -> int:
    """The index after the printed token number `count` (from 1), but at least `least`."""
    return max(least, places[count - 1] + 1) if count else least


def _readable_blocks(old: Sequence[Token], new: Sequence[Token], cleanup: Cleanup) -> list[CommonBlock]:
    """The blocks that printed tokens share, after cleanup and moved to readable boundaries."""
    folded = _FoldedCodes(TokenCodes())
    coded_old, coded_new = folded.encode(old), folded.encode(new)
    blocks = common_blocks(coded_old, coded_new)
    if blocks:
        blocks = drop_islands(blocks, _weigh_tokens(old), _weigh_tokens(new), cleanup)
    return slide_changes(blocks, [t.text for t in old], [t.text for t in new], coded_old, coded_new)


class _FoldedCodes(dict[str, str]):
    """The code of each token text; typographic twins share one."""

    def __init__(self, vocabulary: TokenCodes) -> None:
        self._vocabulary = vocabulary

    def __missing__(self, text: str) -> str:
        self[text] = self._vocabulary[fold_typography(text)]
        return self[text]

    def encode(self, tokens: Sequence[Token]) -> str:
        """The coded string of tokens; an atom is coded by its identity."""
        return "".join([self[t.text] if t.key is None else self._vocabulary[t.identity] for t in tokens])


_token_weight = lru_cache(maxsize=1 << 16)(weight)


def _weigh_tokens(tokens: Sequence[Token]) -> WeighedTokens:
    texts = [t.text for t in tokens]
    weights = {text: _token_weight(text) for text in set(texts)}
    return WeighedTokens.of(texts, [CONTENT if t.kind == "atom" else weights[t.text] for t in tokens])
