"""Paragraphs as one stream of tokens, paragraph marks included, and what differs between two streams."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import astuple
from typing import NamedTuple

from lxml import etree

from drafting.diff.typography import cut_twins, fold
from drafting.diff.unit import Token
from drafting.diff.words import TokenOp, diff_tokens, tokenize
from drafting.word.redline.flat import ATOM, MARK, Flat, Keys, Leaf, flatten
from drafting.word.redline.pending import State


class Stretch(NamedTuple):
    """Characters `old_start:old_end` and `new_start:new_end` of two streams: "=" same, "-" deleted, "+" inserted."""

    op: str
    old_start: int
    old_end: int
    new_start: int
    new_end: int


def stream(paragraphs: Sequence[etree._Element], keys: Keys, flats: Sequence[Flat] = ()) -> Flat:
    """Paragraphs behind one another, a mark (U+2029) after each but the last, whose mark the caller pairs."""
    if len(paragraphs) == 1:
        return flats[0] if flats else flatten(paragraphs[0], keys)
    out = Flat()
    for index, paragraph in enumerate(paragraphs):
        one = flats[index] if flats else flatten(paragraph, keys)
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


def tokens(flat: Flat) -> list[Token]:
    """The tokens of a stream: words as the word diff cuts them, atoms with their keys."""
    out: list[Token] = []
    at = 0
    for position in sorted(flat.keys):
        if at < position:
            out += tokenize(flat.text[at:position])
        out.append(Token(flat.text[position], "atom", flat.keys[position]))
        at = position + 1
    if at < len(flat.text):
        out += tokenize(flat.text[at:])
    return out


def differences(old: Flat, new: Flat) -> list[Stretch]:
    """The stretches that cover both streams in order. Never cuts a word, but typographic twins (' and ’)."""
    if old.text == new.text and old.keys == new.keys:
        return [Stretch("=", 0, len(old.text), 0, len(new.text))] if old.text else []
    a, b = tokens(old), tokens(new)
    at_a, at_b = _offsets(a), _offsets(b)
    ops = _operations(old, new, a, b)
    out: list[Stretch] = []
    index = 0
    while index < len(ops):
        op = ops[index]
        following = ops[index + 1] if index + 1 < len(ops) else None
        span = (at_a[op.old_start], at_a[op.old_end], at_b[op.new_start], at_b[op.new_end])
        if op.op == "equal":
            out.append(Stretch("=", *span))
        elif op.op == "delete" and following is not None and following.op == "insert":
            new_span = (at_b[following.new_start], at_b[following.new_end])
            out += _replaced(old, new, span[:2], new_span)
            index += 1
        else:
            out.append(Stretch("-" if op.op == "delete" else "+", *span))
        index += 1
    return _joined(out)


def _operations(old: Flat, new: Flat, a: Sequence[Token], b: Sequence[Token]) -> Sequence[TokenOp]:
    """What differs. Words that are pending on both sides stand for one another before plain ones of the same letters.

    Where others changed the same word again and again, the letters alone would pair a word that stays with one that
    somebody wants, and the change that is still pending would look settled.
    """
    if not any(leaf.state for flat in (old, new) for leaf in flat.leaves):
        return diff_tokens(a, b)
    out: list[TokenOp] = []
    i = j = 0
    whole = TokenOp("equal", len(a), len(a), len(b), len(b))
    for op in (*diff_tokens(_with_states(old, a), _with_states(new, b)), whole):
        if op.op != "equal":
            continue
        for name, *span in map(astuple, diff_tokens(a[i : op.old_start], b[j : op.new_start])):
            out.append(TokenOp(name, i + span[0], i + span[1], j + span[2], j + span[3]))
        out.append(op)
        i, j = op.old_end, op.new_end
    return out[:-1]


def _with_states(flat: Flat, sequence: Sequence[Token]) -> list[Token]:
    """The tokens; those with something pending on them equal only such as have the same pending."""
    leaves = [leaf for leaf in flat.leaves if leaf.start < leaf.end]
    out: list[Token] = []
    at = index = 0
    for token in sequence:
        end = at + len(token.text)
        states = []
        while index < len(leaves) and leaves[index].start < end:
            states.append((max(leaves[index].start - at, 0), leaves[index].state))
            if leaves[index].end > end:
                break
            index += 1
        plain = not any(state for _, state in states)
        out.append(token if plain else Token(token.text, token.kind, (token.identity, tuple(_runs(states)))))
        at = end
    return out


def _runs(states: Sequence[tuple[int, State]]) -> Iterator[tuple[int, State]]:
    """Where the state changes inside a token."""
    last: State | None = None
    for at, state in states:
        if state != last:
            yield at, state
            last = state


def _offsets(sequence: Sequence[Token]) -> list[int]:
    out, total = [0], 0
    for token in sequence:
        total += len(token.text)
        out.append(total)
    return out


def _replaced(old: Flat, new: Flat, old_span: tuple[int, int], new_span: tuple[int, int]) -> Iterator[Stretch]:
    """A replacement; where only typography differs, the characters that do."""
    a, b = old.text[slice(*old_span)], new.text[slice(*new_span)]
    i, j = old_span[0], new_span[0]
    if ATOM in a or ATOM in b or MARK in a or MARK in b or fold(a) != fold(b):
        yield Stretch("-", i, old_span[1], j, j)
        yield Stretch("+", old_span[1], old_span[1], j, new_span[1])
        return
    for part in cut_twins(a, b):
        size = len(part.text)
        yield Stretch(part.op, i, i + size * (part.op != "+"), j, j + size * (part.op != "-"))
        i += size * (part.op != "+")
        j += size * (part.op != "-")


def _joined(stretches: list[Stretch]) -> list[Stretch]:
    out: list[Stretch] = []
    for one in stretches:
        if out and out[-1].op == one.op:
            out[-1] = Stretch(one.op, out[-1].old_start, one.old_end, out[-1].new_start, one.new_end)
        else:
            out.append(one)
    return out
