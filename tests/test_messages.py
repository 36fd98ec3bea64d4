"""The messages: the files agree in keys and values, every key is used, and every note has words in every language."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from drafting import messages
from drafting.messages import LANGUAGES, answer_language, message, section_messages, translate
from drafting.model.resolution import Note
from drafting.output.names import note_text, party_names, place_name
from drafting.resources import templates

PACKAGE = Path(messages.__file__).parent
OTHERS = [language for language in LANGUAGES if language != "en"]
_VALUE = re.compile(r"\{(\w*)\}")


def read_keys(language: str) -> dict[str, str]:
    tables = tomllib.loads((templates() / "messages" / f"{language}.toml").read_text(encoding="utf-8"))
    return {f"{section}.{name}": words for section, table in tables.items() for name, words in table.items()}


ENGLISH = read_keys("en")


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_the_keys_and_the_values_of_english(language: str) -> None:
    found = read_keys(language)
    assert list(found) == list(ENGLISH) and len(found) > 400
    assert {k: set(_VALUE.findall(w)) for k, w in found.items()} == {
        k: set(_VALUE.findall(w)) for k, w in ENGLISH.items()
    }
    assert not [k for k, words in found.items() if bool(words.strip()) != bool(ENGLISH[k].strip())]


def test_french_signs_of_punctuation_have_their_space() -> None:
    wrong = [k for k, words in read_keys("fr").items() if re.search(r"[^\s\u00a0\u202f]([;!?»]|:(?=\s|$))", words)]
    assert not wrong


def test_every_key_is_used() -> None:
    sources = [p for p in PACKAGE.rglob("*.py") if "_templates" not in p.parts]
    sources += list((templates() / "pages").glob("*.j2"))
    text = "\n".join(p.read_text(encoding="utf-8") for p in sources)
    words = set(re.findall(r"\w+", text)) | set(re.findall(r"[\w.]+", text)) | set(re.findall(r'"([^"\n]+)"', text))
    made = ["status ", "kind ", "scope ", "fault ", "link "]
    made += re.findall(r"f\"([a-z]+(?:\.[a-z_]+)?[ ._]?)\{", text)
    free = ("notes", "terms", "answers", "scrub", "suggest.fits", "table", "places")
    unused = [
        key
        for key in ENGLISH
        if not key.startswith(free)
        and not ({key.removesuffix("_one"), key.partition(".")[2].removesuffix("_one")} & words)
        and not key.startswith(tuple(m for m in made if "." in m))
        and not key.partition(".")[2].startswith(tuple(m for m in made if m.strip()))
    ]
    assert not unused


def note_sentences() -> Iterator[tuple[str, str]]:
    """The code and the sentence of every Note made in the package of constants and plain values, a value as "7"."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or len(node.args) < 2:
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            code, words = node.args[0], node.args[1]
            if name in ("Note", "note", "note_once") and isinstance(code, ast.Constant):
                if isinstance(words, ast.Constant):
                    yield str(code.value), str(words.value)
                elif isinstance(words, ast.JoinedStr):
                    parts = [str(p.value) if isinstance(p, ast.Constant) else "7" for p in words.values]
                    yield str(code.value), "".join(parts)


SENTENCES = sorted(set(note_sentences()))


def written(sentence: str) -> str:
    """A sentence with the words that the program puts in where any others would be wrong."""
    return sentence.replace("is 7, which", "is new, which").replace("7 not in", "a block is not in")


@pytest.mark.parametrize(("code", "sentence"), SENTENCES, ids=[code for code, _ in SENTENCES])
def test_every_note_has_words_in_every_language(code: str, sentence: str) -> None:
    for language in OTHERS:
        assert note_text(Note(code, written(sentence)), language) != sentence


def test_notes_were_found() -> None:
    assert len(SENTENCES) > 40


def test_values_of_a_note_are_kept_and_its_terms_translated() -> None:
    said = Note("settled-since", "a pending deletion of “les mots: a” by Ana was rejected since")
    assert note_text(said, "fr") == "suppression en attente de « les mots: a », de Ana : rejetée depuis"
    assert note_text(said, "en") == said.message
    assert note_text(Note("settled-since", "something else"), "fr") == "something else"


def test_a_language_is_chosen_in_order() -> None:
    assert answer_language("", None, "pt-BR", "fr") == "pt"
    assert answer_language("nl", "", "es") == "es"
    assert answer_language("nl") == answer_language() == "en"


def test_one_and_several() -> None:
    assert message("tracked.count", "fr", n=1) == "1 modification suivie"
    assert message("tracked.count", "fr", n=2) == "2 modifications suivies"
    assert message("tracked.count", "en", n=0) == "0 tracked changes"


def test_a_language_without_a_file_is_answered_in_english() -> None:
    assert section_messages("changes", "nl") == section_messages("changes", "en")
    assert translate("answers", "nothing comes close", "nl") == "nothing comes close"
    with pytest.raises(KeyError):
        message("changes.unknown", "fr")


def test_names_for_people() -> None:
    assert party_names(["USA", "BRA"], "fr") == "États-Unis, Brésil"
    assert party_names([], "fr", "–") == "–" and party_names(["XXX"], "es") == "XXX"
    assert place_name("title", "fr") == "titre" and place_name("title#2", "es") == "título#2"
    assert place_name("OP5(a)", "fr") == "OP5(a)" and place_name("line 7", "pt") == "linha 7"
