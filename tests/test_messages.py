"""The messages: the files agree in keys and values, every key is used, and every note has words in every language."""

from __future__ import annotations

import ast
import inspect
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from drafting import messages
from drafting.cli import COMMANDS, commands
from drafting.cli.errors import ARGUMENTS, person_language
from drafting.cli.late import LateGroup
from drafting.errors import DraftingError
from drafting.messages import LANGUAGES, answer_language, message, section_messages, translate
from drafting.model.resolution import Note
from drafting.output.names import formatting_text, note_text, party_names, place_name
from drafting.resources import templates
from drafting.word.tracked import formatting

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
    typed = re.compile(r"`[^`]+`|\w+: [\"\[]|[\"'][^\"']*[\"']|\{\w+\}: \"")
    prose = {key: typed.sub("", words) for key, words in read_keys("fr").items()}
    wrong = [k for k, words in prose.items() if re.search(r"[^\s\u00a0\u202f]([;!?»]|:(?=\s|$))", words)]
    assert not wrong


def test_every_key_is_used() -> None:
    sources = [p for p in PACKAGE.rglob("*.py") if "_templates" not in p.parts]
    sources += list((templates() / "pages").glob("*.j2"))
    text = "\n".join(p.read_text(encoding="utf-8") for p in sources)
    words = set(re.findall(r"\w+", text)) | set(re.findall(r"[\w.]+", text)) | set(re.findall(r'"([^"\n]+)"', text))
    made = ["status ", "kind ", "scope ", "fault ", "link "]
    made += re.findall(r"f\"([a-z]+(?:\.[a-z_]+)?[ ._]?)\{", text)
    free = ("notes", "errors", "help", "formatting", "terms", "answers", "scrub", "suggest.fits", "table", "places")
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


def _said(node: ast.expr, constants: dict[str, str]) -> str:
    """The words of an argument, a value as "7"; "" where they are made elsewhere."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.Name):
        return constants.get(node.id, "")
    if isinstance(node, ast.JoinedStr):
        return "".join(str(p.value) if isinstance(p, ast.Constant) else "7" for p in node.values)
    return ""


def error_sentences() -> Iterator[str]:
    """Every message and hint of an error made in the package."""
    kinds = {"DraftingError", *(kind.__name__ for kind in DraftingError.__subclasses__())}
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        constants = {
            target.id: str(node.value.value)
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in kinds:
                yield from filter(None, (_said(argument, constants) for argument in node.args))


ERRORS = sorted(set(error_sentences()))
_MADE = {
    "7 the words 7": "several headings hold the words 7",
    "the words 7 7 7": "the words 7 are not in 7",
    "--date 7": "--date 7 is not a date",
    "--read 7: the text has no such 7": "--read 7: the text has no such option",
    "7 7": "",
}
"""Sentences with a verb that the program puts in, as they are said."""


@pytest.mark.parametrize("sentence", ERRORS)
def test_every_error_and_hint_has_words_in_every_language(sentence: str) -> None:
    said = _MADE.get(sentence, sentence)
    for language in OTHERS:
        assert translate("errors", said, language) != said or said == "write `modes: oas, un`", language


def test_errors_were_found() -> None:
    assert len(ERRORS) > 200


def test_an_error_keeps_its_values() -> None:
    assert translate("errors", "b.docx does not exist", "fr") == "b.docx n’existe pas"
    assert (
        translate("errors", "limit=0 is not a number of suggestions", "es") == "limit=0 no es un número de propuestas"
    )


def help_sentences() -> Iterator[tuple[str, str]]:
    """Each command's path, and every sentence of its help: description, headings of examples, options."""
    waiting: list[tuple[str, click.Command]] = [("drafting", commands)]
    while waiting:
        path, command = waiting.pop()
        context = click.Context(command, help_option_names=["-h", "--help"])
        for part in inspect.cleandoc(command.help or "").split("\n\n"):
            yield path, part.split("\n")[1] if part.startswith("\b") else " ".join(part.split())
        if command.short_help:
            yield path, command.short_help
        yield from ((path, o.help) for o in command.get_params(context) if isinstance(o, click.Option) and o.help)
        if isinstance(command, LateGroup):
            yield from ((path, summary) for _, summary in command.table.values())
        if isinstance(command, click.Group):
            found = ((name, command.get_command(context, name)) for name in command.list_commands(context))
            waiting += [(f"{path} {name}", below) for name, below in found if below]


HELP = sorted(set(help_sentences()))


@pytest.mark.parametrize(("path", "sentence"), HELP)
def test_help_has_words_in_every_language(path: str, sentence: str) -> None:
    for language in OTHERS:
        assert translate("help", sentence, language) != sentence, (path, language)


def test_the_list_of_commands_says_what_each_command_says_of_itself() -> None:
    assert len(HELP) > 150
    for name, (_, summary) in COMMANDS.items():
        found = commands.get_command(click.Context(commands), name)
        assert found and found.short_help == summary


def test_help_and_errors_follow_the_person(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "pt_BR.UTF-8")
    ARGUMENTS.set(())
    assert person_language() == "pt"
    (tmp_path / "drafting.toml").write_text('language = "es"', encoding="utf-8")
    assert person_language() == "es"
    ARGUMENTS.set(("compare", "a", "b", "--language", "fr"))
    assert person_language() == "fr"
    ARGUMENTS.set(("library", "search", "mots", "--language", "fr"))
    assert person_language() == "es"
    ARGUMENTS.set(())
    (tmp_path / "drafting.toml").unlink()
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert person_language() == "en"


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
    assert message("tracked.count", "fr", n=0) == "0 modification suivie"
    said = Note("paragraphs-without-comment", "1 paragraphs could not be found in the Word file and have no comment")
    assert note_text(said, "en") == "1 paragraph could not be found in the Word file and has no comment"
    assert note_text(said, "es").startswith("1 párrafo no se encontró")


def test_a_language_without_a_file_is_answered_in_english() -> None:
    assert section_messages("changes", "nl") == section_messages("changes", "en")
    assert translate("answers", "nothing comes close", "nl") == "nothing comes close"
    with pytest.raises(KeyError):
        message("changes.unknown", "fr")


def test_properties_of_formatting_have_words() -> None:
    tables = (formatting._TOGGLES, formatting._VALUES, formatting._LENGTHS, formatting._OTHERS, formatting._STYLES)
    labels = {label for table in tables for label in table.values()} | {"font"}
    assert labels <= set(section_messages("formatting", "en").values())
    assert formatting_text("bold on; left indent 1 cm", "es") == "negrita: sí; sangría izquierda: 1 cm"
    assert formatting_text("bold on", "en") == "bold on"


def test_names_for_people() -> None:
    assert party_names(["USA", "BRA"], "fr") == "États-Unis, Brésil"
    assert party_names([], "fr", "–") == "–" and party_names(["XXX"], "es") == "XXX"
    assert place_name("title", "fr") == "titre" and place_name("title#2", "es") == "título#2"
    assert place_name("OP5(a)", "fr") == "OP5(a)" and place_name("line 7", "pt") == "linha 7"
