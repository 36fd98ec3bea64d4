"""A text against its own PDF: no change that nobody made."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting import build, compare, read
from drafting.compare.printed_blanks import share_blanks, with_blanks_of
from drafting.model.resolution import Clause, Footnote, NoteRef, Resolution, Span
from tests.office import convert, needs_office

WORDS = st.sampled_from(["la", "n°", "5", "«", "mer", "»", "art.", "phares"])
BLANKS = st.sampled_from([" ", "\u00a0", "\u202f", "  ", "\n"])


@st.composite
def spaced_words(draw: st.DrawFn) -> str:
    words = draw(st.lists(WORDS, min_size=1, max_size=12))
    return words[0] + "".join(draw(BLANKS) + word for word in words[1:])


@given(spaced_words(), st.data())
def test_a_text_gets_the_blanks_of_its_file_back(text: str, data: st.DataObject) -> None:
    printed = " ".join(text.split())
    number = data.draw(st.integers(0, len(printed.split()) - 1))
    at = len(" ".join(printed.split()[: number + 1]))
    clause = Clause(printed, refs=(NoteRef(at, "1"),), spans=(Span(0, at, "italic"),))
    pdf = Resolution(blocks=(clause,), footnotes=(Footnote("1", printed),), source="x.pdf")
    found = with_blanks_of(pdf, Resolution(blocks=(Clause(text),), source="x.docx"))
    block = found.blocks[0]
    assert isinstance(block, Clause)
    assert block.text.split() == text.split()
    # mark and emphasis stay at the end of their word
    (ref,), (span,) = block.refs, block.spans
    assert block.text[: ref.offset].split() == printed[:at].split()
    assert (span.start, span.end) == (0, ref.offset)
    if len({*text.split()}) == len(text.split()):  # every blank is between words of its own
        assert block.text == text
        assert found.footnotes[0].text == text


def test_the_blanks_of_two_files_that_are_no_pdf_stay() -> None:
    old, new = (Resolution(blocks=(Clause(t),), source=n) for t, n in (("la mer", "a.docx"), ("la\u00a0mer", "b.docx")))
    assert share_blanks(old, new) == (old, new)


DRAFTS = {
    "fr": """LES PHARES

LE CONSEIL,

RAPPELANT sa résolution n°\u00a05 sur «\u00a0la mer\u00a0», les phares et les gardiens,

SALUANT le rapport du Gardien sur l’état des feux de la côte du nord et du sud,

DÉCIDE\u00a0:

1. De réparer les feux.[^1]

2. De se réunir à nouveau.

[^1]: La délégation du Pérou réserve sa position.
""",
    "es": """LOS FAROS

EL CONSEJO,

RECORDANDO su resolución N.º\u00a05 sobre los faros y los guardas de toda la costa;

TOMANDO NOTA del informe del Guardián,

RESUELVE:

1. Reparar los faros.[^1]

2. Reunirse de nuevo.

[^1]: La delegación del Perú se reserva su posición.
""",
    "pt": """OS FARÓIS

O CONSELHO,

RECORDANDO a sua resolução n.º\u00a05 sobre os faróis e os guardas de toda a costa;

TOMANDO NOTA do relatório do Guardião,

RESOLVE:

1. Reparar os faróis.[^1]

2. Reunir-se de novo.

[^1]: A delegação do Peru reserva a sua posição.
""",
    "en": """THE LIGHTS

The Council,

Recalling its resolution 5 on the lights and the keepers of the whole of the coast,

Welcoming the report of the Keeper,

1. Decides to repair the lights;[^1]

2. Decides to meet again.

[^1]: The delegation of Peru reserves its position.
""",
}


@needs_office
@pytest.mark.parametrize("house", ["oas", "un"])
@pytest.mark.parametrize("language", sorted(DRAFTS))
def test_a_word_file_against_its_own_pdf_shows_no_change(tmp_path: Path, language: str, house: str) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text(DRAFTS[language], encoding="utf-8")
    word = tmp_path / "draft.docx"
    build(draft, word, house=house, language=language)
    assert len(read(word).footnotes) == 1
    found = compare(word, convert(word, "pdf", tmp_path))
    assert [c.op for c in (*found.body.changes, *found.footnotes.changes) if c.op != "equal"] == []
