"""What a document says of itself: year, organ, symbol, revision, status; and wrong years of older libraries."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.errors import LibraryError
from drafting.library import analysis, open_library
from drafting.library.engines.sqlite.schema import APPLICATION, migrations
from drafting.library.from_resolution import from_resolution, organ_name, year_of
from drafting.library.models import ADOPTED, DRAFT
from drafting.library.opening_words import opening_words, work_of
from drafting.model.resolution import Clause, Line, Resolution
from drafting.model.symbols import parse, printed_year
from drafting.model.symbols.form import Form
from drafting.model.symbols.grammar import FORMS


@pytest.mark.parametrize(
    ("symbol", "year"),
    [
        ("S/RES/1973 (2011)", 2011),
        ("S/RES/1999 (2011)", 2011),
        ("S/RES/2000 (2011)", 2011),
        ("S/RES/1973", None),
        ("AG/RES. 2950 (L-O/20)", 2020),
        ("AG/RES. 1 (I-O/71)", 1971),
        ("CP/RES. 3 (12/46)", 2046),
        ("CP/RES. 3 (12/48)", 1948),
        ("CP/RES. 965 (1733/09)", 2009),
        ("CP/CSH-1953/20 rev. 1", 2020),
        ("AG/doc.1999/21", 2021),
        ("E/CN.6/2019/L.3", 2019),
        ("A/RES/79/1", None),
        ("A/RES/2030 (XXI)", None),
        ("OEA/Ser.P AG/doc.5/21", 2021),
        ("XX/DEC. 4 (2012)", 2012),
        ("XX/2019/3", 2019),
        ("XX/RES/1985", None),
        ("XX/RES/1985 (2007)", 2007),
        ("no symbol at all", None),
        ("", None),
    ],
)
def test_the_year_comes_from_the_grammar_of_the_symbol(symbol: str, year: int | None) -> None:
    assert printed_year(symbol) == year
    assert year_of(Resolution((), symbol=symbol)) == year


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_a_year_that_the_grammar_reads_is_the_year_of_the_document(form: Form) -> None:
    assert printed_year(form.example) == parse(form.example).year


@given(st.integers(0, 99))
def test_two_digits_mean_one_year_everywhere(two: int) -> None:
    session, unknown = f"AG/RES. 5 (V-E/{two:02})", f"ZZ/DEC. 5 (V/{two:02})"
    assert printed_year(session) == printed_year(unknown) == parse(session).year


def _front(*texts: str) -> tuple[Line, ...]:
    return tuple(Line(text) for text in texts)


def test_adoption_goes_before_the_symbol_and_the_symbol_before_the_first_page() -> None:
    blocks = _front("Lima, 4 May 2017", "Second session, 2016")
    assert year_of(Resolution(blocks, symbol="S/RES/1973 (2011)", adopted="2012-03-04")) == 2012
    assert year_of(Resolution(blocks, symbol="S/RES/1973 (2011)")) == 2011
    assert year_of(Resolution(blocks, symbol="S/RES/1973")) == 2017
    assert year_of(Resolution(blocks)) == 2017
    assert year_of(Resolution(())) is None


def test_the_first_page_gives_no_year_that_the_session_rules_out() -> None:
    blocks = _front("The road to the 2030 Agenda", "Distr.: General, 5 November 2024")
    assert year_of(Resolution(blocks, symbol="A/RES/79/1")) == 2024
    assert year_of(Resolution(blocks[:1], symbol="A/RES/79/1")) is None


@pytest.mark.parametrize(
    ("printed", "organ"),
    [
        ("THE GENERAL ASSEMBLY", "THE GENERAL ASSEMBLY"),
        ("THE  GENERAL\nASSEMBLY", "THE GENERAL ASSEMBLY"),
        ("LES ÉTATS MEMBRES, réunis à Lima le 3 mai", "LES ÉTATS MEMBRES"),
        ("THE COUNCIL, meeting in May", "THE COUNCIL"),
        ("", None),
        (None, None),
    ],
)
def test_an_organ_is_named_without_what_it_is_doing(printed: str | None, organ: str | None) -> None:
    assert organ_name(printed) == organ


@pytest.mark.parametrize(
    ("symbol", "work"),
    [
        (None, (None, 0)),
        ("", (None, 0)),
        ("AG/doc.7/21", ("AG/doc.7/21", 0)),
        ("AG/doc.7/21 rev. 2", ("AG/doc.7/21", 2)),
        ("AG/doc.7/21 rev. 2 corr. 1", ("AG/doc.7/21", 2)),
        ("A/C.3/78/L.12/Rev.1", ("A/C.3/78/L.12", 1)),
        ("S/RES/1973(2011)", ("S/RES/1973 (2011)", 0)),
        ("what nobody can take apart", ("what nobody can take apart", 0)),
    ],
)
def test_a_work_is_named_whatever_its_revision(symbol: str | None, work: tuple[str | None, int]) -> None:
    assert work_of(symbol) == work


DRAFT_TEXT = Resolution(
    (
        *_front("Un long avant-propos sur les phares du littoral en 2019."),
        Line("L’ASSEMBLÉE,", "preamble", "chapeau"),
        Clause("RAPPELANT l’utilité des phares,", part="preamble"),
        Clause("De mettre en œuvre:", "1.", part="operative", opening="De mettre en œuvre"),
    ),
    language="fr",
    symbol="AG/doc.7/21  rev. 2",
    organ="L’ASSEMBLÉE, réunie à Lima",
    title="Phares\net balises",
    kind="resolution",
)


def test_a_resolution_becomes_a_document_and_its_paragraphs() -> None:
    document, paragraphs = from_resolution(DRAFT_TEXT, "draft")
    assert (document.name, document.symbol, document.work, document.revision) == (
        "AG/doc.7/21  rev. 2", "AG/doc.7/21 rev. 2", "AG/doc.7/21", 2,
    )  # fmt: skip
    assert (document.year, document.organ, document.title) == (2021, "L’ASSEMBLÉE", "Phares et balises")
    assert (document.status, document.language, document.kind, document.source) == (DRAFT, "fr", "resolution", "draft")
    assert [(p.key, p.kind, p.number) for p in paragraphs] == [("PP1", "preambular", "1"), ("OP1", "operative", "1")]
    assert from_resolution(DRAFT_TEXT, "draft", adopted=True)[0].status == ADOPTED
    assert from_resolution(DRAFT_TEXT, "other")[0].digest == document.digest


@pytest.mark.parametrize(
    ("language", "text", "addressee"),
    [
        ("fr", "Demander au Secrétaire général de mettre en œuvre le plan des phares.", "Secrétaire général"),
        ("fr", "Demander au Secrétaire général de suivre le plan des phares.", "Secrétaire général"),
        ("fr", "Demander au Bureau des œuvres de la mer de repeindre les phares.", "Bureau des œuvres de la mer"),
        ("fr", "Demander aux ﬁlets de la rade de sécher, ŉ ß ǰ.", "ﬁlets de la rade"),
        (
            "fr",
            "Demander au Secre\u0301taire ge\u0301ne\u0301ral de suivre le plan.",
            "Secre\u0301taire ge\u0301ne\u0301ral",
        ),
        ("en", "Requests the Œuvre Office to keep a register.", "Œuvre Office"),
        ("es", "Solicita al Secretario General que informe sobre el «œuvre».", "Secretario General"),
        ("pt", "Solicita ao Secretário-Geral que informe sobre o œuvre.", "Secretário-Geral"),
        ("fr", "Rappelant l’œuvre accomplie,", ""),
    ],
)
def test_the_addressee_is_kept_whatever_letters_follow(language: str, text: str, addressee: str) -> None:
    assert opening_words(text, language).addressee == addressee


def test_the_same_call_gives_the_same_hits_whatever_was_asked_before() -> None:
    text = "Prie le Secrétariat de mettre en œuvre chaque année le plan de peinture des phares et des balises;"
    with open_library(":memory:") as library:
        library.add_records({"symbol": symbol, "language": "fr", "year": 2020, "text": text} for symbol in "AB")
        (group,), (span,) = library.groups(text), library.trace(text)
        for hit in (*group.uses, *span.hits, group.hit, *library.search("phares")):
            assert (hit.opening, hit.class_, hit.addressee) == ("Prie", "request", "Secrétariat")
        library.search("phares", facets=True, class_="request")
        assert (group,) == library.groups(text) and (span,) == library.trace(text)


MIGRATED = (
    # path, symbol, adopted, stored year → year
    ("a.docx", "S/RES/1973 (2011)", None, 1973, 2011),
    ("b.docx", "S/RES/1973", None, 1973, None),
    ("c.docx", "CP/RES. 3 (12/46)", None, 1946, 2046),
    ("d.docx", "S/RES/1973 (2011)", "2012-01-01", 2012, 2012),
    ("e.docx", "A/RES/79/1", None, 2030, None),
    ("f.docx", "A/RES/79/1", None, 2024, 2024),
    ("g.docx", "S/RES/1325", None, 2001, 2001),
    ("h.docx", None, None, 1999, 1999),
    (None, "S/RES/1973 (2011)", None, 1973, 1973),  # records say the year themselves
)
PLAN = "Prie le Secrétariat de mettre en œuvre le plan des phares."


def _older_library(file: Path, version: int, analysed: str) -> None:
    """A library as the versions that wrote formats 1 to 3 left it: wrong years, no addressee, opening words unread."""
    db = sqlite3.connect(file)
    for _, sql in migrations()[:version]:
        db.executescript(sql)
    db.execute("INSERT INTO meta VALUES ('analysis', ?)", (analysed,))
    for n, (path, symbol, adopted, stored, _) in enumerate(MIGRATED, 1):
        db.execute(
            "INSERT INTO documents (id, digest, name, path, symbol, language, kind, status, adopted, year, source) "
            "VALUES (?, ?, ?, ?, ?, 'fr', '', 'adopted', ?, ?, '')",
            (n, bytes([n]), f"D{n}", path, symbol, adopted, stored),
        )
        opening, class_ = (None, None) if path is None else ("Prie", "request")
        db.execute(
            "INSERT INTO paragraphs (id, document, key, position, kind, opening, class, text) "
            "VALUES (?, ?, ?, 1, '', ?, ?, ?)",
            (n, n, f"D{n}#1", opening, class_, PLAN if n != 2 else "des phares et balises;"),
        )
    db.execute(f"PRAGMA application_id = {APPLICATION}")
    db.execute(f"PRAGMA user_version = {version}")
    db.commit()
    db.close()


@pytest.mark.parametrize("version", [1, 2, 3])
@pytest.mark.parametrize("analysed", ["1", analysis.VERSION])
@pytest.mark.parametrize("writable", [True, False])
def test_older_libraries_are_put_right_when_they_are_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: int, analysed: str, writable: bool
) -> None:
    file = tmp_path / "library.sqlite"
    _older_library(file, version, analysed)
    before = file.read_bytes()
    if not writable:
        monkeypatch.setattr("os.access", lambda path, mode: False)  # tests run by root may write everywhere
    for _ in range(2):
        with open_library(file) as library:
            hits = {hit.document: hit for hit in library.paragraphs()}
            if not writable:
                with pytest.raises(LibraryError, match="cannot be written"):
                    library.add_records([{"text": "Un phare."}])
        assert [hits[f"D{n}"].year for n in range(1, 10)] == [row[-1] for row in MIGRATED]
        read = {d: (hit.opening, hit.class_, hit.addressee) for d, hit in hits.items()}
        assert read.pop("D2") == ("Prie", "request", "") and set(read.values()) == {("Prie", "request", "Secrétariat")}
    assert writable or file.read_bytes() == before
    assert [f.name for f in tmp_path.iterdir()] == ["library.sqlite"]
