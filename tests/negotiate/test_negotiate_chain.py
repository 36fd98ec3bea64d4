"""The ledger over chains of three to five revisions: every event of every night, and no other."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.negotiate.reservations import build_ledger
from drafting.negotiate.reservations.formulas import statement_formula
from drafting.output.markdown import markdown
from drafting.read import read_bytes
from drafting.word.build import build
from tests.negotiate.drafts import WORDS, Block, Draft
from tests.negotiate.test_negotiate_ledger import LANGUAGES, STATES, Event, events

SECOND = {
    "fr": "Il convient aussi de remplacer les couvercles fendus.",
    "en": "Cracked lids should also be replaced.",
    "es": "Conviene también reemplazar las tapas agrietadas.",
    "pt": "Convém também substituir as tampas rachadas.",
}
"""A second sentence, which becomes a paragraph of its own."""


class Chain:
    """A draft with one note of each sort, revised night after night; each act tells the event that must come out."""

    def __init__(self, seed: int) -> None:
        self.rnd = random.Random(seed)
        self.language = self.rnd.choice(LANGUAGES)
        self.draft = Draft.base(self.language)
        self.ops = [b for b in self.draft.blocks if b.kind == "op"]
        people = self.rnd.sample(STATES, 9)
        (
            self.at_title,
            self.at_pp,
            self.at_word,
            self.twice,
            self.both,
            self.waits,
            self.leaves,
            self.stays,
            self.solo,
        ) = people
        self.a, self.b, self.c, self.d, self.e = self.rnd.sample(range(8), 5)
        self.draft.title_notes.append(self.say("explanation of position", [self.at_title], "text"))
        self.draft.preamble[0].notes.append(self.say("reservation", [self.at_pp]))
        self.ops[self.a].inside.append(self.say("interpretative declaration", [self.at_word]))
        self.joint = self.say("dissociation", [self.leaves, self.stays])
        self.ops[self.b].notes += [self.say("reservation", [self.twice]), self.joint]
        self.ops[self.c].notes.append(self.say("footnote announced", [self.waits]))
        self.shared = self.say("not a party", [self.both])
        self.draft.shared.add(self.shared)
        for n in (self.c, self.d):
            self.ops[n].notes.append(self.shared)
        self.ops[self.e].notes += [
            self.say("conditional reservation", [self.solo]),
            self.say("reservation", [self.twice]),
        ]
        self.ops[self.e].text += f" {SECOND[self.language]}"
        self.came = False
        self.revisions = [self.draft.copy()]
        self.expected: list[list[Event]] = []
        acts = [
            "title",
            "preamble",
            "word",
            "one of two",
            "shared",
            "promise",
            "joint",
            "split",
            "renumber",
            "order",
            "shared left",
        ]
        self.left = self.rnd.sample(acts, len(acts))
        for _ in range(self.rnd.randint(2, 4)):
            self.night()

    def say(self, kind: str, who: list[str], scope: str = "paragraph") -> str:
        return statement_formula(kind, who, self.language, scope)

    def night(self) -> None:
        late: list[Callable[[], Event]] = []
        here = self.came
        for act in [self.left.pop() for _ in range(min(len(self.left), self.rnd.randint(1, 4)))]:
            late += getattr(self, "do_" + act.replace(" ", "_"))(here)
        self.expected.append([event() for event in late])
        self.revisions.append(self.draft.copy())

    def at(self, block: Block) -> str:
        found = [b for b in self.draft.blocks if b.kind == "op"]
        return f"OP{[id(b) for b in found].index(id(block)) + 1}"

    def was(self, block: Block) -> str:
        """Where the paragraph stood in the last revision, by its first words."""
        texts = [b.text[:40] for b in self.revisions[-1].blocks if b.kind == "op"]
        return f"-OP{texts.index(block.text[:40]) + 1}"

    def do_title(self, _: bool) -> list[Callable[[], Event]]:
        self.draft.title_notes[0] = self.say("reservation", [self.at_title], "text")
        return [lambda: ("reworded", (self.at_title,), "title")]

    def do_preamble(self, _: bool) -> list[Callable[[], Event]]:
        pp = self.draft.preamble[0]
        pp.text = f"{pp.text[:-1]} {WORDS[self.language]['added']},"
        return [lambda: ("reserved text changed", (self.at_pp,), "PP1")]

    def do_word(self, _: bool) -> list[Callable[[], Event]]:
        block = self.ops[self.a]
        block.text = f"{block.text[:-1]} {WORDS[self.language]['added']}."
        return [lambda: ("reserved text changed", (self.at_word,), self.at(block))]

    def do_one_of_two(self, _: bool) -> list[Callable[[], Event]]:
        block = self.ops[self.b]
        block.notes[0] = self.say("interpretative declaration", [self.twice])
        return [lambda: ("reworded", (self.twice,), self.at(block))]

    def touched(self, who: str, block: Block) -> Event:
        """The event of a paragraph that changed under a note of `who`."""
        return ("reserved text changed", (who,), self.at(block))

    def kept(self, kind: str) -> Event:
        """The event of the announced note once it has come."""
        return (kind, (self.waits,), self.at(self.ops[self.d]))

    def do_shared(self, here: bool) -> list[Callable[[], Event]]:
        """The second of the paragraphs that share a mark changes; the note that has come to it is reserved too."""
        block = self.ops[self.d]
        block.text = f"{block.text[:-1]} {WORDS[self.language]['added']}."
        return [
            partial(self.touched, who, block)
            for who in (self.both, self.waits)
            if who == self.both or here
        ]  # fmt: skip

    def do_shared_left(self, _: bool) -> list[Callable[[], Event]]:
        """The mark at two places stays at the second only."""
        block = self.ops[self.c]
        block.notes.remove(self.shared)
        event: Event = ("withdrawn", (self.both,), self.was(block))
        return [lambda: event]

    def do_promise(self, _: bool) -> list[Callable[[], Event]]:
        """The announced note comes, on another paragraph."""
        self.ops[self.c].notes.remove(self.say("footnote announced", [self.waits]))
        self.ops[self.d].notes.append(self.say("conditional reservation", [self.waits]))
        self.came = True
        return [partial(self.kept, kind) for kind in ("submitted", "moved")]

    def do_joint(self, _: bool) -> list[Callable[[], Event]]:
        """One of two States leaves a joint note."""
        block = self.ops[self.b]
        block.notes[block.notes.index(self.joint)] = self.say("dissociation", [self.stays])
        event: Event = ("withdrawn", (self.leaves,), self.was(block))
        return [lambda: event]

    def do_split(self, _: bool) -> list[Callable[[], Event]]:
        """A reserved paragraph is cut in two; its notes hang on the first piece, or go with the second."""
        block = self.ops[self.e]
        block.text = block.text.removesuffix(f" {SECOND[self.language]}")
        piece = Block(SECOND[self.language])
        self.draft.blocks.insert([id(b) for b in self.draft.blocks].index(id(block)) + 1, piece)
        held = block
        if self.rnd.random() < 0.5:
            held, piece.notes, block.notes = piece, block.notes, []
        return [partial(self.touched, who, held) for who in (self.solo, self.twice)]

    def do_renumber(self, _: bool) -> list[Callable[[], Event]]:
        self.draft.blocks.insert(1, Block(WORDS[self.language]["fresh"]))
        return []

    def do_order(self, _: bool) -> list[Callable[[], Event]]:
        self.draft.swapped = not self.draft.swapped
        return []


def missing_and_invented(seed: int, style: str) -> tuple[Counter[Event], Counter[Event], Chain]:
    chain = Chain(seed)
    found = build_ledger([r.read(style) for r in chain.revisions])
    want = Counter(e for night in chain.expected for e in night)
    got = Counter(events(found))
    return want - got, got - want, chain


@given(st.integers(0, 1_000_000), st.sampled_from(["bracket", "slash"]))
def test_every_event_of_a_chain_and_no_other(seed: int, style: str) -> None:
    missing, invented, chain = missing_and_invented(seed, style)
    assert (missing, invented) == (Counter(), Counter()), (chain.language, seed)


@pytest.mark.parametrize("form", ["docx", "md"])
def test_word_and_markdown_tell_the_same_story_as_text(form: str) -> None:
    for seed in range(4):
        chain = Chain(seed)
        texts = [r.read() for r in chain.revisions]
        files = [build(t) if form == "docx" else markdown(t).encode() for t in texts]
        found = build_ledger([read_bytes(f, f"r.{form}") for f in files])
        assert Counter(events(found)) == Counter(e for night in chain.expected for e in night), seed
