"""Word differences between flattened paragraphs, paragraph marks included."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby
from typing import NamedTuple

from lxml import etree

from drafting.diff.words import diff_tokens, tokenize
from drafting.diff.words.twins import cut_twins
from drafting.text.tokens import Token
from drafting.text.typography import fold_typography
from drafting.word.redline.others_changes import State, pending_on_mark
from drafting.word.redline.paragraph_text import ATOM, MARK, AtomKeys, FlatParagraph, Leaf, flatten_paragraph


class Stretch(NamedTuple):
    """Characters `old_start:old_end` and `new_start:new_end` of two texts: "=" same, "-" deleted, "+" inserted."""

    op: str
    old_start: int
    old_end: int
    new_start: int
    new_end: int


def concatenate_paragraphs(paragraphs: Sequence[etree._Element], keys: AtomKeys) -> FlatParagraph:
    """Several paragraphs flattened as one, with a mark (U+2029) after each but the last."""
    if len(paragraphs) == 1:
        return flatten_paragraph(paragraphs[0], keys)
    out = FlatParagraph()
    for index, paragraph in enumerate(paragraphs):
        one = flatten_paragraph(paragraph, keys)
        shift = len(out.text)
        for leaf in one.leaves:
            leaf.start += shift
            leaf.end += shift
        out.leaves += one.leaves
        out.keys.update({position + shift: key for position, key in one.keys.items()})
        out.text += one.text
        if index < len(paragraphs) - 1:
            at = len(out.text)
            out.leaves.append(Leaf(at, at + 1, paragraph, None, (), key=("mark",), mark=paragraph))
            out.keys[at] = ("mark",)
            out.text += MARK
    return out


def diff_paragraphs(old: FlatParagraph, new: FlatParagraph) -> list[Stretch]:
    """The stretches that cover both texts in order. No word is cut, except between typographic variants (' and ’)."""
    if old.text == new.text and old.keys == new.keys:
        return [Stretch("=", 0, len(old.text), 0, len(new.text))] if old.text else []
    steps = (
        _diff_tokens_at(flat_tokens(old), flat_tokens(new))
        if not _has_pending(old) and not _has_pending(new)
        else _diff_pending_first(old, new)
    )
    out: list[Stretch] = []
    index = 0
    while index < len(steps):
        step = steps[index]
        following = steps[index + 1] if index + 1 < len(steps) else None
        if step.op == "-" and following is not None and following.op == "+":
            out += _split_replacement(old, new, step[1:3], following[3:5])
            index += 1
        else:
            out.append(step)
        index += 1
    return _join_stretches(out)


def flat_tokens(flat: FlatParagraph, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens between two characters: words as the word diff separates them, atoms with their keys."""
    out: list[Token] = []
    at, end = start, len(flat.text) if end is None else end
    for position in sorted(flat.keys):
        if not start <= position < end:
            continue
        if at < position:
            out += tokenize(flat.text[at:position])
        out.append(Token(flat.text[position], "atom", flat.keys[position]))
        at = position + 1
    if at < end:
        out += tokenize(flat.text[at:end])
    return out


_OPS = {"equal": "=", "delete": "-", "insert": "+"}


def _diff_tokens_at(a: Sequence[Token], b: Sequence[Token], i: int = 0, j: int = 0) -> list[Stretch]:
    """The stretches of two token sequences that begin at these characters."""
    at_a, at_b = _token_offsets(a, i), _token_offsets(b, j)
    return [
        Stretch(_OPS[op.op], at_a[op.old_start], at_a[op.old_end], at_b[op.new_start], at_b[op.new_end])
        for op in diff_tokens(a, b)
    ]


def _token_offsets(sequence: Sequence[Token], at: int) -> list[int]:
    return list(accumulate((len(token.text) for token in sequence), initial=at))


def _has_pending(flat: FlatParagraph) -> bool:
    return any(_leaf_state(leaf) for leaf in flat.leaves)


def _leaf_state(leaf: Leaf) -> State:
    return leaf.state if leaf.mark is None else pending_on_mark(leaf.mark)


def _diff_pending_first(old: FlatParagraph, new: FlatParagraph) -> list[Stretch]:
    """As `_compared`, but pending text is matched with text that has the same pending first.

    Where a word was changed several times, the letters alone would pair a word that is kept with one that is proposed,
    and a change that is still pending would look resolved. Between the pending words the letters decide.
    """
    out: list[Stretch] = []
    i = j = 0
    end = Stretch("=", len(old.text), len(old.text), len(new.text), len(new.text))
    for step in (*_diff_tokens_at(list(_pending_tokens(old)), list(_pending_tokens(new))), end):
        if step.op == "=":
            a, b = _tokens_marking_spaces(old, i, step.old_start), _tokens_marking_spaces(new, j, step.new_start)
            out += [*_diff_tokens_at(a, b, i, j), step]
            i, j = step.old_end, step.new_end
    return out[:-1]


def _pending_tokens(flat: FlatParagraph) -> Iterator[Token]:
    """Yield tokens, cut where something pending begins or ends; they equal only tokens with the same pending."""
    for state, run in groupby((leaf for leaf in flat.leaves if leaf.start < leaf.end), key=_leaf_state):
        leaves = list(run)
        for token in flat_tokens(flat, leaves[0].start, leaves[-1].end):
            yield Token(token.text, token.kind, (token.identity, state)) if state else token


def _tokens_marking_spaces(flat: FlatParagraph, start: int, end: int) -> list[Token]:
    """The tokens between two characters; a space with a pending deletion does not equal other spaces."""
    leaves = [leaf for leaf in flat.leaves if leaf.start < leaf.end]
    ends = [leaf.end for leaf in leaves]
    out, at = [], start
    for token in flat_tokens(flat, start, end):
        gone = token.kind == "space" and leaves[bisect_right(ends, at)].state == "del"
        out.append(Token(token.text, token.kind, (token.identity, "del")) if gone else token)
        at += len(token.text)
    return out


def _split_replacement(
    old: FlatParagraph, new: FlatParagraph, old_span: tuple[int, int], new_span: tuple[int, int]
) -> Iterator[Stretch]:
    """Yield the stretches of a replacement; where only typography differs, single characters."""
    a, b = old.text[slice(*old_span)], new.text[slice(*new_span)]
    i, j = old_span[0], new_span[0]
    if ATOM in a or ATOM in b or MARK in a or MARK in b or fold_typography(a) != fold_typography(b):
        yield Stretch("-", i, old_span[1], j, j)
        yield Stretch("+", old_span[1], old_span[1], j, new_span[1])
        return
    for part in cut_twins(a, b):
        size = len(part.text)
        yield Stretch(part.op, i, i + size * (part.op != "+"), j, j + size * (part.op != "-"))
        i += size * (part.op != "+")
        j += size * (part.op != "-")


def _join_stretches(stretches: list[Stretch]) -> list[Stretch]:
    out: list[Stretch] = []
    for one in stretches:
        if out and out[-1].op == one.op:
            out[-1] = Stretch(one.op, out[-1].old_start, one.old_end, out[-1].new_start, one.new_end)
        else:
            out.append(one)
    return out
