"""The words shown to people, one file a language: `templates/messages/fr.toml` and the others, which translators edit.

A key is "section.name". Where a language lacks a key, English answers; the tests hold that none does.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Final

from drafting.resources import table_of, templates

LANGUAGES: Final = tuple(sorted(path.stem for path in (templates() / "messages").glob("??.toml")))
"""The languages that have a file."""
_VALUE = re.compile(r"\{(\w+)\}")


def answer_language(*wanted: str | None) -> str:
    """The language a command or page answers in: the first of `wanted` that has a file, else English.

    The order of every command: its option, the setting of drafting.toml, the language of the document, that of the
    environment. Help and errors know no document.
    """
    for code in wanted:
        if code and code[:2].lower() in LANGUAGES:
            return code[:2].lower()
    return "en"


def environment_language() -> str:
    """The language of the environment: that of the first of LC_ALL, LC_MESSAGES and LANG which is set, else ""."""
    found = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    return found[:2].lower() if found[:2].lower() in LANGUAGES else ""


@cache
def section_messages(section: str, language: str) -> Mapping[str, str]:
    """The messages of a section in a language; English for what the language lacks, and for a language without file."""
    return {**_read_section("en", section), **_read_section(answer_language(language), section)}


def message(key: str, language: str, **values: object) -> str:
    """A message in a language with its values put in. Raises KeyError for an unknown key or a missing value.

    Where `n` is singular and the file has the key with the ending "_one", that message is taken.
    """
    section, _, name = key.partition(".")
    return _numbered(section, name, language, values.get("n")).format(**values)


def _numbered(section: str, name: str, language: str, n: object) -> str:
    """The message for a number: the one with the ending "_one" for 1 and, in French, for 0."""
    found = section_messages(section, language)
    singular = ("0", "1") if answer_language(language) == "fr" else ("1",)
    return found.get(f"{name}_one", found[name]) if str(n) in singular else found[name]


def translate(
    section: str, text: str, language: str, key: str = "", render: Callable[[str, str], str] | None = None
) -> str:
    """A sentence made in English, in another language; as it is where the section has no such sentence.

    The sentence is compared with the English messages of the section, or with those of them named `key` or `key.…`, and
    its values are read from it. A value named term_… is translated in turn by the section `terms`; `render` makes the
    words that are shown of the name and the words of any other value.
    """
    if answer_language(language) == "en" and render is None:
        return text
    for name, pattern in _patterns(section):
        if (not key or name == key or name.startswith(f"{key}.")) and (match := pattern.fullmatch(text)):
            values = {value: _show_value(value, words, language, render) for value, words in match.groupdict().items()}
            return _fill(_numbered(section, name, language, values.get("n")), values)
    return text


def _fill(words: str, values: Mapping[str, str]) -> str:
    """A message with its values put in; other braces stay as they are."""
    return _VALUE.sub(lambda found: values[found[1]], words)


def _show_value(name: str, words: str, language: str, render: Callable[[str, str], str] | None) -> str:
    if name.startswith("term_"):
        return translate("terms", words, language, name.removeprefix("term_"))
    return render(name, words) if render else words


@cache
def _read_section(language: str, section: str) -> Mapping[str, str]:
    """One section of the file of a language, without the rest of it. Raises KeyError where English has none."""
    found = table_of(_read_file(language), section)
    if found is None and language == "en":
        raise KeyError(section)
    return found or {}


@cache
def _read_file(language: str) -> str:
    return (templates() / "messages" / f"{language}.toml").read_text(encoding="utf-8")


@cache
def _patterns(section: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The English messages of a section as patterns, those with the most words of their own first."""
    own = sorted(_read_section("en", section).items(), key=lambda item: -len(_VALUE.sub("", item[1])))
    return tuple((name, re.compile("".join(_pieces(words)), re.S)) for name, words in own)


def _pieces(words: str) -> Iterator[str]:
    """A message as a regular expression: a value is a named group, which must return where it occurs again."""
    seen = set()
    for n, piece in enumerate(_VALUE.split(words)):
        if n % 2 == 0:
            yield re.escape(piece)
        else:
            yield f"(?P={piece})" if piece in seen else f"(?P<{piece}>.*?)"
            seen.add(piece)
