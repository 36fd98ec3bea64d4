"""The word diff: exact, never inside a word, readable."""

from __future__ import annotations

import itertools
import random
import re
import time
from collections.abc import Sequence

import pytest
from hypothesis import given

from drafting.diff import Segment, Token
from drafting.diff.changes import new_side, old_side
from drafting.diff.words import TokenOp, diff_tokens, segments
from drafting.diff.words.lcs import CELLS, Vocabulary, common_blocks
from drafting.text.tokens import join_tokens, tokenize
from tests.diff.strategies import text_pairs, texts, token_lists


def shown(old: str, new: str, cleanup: str = "low") -> str:
    """Segments as one readable line: [-struck-] and {+put in+}."""
    signs = {"=": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}
    return "".join(signs[s.op].format(s.text) for s in segments(old, new, cleanup))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("l'accord-cadre du 1er mai", "l' accord-cadre du 1er mai"),
        ("Jusqu’à ce qu’aujourd’hui", "Jusqu’ à ce qu’ aujourd’hui"),
        ("QU'IL, L'OEA", "QU' IL , L' OEA"),
        ("1\u00a0000,50 $ ; 12.5.2020.", "1\u00a0000,50 $ ; 12.5.2020 ."),
        ("AG/RES. 2950 (L-O/20)", "AG / RES . 2950 ( L-O / 20 )"),
        ("the State's don't, States'", "the State's don't , States '"),
        ("paragraphe 5bis alinéa 3e", "paragraphe 5bis alinéa 3e"),
        ("10-15 % : «oui»", "10 - 15 % : « oui »"),
        ("e\u0301te\u0301 🇧🇷👍🏽", "e\u0301te\u0301 🇧🇷 👍🏽"),
    ],
)
def test_tokens_are_what_a_drafter_sees(text: str, tokens: str) -> None:
    assert " ".join(t.text for t in tokenize(text) if t.kind != "space") == tokens


def test_kinds_of_tokens() -> None:
    assert [t.kind for t in tokenize("l'an 2030 !")] == ["word", "word", "space", "number", "space", "punct"]


@given(texts)
def test_tokens_join_to_the_text(text: str) -> None:
    tokens = tokenize(text)
    assert join_tokens(tokens) == text
    for before, after in itertools.pairwise(tokens):
        assert not (re.match(r"\w", after.text) and re.match(r"\w", before.text[-1])), "a word was cut"


@pytest.mark.parametrize("cleanup", ["none", "low", "mid"])
@given(pair=text_pairs())
def test_both_sides_come_back_to_the_letter(cleanup: str, pair: tuple[str, str]) -> None:
    parts = segments(*pair, cleanup)  # type: ignore[arg-type]
    assert (old_side(parts), new_side(parts)) == pair
    assert all(p.text for p in parts)
    assert all((a.op, b.op) in {("=", "-"), ("=", "+"), ("-", "+"), ("-", "="), ("+", "=")} for a, b in pairs(parts))


def pairs(parts: Sequence[Segment]) -> list[tuple[Segment, Segment]]:
    return list(itertools.pairwise(parts))


@given(text_pairs())
def test_no_change_begins_or_ends_inside_a_word(pair: tuple[str, str]) -> None:
    parts = segments(*pair)
    for side in ("-", "+"):
        texts = [p.text for p in parts if p.op in ("=", side)]
        for a, b in itertools.pairwise(texts):
            assert not (a[-1].isalnum() and b[0].isalnum())


@given(texts)
def test_a_text_equals_itself(text: str) -> None:
    assert segments(text, text) == ((Segment("=", text),) if text else ())


@given(texts)
def test_from_and_to_nothing(text: str) -> None:
    assert segments("", text) == ((Segment("+", text),) if text else ())
    assert segments(text, "") == ((Segment("-", text),) if text else ())


@given(token_lists(), token_lists())
def test_operations_cover_both_token_lists(old: list[Token], new: list[Token]) -> None:
    check_operations(old, new, diff_tokens(old, new))


@given(token_lists())
def test_equal_tokens_give_one_operation(tokens: list[Token]) -> None:
    size = len(tokens)
    assert diff_tokens(tokens, list(tokens)) == ((TokenOp("equal", 0, size, 0, size),) if tokens else ())


def check_operations(old: Sequence[Token], new: Sequence[Token], ops: Sequence[TokenOp]) -> None:
    i = j = 0
    for op in ops:
        assert (op.old_start, op.new_start) == (i, j)
        i, j = op.old_end, op.new_end
        here = [t.identity for t in old[op.old_start : i]]
        there = [t.identity for t in new[op.new_start : j]]
        assert here or there
        if op.op == "equal":
            assert here == there
        else:
            assert not (there if op.op == "delete" else here)
    assert (i, j) == (len(old), len(new))


def test_atoms_match_by_key_and_not_by_text() -> None:
    old = [Token("voir", "word"), Token(" ", "space"), Token("\ufffc", "atom", "note 1"), Token(".", "punct")]
    new = [*old[:2], Token("\ufffc", "atom", "note 2"), old[3]]
    assert diff_tokens(old, new) == (
        TokenOp("equal", 0, 2, 0, 2),
        TokenOp("delete", 2, 3, 2, 2),
        TokenOp("insert", 3, 3, 2, 3),
        TokenOp("equal", 3, 4, 3, 4),
    )


GOLDEN = [
    ("Exhorte les États à agir.", "Invite les États à agir.", "[-Exhorte-]{+Invite+} les États à agir."),
    ("pay 100 dollars", "promptly pay 150.50 dollars", "{+promptly +}pay [-100-]{+150.50+} dollars"),
    ("le 31 mars 2022", "le 30 avril 2023", "le [-31 mars 2022-]{+30 avril 2023+}"),
    ("l’école et la mairie", "l’hôpital et la mairie", "l’[-école-]{+hôpital+} et la mairie"),
    ("la red de faros", "la red de faros y puertos", "la red de faros{+ y puertos+}"),
    ("a rede dos faróis", "a rede dos grandes faróis", "a rede dos{+ grandes+} faróis"),
    ("A, B, C et D", "A, C et D", "A,[- B,-] C et D"),
    ("Foo.", "Foo. Bar.", "Foo.{+ Bar.+}"),
    ("un mot.", "un mot ;", "un mot[-.-]{+ ;+}"),
    ("oui", "  oui", "{+  +}oui"),
    ("a\tb", "a\t\tb", "a\t{+\t+}b"),
    ("la la la", "la la", "la la[- la-]"),
]


@pytest.mark.parametrize(("old", "new", "expected"), GOLDEN)
def test_changes_read_well(old: str, new: str, expected: str) -> None:
    assert shown(old, new) == expected


def test_the_record_keeps_what_the_reading_view_gives_up() -> None:
    old = "renforcer les écoles rurales et ouvrir des bibliothèques"
    new = "fermer les lycées urbains et vendre des imprimeries"
    assert shown(old, new, "none").count("[-") > shown(old, new, "low").count("[-")
    assert shown(old, new, "mid").count("[-") <= shown(old, new, "low").count("[-")


READING = [
    # a rewritten passage is one replacement: the words it happens to share are struck and put in again
    (
        "Requests the League to report every year on the state of the old lighthouses.",
        "Requests the League to publish without delay a report giving in detail the cost of the old lighthouses.",
        "Requests the League to [-report every year on the state-]{+publish without delay a report giving in detail"
        " the cost+} of the old lighthouses.",
    ),
    # members of a list stay, however much changes around them
    (
        "Angola, Argentina, Bahamas, Bahrain, Chile, Congo, Cuba, Fiji",
        "Algeria, Argentina, Belgium, Benin, Chile, Costa Rica, Cuba, Gabon",
        "[-Angola-]{+Algeria+}, Argentina, [-Bahamas, Bahrain-]{+Belgium, Benin+}, Chile,"
        " [-Congo-]{+Costa Rica+}, Cuba, [-Fiji-]{+Gabon+}",
    ),
    # pure insertions never strike what stands between them
    (
        "la faim, la santé, la paix",
        "à la faim, à la santé et à la paix",
        "{+à +}la faim,{+ à+} la santé[-,-]{+ et à+} la paix",
    ),
    # a clear insertion beside a single replaced word: both stay what they are
    (
        "préoccupé par la pluie, et par les retards du bac",
        "préoccupé par la pluie, notamment dans les villages du nord, et par les détours du bac",
        "préoccupé par la pluie,{+ notamment dans les villages du nord,+} et par les [-retards-]{+détours+} du bac",
    ),
]


@pytest.mark.parametrize(("old", "new", "expected"), READING)
def test_the_reading_view(old: str, new: str, expected: str) -> None:
    assert shown(old, new, "mid") == expected


@given(text_pairs())
def test_the_reading_view_has_no_more_changes_than_the_record(pair: tuple[str, str]) -> None:
    exact, read = (sum(s.op == "=" for s in segments(*pair, cleanup)) for cleanup in ("low", "mid"))
    assert read <= exact + 1


def test_a_change_begins_behind_the_sentence_before_it() -> None:
    old = "Prie le comité. Prie le fonds."
    new = "Prie le comité. Prie la caisse. Prie le fonds."
    assert shown(old, new) == "Prie le comité.{+ Prie la caisse.+} Prie le fonds."


def large(seed: int, size: int) -> tuple[str, str]:
    r = random.Random(seed)
    words = [f"mot{k}" for k in range(2000)]
    old = [r.choice(words) for _ in range(size)]
    new = list(old)
    for _ in range(size // 20):
        new[r.randrange(size)] = r.choice(["autre", "", "encore un"])
    return " ".join(old), " ".join(new)


def few(seed: int, signs: str, size: int) -> tuple[str, str]:
    """A text of few different signs, and the same with every twentieth left out."""
    r = random.Random(seed)
    old = [r.choice(signs) for _ in range(size)]
    return "".join(old), "".join(sign for sign in old if r.random() > 0.05)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        large(1, 35_000),
        (" ".join(f"w{k}" for k in range(35_000)), " ".join(f"w{k}" for k in reversed(range(35_000)))),
        ("mot " * 50_000, "un " + "mot mot, " * 20_000),
        (" ".join(f"a{k}" for k in range(30_000)), " ".join(f"b{k}" for k in range(30_000))),
        (" ".join(f"w{k % 2000}" for k in range(35_000)), " ".join(f"w{k % 2000 * (k % 2)}" for k in range(35_000))),
        few(1, "ab ", 200_000),
        few(2, ".,;:!?()-", 100_000),
        few(3, "abcdefgh", 200_000),
        few(4, "条约成员国大会决议港口", 60_000),
        ("l'a " * 25_000, "l’a " * 25_000),
        ("mot " * 25_000, "mot\u00a0" * 25_000),
        ("a/" * 50_000, "b/" * 50_000),
    ],
    ids=[
        "edited",
        "reversed",
        "one word",
        "all different",
        "every second",
        "two words",
        "signs",
        "one huge word",
        "no spaces",
        "apostrophes",
        "spaces",
        "slashes",
    ],
)
def test_a_huge_paragraph_is_exact_and_bounded(old: str, new: str) -> None:
    start = time.process_time()
    parts = segments(old, new)
    assert time.process_time() - start < 4  # about 1 s; four times that for a busy machine
    assert old_side(parts) == old and new_side(parts) == new


def test_anchors_find_the_few_changes_of_a_huge_paragraph() -> None:
    old, new = large(2, 8_000)
    assert len(old.split()) * len(new.split()) > CELLS
    changed = sum(len(s.text.split()) for s in segments(old, new, "none") if s.op != "=")
    assert changed < 1_300  # 400 places, one to three words on both sides


def test_few_different_words_are_not_anchored_by_chance() -> None:
    r = random.Random(5)
    old, new = (" ".join(r.choice("abcdefghij") for _ in range(20_000)) for _ in range(2))
    kept = sum(len(s.text.split()) for s in segments(old, new, "none") if s.op == "=")
    assert kept > 9_000  # what two random texts of ten words share is nearly a half; short anchors leave 6,500


def test_more_blocks_than_a_reader_could_follow_are_given_up() -> None:
    parts = segments("a/" * 40_000, "b/" * 40_000, "none")
    assert [(s.op, len(s.text)) for s in parts] == [("-", 79_999), ("+", 79_999), ("=", 1)]


def test_blocks_are_common_and_rise() -> None:
    r = random.Random(3)
    for _ in range(200):
        old = "".join(r.choice("abcd") for _ in range(r.randrange(40)))
        new = "".join(r.choice("abcd") for _ in range(r.randrange(40)))
        i = j = 0
        for x, y, size in common_blocks(old, new):
            assert x >= i and y >= j and size and old[x : x + size] == new[y : y + size]
            i, j = x + size, y + size


def test_a_vocabulary_has_room_and_no_surrogates() -> None:
    vocabulary = Vocabulary()
    codes = vocabulary.encode(range(60_000))
    assert len(set(codes)) == 60_000
    assert codes.encode("utf-8").decode("utf-8") == codes
