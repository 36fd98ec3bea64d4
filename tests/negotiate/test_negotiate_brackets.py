"""Brackets as data: what counts as open, who proposes, what a mark is; and the readings that result."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.errors import SettingsError
from drafting.model.resolution import Clause, Footnote, Line, NoteRef, Resolution, Span
from drafting.negotiate.brackets import summarise_brackets
from drafting.negotiate.brackets.clean_reading import read_as, read_choice
from drafting.negotiate.brackets.parse import parse_brackets
from drafting.negotiate.brackets.spans import bracket_spans
from drafting.negotiate.brackets.status import BracketedParagraph
from drafting.output.brackets import curves
from drafting.read import read_bytes


def judged(text: str, language: str = "en") -> BracketedParagraph:
    """One paragraph by itself."""
    found = summarise_brackets(Resolution((Clause(text, label="1."),), language=language))
    return found.paragraphs[0]


# text, language, open brackets, balanced, status, delegations
PARAGRAPHS = [
    ("Ports shall [should] post their tariffs.", "en", 1, True, "bracketed", ()),
    ("Ports [shall] [should] post [all [current]] tariffs.", "en", 4, True, "bracketed", ()),
    ("Les ports [affichent] [publient] leurs tarifs ; (agréé)", "fr", 2, True, "agreed", ()),
    ("Los puertos publican sus tarifas. [acordado ad referéndum]", "es", 0, True, "agreed ad ref", ()),
    ("Os portos publicam suas tarifas. (pendente: Peru e Chile)", "pt", 0, True, "pending", ("CHL", "PER")),
    ("Ports post their tariffs. (agreed ad ref, pending JAM)", "en", 0, True, "pending", ("JAM",)),
    ("[MEX: Ports post their tariffs.]", "en", 1, True, "proposed", ("MEX",)),
    ("[MEX + BRA, appuyés par le Canada : Les ports ouvrent ;]", "fr", 1, True, "proposed", ("BRA", "CAN", "MEX")),
    ("MEX + BRA: Ports post their tariffs.", "en", 0, True, "proposed", ("BRA", "MEX")),
    ("Ports post their [current (ISL, NOR)] tariffs.", "en", 1, True, "bracketed", ("ISL", "NOR")),
    ("Ports open [daily (proposed by Jamaica, supported by Haiti)].", "en", 1, True, "bracketed", ("HTI", "JAM")),
    ("[[delete: CUB] Ports post their tariffs.]", "en", 1, True, "bracketed", ("CUB",)),
    ("Ports post [their tariffs.", "en", 1, False, "bracketed", ()),
    ("Ports post [their]] tariffs.", "en", 1, False, "bracketed", ()),
    ("Ports post their tarifs [sic] each year.", "en", 0, True, "clean", ()),
    ("Ports post their tariffs[12] each year.", "en", 0, True, "clean", ()),
    ("Ports post their tariffs by [2030] [2035].", "en", 2, True, "bracketed", ()),
    ("Ports cut fees by [10] [20] per cent.", "en", 2, True, "bracketed", ()),
    ("Ports use [agreed indicators] for tariffs.", "en", 1, True, "bracketed", ()),
    ("Los planes de acción nacionales (PAN) de los puertos [antiguos].", "es", 1, True, "bracketed", ()),
    ("Invite les organismes compétents (OMS, FAO) à publier ; [en suspens : Iran]", "fr", 0, True, "pending", ("IRN",)),
    ("Decides to meet in Kingston (Jamaica) each spring.", "en", 0, True, "clean", ()),
    ("Il convient de [supprimer] [réduire] les droits.", "fr", 2, True, "bracketed", ()),
    ("[EU: Ports post tariffs.]", "en", 1, True, "proposed", ()),
    ("[LMDC: Ports post tariffs.]", "en", 1, True, "proposed", ()),
    ("[Option 1: Ports post tariffs.] [Option 2: No text.]", "en", 2, True, "bracketed", ()),
    ("Notes the report […] of the Secretariat.", "en", 0, True, "clean", ()),
    ("Recalls resolution A/RES/79/1 [adopted] on wells.", "en", 0, True, "clean", ()),
    ("Recalls [adopted] resolutions on wells.", "en", 1, True, "bracketed", ()),
    ("Recalls the resolution [A/RES/79/1] on wells.", "en", 0, True, "clean", ()),
    ("Les puits [souligné par l’auteur] sont creusés.", "fr", 0, True, "clean", ()),
    ("[Agreed] Wells are dug by villages.", "en", 0, True, "agreed", ()),
    ("On creuse des puits. [Convenu ad referendum]", "fr", 0, True, "agreed ad ref", ()),
    ("Cavam-se poços. [concordado]", "pt", 0, True, "agreed", ()),
    ("Se cavan pozos. [pendiente: Perú, Chile]", "es", 0, True, "pending", ("CHL", "PER")),
    ("Wells are dug. [reserved by Canada]", "en", 0, True, "pending", ("CAN",)),
    ("Wells are dug. [pending capital]", "en", 0, True, "pending", ()),
    ("Wells are dug [reserved] for villages.", "en", 1, True, "bracketed", ()),
    ("Wells are dug [by hand; MEX, BRA] each year.", "en", 1, True, "bracketed", ("BRA", "MEX")),
    ("Wells are dug [by hand, RUS].", "en", 1, True, "bracketed", ("RUS",)),
    ("Wells are dug [US, EU: delete] each year.", "en", 0, True, "clean", ("USA",)),
    ("[Se cavan pozos.] (propuesta de Costa Rica, apoyada por Panamá)", "es", 1, True, "proposed", ("CRI", "PAN")),
    ("[Wells are dug by [hand [only]]].", "en", 3, True, "bracketed", ()),
    ("", "en", 0, True, "clean", ()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "language", "count", "balanced", "status", "delegations"), PARAGRAPHS)
def test_a_paragraph(
    text: str, language: str, count: int, balanced: bool, status: str, delegations: tuple[str, ...]
) -> None:
    got = judged(text, language)
    assert (got.open_brackets, got.balanced, got.status, got.delegations) == (count, balanced, status, delegations)


def test_roles_and_groups() -> None:
    got = judged("[EU, G77 + China: Ports post tariffs.] [pending: Iran] (delete: CUB)")
    assert got.groups == ("EU", "G77")
    assert got.pending_on == ("IRN",)
    assert got.delete_asked_by == ("CUB",)
    assert judged("[LMDC: Ports post tariffs.]").groups == ("LMDC",)


def test_alternatives_stand_side_by_side_and_additions_do_not() -> None:
    got = judged("Ports [shall] / [should] [, as needed,] post [daily][weekly] tariffs [and fees].")
    assert [(a.kind, a.choices) for a in got.alternatives] == [
        ("inline", ("shall", "should")), ("inline", ("daily", "weekly")),
    ]  # fmt: skip
    got = judged("[Option A: Ports post tariffs.]\n[Option B: Ports post [nothing].]")
    assert [(a.kind, a.choices) for a in got.alternatives] == [("option", ("Option A", "Option B"))]


def test_bis_and_alt_paragraphs_name_the_paragraph_they_belong_to() -> None:
    labels = ("OP1.", "OP1 bis.", "OP1 ter.", "OP2.", "OP2 Alt.")
    text = "\n\n".join(f"{label} Ports post tariffs of kind {n}." for n, label in enumerate(labels))
    found = {p.at: p for p in summarise_brackets(read_bytes(text.encode(), "t.txt", language="en")).paragraphs}
    assert found["OP1bis"].inserted_after == "OP1"
    assert found["OP1ter"].inserted_after == "OP1bis"
    assert found["OP2alt"].alternative_of == "OP2"


def test_bis_and_alt_paragraphs_of_a_second_section_refer_to_that_section() -> None:
    labels = ("1.", "1 bis.", "2.", "1.", "1 bis.", "1 alt.")
    blocks = tuple(Clause(f"Ports post tariffs of kind {n}.", label=label) for n, label in enumerate(labels))
    found = {p.at: p for p in summarise_brackets(Resolution(blocks, language="en")).paragraphs}
    assert found["S2.OP1bis"].inserted_after == "S2.OP1"
    assert found["S2.OP1alt"].alternative_of == "S2.OP1"


def test_what_is_coloured_as_an_attribution_is_counted_as_one() -> None:
    """An acronym that one paragraph defines is no delegation in another, neither in the counts nor on the page."""
    defined = "Los planes de acción nacionales (PAN) de los puertos."
    found = summarise_brackets(clauses(defined, "Los puertos aplican [sus tarifas (PAN)].", language="es"))
    later = found.paragraphs[1]
    assert later.delegations == later.groups == ()
    assert not any(span.annotation for span in found.spans_of(later))
    alone = summarise_brackets(clauses("Los puertos aplican [sus tarifas (PAN)].", language="es"))
    assert alone.paragraphs[0].delegations == ("PAN",)
    assert any(span.annotation and span.text == "(PAN)" for span in alone.spans_of(alone.paragraphs[0]))


def test_a_bracket_around_several_paragraphs_is_followed_to_its_end() -> None:
    blocks = tuple(
        Clause(t, label=f"{n}.") for n, t in enumerate(("[Ports post tariffs.", "Ports open.", "Ports close.]"), 1)
    )
    found = summarise_brackets(Resolution(blocks, language="en"))
    assert all(p.balanced for p in found.paragraphs)
    assert [p.open_brackets for p in found.paragraphs] == [1, 0, 0]
    assert [p.status for p in found.paragraphs] == ["bracketed"] * 3
    assert found.paragraphs[0].runs_to == "OP3"
    assert [p.continues for p in found.paragraphs] == ["", "OP1", "OP1"]


def clauses(*texts: str, language: str = "en") -> Resolution:
    return Resolution(tuple(Clause(t, label=f"{n}.") for n, t in enumerate(texts, 1)), language=language)


def reading(choice: str, *texts: str, language: str = "en", rest: str = "open") -> list[str]:
    got = read_as(clauses(*texts, language=language), read_choice(choice, language), rest)  # type: ignore[arg-type]
    return [b.text for b in got.resolution.blocks if isinstance(b, Clause)]


def test_a_delegation_reads_its_own_proposals() -> None:
    texts = (
        "Ports [shall (MEX)] [should (USA)] post tariffs. (pending)",
        "[USA: Ports close at night.]",
        "[MEX: Ports open.]",
    )
    assert reading("MEX", *texts) == ["Ports shall post tariffs.", "Ports open."]
    assert reading("United States", *texts) == ["Ports should post tariffs.", "Ports close at night."]
    assert reading("MEX", "[[delete: MEX] Ports close.]", "Ports open. [delete: MEX, CUB]") == []
    assert reading("JAM", "[[delete: MEX] Ports close.]") == ["Ports close."]


def test_an_option_is_chosen_and_what_it_does_not_decide_stays_open() -> None:
    text = "[Option 1: Ports open.] [Option 2: Ports [never] close.] [Option 3: No text.]"
    assert reading("Option 2", text) == ["Ports [never] close."]
    assert reading("Opción 2", text, rest="out") == ["Ports close."]
    assert reading("option 2", text, rest="in") == ["Ports never close."]
    assert reading("Option 7", text) == [text]
    assert reading("Option 2", "Option 1: Ports open.", "Option 2: Ports close.", "Ports rest.") == [
        "Ports close.", "Ports rest.",
    ]  # fmt: skip


def test_undecided_alternatives_never_go_in_together() -> None:
    text = "Ports [shall] [should] post tariffs [daily]."
    assert reading("MEX", text, rest="in") == ["Ports [shall] [should] post tariffs daily."]
    assert reading("MEX", text, rest="out") == ["Ports [shall] [should] post tariffs."]


def test_nothing_is_decided_where_the_signs_do_not_pair() -> None:
    text = "Ports [post tariffs (USA) each year."
    assert reading("MEX", text) == [text]
    got = read_as(clauses(text), read_choice("MEX"))
    assert got.left_open == (("OP1", text),)


def test_an_alternative_paragraph_takes_the_number() -> None:
    blocks = (
        Clause("[CHL: Ports open.]", label="2."),
        Clause("[PER: Ports close.]", label="2 alt."),
        Clause("Ports rest.", label="3."),
    )
    got = read_as(Resolution(blocks, language="en"), read_choice("PER"))
    assert [(b.label, b.text) for b in got.resolution.blocks if isinstance(b, Clause)] == [
        ("2.", "Ports close."),
        ("3.", "Ports rest."),
    ]
    untouched = read_as(Resolution(blocks, language="en"), read_choice("MEX"))
    assert untouched.resolution.blocks == blocks


def test_a_stop_clings_to_the_word_before_in_every_language() -> None:
    assert reading("MEX", "Wells [daily] [weekly (BRA)]; ropes.") == ["Wells daily; ropes."]
    assert reading("MEX", "Les puits [publics] [privés (BRA)] ; les cordes.", language="fr") == [
        "Les puits publics ; les cordes."
    ]  # fmt: skip


BLOCKS = """DRAFT RESOLUTION

WELLS

THE GENERAL ASSEMBLY,

RECALLING its report on wells,

RESOLVES:

1. To thank the Secretariat.

{0}Option 1

2. To dig wells.

3. To buy ropes.{1}

{0}Option 2

2. To repair wells.

3. To sell ropes.{1}

4. To close the session.
"""


@pytest.mark.parametrize(("opening", "closing"), [("", ""), ("[", "]")])
def test_an_option_of_several_paragraphs_is_chosen_whole(opening: str, closing: str) -> None:
    draft = read_bytes(BLOCKS.format(opening, closing).encode(), "t.txt")
    found = {p.at: p for p in summarise_brackets(draft).paragraphs}
    assert [found[at].option for at in ("OP1", "OP2", "OP3", "OP2#2", "OP3#2", "OP4")] == ["", "1", "1", "2", "2", ""]
    for option, wanted in (("1", ["To dig wells.", "To buy ropes."]), ("2", ["To repair wells.", "To sell ropes."])):
        got = read_as(draft, read_choice(f"Option {option}"))
        texts = [b.text for b in got.resolution.blocks if isinstance(b, Clause) and b.part == "operative"]
        assert texts == ["To thank the Secretariat.", *wanted, "To close the session."]
        assert not got.left_open
    assert read_as(draft, read_choice("MEX")).resolution.blocks == draft.blocks


def test_a_bracket_over_several_paragraphs_is_decided_whole() -> None:
    texts = ("[MEX: Ports open;", "Ports [always] close;", "Ports rest.]", "Ports sleep.")
    assert reading("MEX", *texts) == ["Ports open;", "Ports [always] close;", "Ports rest.", "Ports sleep."]
    assert reading("BRA", *texts) == ["Ports sleep."]
    unsigned = ("[Ports open;", "Ports rest.]")
    assert reading("MEX", *unsigned) == list(unsigned)
    assert reading("MEX", *unsigned, rest="in") == ["Ports open;", "Ports rest."]
    assert reading("MEX", *unsigned, rest="out") == []
    alternatives = (
        Clause("[CHL: Ports open:", label="2."),
        Clause("daily.]", label="3."),
        Clause("Ports close.", label="2 alt."),
    )
    got = read_as(Resolution(alternatives, language="en"), read_choice("Option 7"), "out")
    assert got.resolution.blocks == alternatives, "one of several alternatives is not settled by --rest"
    broken = ("[Ports open;", "Ports [close;", "Ports rest.] Good.")
    assert reading("MEX", *broken, rest="out") == list(broken)


def test_emphasis_and_notes_follow_the_words() -> None:
    text = "Ports [shall (MEX)] [should (USA)] post all tariffs"
    clause = Clause(text, label="1.", spans=(Span(text.index("all"), text.index("all") + 3, "bold"),), refs=(
        NoteRef(text.index(" (USA)"), "1"), NoteRef(len(text), "2"),
    ))  # fmt: skip
    got = read_as(Resolution((clause,), (Footnote("1", "One."), Footnote("2", "Two.")), "en"), read_choice("MEX"))
    (read,) = got.resolution.blocks
    assert isinstance(read, Clause)
    assert read.text == "Ports shall post all tariffs"
    assert read.text[read.spans[0].start : read.spans[0].end] == "all"
    assert [(r.offset, r.mark) for r in read.refs] == [(len(read.text), "2")]
    assert [n.mark for n in got.resolution.footnotes] == ["2"]


def test_a_choice_must_name_somebody_or_an_option() -> None:
    for name in ("nobody", "", "Option", "the red one"):
        with pytest.raises(SettingsError):
            read_choice(name)


SIGNS = st.text(alphabet="[]()[] :,.abAB12MEX\n’é", max_size=60)


@given(SIGNS)
def test_no_sign_is_lost_and_nothing_crashes(text: str) -> None:
    parsed = parse_brackets(text, "fr")
    brackets = [n for n, _ in parsed.walk_brackets()]
    assert len(brackets) == text.count("[")
    assert sum(n.closed for n in brackets) + len(parsed.extra_closings) == text.count("]")
    found = summarise_brackets(Resolution((Clause(text, label="1."),), language="fr"))
    assert "".join(span.text for span in bracket_spans(text, "fr")) == text
    assert (found.opening_signs, found.closing_signs) == (text.count("["), text.count("]"))


@given(SIGNS)
def test_a_reading_only_takes_away(text: str) -> None:
    got = read_as(Resolution((Clause(text, label="1."),), language="en"), read_choice("MEX"))
    kept = next((b.text for b in got.resolution.blocks if isinstance(b, Clause)), "")
    rest: Iterator[str] = iter(text)
    assert all(c in rest for c in kept), "the reading holds a character the text lacks"


@given(st.text(alphabet="abc .,’é\n", max_size=40))
def test_a_text_without_brackets_reads_as_it_is(text: str) -> None:
    blocks = (Line("Title", "front", "title"), Clause(text, label="1."))
    resolution = Resolution(blocks, language="en")
    assert read_as(resolution, read_choice("MEX")).resolution == resolution


def test_the_falling_line_counts_each_revision() -> None:
    old = summarise_brackets(clauses("[a] [b]", "[c]"))
    new = summarise_brackets(clauses("[a]", "c"))
    drawn = curves([old, new], "en")
    assert drawn[0].values == (3, 1)
    assert drawn[0].points[0][1] == 0 < drawn[0].points[1][1]
