"""Folded words: elisions apart, accents and invisible signs inside a word, places that give the word back."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.text.folding import fold
from drafting.text.words import WordRun, find_words, phrase_words

TEXTS = st.text(alphabet=st.sampled_from("abÉœ’'´-–.,\u00ad\u0301 \n1²"), max_size=40) | st.text(max_size=60)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Prêter l’oreille", ["preter", "l'", "oreille"]),
        ("d´accord, n'est-ce pas", ["d'", "accord", "n'", "est", "ce", "pas"]),
        ("coopé\u00adration", ["cooperation"]),
        ("e\u0301tat", ["etat"]),
        ("G77 (2024)", ["g77", "2024"]),
    ],
)
def test_words_of_a_text(text: str, words: list[str]) -> None:
    assert [w.folded for w in find_words(text)] == words
    assert list(phrase_words(text)) == words


@given(TEXTS)
def test_places_give_the_words_back(text: str) -> None:
    found = find_words(text)
    assert all(fold(text[w.start : w.end]) == w.folded for w in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert not any(c.isalnum() and c != "_" for c in _between(text))


def _between(text: str) -> str:
    at, out = 0, ""
    for word in find_words(text):
        out, at = out + text[at : word.start], word.end
    return out + text[at:]


@given(TEXTS)
def test_a_run_reads_the_first_words_up_to_a_stop(text: str) -> None:
    run = WordRun(text, limit=100)
    while run.has(len(run.folded)):
        pass
    every = find_words(text)
    read = len(run.folded)
    assert run.folded == [w.folded for w in every[:read]]
    assert run.places == [(w.start, w.end) for w in every[:read]]
