"""Lives of paragraphs and origins of words over many revisions."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from drafting.diff.changes import Diff
from drafting.diff.history import EVENTS, AttributedWords, History, ParagraphHistory, RevisionUnits, history
from drafting.diff.pairing import compare_units
from drafting.diff.units import Unit
from tests.diff.revisions import revise, reword

A = "Décide d’ouvrir un registre des phares et des balises de la côte du nord."
B = "Prie le Greffe de publier chaque année le relevé des marées de printemps."
C = "Encourage les villes jumelées à semer des arbres le long des canaux du port."
D = "Souligne que les jardins ouvriers nourrissent les quartiers les plus anciens."


def told(*revisions: list[str], delegations: tuple[str, ...] = ()) -> History:
    stages = []
    for r, texts in enumerate(revisions):
        units = tuple(Unit(text, f"{n}.", address=f"OP{n}") for n, text in enumerate(texts, 1))
        stages.append(RevisionUnits(f"rev{r}", units, delegations[r] if delegations else ""))
    return history(stages)


def kinds(life: ParagraphHistory) -> list[str]:
    return [event.kind for event in life.events]


def check(found: History) -> None:
    """What holds of any history."""
    for r, stage in enumerate(found.revisions):
        places = sorted(life.places[r] for life in found.paragraphs if life.places[r] >= 0)
        assert places == list(range(len(stage.units)))
        for unit, blame in zip(stage.units, found.blames[r], strict=True):
            assert "".join(words.text for words in blame) == unit.text
            assert all(0 <= words.revision <= r for words in blame)
    assert sorted(life.id for life in found.paragraphs) == list(range(len(found.paragraphs)))
    for life in found.paragraphs:
        assert life.events[0].kind in ("born", "split off")
        revisions = [event.revision for event in life.events]
        assert revisions == sorted(set(revisions))
        for event in life.events:
            assert event.kind in EVENTS and life.places[event.revision] == event.unit


def test_born_edited_moved_died_reinstated() -> None:
    found = told([A, B, C], [A, C], [D, A, C.replace("arbres", "fleurs")], [A, C.replace("arbres", "fleurs"), B, D])
    check(found)
    by_text = {found.unit(life).text: life for life in found.paragraphs}
    assert kinds(by_text[B]) == ["born", "died", "reinstated"]
    assert kinds(by_text[D])[0] == "born" and by_text[D].born == 2
    assert "edited" in kinds(by_text[C.replace("arbres", "fleurs")])
    assert found.words(by_text[B]) == (AttributedWords(B, 0),)
    assert {words.text.strip(): words.revision for words in found.words(by_text[C.replace("arbres", "fleurs")])} == {
        "Encourage les villes jumelées à semer des": 0, "fleurs": 2, "le long des canaux du port.": 0,
    }  # fmt: skip


def test_split_and_merge_are_two_ends_of_one_thread() -> None:
    first, second = "Prie le Greffe de publier le relevé des marées", "charge la Ligue de le porter aux villes du port"
    whole, parts = f"{first}, {second}.", [f"{first}.", f"{second}."]
    found = told([A, whole, C], [A, *parts, C], [A, whole, C])
    check(found)
    (main,) = [life for life in found.paragraphs if "split" in kinds(life)]
    (other,) = [life for life in found.paragraphs if "split off" in kinds(life)]
    assert kinds(main) == ["born", "split", "merged"] and kinds(other) == ["split off", "merged into"]
    assert main.events[1].others == (other.id,) and other.events[-1].others == (main.id,)
    assert {words.revision for words in found.words(main) if len(words.text) > 3} == {0}


def test_a_merge_that_is_undone_gives_the_paragraph_back() -> None:
    first = "Prie le Greffe de publier chaque mois le relevé des marées du port et des îles voisines"
    second = "charge la Ligue de porter ce relevé aux villes du port"
    found = told([A, f"{first}.", f"{second}.", C], [A, f"{first}, {second}.", C], [A, f"{first}.", f"{second}.", C])
    check(found)
    assert [kinds(life) for life in found.paragraphs][1:3] == [
        ["born", "merged", "split"], ["born", "merged into", "reinstated"],
    ]  # fmt: skip
    main, other = found.paragraphs[1:3]
    assert other.events[-1].others == (main.id,) and len(found.paragraphs) == 4
    new = "charge le verger des écoles de nourrir les oiseaux du canal en hiver"
    apart = told([A, f"{first}.", f"{second}."], [A, f"{first}, {second}."], [A, f"{first}.", f"{second}.", new])
    check(apart)
    assert kinds(apart.paragraphs[-1]) == ["born"]


def test_a_delegation_signs_its_words() -> None:
    found = told([A], [A.replace("de la côte", "de toute la côte")], delegations=("", "CHL"))
    assert [(w.text, w.revision, w.delegation) for w in found.words(found.paragraphs[0]) if w.revision] == [
        ("toute ", 1, "CHL")
    ]


def test_tracked_insertions_sign_their_words() -> None:
    old, new = Unit(A, address="OP1"), Unit(A.replace("phares et", "phares, des bouées et"), address="OP1")
    found = history(
        [RevisionUnits("a", (old,)), RevisionUnits("b", (new,), "", {"OP1": (("Uruguay", ", des bouées"),)})]
    )
    assert [w.delegation for w in found.words(found.paragraphs[0]) if w.revision] == ["Uruguay"]


def test_typography_is_nobodys_word() -> None:
    found = told(["L'île d'en face a un phare."], ["L’île d’en face a un phare."])
    assert found.words(found.paragraphs[0]) == (AttributedWords("L’île d’en face a un phare.", 0),)


def test_the_concordance_keeps_the_dead_where_they_stood() -> None:
    found = told([A, B, C], [A, C, D])
    assert found.concordance() == (("OP1", "OP1"), ("OP2", ""), ("OP3", "OP2"), ("", "OP3"))


def test_reworded_beyond_recognition_is_not_reinstated() -> None:
    found = told([A, B], [A], [A, "Prie la Ligue de planter chaque automne le verger des écoles."])
    assert sorted(kinds(life)[-1] for life in found.paragraphs) == ["born", "died", "unchanged"]


def test_the_same_contents_are_compared_once() -> None:
    asked: list[tuple[object, object]] = []

    def counting(old: tuple[Unit, ...], new: tuple[Unit, ...]) -> Diff:
        asked.append((old, new))
        return compare_units(old, new)

    a, b = (Unit(A), Unit(B)), (Unit(A), Unit(C))
    found = history([RevisionUnits(str(n), units) for n, units in enumerate((a, b, a, b))], counting)
    assert len(found.diffs) == 3
    assert sum(len(old) == 2 and len(new) == 2 for old, new in asked) == 2  # type: ignore[arg-type]


def test_one_revision_and_empty_ones() -> None:
    check(told([A, B]))
    check(told([], [A], []))
    check(told([A, "", ""], ["", A], [""]))


TEXTS = st.lists(
    st.sampled_from([A, B, C, D, A + " " + B, "", "a) b", "L'œuvre e\u0301crite", "x\ny\tz 1 000"]), max_size=6
)


@given(st.lists(TEXTS, min_size=1, max_size=5))
def test_any_revisions_are_accounted_for(revisions: list[list[str]]) -> None:
    check(told(*revisions))


@given(st.integers(0, 10_000))
def test_invented_revisions_are_accounted_for(seed: int) -> None:
    r = random.Random(seed)
    first = revise(seed, 25, rate=0.5)
    stages = [[t.partition(" ")[2] for t in side] for side in (first.before, first.after)]
    stages.append([reword(r, t, "fr", 0.2) if r.random() < 0.3 else t for t in stages[-1]])
    stages.append(stages[0])
    check(told(*stages))
