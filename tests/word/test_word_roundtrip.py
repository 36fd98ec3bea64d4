"""What is built is read back as it was: everything of the model that Word can hold."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.model.resolution import Block, Clause, Footnote, Line, NoteRef, Resolution
from drafting.ooxml.namespaces import w
from drafting.ooxml.package import Package
from drafting.read import read, read_bytes
from drafting.word.build import build
from drafting.word.build.house_styles import HOUSES
from tests.shared import SHARED, needs_shared
from tests.word.test_word_redline_properties import blocks, resolution, words

FRONT: tuple[Block, ...] = (
    Line("CONSEIL PERMANENT", role="organ"),
    Line("CP/doc.77/26", role="symbol"),
    Line("PROJET DE RÉSOLUTION SUR LES CARTES", role="title"),
    Line("LE CONSEIL PERMANENT,", part="preamble", role="chapeau"),
    Clause("RAPPELANT les cartes anciennes,", part="preamble", opening="RAPPELANT"),
    Line("DÉCIDE :", part="operative", role="enacting"),
)


def again(draft: Resolution, house: str) -> Resolution:
    return read_bytes(build(draft, house=house), "again.docx")


@pytest.mark.parametrize("house", sorted(HOUSES))
@pytest.mark.parametrize("number", range(5))
@needs_shared
def test_the_real_documents_come_back_whole(number: int, house: str) -> None:
    draft = read(sorted((SHARED / "seeds").glob("*.txt"))[number])
    assert again(draft, house) == draft


def untyped(draft: Resolution) -> Resolution:
    """Without what is read from the words: openings of paragraphs, statements in notes; notes by their mark."""

    def bare(block: Block) -> Block:
        if not isinstance(block, Clause):
            return block
        return replace(block, opening="", children=tuple(bare(c) for c in block.children))  # type: ignore[misc]

    notes = (Footnote(n.mark, n.text, spans=n.spans) for n in sorted(draft.footnotes, key=lambda n: n.mark))
    return replace(draft, blocks=tuple(bare(b) for b in draft.blocks), footnotes=tuple(notes))


@given(
    st.lists(blocks(), max_size=7),
    st.fixed_dictionaries(dict.fromkeys("123", words)),
    st.sampled_from([None, "CP01234F02"]),
    st.sampled_from(sorted(HOUSES)),
)
def test_any_draft_comes_back_whole(content: list[Block], notes: dict[str, str], code: str | None, house: str) -> None:
    placed = [replace(b, part="operative") if isinstance(b, Line) else b for b in content]
    draft = replace(
        resolution([*FRONT, *placed], notes),
        symbol="CP/doc.77/26", organ="LE CONSEIL PERMANENT", title="PROJET DE RÉSOLUTION SUR LES CARTES",
        kind="resolution", status="draft", decision="DÉCIDE", archive_code=code,
    )  # fmt: skip
    assert untyped(again(draft, house)) == untyped(draft)


@pytest.mark.parametrize("house", sorted(HOUSES))
def test_odd_labels_lone_marks_and_plain_numbers_come_back(house: str) -> None:
    draft = Resolution(
        (
            Line("78/12.", role="symbol"),
            Line("Cartes", role="title"),
            *FRONT[3:],
            Clause("Demande des cartes.", "13:", opening="Demande", refs=(NoteRef(10, "4"),)),
            Clause("De les plier.", "14:"),
        ),
        language="fr",
    )
    found = again(draft, house)
    assert [b.label for b in found.clauses("operative")] == ["13:", "14:"]
    assert found.clauses("operative")[0] == draft.clauses("operative")[0]
    assert found.symbol == "78/12"


@pytest.mark.parametrize("house", sorted(HOUSES))
def test_the_file_code_stands_at_the_foot_of_the_first_page_and_nowhere_in_the_text(house: str) -> None:
    package = Package.load(build(Resolution(FRONT, archive_code="CP01234F02"), house=house))
    feet = [
        "".join(t.text or "" for t in package.xml(rel.target).iter(w("t")))
        for rel in package.relationships(package.main)
        if rel.type == "footer"
    ]
    assert "CP01234F02" in feet
    assert not any("CP01234F02" in (t.text or "") for t in package.xml(package.main).iter(w("t")))
