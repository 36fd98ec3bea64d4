"""Units compared: every operation, every index once, both sides back to the letter, the same on every machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.diff import Change, Diff, Segment, Token, Unit, compare_paragraphs, compare_units, reading_view
from drafting.diff.changes import OPS, new_side, old_side, unit_text
from drafting.text.tokens import join_tokens
from tests.diff.revisions import revise
from tests.diff.strategies import units


def check(diff: Diff) -> None:
    """What must hold of every diff."""
    for side in ("old", "new"):
        indexes = [i for c in diff.changes for i in getattr(c, side)]
        assert sorted(indexes) == list(range(len(getattr(diff, side)))), "an index is missing or twice"
    for change in diff.changes:
        assert old_side(change.segments) == unit_text(diff.old[i] for i in change.old)
        assert new_side(change.segments) == unit_text(diff.new[j] for j in change.new)
        assert change.op in OPS and not change.fallback and 0 <= change.similarity <= 1 and change.reason
        check_operation(diff, change)
    check_order(diff)


def check_operation(diff: Diff, change: Change) -> None:
    old, new = [diff.old[i] for i in change.old], [diff.new[j] for j in change.new]
    shape = (len(old), len(new))
    assert shape[1] > 1 if change.op == "split" else shape[1] <= 1
    assert shape[0] > 1 if change.op == "merge" else shape[0] <= 1
    assert (shape == (1, 0)) == (change.op == "delete") and (shape == (0, 1)) == (change.op == "insert")
    if not old or not new:
        assert not change.renumbered
        return
    assert change.renumbered == ((old[0].label or "") != (new[0].label or ""))
    kinds = {"clause" if u.kind == "item" else u.kind for u in (*old, *new)}
    assert len(kinds) == 1, "units of different kinds were paired"
    if change.op in ("equal", "renumber", "move"):
        assert old[0].text == new[0].text
        assert change.op == "move" or change.renumbered == (change.op == "renumber")
        assert change.renumbered or all(s.op == "=" for s in change.segments)


def check_order(diff: Diff) -> None:
    """New side order; what stayed rises on both sides; the deleted stand behind what stayed before them."""
    firsts = [c.new[0] for c in diff.changes if c.new]
    assert firsts == sorted(firsts)
    stayed = [c.old[0] for c in diff.changes if c.old and not c.op.startswith("move")]
    assert stayed == sorted(stayed)


@given(st.lists(units, max_size=9), st.lists(units, max_size=9))
def test_any_units(old: list[Unit], new: list[Unit]) -> None:
    check(compare_units(old, new))


@given(st.lists(units, max_size=9), st.lists(units, max_size=9))
def test_the_reading_view_of_any_units(old: list[Unit], new: list[Unit]) -> None:
    exact = compare_units(old, new)
    read = reading_view(exact)
    check(read)
    for a, b in zip(exact.changes, read.changes, strict=True):
        assert (a.op, a.old, a.new, a.renumbered, a.typographic) == (b.op, b.old, b.new, b.renumbered, b.typographic)


def _broken(old: Sequence[Token], new: Sequence[Token]) -> tuple[Segment, ...]:
    """A word diff with a fault: it loses the last token of the old side and doubles the first of the new one."""
    parts = [Segment("-", join_tokens(old[:-1])), Segment("+", join_tokens(new[:1])), Segment("+", join_tokens(new))]
    return tuple(s for s in parts if s.text)


@given(st.lists(units, max_size=7), st.lists(units, max_size=7))
def test_a_word_diff_with_a_fault_is_found_out_and_degraded_to_a_whole_replacement(
    old: list[Unit], new: list[Unit]
) -> None:
    sound, degraded = compare_units(old, new), compare_units(old, new, segment=_broken)
    assert [(c.op, c.old, c.new) for c in sound.changes] == [(c.op, c.old, c.new) for c in degraded.changes]
    for a, b in zip(sound.changes, degraded.changes, strict=True):
        before, after = unit_text(old[i] for i in b.old), unit_text(new[j] for j in b.new)
        assert (old_side(b.segments), new_side(b.segments)) == (before, after)
        if b.fallback:
            assert "whole text" in b.fallback and [s.op for s in b.segments if s.text] in (["-", "+"], ["-"], ["+"])
            assert not b.typographic, "whoever reads the whole text must not be told that only typography differs"
        else:
            assert a.segments == b.segments or not {s.op for s in a.segments} <= {"="}


def test_a_degraded_change_says_so_in_plain_data() -> None:
    old, new = Unit("Prie le fonds de payer.", "1."), Unit("Prie le fonds de prêter.", "2.")
    (change,) = compare_units([old], [new], segment=_broken).changes
    assert change.segments == (Segment("-", "1. Prie le fonds de payer."), Segment("+", "2. Prie le fonds de prêter."))
    told = compare_units([old], [new], segment=_broken).to_dict()["changes"][0]
    assert told["fallback"] == change.fallback != "" and told["renumbered"]
    assert reading_view(compare_units([old], [new], segment=_broken)).changes[0].fallback == ""


@given(st.lists(units, max_size=9), st.randoms(use_true_random=False))
def test_units_shuffled_and_thinned_out(old: list[Unit], r) -> None:  # type: ignore[no-untyped-def]
    new = [u for u in old if r.random() < 0.8]
    r.shuffle(new)
    check(compare_units(old, new))


@given(st.lists(units, max_size=9))
def test_the_same_units_are_equal(same: list[Unit]) -> None:
    diff = compare_units(same, list(same))
    check(diff)
    assert diff.identical


@given(st.lists(st.sampled_from(["1. Prie", "a) Prie", "2. Prie.", "", "3.", "Prie", "  x", "(i)\tPrie"]), max_size=7))
def test_any_paragraphs(paragraphs: list[str]) -> None:
    diff = compare_paragraphs(paragraphs, paragraphs[::-1])
    check(diff)
    assert [u.full_text for u in diff.old] == paragraphs


def told(old: list[str], new: list[str]) -> list[str]:
    """The changes of two lists of paragraphs as readable lines, equal ones left out."""
    signs = {"=": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}
    diff = compare_paragraphs(old, new)
    check(diff)
    return [
        f"{c.op}: " + "".join(signs[s.op].format(s.text) for s in c.segments) for c in diff.changes if c.op != "equal"
    ]


FRENCH = [
    "Rappelant la charte des rivières et le règlement des ports,",
    "1. Prie les communes riveraines de mesurer chaque mois le niveau des eaux ;",
    "2. Invite le comité des ponts à publier ses plans, et charge le greffe de les conserver durant trente ans ;",
    "3. Exhorte les écoles d'hydrologie à partager leurs relevés avec les îles voisines ;",
    "4. Décide de rester saisie de la question.",
]


def test_an_edit() -> None:
    new = [*FRENCH]
    new[3] = "3. Invite instamment les écoles d'hydrologie à partager leurs relevés avec les îles ;"
    assert told(FRENCH, new) == [
        "edit: 3. [-Exhorte-]{+Invite instamment+} les écoles d'hydrologie"
        " à partager leurs relevés avec les îles[- voisines-] ;"
    ]


def test_an_insertion_renumbers_and_edits_nothing() -> None:
    new = [*FRENCH[:2], "2. Salue le travail bénévole des gardiens de phare ;"]
    new += [f"{k}.{text[2:]}" for k, text in enumerate(FRENCH[2:], 3)]
    assert told(FRENCH, new) == [
        "insert: {+2. +}{+Salue le travail bénévole des gardiens de phare ;+}",
        "renumber: [-2. -]{+3. +}" + FRENCH[2][3:],
        "renumber: [-3. -]{+4. +}" + FRENCH[3][3:],
        "renumber: [-4. -]{+5. +}" + FRENCH[4][3:],
    ]


def test_a_deletion_stands_where_the_paragraph_stood() -> None:
    diff = compare_paragraphs(FRENCH, [*FRENCH[:1], *FRENCH[2:]])
    assert [(c.op, c.old) for c in diff.changes[:3]] == [("equal", (0,)), ("delete", (1,)), ("equal", (2,))]


def test_a_split() -> None:
    new = [*FRENCH[:2], "2. Invite le comité des ponts à publier ses plans ;"]
    new += ["3. Charge le greffe de les conserver durant trente ans ;"]
    new += [f"{k}.{text[2:]}" for k, text in enumerate(FRENCH[3:], 4)]
    assert told(FRENCH, new)[0] == (
        "split: 2. Invite le comité des ponts à publier ses plans[-, et charge-]{+ ;\n3. Charge+}"
        " le greffe de les conserver durant trente ans ;"
    )


def test_a_merge() -> None:
    old = ["The rivers committee shall meet twice a year in the port of its choice.",
           "It shall report on the floods, the dikes and the bridges to the mayors.",
           "The fund is closed."]  # fmt: skip
    new = [f"{old[0][:-1]}, and it shall report on the floods, the dikes and the bridges to the mayors.", old[2]]
    assert told(old, new) == [
        "merge: The rivers committee shall meet twice a year in the port of its choice[-.\nIt-]{+, and it+}"
        " shall report on the floods, the dikes and the bridges to the mayors."
    ]


SPANISH = [
    "Alienta a las ciudades hermanadas a traducir las guías prácticas.",
    "Solicita al fondo común que rinda cuentas de sus gastos antes del fin del semestre.",
    "Insta a los maestros itinerantes a formar intérpretes en lenguas locales.",
    "Toma nota de la apertura de tres oficinas para familias desplazadas.",
    "Recuerda la escala de cuotas aprobada por los alcaldes.",
    "Encarga a la comisión de glaciares el inventario de las fuentes de agua potable.",
]


def test_a_move() -> None:
    assert told(SPANISH, [*SPANISH[1:], SPANISH[0]]) == ["move: " + SPANISH[0]]


def test_a_move_that_is_edited_too() -> None:
    text = "Alienta a las ciudades hermanadas a revisar y traducir las guías prácticas."
    assert told(SPANISH, [*SPANISH[1:], text]) == [
        "move_edit: Alienta a las ciudades hermanadas a{+ revisar y+} traducir las guías prácticas."
    ]


def test_portuguese_items_and_clauses_are_one_kind() -> None:
    text = "Solicita aos municípios que protejam as nascentes e restaurem os manguezais"
    old = [Unit(text + ";", "a)", "item", 1)]
    new = [Unit(text + ".", "2.", "clause", 0)]
    (change,) = compare_units(old, new).changes
    assert (change.op, change.renumbered) == ("edit", True)
    assert change.segments[:3] == (Segment("-", "a) "), Segment("+", "2. "), Segment("=", text))


def test_a_rewritten_sibling_is_not_a_move() -> None:
    """A new paragraph in the manner of its neighbours did not come from a far paragraph of the same manner."""
    manner = "Prie la commune de {} de publier chaque année un relevé des crues, des digues et des ponts."
    old = [manner.format(name) for name in ("Alba", "Brea", "Cosa", "Dola")] + SPANISH + FRENCH
    new = [
        *old[1:],
        manner.format("Zeta").replace("relevé", "tableau"),
        manner.format("Ypra").replace("relevé", "état"),
    ]
    new[-2:-2] = [manner.format("Xela").replace("relevé", "tableau")]
    diff = compare_paragraphs(old, new)
    check(diff)
    assert not [c for c in diff.changes if c.op.startswith("move")]


def test_nothing_in_common() -> None:
    diff = compare_paragraphs(FRENCH, SPANISH)
    check(diff)
    assert {c.op for c in diff.changes} == {"insert", "delete"}


def test_nothing_at_all() -> None:
    assert compare_units([], []).changes == ()
    assert [c.op for c in compare_paragraphs([], FRENCH).changes] == ["insert"] * 5
    assert [c.op for c in compare_paragraphs(FRENCH, []).changes] == ["delete"] * 5


def test_empty_paragraphs_never_anchor() -> None:
    old = ["", FRENCH[0], "", FRENCH[1], ""]
    new = [FRENCH[1], "", "", "", FRENCH[0]]
    diff = compare_paragraphs(old, new)
    check(diff)
    moved = [c for c in diff.changes if c.op == "move"]
    assert len(moved) == 1 and diff.old[moved[0].old[0]].text


def test_a_label_alone_is_a_label() -> None:
    assert told(["1. Prie.", "2."], ["1. Prie.", "3."]) == ["renumber: [-2.-]{+3.+}"]


def test_only_the_gap_differs() -> None:
    (change,) = compare_paragraphs(["1. Prie les maires."], ["1.\tPrie les maires."]).changes
    assert (change.op, change.renumbered, change.typographic) == ("edit", False, True)


def test_headings_match_in_their_section_first() -> None:
    def heading(text: str, *section: str) -> Unit:
        return Unit(text, kind="heading", level=2, section=section)

    old = [heading("Suivi", "Rivières"), heading("Suivi", "Ports")]
    new = [heading("Suivi", "Ports"), heading("Suivi des travaux", "Rivières")]
    pairs = {(c.old, c.new) for c in compare_units(old, new).changes}
    assert pairs == {((0,), (1,)), ((1,), (0,))}


def test_footnotes_match_by_the_paragraph_they_hang_on() -> None:
    def note(mark: str, text: str, anchor: str) -> Unit:
        return Unit(text, mark, "footnote", anchor=anchor)

    old = [note("1", "Voir le rapport.", "Rivières"), note("2", "Voir le rapport.", "Ports")]
    old += [note("3", "Alba réserve sa position sur le barème.", "Le barème des communes est révisé.")]
    new = [note("1", "Voir le rapport.", "Ports"), note("2", "Voir le rapport.", "Rivières")]
    new += [note("3", "La position d'Alba demeure réservée.", "Le barème des communes est révisé chaque année.")]
    diff = compare_units(old, new)
    check(diff)
    assert {(c.old, c.new) for c in diff.changes} == {((0,), (1,)), ((1,), (0,)), ((2,), (2,))}


@pytest.mark.parametrize("kind", ["heading", "line", "row", "footnote"])
def test_other_kinds_keep_to_themselves(kind: str) -> None:
    text = "Rapport annuel du comité des rivières"
    diff = compare_units([Unit(text, kind="clause")], [Unit(text, kind=kind)])  # type: ignore[arg-type]
    assert [c.op for c in diff.changes] == ["delete", "insert"]


def test_an_atom_is_part_of_the_text() -> None:
    def picture(key: str) -> Unit:
        tokens = (Token("Carte", "word"), Token(" ", "space"), Token("\ufffc", "atom", key))
        return Unit("Carte \ufffc", tokens=tokens)

    (change,) = compare_units([picture("a")], [picture("b")]).changes
    assert change.op == "edit" and not change.typographic
    assert change.segments == (Segment("=", "Carte "), Segment("-", "\ufffc"), Segment("+", "\ufffc"))
    assert compare_units([picture("a")], [picture("a")]).identical


def test_tokens_that_do_not_join_to_the_text_are_not_trusted() -> None:
    old, new = Unit("Prie les maires", tokens=(Token("Prie"),)), Unit("Prie les communes")
    check(compare_units([old], [new]))


def test_a_diff_is_plain_data() -> None:
    diff = compare_paragraphs(FRENCH, [*FRENCH[:3], FRENCH[4]])
    data = json.loads(json.dumps(diff.to_dict()))
    assert data["old"] == FRENCH and len(data["changes"]) == 5
    assert set(data["changes"][0]) >= {"op", "old", "new", "renumbered", "segments", "substance"}


def test_the_same_answer_whatever_the_hash_seed() -> None:
    code = (
        "import hashlib, json; from tests.diff.revisions import revise; from drafting.diff import compare_paragraphs\n"
        "r = revise(5, 300, rate=0.6); d = compare_paragraphs(r.before, r.after).to_dict()\n"
        "print(hashlib.sha256(json.dumps(d).encode()).hexdigest())"
    )
    answers = set()
    for seed in ("0", "1", "4242"):
        run = subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        )
        answers.add(run.stdout)
    assert len(answers) == 1


@pytest.mark.parametrize(("seed", "size", "rate"), [(11, 30, 0.4), (12, 200, 0.3), (13, 200, 0.7), (14, 1000, 0.5)])
def test_invented_revisions_are_understood(seed: int, size: int, rate: float) -> None:
    revision = revise(seed, size, rate=rate)
    diff = compare_paragraphs(revision.before, revision.after)
    check(diff)
    found = {(c.op, c.old, c.new) for c in diff.changes if c.op not in ("equal", "renumber")}
    right = len(found & revision.truth)
    assert 2 * right / (len(found) + len(revision.truth)) >= 0.97
    assert len({c for c in found - revision.truth if c[0].startswith("move")}) <= 0.01 * size


def test_two_inventions_have_nothing_in_common() -> None:
    old, new = revise(21, 400, ("fr",)).before, revise(22, 400, ("en",)).before
    diff = compare_paragraphs(old, new)
    assert diff.counts()["insert"] == diff.counts()["delete"] == 400


def ops(old: Sequence[Unit], new: Sequence[Unit]) -> list[tuple[str, tuple[int, ...], tuple[int, ...]]]:
    diff = compare_units(old, new)
    check(diff)
    return [(c.op, c.old, c.new) for c in diff.changes if c.op not in ("equal", "renumber")]


def test_a_row_is_known_by_its_first_cell_whatever_its_figures() -> None:
    old = [Unit(f"{name}\t{n},100\t{n},200", kind="row") for n, name in enumerate(("Aria", "Bora", "Cala", "Dora"), 1)]
    new = [Unit("Aria\t8,777\t9,001", kind="row"), Unit("Cala\t55,01\t9,9", kind="row"), old[3]]
    assert ops(old, new) == [("edit", (0,), (0,)), ("delete", (1,), ()), ("edit", (2,), (1,))]


def _sections(*heads: str) -> list[Unit]:
    texts = iter("abcdefgh")
    out = []
    for head in heads:
        out.append(Unit(head, kind="heading"))
        out += [Unit(f"Prie la Ligue de publier le cahier {next(texts) * 9} des ports.") for _ in range(2)]
    return out


def test_a_heading_that_comes_several_times_never_moves_from_one_section_to_another() -> None:
    old = _sections("Suivi", "Objectifs", "Suivi", "Moyens")
    new = [*old[1:9], Unit("Suivi", kind="heading"), *old[9:]]
    assert ops(old, new) == [("delete", (0,), ()), ("insert", (), (8,))]


def test_a_section_moves_with_its_heading() -> None:
    old = _sections("Suivi", "Objectifs", "Suivi", "Moyens")
    assert {op for op, _, _ in ops(old, [*old[3:12], *old[:3]])} == {"move"}


LIST = "Takes note of the report of the League on {} (P/{}/{});"


def test_one_of_a_list_did_not_become_another_far_away() -> None:
    topics = [f"{a} {b}" for a in ("coastal", "rural", "lunar") for b in ("archives", "markets", "schools", "ferries")]
    old = [Unit(LIST.format(topic, 70, n)) for n, topic in enumerate(topics)]
    new = [*old[:1], *old[2:11], Unit(LIST.format("coastal lighthouses", 71, 402)), old[11]]
    assert ops(old, new) == [("delete", (1,), ()), ("insert", (), (10,))]


def test_what_moved_nearly_unchanged_is_not_taken_for_a_sibling_put_in_at_its_place() -> None:
    old = [Unit(t) for t in revise(31, 40, ("en",)).before]
    text = "Requests the League to publish the charts of the lake, to train the pilots of ferries and to light the pier"
    moved = text.replace("pilots", "crews")
    sibling = "Requests the League to publish the charts of the river, to train some pilots of ferries, and to paint it"
    new = [*old[:5], Unit(sibling), *old[5:], Unit(moved)]
    assert ops([*old[:5], Unit(text), *old[5:]], new) == [("insert", (), (5,)), ("move_edit", (5,), (41,))]


def test_a_short_line_is_merged_into_a_long_paragraph() -> None:
    long = revise(32, 10, ("fr",)).before
    body = " ".join(t.partition(". ")[2] for t in long[:5])
    old = [Unit("Le Conseil des ports et des phares,"), Unit(body)]
    new = [Unit(f"Le Conseil des ports et des phares {body.replace('les', 'ces', 3)}")]
    assert ops(old, new) == [("merge", (0, 1), (0,))]


def test_a_short_paragraph_that_comes_several_times_moves_only_nearby() -> None:
    same, other = Unit("Salue les progrès accomplis;"), [Unit(f"Prie le comité numéro {n} d’agir;") for n in range(12)]
    near = compare_units([other[0], same, same, other[1]], [other[0], same, other[1], same])
    assert [c.op for c in near.changes] == ["equal", "equal", "equal", "move"]
    far = compare_units([other[0], same, same, *other[1:]], [*other[:-1], same, same, other[-1]])
    assert sorted({c.op for c in far.changes}) == ["delete", "equal", "insert"]
