"""The ledger: what happens to notes and to the text under them, in four languages, on drafts never seen before."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.negotiate.reservations import Ledger, build_ledger
from drafting.negotiate.reservations.formulas import KINDS, statement_formula
from tests.negotiate.drafts import WORDS, Block, Draft

LANGUAGES = ("fr", "en", "es", "pt")
SPEAKING = [k for k in KINDS if k != "footnote announced"]
STATES = ["BRA", "USA", "CHL", "MEX", "JAM", "GTM", "PRY", "CAN", "BOL", "HTI", "URY", "PER"]
Event = tuple[str, tuple[str, ...], str]


def events(found: Ledger) -> list[Event]:
    """What, who, and where it is now ("-OP3": where it was, for what is gone)."""
    return [
        (c.event.kind, c.event.states, c.event.after.at if c.event.after else f"-{c.event.before.at}")  # type: ignore[union-attr]
        for c in found.changes
    ]


def between(old: Draft, new: Draft, style: str = "bracket") -> list[Event]:
    return events(build_ledger([old.read(style), new.read(style)]))


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_the_first_revision_tells_who_holds_out_where(language: str) -> None:
    draft = Draft.base(language)
    draft.op(2).notes.append(statement_formula("reservation", ["BRA", "CHL"], language))
    draft.blocks[0].notes.append(statement_formula("dissociation", ["USA"], language, "heading"))
    found = build_ledger([draft.read()])
    said = [(s.last.place.at, s.last.states, s.last.kind, s.last.scope) for s in found.statements]
    assert said == [("H1", ("USA",), "dissociation", "heading"), ("OP2", ("BRA", "CHL"), "reservation", "paragraph")]
    assert not found.changes


def test_a_new_number_alone_is_no_event(language: str) -> None:
    old = Draft.base(language)
    old.op(6).notes.append(statement_formula("reservation", ["BRA"], language))
    new = old.copy()
    new.blocks.insert(1, Block(WORDS[language]["fresh"]))
    assert between(old, new) == []
    assert between(old, new, "slash") == []


def test_a_note_that_cites_its_renumbered_paragraph_is_not_reworded() -> None:
    old = Draft.base("fr")
    old.op(6).notes.append("Le Chili émet une réserve sur le paragraphe 6.")
    new = old.copy()
    new.blocks.insert(1, Block(WORDS["fr"]["fresh"]))
    new.op(7).notes[0] = "Le Chili émet une réserve sur le paragraphe 7."
    assert between(old, new) == []
    new.op(7).notes[0] = "Le Chili émet une réserve sur le paragraphe 8."
    assert between(old, new) == [("reworded", ("CHL",), "OP7")]


def test_apostrophes_and_spaces_are_no_rewording() -> None:
    old, new = Draft.base("fr"), Draft.base("fr")
    old.op(3).notes.append("L’Uruguay émet une réserve sur l’expression « margelles ».")
    new.op(3).notes.append(
        "L'Uruguay émet une réserve sur l'expression «margelles».".replace("«m", "« m").replace("s»", "s »")
    )
    assert between(old, new) == []


def test_a_state_that_leaves_a_joint_note_withdraws_and_the_note_is_not_reworded(language: str) -> None:
    for kind in SPEAKING:
        old = Draft.base(language)
        old.op(4).notes.append(statement_formula(kind, ["GTM", "HTI", "PER"], language))
        new = old.copy()
        new.op(4).notes[0] = statement_formula(kind, ["GTM"], language)
        assert between(old, new) == [("withdrawn", ("HTI", "PER"), "-OP4")], kind
        assert between(new, old) == [("new", ("HTI", "PER"), "OP4")], kind


def test_one_state_of_a_joint_announcement_submits(language: str) -> None:
    old = Draft.base(language)
    old.op(2).notes.append(statement_formula("footnote announced", ["SUR", "JAM"], language))
    new = old.copy()
    new.op(2).notes[:] = [
        statement_formula("interpretative declaration", ["SUR"], language),
        statement_formula("footnote announced", ["JAM"], language),
    ]
    found = build_ledger([old.read(), new.read()])
    assert events(found) == [("submitted", ("SUR",), "OP2")]
    assert [s.continues for s in found.statements] == [None, 0]


def test_a_note_that_says_it_is_withdrawn_raises_no_alert_and_may_disappear() -> None:
    first, second = Draft.base("es"), Draft.base("es")
    first.op(5).notes.append("El Perú formula una reserva sobre este párrafo.")
    second.op(5).notes.append("El Perú ha retirado su reserva sobre este párrafo.")
    second.op(5).text = "Agradecer a los herreros y a los artesanos que reparan los tornos sin remuneración."
    third = second.copy()
    third.op(5).notes.clear()
    found = build_ledger([first.read(), second.read(), third.read()])
    assert events(found) == [("withdrawn", ("PER",), "OP5")]
    assert [s.status for s in found.statements] == ["withdrawn"]


def test_information_is_followed_but_raises_no_alert() -> None:
    old = Draft.base("en")
    old.op(1).notes.append("See document CP/doc.12/25.")
    new = old.copy()
    new.op(1).text = "To instruct the Secretariat to draw a large map of the wells in service in each district."
    assert between(old, new) == []


def test_a_paragraph_replaced_under_its_note_is_changed_text_and_no_moved_note(language: str) -> None:
    old = Draft.base(language)
    old.op(3).notes.append(statement_formula("reservation", ["MEX"], language))
    new = old.copy()
    new.op(3).text = WORDS[language]["fresh"]
    assert between(old, new) == [("reserved text changed", ("MEX",), "OP3")]


def test_an_item_that_is_added_changes_the_paragraph_under_the_note() -> None:
    old, new = Draft.base("en"), Draft.base("en")
    for draft in (old, new):
        draft.op(2).text = "To invite member states to provide:[1]\n(a) ropes of good quality;\n(b) two spare buckets"
        draft.op(2).notes.append("Chile reserves its position on this paragraph.")
    old.op(2).text = old.op(2).text.replace("[1]", "") + "."
    new.op(2).text = new.op(2).text.replace("[1]", "") + ";\n(c) a wooden lid."
    old_text = old.printed().replace("provide:", "provide:[1]").replace("buckets.[1]", "buckets.")
    new_text = new.printed().replace("provide:", "provide:[1]").replace("lid.[1]", "lid.")
    from drafting.read import read_bytes

    found = build_ledger([read_bytes(t.encode(), "draft.txt") for t in (old_text, new_text)])
    assert found.statements[0].last.place.at == "OP2"
    assert events(found) == [("reserved text changed", ("CHL",), "OP2")]


def test_what_comes_and_goes_in_a_reserved_chapter_is_remarked(language: str) -> None:
    old = Draft.base(language)
    old.blocks[0].notes.append(statement_formula("dissociation", ["BRA"], language, "heading"))
    new = old.copy()
    del new.blocks[2]
    new.blocks.insert(1, Block(WORDS[language]["fresh"]))
    found = build_ledger([old.read(), new.read()])
    assert events(found) == []
    assert {(r.kind, r.states, r.place.at) for r in found.remarks} == {
        ("new paragraph in a reserved chapter", ("BRA",), "OP1"),
        ("paragraph gone from a reserved chapter", ("BRA",), "OP2"),
    }


def test_a_chapter_that_moves_whole_is_one_alert() -> None:
    old = Draft.base("pt")
    old.blocks[0].notes.append(statement_formula("reservation", ["BOL"], "pt", "heading"))
    new = old.copy()
    new.blocks = new.blocks[5:] + new.blocks[:5]
    found = between(old, new)
    assert {(kind, states) for kind, states, _ in found} <= {("reserved text moved", ("BOL",))}


def test_the_words_that_changed_are_in_the_event() -> None:
    old = Draft.base("fr")
    old.op(7).notes.append("Le Canada réserve sa position sur la création d’un fonds.")
    new = old.copy()
    new.op(7).notes[0] = "Le Canada réserve sa position sur la création d’un nouveau fonds."
    (change,) = build_ledger([old.read(), new.read()]).to_dict()["changes"]
    assert change["kind"] == "reworded"
    assert [s for s in change["segments"] if s[0] != "="] == [["+", " nouveau"]]


class Story:
    """A draft with notes, a random night of talks, and the events that must come out."""

    def __init__(self, seed: int) -> None:
        self.rnd = random.Random(seed)
        self.language = self.rnd.choice(LANGUAGES)
        self.old = Draft.base(self.language)
        self.late: list[Callable[[], Event]] = []
        people = self.rnd.sample(STATES, 6)
        self.a, self.b, self.c, self.d = self.rnd.sample(range(1, 9), 4)
        self.solo, self.stays, self.leaves, self.waits, self.mover, self.head = people
        self.kinds = [self.rnd.choice(SPEAKING) for _ in range(3)]
        self.old.op(self.a).notes.append(statement_formula(self.kinds[0], [self.solo], self.language))
        self.old.op(self.b).notes.append(statement_formula(self.kinds[1], [self.leaves, self.stays], self.language))
        self.old.op(self.c).notes.append(statement_formula("footnote announced", [self.waits], self.language))
        self.old.op(self.d).notes.append(statement_formula("reservation", [self.mover], self.language))
        self.chapter = self.rnd.choice((0, 1))
        [b for b in self.old.blocks if b.kind == "h"][self.chapter].notes.append(
            statement_formula("dissociation", [self.head], self.language, "heading")
        )
        self.new = self.old.copy()
        ops = [b for b in self.new.blocks if b.kind == "op"]
        self.at_a, self.at_b, self.at_c, self.at_d = (ops[n - 1] for n in (self.a, self.b, self.c, self.d))
        acts = ["insert", "edit", "reword", "divide", "submit", self.rnd.choice(["move", "withdraw", "note goes"])]
        for act in self.rnd.sample(acts, self.rnd.randint(1, 5)):
            getattr(self, "do_" + act.replace(" ", "_"))()
        self.expected = [late() for late in self.late]

    def place(self, block: Block) -> str:
        return f"OP{[id(b) for b in self.new.blocks if b.kind == 'op'].index(id(block)) + 1}"

    def chapter_of(self, block: Block) -> int:
        before = self.new.blocks[: [id(b) for b in self.new.blocks].index(id(block))]
        return sum(b.kind == "h" for b in before) - 1

    def do_insert(self) -> None:
        self.new.blocks.insert(self.rnd.randint(1, len(self.new.blocks)), Block(WORDS[self.language]["fresh"]))

    def do_edit(self) -> None:
        self.at_a.text = f"{self.at_a.text[:-1]} {WORDS[self.language]['added']}."
        self.late.append(lambda: ("reserved text changed", (self.solo,), self.place(self.at_a)))
        if self.chapter_of(self.at_a) == self.chapter:
            self.late.append(lambda: ("reserved text changed", (self.head,), self.place(self.at_a)))

    def do_reword(self) -> None:
        other = self.rnd.choice([k for k in SPEAKING if k != self.kinds[0]])
        self.at_a.notes[0] = statement_formula(other, [self.solo], self.language)
        self.late.append(lambda: ("reworded", (self.solo,), self.place(self.at_a)))

    def do_divide(self) -> None:
        self.at_b.notes[0] = statement_formula(self.kinds[1], [self.stays], self.language)
        self.late.append(lambda: ("withdrawn", (self.leaves,), f"-OP{self.b}"))

    def do_submit(self) -> None:
        self.at_c.notes[0] = statement_formula(self.kinds[2], [self.waits], self.language)
        self.late.append(lambda: ("submitted", (self.waits,), self.place(self.at_c)))

    def do_withdraw(self) -> None:
        self.at_d.notes.clear()
        self.late.append(lambda: ("withdrawn", (self.mover,), f"-OP{self.d}"))

    def do_note_goes(self) -> None:
        taken = {id(b) for b in (self.at_a, self.at_b, self.at_c, self.at_d)}
        free = [b for b in self.new.blocks if b.kind == "op" and id(b) not in taken]
        target = self.rnd.choice(free)
        target.notes.append(self.at_d.notes.pop())
        self.late.append(lambda: ("moved", (self.mover,), self.place(target)))

    def do_move(self) -> None:
        i = [id(b) for b in self.new.blocks].index(id(self.at_d))
        was = self.chapter_of(self.at_d)
        del self.new.blocks[i]
        far = [p for p in range(1, len(self.new.blocks) + 1) if abs(p - i) > 2]
        self.new.blocks.insert(self.rnd.choice(far), self.at_d)
        self.late.append(lambda: ("reserved text moved", (self.mover,), self.place(self.at_d)))
        if self.chapter in (was, self.chapter_of(self.at_d)):
            self.late.append(lambda: ("reserved text moved", (self.head,), self.place(self.at_d)))


@given(st.integers(0, 1_000_000), st.sampled_from(["bracket", "slash"]))
def test_every_event_of_a_random_night_and_no_other(seed: int, style: str) -> None:
    story = Story(seed)
    assert Counter(between(story.old, story.new, style)) == Counter(story.expected), (story.language, seed)


@given(st.integers(0, 1_000_000))
def test_a_draft_against_itself_has_no_event(seed: int) -> None:
    old = Story(seed).old
    assert between(old, old) == []
