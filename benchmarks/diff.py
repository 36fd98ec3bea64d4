"""The diff engine beside difflib and diff-match-patch on characters, on invented revisions of its own making.

usage: python benchmarks/diff.py [PARAGRAPHS …]     (default 100 1000 5000)
Each row: CPU seconds of the whole comparison, paragraphs paired rightly, characters marked for each character changed,
cuts inside a word. The invented revisions edit, move, insert and delete paragraphs and renumber the rest.
"""

from __future__ import annotations

import difflib
import itertools
import random
import re
import sys
import time
from collections.abc import Callable, Iterator

from diff_match_patch import diff_match_patch

from drafting.diff import compare_paragraphs

WORDS = (
    "requests invites encourages the States members Secretariat Commission Council report session network "
    "data plan training exchange information protection coastal regional municipal annual technical "
    "assistance measures to of and in for with on by within through before after each every another "
    "common shared local public open "
)
CHOICE = WORDS.split()
Segments = list[tuple[str, str]]
Answer = list[tuple[int | None, int | None, Segments]]


def paragraph(rnd: random.Random, number: int) -> str:
    """One numbered paragraph of invented words; the token at its end makes it unlike the others."""
    return f"{' '.join(rnd.choice(CHOICE) for _ in range(rnd.randint(15, 70)))} item{number}."


def revision(count: int, seed: int = 7) -> tuple[list[str], list[str], dict[int, int], int]:
    """Old and new paragraphs, which old one each new one is, and how many characters an ideal marking touches."""
    rnd = random.Random(seed)
    bodies = [paragraph(rnd, i) for i in range(count)]
    order = list(range(count))
    for _ in range(max(1, count // 70)):
        order.insert(rnd.randrange(count - 1), order.pop(rnd.randrange(len(order))))
    new: list[str] = []
    source: dict[int, int] = {}
    changed = 0
    for i in order:
        if rnd.random() < 0.05:
            changed += len(bodies[i])
            continue
        words = bodies[i].split(" ")
        if rnd.random() < 0.2:
            at, put = rnd.randrange(len(words) - 1), rnd.choice(["urgently", "as appropriate", "2027", "not"])
            changed += len(words[at]) + len(put)
            words[at] = put
        source[len(new)] = i
        new.append(" ".join(words))
        if rnd.random() < 0.05:
            new.append(paragraph(rnd, count + len(new)))
            changed += len(new[-1])
    return [f"{n}. {t}" for n, t in enumerate(bodies, 1)], [f"{n}. {t}" for n, t in enumerate(new, 1)], source, changed


def ours(old: list[str], new: list[str]) -> Answer:
    """The engine of this toolkit."""
    out: Answer = []
    for c in compare_paragraphs(old, new).changes:
        label = [s for s in c.segments if not re.fullmatch(r"\d+\. ", s.text)]
        out.append((c.old[0] if c.old else None, c.new[0] if c.new else None, [(s.op, s.text) for s in label]))
    return out


def by_lines(old: list[str], new: list[str], inside: Callable[[str, str], Segments]) -> Answer:
    """Paragraphs paired by difflib in order, then compared inside: what most scripts do."""
    out: Answer = []
    bare = [t.split(" ", 1)[1] for t in old], [t.split(" ", 1)[1] for t in new]
    for op, a, b, c, d in difflib.SequenceMatcher(None, *bare, autojunk=False).get_opcodes():
        if op == "equal":
            out += [(i, j, [("=", old[i])]) for i, j in zip(range(a, b), range(c, d), strict=True)]
            continue
        pairs = min(b - a, d - c)
        out += [(a + k, c + k, inside(bare[0][a + k], bare[1][c + k])) for k in range(pairs)]
        out += [(i, None, [("-", bare[0][i])]) for i in range(a + pairs, b)]
        out += [(None, j, [("+", bare[1][j])]) for j in range(c + pairs, d)]
    return out


def difflib_words(old: str, new: str) -> Segments:
    """Words by difflib."""
    a, b = re.findall(r"\s+|\w+|\W", old), re.findall(r"\s+|\w+|\W", new)
    out: Segments = []
    for op, i, j, k, m in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        out += [("=", "".join(a[i:j]))] if op == "equal" else [("-", "".join(a[i:j])), ("+", "".join(b[k:m]))]
    return [s for s in out if s[1]]


def characters(old: str, new: str) -> Segments:
    """diff-match-patch on characters, with its semantic cleanup."""
    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    diffs = engine.diff_main(old, new)
    engine.diff_cleanupSemantic(diffs)
    return [({0: "=", -1: "-", 1: "+"}[op], text) for op, text in diffs]


def cuts(segments: Segments) -> Iterator[int]:
    """One for each border of a segment that falls inside a word."""
    for side in "-+":
        parts = [t for op, t in segments if op in ("=", side) and t]
        yield sum(bool(re.match(r"\w", b) and re.search(r"\w$", a)) for a, b in itertools.pairwise(parts))


def main(sizes: list[int]) -> None:
    """Print the table."""
    methods: dict[str, Callable[[list[str], list[str]], Answer]] = {
        "this engine": ours,
        "difflib, words": lambda a, b: by_lines(a, b, difflib_words),
        "difflib + diff-match-patch, characters": lambda a, b: by_lines(a, b, characters),
    }
    print(f"{'paragraphs':>10}  {'method':40} {'CPU s':>7} {'pairs right':>12} {'marked/true':>12} {'word cuts':>10}")
    for size in sizes:
        old, new, source, changed = revision(size)
        for name, method in methods.items():
            began = time.process_time()
            answer = method(old, new)
            spent = time.process_time() - began
            right = sum(source.get(j) == i for i, j, _ in answer if i is not None and j is not None)
            marked = sum(len(t) for _, _, segments in answer for op, t in segments if op != "=")
            split = sum(n for _, _, segments in answer for n in cuts(segments))
            print(f"{size:>10}  {name:40} {spent:7.2f} {right / len(source):12.3f} {marked / changed:12.2f} {split:10}")


if __name__ == "__main__":
    main([int(a) for a in sys.argv[1:]] or [100, 1000, 5000])
