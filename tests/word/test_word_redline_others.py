"""Rule 12 as a property: with anybody's pending changes on either side, all accepted is NEW and all rejected is OLD."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.ooxml.namespaces import w
from drafting.word.redline import Redlined
from tests.word.test_word_redline import WHEN, document, of_packages, p, theirs
from tests.word.word_sound import faults
from tests.word.word_views import view

WORDS = ("le comité", "publie", "des cartes", "neuves", "chaque année", "au printemps")
Piece = tuple[str, str]
Paragraph = tuple[str, list[Piece]]
"""What is pending on its mark, and what it says."""
PENDING = st.sampled_from(["", "", "", "", "ins", "del", "both"])


@st.composite
def paragraphs(draw: st.DrawFn) -> Paragraph:
    said = draw(st.lists(st.tuples(PENDING, st.sampled_from(WORDS)), min_size=1, max_size=5))
    return draw(st.sampled_from(["", "", "", "ins", "del"])), said


@st.composite
def versions(draw: st.DrawFn) -> tuple[list[Paragraph], list[Paragraph]]:
    """A text with pending changes, and the same text after some were made, withdrawn or settled."""
    old = draw(st.lists(paragraphs(), min_size=1, max_size=4))
    new = [(mark, list(said)) for mark, said in old]
    for _ in range(draw(st.integers(0, 3))):
        number = draw(st.integers(0, len(new) - 1))
        said = new[number][1]
        at = draw(st.integers(0, len(said) - 1))
        fresh = draw(PENDING), draw(st.sampled_from(WORDS))
        what = draw(st.sampled_from(["more", "settle", "mark", "whole"]))
        if what == "mark":
            new[number] = draw(st.sampled_from(["", "ins", "del"])), said
        elif what == "whole":
            new.insert(number, draw(paragraphs()))
        elif what == "more" or len(said) == 1:
            said.insert(at, fresh)
        else:
            said[at] = (fresh[0], said[at][1])
    return old, new


def piece(kind: str, words: str, number: int) -> str:
    if kind == "both":
        return f'<w:ins w:id="{number + 5000}" w:author="Chili" w:date="{WHEN}">{theirs("del", words, number)}</w:ins>'
    return theirs(kind, words, number) if kind else words


def mark(kind: str, number: int) -> str:
    return f'<w:{kind} w:id="{number}" w:author="Chili" w:date="{WHEN}"/>' if kind else ""


def body(text: list[Paragraph]) -> str:
    number = iter(range(900, 2000))
    return "".join(
        p(*(piece(kind, f"{words} ", next(number)) for kind, words in said), mark=mark(end, next(number)))
        for end, said in text
    ) + p("Fin.")  # the last mark of a document cannot be pending


def their_marks(result: Redlined) -> list[tuple[str, str]]:
    found = result.package.xml(result.package.main).iter(w("ins"), w("del"))
    return [
        (e.tag, "".join(t.text or "" for t in e.iter(w("t"), w("delText"))))
        for e in found
        if e.get(w("author")) == "Chili"
    ]


@given(versions())
def test_accept_all_is_new_reject_all_is_old(pair: tuple[list[Paragraph], list[Paragraph]]) -> None:
    old, new = (document(body(side)) for side in pair)
    result = of_packages(old, new)
    assert view(result.package) == view(new)
    if not any(n.code == "settled-since" for n in result.coverage):
        assert view(result.package, False) == view(old, False)
    kept = " ".join(text for _, text in their_marks(result))
    for _, said in pair[1]:
        for kind, words in said:
            assert not kind or words in kept
    assert not faults(result.package)


def table(*rows: tuple[str, str]) -> str:
    """A table of one column; a row is what is pending on it and what it says."""
    made = "".join(
        f"<w:tr><w:trPr>{mark(kind, 700 + n)}</w:trPr><w:tc>{p(words)}</w:tc></w:tr>"
        for n, (kind, words) in enumerate(rows)
    )
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{made}</w:tbl>" + p("Fin.")


@pytest.mark.parametrize(
    ("before", "after", "back"),
    [
        ((("", "un"), ("", "deux")), (("", "un"), ("ins", "deux")), True),  # wanted by Chili, and there before
        ((("", "un"),), (("", "un"), ("ins", "deux")), True),
        ((("", "un"), ("", "deux")), (("", "un"), ("del", "deux")), True),
        ((("", "un"),), (("", "un"), ("del", "deux")), True),
        ((("", "un"), ("ins", "deux")), (("", "un"),), True),
        ((("", "un"), ("del", "deux")), (("", "un"), ("", "deux")), True),
        ((("", "un"), ("del", "deux")), (("", "un"),), False),  # accepted since
        ((("", "un"), ("ins", "deux")), (("", "un"), ("", "deux")), False),
    ],
)
def test_rows_that_others_have_pending(
    before: tuple[tuple[str, str], ...], after: tuple[tuple[str, str], ...], back: bool
) -> None:
    old, new = document(table(*before)), document(table(*after))
    result = of_packages(old, new)
    assert view(result.package) == view(new)
    assert (view(result.package, False) == view(old, False)) == back
    said = [n for n in result.coverage if n.code == "settled-since"]
    assert bool(said) == any(kind and (kind, words) not in after for kind, words in before)
    for row in result.package.xml(result.package.main).iter(w("trPr")):
        assert len(row.findall(w("ins"))) <= 1 and len(row.findall(w("del"))) <= 1


def test_a_paragraph_that_others_want_to_delete_keeps_its_counterpart() -> None:
    """An empty paragraph of ours behind it marks that paragraph, and nothing of theirs."""
    gone = p(theirs("del", "Prie les ateliers de se taire."), mark=mark("del", 950))
    old = document(p("Un.") + gone + p("Invite les ateliers à publier."))
    new = document(p("Un.") + gone + p("") + p("Invite les ateliers à publier."))
    result = of_packages(old, new)
    ours = [e for e in result.package.xml(result.package.main).iter() if e.get(w("author")) == "Nous"]
    assert [e.tag for e in ours] == [w("ins")]


def test_a_moved_paragraph_takes_their_pending_words_along() -> None:
    """Their insertion and deletion in it move with it, and both ends still say whose they are."""
    moving = p(
        "Prie le comité ", theirs("ins", "de suivi ", 950), theirs("del", "ancien ", 951), "de publier les cartes."
    )
    first, last = p("Invite les ateliers régionaux à échanger."), p("Remercie les bibliothèques de leur accueil.")
    old, new = document(moving + first + last), document(first + last + moving + p(""))
    result = of_packages(old, new)
    assert view(result.package) == view(new)
    assert view(result.package, False) == view(old, False)
    assert not [n for n in result.coverage if n.code == "settled-since"]
