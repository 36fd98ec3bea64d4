"""Entering a note: the house's formulas, the right place, a real tracked footnote in Word that can be taken back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.errors import SettingsError
from drafting.lexicon import load
from drafting.model.address import places
from drafting.model.resolution import Resolution
from drafting.negotiate.reservations.add import NotePosition, add_statement, find_position
from drafting.negotiate.reservations.formulas import KINDS, read_states, statement_formula
from drafting.ooxml.package import Package, rels_name
from drafting.ooxml.revisions.resolve_package import resolve_package
from drafting.output.markdown import markdown
from drafting.read import read_bytes
from drafting.read.statements import read_statement
from drafting.word.annotate import add_tracked_footnote
from drafting.word.build import build
from tests.negotiate.drafts import Draft

LANGUAGES = ("fr", "en", "es", "pt")
AUTHOR, DATE = "Delegation of Chile", "2026-03-02T09:00:00Z"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_formula_reads_as_what_it_is(language: str, kind: str) -> None:
    for codes in (["BRA"], ["USA", "CHL"], ["ATG", "BHS", "URY"], ["CARICOM"], ["VEN", "CARICOM"]):
        for scope in ("paragraph", "item", "heading", "title", "table", "text", "word"):
            said = read_statement(statement_formula(kind, codes, language, scope), language)
            assert (said.kind, sorted(said.states + said.groups)) == (kind, sorted(codes)), (scope, codes)
            assert said.status == ("announced" if kind == "footnote announced" else "submitted")


def test_article_and_gender_come_from_the_lexicon() -> None:
    assert (
        statement_formula("reservation", ["BRA"], "fr") == "La délégation du Brésil émet une réserve sur ce paragraphe."
    )
    assert statement_formula("dissociation", ["USA", "JAM"], "es", "heading") == (
        "Las delegaciones de los Estados Unidos y de Jamaica se disocian de esta sección."
    )
    assert statement_formula("reservation", ["DOM"], "pt", "item").startswith(
        "A delegação da República Dominicana formula"
    )


def test_contractions_agreement_and_groups_are_those_of_the_language() -> None:
    assert "que nada nesta seção cria" in statement_formula("interpretative declaration", ["BRA"], "pt", "heading")
    both = statement_formula("footnote announced", ["BRA", "CARICOM"], "fr")
    assert both == (
        "La délégation du Brésil et les États membres de la CARICOM ont chacun annoncé une note de bas de page sur ce "
        "paragraphe."
    )
    assert statement_formula("footnote announced", ["BRA", "CHL"], "pt").endswith(
        "anunciaram, cada uma, uma nota de rodapé sobre este parágrafo."
    )
    assert statement_formula("dissociation", ["USA", "BHS"], "en").startswith(
        "The delegations of the United States and the Bahamas"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_and_group_is_read_back_from_its_note(language: str) -> None:
    states, groups = (load(language).data[part] for part in ("states", "groups"))
    for code in (*states, *(g for g in groups if g not in states)):
        said = read_statement(statement_formula("reservation", [code], language), language)
        assert (*said.states, *said.groups) == (code,)


def test_states_by_code_or_name() -> None:
    assert read_states(["BRA", "Brésil", "MEX + CHL"], "fr") == ("BRA", "MEX", "CHL")
    for name in ("Atlantis", "ABC", ""):
        with pytest.raises(SettingsError):
            read_states([name], "en")


def tracked(data: bytes, spot: NotePosition, note: str) -> bytes:
    """The Word file with the note entered."""
    package = Package.load(data)
    return add_tracked_footnote(package, spot.block, spot.offset, note, author=AUTHOR, date=DATE).to_bytes()


def noted() -> Resolution:
    draft = Draft.base("fr")
    draft.op(2).notes.append("Le Pérou émet une réserve sur ce paragraphe.")
    draft.op(6).notes.append("La Bolivie se dissocie de ce paragraphe.")
    return draft.read()


def test_notes_behind_the_new_one_are_numbered_anew() -> None:
    before = noted()
    after, mark = add_statement(before, find_position(before, "OP4"), statement_formula("reservation", ["CHL"], "fr"))
    assert mark == "2"
    assert [(n.mark, n.states) for n in after.footnotes] == [("1", ("PER",)), ("2", ("CHL",)), ("3", ("BOL",))]
    hanging = {str(at): [r.mark for r in b.refs] for at, b in places(after) if b.refs}
    assert hanging == {"OP2": ["1"], "OP4": ["2"], "OP6": ["3"]}
    assert read_bytes(markdown(after).encode(), "d.md").footnotes == after.footnotes


def test_a_place_by_heading_by_words_and_wrong_places() -> None:
    text = noted()
    assert find_position(text, "moyens").at == "H2"
    spot = find_position(text, "op 4", "un tarif indicatif")
    assert (spot.at, spot.scope) == ("OP4", "word")
    for at, after in (("OP99", ""), ("nowhere", ""), ("OP4", "absent words"), ("OP4", "de")):
        with pytest.raises(SettingsError):
            find_position(text, at, after)


@pytest.mark.parametrize("at", ["OP2", "OP5", "H1", "title", "PP1", "OP8"])
@pytest.mark.parametrize("after", [False, True])
def test_word_gets_one_tracked_note_and_gives_the_text_back(at: str, after: bool) -> None:
    data = build(noted())
    before = read_bytes(data, "d.docx")
    block = next(b for a, b in places(before) if str(a) == at)
    words = " ".join(getattr(block, "text", "").split(" ")[:2]) if after else ""
    spot = find_position(before, at, words)
    note = statement_formula("conditional reservation", ["CHL"], "fr", spot.scope)
    marked = tracked(data, spot, note)
    wanted, _ = add_statement(before, spot, note)
    got = read_bytes(marked, "d.docx")
    assert (got.blocks, got.footnotes) == (wanted.blocks, wanted.footnotes)
    assert {r.author for r in got.revisions} == {AUTHOR}
    package = Package.load(marked)
    resolve_package(package, False)
    back = read_bytes(package.to_bytes(), "d.docx")
    assert (back.blocks, back.footnotes) == (before.blocks, before.footnotes)
    accepted = Package.load(marked)
    resolve_package(accepted, True)
    assert read_bytes(accepted.to_bytes(), "d.docx").footnotes == wanted.footnotes
    assert tracked(data, spot, note) == marked


def test_a_file_without_footnotes_gets_a_part_for_them() -> None:
    package = Package.load(build(Draft.base("en").read()))
    part = package.related("footnotes")
    assert part is not None
    package.drop(part)
    rels = package.xml(rels_name(package.main))
    for arrow in [a for a in rels if a.get("Type", "").endswith("/footnotes")]:
        rels.remove(arrow)
    data = package.to_bytes()
    assert Package.load(data).related("footnotes") is None
    spot = find_position(read_bytes(data, "d.docx"), "OP3")
    out = tracked(data, spot, "Chile reserves its position.")
    assert [n.states for n in read_bytes(out, "d.docx").footnotes] == [("CHL",)]


@given(st.integers(1, 8), st.integers(0, 40), st.text(alphabet="abé’ \n", min_size=1, max_size=30))
def test_any_place_of_a_paragraph_can_carry_a_note(number: int, cut: int, words: str) -> None:
    data = DATA
    before = BEFORE
    block = next(b for a, b in places(before) if str(a) == f"OP{number}")
    text = getattr(block, "text", "")
    head = text[: max(1, cut)]
    if text.count(head) != 1:
        return
    spot = find_position(before, f"OP{number}", head)
    note = f"Le Chili réserve sa position. {words.strip() or 'a'}"
    got = read_bytes(tracked(data, spot, note), "d.docx")
    assert got.blocks == add_statement(before, spot, note)[0].blocks


DATA = build(noted())
BEFORE = read_bytes(DATA, "d.docx")
