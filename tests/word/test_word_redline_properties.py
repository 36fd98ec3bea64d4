"""Whatever two drafts say: accepting our marks gives the new one, rejecting them the old one, twice the same bytes."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from drafting.model.resolution import Block, Clause, Footnote, Heading, Line, NoteRef, Resolution, Span, Table
from drafting.word.build import build_package
from drafting.word.redline import Redlined, RedlineSource, mark_up
from tests.word.word_sound import faults
from tests.word.word_views import styles, view

WHEN = "2026-01-01T00:00:00Z"
WORDS = [
    "le",
    "conseil",
    "permanent",
    "demande",
    "aux",
    "États",
    "membres",
    "d’appuyer",
    "l'œuvre",
    "commune",
    ";",
    "rapport",
    "2024",
    "(suite)",
    "Chili\xa0:",
    "oui",
]

words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join)


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    text = draw(words)
    refs = tuple(NoteRef(draw(st.integers(0, len(text))), m) for m in draw(st.sets(st.sampled_from("123"), max_size=1)))
    spans = (Span(0, min(4, len(text)), draw(st.sampled_from(["bold", "italic"]))),) if draw(st.booleans()) else ()
    kind = draw(st.sampled_from(["clause", "clause", "clause", "item", "heading", "line", "table"]))
    if kind == "heading":
        return Heading(text, draw(st.sampled_from(["I.", "II.", None])), 1)
    if kind == "line":
        return Line(text, refs=refs)
    if kind == "table":
        rows = draw(st.lists(st.tuples(words, words), min_size=1, max_size=3))
        return Table(tuple(rows))
    children = (Clause(draw(words), "a.", level=1), Clause(draw(words), "b.", level=1)) if kind == "item" else ()
    return Clause(text, f"{draw(st.integers(1, 4))}.", children=children, spans=spans, refs=refs)


@st.composite
def drafts(draw: st.DrawFn) -> Resolution:
    content = draw(st.lists(blocks(), min_size=0, max_size=7))
    return resolution(content, {m: draw(words) for m in "123"})


def resolution(content: list[Block], notes: dict[str, str]) -> Resolution:
    used = {ref.mark for block in content for ref in block.refs}
    return Resolution(tuple(content), tuple(Footnote(m, t) for m, t in notes.items() if m in used), language="fr")


@st.composite
def revised(draw: st.DrawFn) -> tuple[Resolution, Resolution]:
    """A draft and what became of it: paragraphs moved, dropped, added, split, reworded."""
    old = draw(drafts())
    rng = random.Random(draw(st.integers(0, 2**16)))
    content = list(old.blocks)
    for _ in range(draw(st.integers(0, 4))):
        _revise(content, rng, draw(blocks()))
    notes = {n.mark: n.text + (" ajout" if rng.random() < 0.4 else "") for n in old.footnotes}
    return old, resolution(content, {m: notes.get(m, "note nouvelle") for m in "123"})


def _revise(content: list[Block], rng: random.Random, fresh: Block) -> None:
    at = rng.randrange(len(content) + 1)
    clause = content[at] if at < len(content) else None
    what = rng.choice(["add", "drop", "move", "word", "split"])
    if what == "add" or at >= len(content):
        content.insert(at, fresh)
    elif what == "drop":
        del content[at]
    elif what == "move":
        content.insert(rng.randrange(len(content)), content.pop(at))
    elif isinstance(clause, Clause):
        half = len(clause.text) // 2
        if what == "word":
            content[at] = Clause(
                clause.text[:half] + " mot nouveau " + clause.text[half:], clause.label, children=clause.children
            )
        else:
            content[at : at + 1] = [Clause(clause.text[:half] or "x", clause.label), Clause(clause.text[half:], None)]


def check(old: Resolution, new: Resolution) -> Redlined:
    _, marked = mark_up(RedlineSource(old), RedlineSource(new), author="Nous", date=WHEN)
    before, after = build_package(old).package, build_package(new).package
    assert view(marked.package, accept=True) == view(after)
    assert view(marked.package, accept=False, authors={"Nous"}) == view(before)
    assert styles(marked.package, accept=True) == styles(after)
    assert styles(marked.package, accept=False) == styles(before)
    assert not faults(marked.package)
    assert not [n for n in marked.coverage if n.code == "self-check"]
    return marked


@given(drafts(), drafts())
def test_any_two_drafts(old: Resolution, new: Resolution) -> None:
    check(old, new)


@given(revised())
def test_a_draft_and_its_revision(pair: tuple[Resolution, Resolution]) -> None:
    check(*pair)


@given(revised())
def test_the_same_bytes_every_time(pair: tuple[Resolution, Resolution]) -> None:
    first, second = (
        mark_up(RedlineSource(pair[0]), RedlineSource(pair[1]), author="Nous", date=WHEN)[1] for _ in range(2)
    )
    assert first.package.to_bytes() == second.package.to_bytes()


@given(drafts())
def test_a_draft_with_itself_has_no_marks(draft: Resolution) -> None:
    _, marked = mark_up(RedlineSource(draft), RedlineSource(draft), author="Nous", date=WHEN)
    assert "Nous" not in marked.package.blob(marked.package.main).decode()
