"""Symbols: parse(str(s)) == s, exact spans, the three meanings of the brackets, faults."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.model.symbols import Symbol, archive_code, archive_codes, faults, find, parse
from drafting.model.symbols.form import Form
from drafting.model.symbols.grammar import FORMS

small = st.integers(1, 999)
two_digit_years = st.integers(1948, 2047)
oas_modifiers = st.lists(st.tuples(st.sampled_from(["rev", "add", "corr"]), st.integers(1, 20)), max_size=2).map(tuple)
bodies = st.sampled_from(["AG", "CP", "CICTE", "CIDI", "AG/CG", "CP/CSH", "CICTE/GT/MFCC", "RANDOT-III", "GTS/GPO"])


@st.composite
def oas(draw: st.DrawFn) -> Symbol:
    style = draw(st.sampled_from(["session", "meeting", "year", "dash", "minutes"]))
    number, year, modifiers = str(draw(small)), draw(two_digit_years), draw(oas_modifiers)
    if style == "session":
        body, kind = draw(st.sampled_from(["AG", "CIDI"])), draw(st.sampled_from(["RES.", "DEC."]))
        return Symbol("OAS", "session", body, kind, number,
                      session=draw(st.integers(1, 120)), special=draw(st.sampled_from(["O", "E"])), year=year,
                      modifiers=modifiers)  # fmt: skip
    if style == "meeting":
        return Symbol("OAS", "meeting", "CP", "RES.", number, meeting=draw(st.integers(1, 3000)), year=year)
    if style == "year":
        kind = draw(st.sampled_from(["doc.", "INF.", "RES.", "DEC."]))
        return Symbol("OAS", "year", draw(bodies), kind, number, year=year, modifiers=modifiers)
    if style == "dash":
        return Symbol("OAS", "dash", "CP/CSH", "", number, year=year, modifiers=modifiers)
    return Symbol("OAS", "minutes", "CP", "ACTA", number, year=year)


@st.composite
def un(draw: st.DrawFn) -> Symbol:
    number, session = str(draw(small)), draw(st.integers(1, 99))
    modifiers = tuple((n, k) for n, k in draw(oas_modifiers))
    shape = draw(st.sampled_from(["resolution", "draft", "paper", "old", "council", "commission"]))
    if shape == "resolution":
        special = draw(st.sampled_from(["", "S", "ES"]))
        part = draw(st.sampled_from(["", "A", "B"]))
        return Symbol("UN", "path", "A", "RES", number, session=session, special=special, part=part)
    if shape == "draft":
        return Symbol("UN", "path", "A/C.3", "L.", number, session=session, modifiers=modifiers)
    if shape == "paper":
        return Symbol("UN", "path", "A/HRC", "", number, session=session, modifiers=modifiers)
    if shape == "old":
        return Symbol("UN", "old", "A", "RES", number, session=session, part=draw(st.sampled_from(["", "A"])))
    if shape == "council":
        return Symbol("UN", "council", "S", "RES", number, year=draw(st.integers(1946, 2090)))
    return Symbol("UN", "path", "E/CN.7", "L.", number, year=draw(st.integers(1950, 2090)), modifiers=modifiers)


@given(st.one_of(oas(), un()))
def test_printing_and_reading_are_inverse(symbol: Symbol) -> None:
    assert parse(str(symbol)) == symbol


@given(
    st.one_of(oas(), un()),
    st.sampled_from(["voir ", "(", "see document ", "« "]),
    st.sampled_from([".", " ;", ")", ", et"]),
)
def test_a_symbol_in_a_sentence_is_found_at_its_place(symbol: Symbol, before: str, after: str) -> None:
    text = f"{before}{symbol}{after}"
    assert [(text[f.start : f.end], f.symbol) for f in find(text)] == [(str(symbol), symbol)]


@pytest.mark.parametrize("form", FORMS, ids=lambda f: f.name)
def test_every_form_reads_and_prints_its_example(form: Form) -> None:
    assert str(parse(form.example)) == form.example


@given(st.text("AGCPRESdoc./-() 0123456789IVXLrev", max_size=60))
def test_spans_never_overlap_and_lie_in_the_text(text: str) -> None:
    end = 0
    for f in find(text):
        assert end <= f.start < f.end <= len(text)
        end = f.end


@pytest.mark.parametrize(
    ("printed", "canonical"),
    [
        ("CICTE/RES.1/17", "CICTE/RES. 1/17"),
        ("CP/CSH-1953/20 rev.1", "CP/CSH-1953/20 rev. 1"),
        ("AG/RES. 2254 (XXXVI-0/06)", "AG/RES. 2254 (XXXVI-O/06)"),
        ("AG/RES 2950(L-O/20)", "AG/RES. 2950 (L-O/20)"),
        ("AG/doc.5667/19 rev.\u00a01", "AG/doc.5667/19 rev. 1"),
        ("résolution 1540 (2004)", "S/RES/1540 (2004)"),
        ("resolution 60/147", "A/RES/60/147"),
        ("resolución 217 A (III)", "A/RES/217 A (III)"),
    ],
)
def test_loose_spellings_print_one_canonical_form(printed: str, canonical: str) -> None:
    assert str(parse(printed)) == canonical


def test_the_brackets_mean_three_things() -> None:
    assert parse("AG/RES. 2950 (L-O/20)").bracket == "session"
    assert parse("CP/RES. 965 (1733/09)").bracket == "meeting"
    assert parse("S/RES/1540 (2004)").bracket == "year"
    assert parse("AG/RES. 2950 (L-O/20)").session == 50
    assert parse("CP/RES. 965 (1733/09)").meeting == 1733


def test_what_is_no_symbol_is_refused_with_advice() -> None:
    with pytest.raises(ValueError, match="no document symbol"):
        parse("le paragraphe 12")


def test_lists_in_words_are_expanded() -> None:
    text = "Rappelant les résolutions 1267 (1999), 1373 (2001) et 1540 (2004), ainsi que la résolution 60/147"
    assert [(text[f.start : f.end], str(f.symbol)) for f in find(text)] == [
        ("résolutions 1267 (1999)", "S/RES/1267 (1999)"),
        ("1373 (2001)", "S/RES/1373 (2001)"),
        ("1540 (2004)", "S/RES/1540 (2004)"),
        ("résolution 60/147", "A/RES/60/147"),
    ]


def test_revision_chain() -> None:
    assert parse("AG/doc.1/20 rev. 2").baseline == parse("AG/doc.1/20 rev. 1")
    assert parse("A/C.3/78/L.12/Rev.1").baseline == parse("A/C.3/78/L.12")
    assert parse("A/C.3/78/L.12/Rev.1/Corr.1").baseline == parse("A/C.3/78/L.12/Rev.1")
    assert parse("AG/doc.1/20 add. 1").baseline is None
    assert parse("AG/doc.1/20").baseline is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(AG/RES. 2950 (L-O/20))", []),
        ("vu AG/RES. 2950 (L-O/21),", [("session year", "AG/RES. 2950 (L-O/21)")]),
        ("voir AG/doc.xxxx/21.", [("placeholder", "AG/doc.xxxx/21")]),
        ("publié sous CP/CSH/INF.548/21)", [("unbalanced bracket", "CP/CSH/INF.548/21)")]),
        ("its report (A/80/214 and its annex", [("unbalanced bracket", "(A/80/214")]),
        ("a) voir CP/doc.12/20", []),
        ("Security Council resolution 2388 on trafficking", [("missing year", "resolution 2388")]),
        ("la resolución 2388 (2017) del Consejo de Seguridad", []),
    ],
)
def test_faults(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(f.code, text[f.start : f.end]) for f in faults(text)] == expected


def test_special_sessions_have_no_checksum() -> None:
    assert parse("AG/RES. 1 (XXXIV-E/07)").session_agrees
    assert not parse("AG/RES. 1 (XXXIV-O/07)").session_agrees


def test_archive_codes_glued_and_alone() -> None:
    assert archive_code("les États parties.CICTE01536F01") == "CICTE01536F01"
    (code,) = archive_codes("contre les minesAG08381F01")
    assert (code.organ, code.serial, code.language, code.version, code.start) == ("AG", "08381", "F", 1, 16)
    assert archive_code("AG/RES. 2950 (L-O/20)") is None
