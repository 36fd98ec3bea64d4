"""A built document is a sound Word file that says what the resolution says."""

from __future__ import annotations

import re

import pytest
from hypothesis import given

from drafting.errors import SettingsError
from drafting.model.resolution import Clause, Footnote, Heading, Line, NoteRef, Resolution, Table, flatten
from drafting.ooxml.namespaces import w
from drafting.ooxml.numbering import automatic_labels
from drafting.ooxml.package import Package
from drafting.ooxml.story import paragraphs
from drafting.read import read_bytes
from drafting.word.build import build, build_package
from drafting.word.build.house_styles import HOUSES
from scripts.make_reference_docx import reference_document
from tests.ooxml.xml_lookup import parent, words_of
from tests.word.test_word_redline_properties import drafts
from tests.word.word_views import view

SAMPLE = Resolution(
    blocks=(
        Line("CONSEIL PERMANENT", role="organ"),
        Line("CP/doc.77/26", role="symbol"),
        Line("PROJET DE RÉSOLUTION SUR LES CARTES", role="title", refs=(NoteRef(6, "1"),)),
        Line("LE CONSEIL PERMANENT,", part="preamble", role="chapeau"),
        Clause("RAPPELANT les cartes anciennes,", part="preamble", opening="RAPPELANT"),
        Line("DÉCIDE :", part="operative", role="enacting"),
        Heading("Cartes", "I."),
        Clause(
            "De dessiner des cartes nouvelles, à savoir :",
            "1.",
            opening="De dessiner",
            refs=(NoteRef(11, "2"),),
            children=(Clause("des rivières ;", "a.", level=1), Clause("des montagnes.", "b.", level=1)),
        ),
        Clause("De les plier.", "2."),
        Clause("De les déplier.", "2bis."),
        Clause("De les ranger.", "3.", refs=(NoteRef(3, "*"), NoteRef(14, "2"))),
        Heading("Boussoles", "II."),
        Clause("De chercher le nord.", "1."),
        Clause("De ne pas chercher le sud.", "4.", children=(Clause("en hiver ;", "(b)", level=1),)),
        Table((("Carte", "Prix"), ("Rivière", "10\n12"))),
    ),
    footnotes=(Footnote("1", "Titre provisoire."), Footnote("2", "Une réserve."), Footnote("*", "Une étoile.")),
    language="fr",
    symbol="CP/doc.77/26",
)


def printed_labels(package: Package) -> list[str]:
    """The label of every paragraph as Word prints it, automatic or typed."""
    story = paragraphs(package.xml(package.main))
    out = []
    for automatic, p in zip(automatic_labels(package), story, strict=True):
        typed = re.match(
            r"(\S+)\t", "".join(e.text or "\t" for e in p.iter(w("t"), w("tab")) if parent(e).tag == w("r"))
        )
        out.append(automatic or (typed[1] if typed else ""))
    return out


@pytest.mark.parametrize("house", sorted(HOUSES))
def test_every_label_is_printed_as_it_stands(house: str) -> None:
    built = build_package(SAMPLE, house=house)
    found = printed_labels(built.package)
    for block in flatten(built.resolution.blocks):
        if isinstance(block, Clause | Heading):
            assert block.origin is not None
            assert found[block.origin.paragraphs[0]] == (block.label or "")


@given(drafts())
def test_labels_and_origins_of_any_draft(draft: Resolution) -> None:
    built = build_package(draft)
    assert built.resolution == draft
    found, story = printed_labels(built.package), paragraphs(built.package.xml(built.package.main))
    for block in flatten(built.resolution.blocks):
        assert block.origin is not None
        text = "".join(t.text or "" for t in story[block.origin.paragraphs[0]].iter(w("t")))
        if isinstance(block, Clause | Heading):
            assert found[block.origin.paragraphs[0]] == (block.label or "")
            assert block.refs or block.text in text


@pytest.mark.parametrize("house", sorted(HOUSES))
def test_reading_it_again_gives_the_same_text(house: str) -> None:
    again = read_bytes(build(SAMPLE, house=house), "sample.docx")
    told = [
        (type(b), b.text, getattr(b, "label", None), b.refs) for b in flatten(SAMPLE.blocks) if not isinstance(b, Table)
    ]
    read = [
        (type(b), b.text, getattr(b, "label", None), b.refs) for b in flatten(again.blocks) if not isinstance(b, Table)
    ]
    assert read == told
    assert [b.rows for b in again.blocks if isinstance(b, Table)] == [
        b.rows for b in SAMPLE.blocks if isinstance(b, Table)
    ]
    assert [(n.mark, n.text) for n in again.footnotes] == [(n.mark, n.text) for n in SAMPLE.footnotes]
    assert (again.language, again.symbol) == ("fr", "CP/doc.77/26")


def test_same_bytes_every_time_and_no_revisions() -> None:
    data = build(SAMPLE, comments=[("OP1", "Atelier", "Source : CP/RES. 3 (12)")])
    assert data == build(SAMPLE, comments=[("OP1", "Atelier", "Source : CP/RES. 3 (12)")])
    assert not re.search(rb"<w:(ins|del|moveTo|moveFrom) ", Package.load(data).blob("word/document.xml"))


def test_comments_are_real_and_point_where_they_should() -> None:
    package = build_package(SAMPLE, comments=[("OP1", "Atelier", "Source"), (0, "Atelier", "Organe")]).package
    comments = package.xml(package.related("comments") or "")
    assert [c.get(w("author")) for c in comments] == ["Atelier", "Atelier"]
    starts = {e.get(w("id")): parent(e) for e in package.xml(package.main).iter(w("commentRangeStart"))}
    assert "dessiner" in words_of(starts["0"])
    with pytest.raises(SettingsError, match="OP99"):
        build(SAMPLE, comments=[("OP99", "Atelier", "nulle part")])


def test_the_spell_checker_and_the_header_know_the_draft() -> None:
    package = Package.load(build(SAMPLE))
    assert b'w:lang w:val="fr-FR"' in package.blob("word/styles.xml")
    headers = [package.blob(rel.target).decode() for rel in package.relationships(package.main) if rel.type == "header"]
    assert [("CP/doc.77/26" in h, "PAGE" in h) for h in headers] == [(True, True), (False, False)]
    assert b"en-GB" in Package.load(build(Resolution(language="en"), house="un")).blob("word/styles.xml")


def test_a_note_nobody_points_to_is_printed_and_said() -> None:
    built = build_package(Resolution((Line("Texte"),), (Footnote("7", "Note perdue."),)))
    assert "Note perdue." in "".join(view(built.package))
    assert [n.code for n in built.notes] == ["note-unanchored"]


def test_unknown_house() -> None:
    with pytest.raises(SettingsError, match="vatican"):
        build(SAMPLE, house="vatican")


@pytest.mark.parametrize("house", sorted(HOUSES))
def test_the_committed_reference_is_the_generated_one(house: str) -> None:
    from drafting.resources import templates

    assert (templates() / "documents" / f"{house}.docx").read_bytes() == reference_document(HOUSES[house]).to_bytes()


@pytest.mark.parametrize("house", sorted(HOUSES))
def test_everything_a_part_points_to_is_there(house: str) -> None:
    package = Package.load(build(SAMPLE, house=house, comments=[("OP1", "A", "x")], lines=True))
    for name in package.names():
        if not name.endswith(".rels") and name != "[Content_Types].xml":
            assert package.content_type(name) not in ("", "application/xml")
            assert all(rel.external or rel.target in package for rel in package.relationships(name))


def test_a_lead_in_stays_with_its_first_item() -> None:
    items = (Clause("les ponts ;", "a)", level=1), Clause("les puits.", "b)", level=1))
    lead = Clause("demande de recenser :", "1.", children=items)
    draft = Resolution((lead, Clause("prie l'atelier de veiller.", "2.")))
    package = build_package(draft).package
    kept = [p.find(f"{w('pPr')}/{w('keepNext')}") is not None for p in package.xml(package.main).iter(w("p"))]
    assert kept == [True, False, False, False]
