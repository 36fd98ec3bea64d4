"""Rule 12 as a property: with anybody's pending changes on either side, all accepted is NEW and all rejected is OLD."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from drafting.ooxml.namespaces import w
from drafting.word.redline import Redlined
from tests.word.test_word_redline import document, of_packages, p, theirs
from tests.word.word_views import view

WORDS = ("le comité", "publie", "des cartes", "neuves", "chaque année", "au printemps")
Piece = tuple[str, str]


@st.composite
def paragraphs(draw: st.DrawFn) -> list[Piece]:
    pieces = st.tuples(st.sampled_from(["", "", "", "ins", "del"]), st.sampled_from(WORDS))
    return draw(st.lists(pieces, min_size=1, max_size=5))


@st.composite
def versions(draw: st.DrawFn) -> tuple[list[list[Piece]], list[list[Piece]]]:
    """A text with pending changes, and the same text after some were made, withdrawn or settled."""
    old = draw(st.lists(paragraphs(), min_size=1, max_size=3))
    new = [list(paragraph) for paragraph in old]
    for _ in range(draw(st.integers(0, 3))):
        paragraph = draw(st.sampled_from(new))
        at = draw(st.integers(0, len(paragraph) - 1))
        fresh = draw(st.sampled_from(["", "ins", "del"])), draw(st.sampled_from(WORDS))
        if draw(st.booleans()) or len(paragraph) == 1:
            paragraph.insert(at, fresh)
        else:
            paragraph[at] = (fresh[0], paragraph[at][1])
    return old, new


def body(text: list[list[Piece]]) -> str:
    number = iter(range(900, 2000))

    def piece(kind: str, words: str) -> str:
        return theirs(kind, f"{words} ", next(number)) if kind else f"{words} "

    return "".join(p(*(piece(*one) for one in paragraph)) for paragraph in text)


def their_marks(result: Redlined) -> list[tuple[str, str]]:
    found = result.package.xml(result.package.main).iter(w("ins"), w("del"))
    return [
        (e.tag, "".join(t.text or "" for t in e.iter(w("t"), w("delText"))))
        for e in found
        if e.get(w("author")) == "Chili"
    ]


@given(versions())
def test_accept_all_is_new_reject_all_is_old(pair: tuple[list[list[Piece]], list[list[Piece]]]) -> None:
    old, new = (document(body(side)) for side in pair)
    result = of_packages(old, new)
    assert view(result.package) == view(new)
    if not any(n.code == "settled-since" for n in result.coverage):
        assert view(result.package, False) == view(old, False)
    kept = " ".join(text for _, text in their_marks(result))
    for paragraph in pair[1]:
        for kind, words in paragraph:
            assert not kind or words in kept
