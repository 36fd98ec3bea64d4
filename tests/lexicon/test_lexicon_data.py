"""The data files agree with one another, load fast, and know the four languages apart."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from drafting.errors import SettingsError
from drafting.lexicon import LANGUAGES, detect, load
from drafting.lexicon import loader as source


def test_four_languages() -> None:
    assert {"en", "es", "fr", "pt"} <= set(LANGUAGES)


def test_an_unknown_language_is_refused_in_one_line() -> None:
    with pytest.raises(SettingsError, match="no lexicon"):
        load("xx")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_stands_on_the_ladder_and_every_rung_is_used(language: str) -> None:
    data, ladder = load(language).data, source.read(source.LADDER)
    used = set(data["verbs"]) | set(data["preamble"])
    assert used == set(ladder)
    assert set(data["oas"]) <= set(data["verbs"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_rows_have_the_same_columns_and_the_house_forms_exist(language: str) -> None:
    data = load(language).data
    widths = {len(row.split(" / ")) for rows in data["verbs"].values() for row in rows}
    assert len(widths) == 1
    for entry, infinitive in data["oas"].items():
        assert any(row.startswith(f"{infinitive} /") for row in data["verbs"][entry]), infinitive


@pytest.mark.parametrize("language", LANGUAGES)
def test_bracketed_words_have_their_agreements(language: str) -> None:
    data = load(language).data
    cells = [c for rows in (*data["verbs"].values(), *data["preamble"].values()) for c in rows]
    assert {w for c in cells for w in re.findall(r"\[([^\]]+)\]", c)} <= set(data["agreement"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_languages_know_the_same_delegations(language: str) -> None:
    data, english = load(language).data, load("en").data
    assert set(data["states"]) == set(english["states"]) == set(data["genitives"])
    assert set(data["groups"]) == set(english["groups"])
    assert len(data["states"]) >= 195


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_means_one_delegation(language: str) -> None:
    delegations = load(language).delegations
    for section in ("states", "groups"):
        for code, names in load(language).data[section].items():
            for name in names:
                assert [m.code for m in delegations.find(f"… {name}.")] == [code], name


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Rappelant la résolution sur les ports", "fr"),
        ("La délégation du Brésil se dissocie", "fr"),
        ("Recalling the resolution on ports", "en"),
        ("The delegation", "en"),
        ("Recordando la resolución sobre los puertos", "es"),
        ("Lista provisional de reuniones", "es"),
        ("Recordando a resolução sobre os portos", "pt"),
        ("O Suriname anunciou uma nota de rodapé.", "pt"),
        ("1234 (2004)", ""),
        ("", ""),
    ],
)
def test_languages_are_told_apart(text: str, language: str) -> None:
    assert detect(text) == language


def test_loading_is_lazy_and_quick() -> None:
    """Importing reads no data file; the first opening of a language costs less than a twentieth of a second of CPU."""
    script = (
        "import time, drafting.lexicon as x\n"
        "from drafting.lexicon import loader as source\n"
        "assert source.read.cache_info().currsize == 0\n"
        "best = 1.0\n"
        "for language in x.LANGUAGES:\n"
        "    start = time.process_time(); x.load(language).opening('x')\n"
        "    best = min(best, time.process_time() - start)\n"
        "print(best)\n"
    )
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert float(out.stdout) < 0.05


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_read_alone_is_the_table_of_the_whole_file(language: str) -> None:
    assert source.table(language, "detect") == source.read(language)["detect"]
