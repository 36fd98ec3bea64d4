"""A whole draft against agreed language: what is near to each paragraph, and what its cousins have besides."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from drafting.compose import review_draft
from drafting.library import open_library
from drafting.library.library import Library
from drafting.model.resolution import Clause, Resolution
from drafting.read import read
from tests.cli.test_cli import refused, run
from tests.schema import validate

PAINT = "Prie le Secrétariat de repeindre les phares de la côte avant la saison des tempêtes;"
COUNT = "Invite les gardiens à compter chaque automne les oiseaux de passage sur les îles;"
REPORT = "Prie le Secrétariat de présenter à la Conférence un rapport sur l’état des balises;"
SEIZED = "Décide de rester saisie de la question des phares et des balises du littoral;"
ONCE = "Félicite le port de la rade d’avoir remplacé ses bouées par des bouées neuves;"
ITEM = "des cordages pour les chaloupes de sauvetage;"
COUSINS = {"A": (2018, PAINT, COUNT, SEIZED), "B": (2020, PAINT, COUNT, REPORT, ONCE, SEIZED),
           "C": (2022, PAINT, REPORT, COUNT, ITEM, SEIZED)}  # fmt: skip


def records() -> list[dict[str, object]]:
    return [
        {"id": f"{symbol}#{n}", "symbol": symbol, "year": year, "language": "fr", "text": text,
         "kind": "item" if text == ITEM else "operative", "number": f"{n}."}
        for symbol, (year, *texts) in COUSINS.items() for n, text in enumerate(texts, 1)
    ]  # fmt: skip


@pytest.fixture(scope="module")
def library() -> Iterator[Library]:
    with open_library(":memory:") as opened:
        opened.add_records(records())
        yield opened


def draft(*texts: str, symbol: str | None = None) -> Resolution:
    return Resolution(language="fr", symbol=symbol, blocks=tuple(Clause(t, part="operative") for t in texts))


def test_each_paragraph_has_its_nearest_and_what_is_missing_has_a_place(library: Library) -> None:
    told = review_draft(library, draft(PAINT, COUNT.replace("automne", "printemps"), "Salue les capitaines."))
    assert [p.at for p in told.paragraphs] == ["OP1", "OP2", "OP3"]
    first, second = (p.groups[0] for p in told.paragraphs[:2])
    assert (first.hit.match, first.texts, first.years) == (100, 3, (2018, 2022))
    assert second.hit.text == COUNT and ("+", "printemps") in second.segments
    missing = {m.uses[0].text: (m.after, m.texts, m.kind) for m in told.missing}
    assert missing == {REPORT: ("OP1", 2, "operative"), SEIZED: ("OP2", 3, "operative")}


def test_nothing_is_missing_that_the_draft_says(library: Library) -> None:
    assert not review_draft(library, draft(PAINT, COUNT, REPORT, SEIZED)).missing
    assert not review_draft(library, draft("Salue les capitaines.")).missing
    assert review_draft(library, draft()).paragraphs == ()


def test_neither_later_texts_nor_the_draft_itself_count(library: Library) -> None:
    (group,) = review_draft(library, draft(PAINT), before=2020).paragraphs[0].groups
    assert [u.symbol for u in group.uses] == ["A"]
    groups = review_draft(library, draft(ONCE, symbol="B")).paragraphs[0].groups
    assert all(group.hit.text != ONCE for group in groups)


def test_a_draft_without_a_symbol_is_known_by_its_file(tmp_path: Path) -> None:
    file = tmp_path / "extract.md"
    file.write_text(f"---\nlanguage: fr\ndecision: DÉCIDE\n---\n\nDÉCIDE:\n\n1. {ONCE}\n", "utf-8")
    with open_library(tmp_path / "l.sqlite") as opened:
        opened.add(file, adopted=True)
        assert review_draft(opened, read(file)).paragraphs[0].groups == ()


def test_the_command_answers_in_words_and_in_data(tmp_path: Path) -> None:
    library, file = tmp_path / "l.sqlite", tmp_path / "draft.md"
    with open_library(library) as opened:
        opened.add_records(records())
    file.write_text(f"---\nlanguage: fr\ndecision: DÉCIDE\n---\n\nDÉCIDE:\n\n1. {PAINT}\n\n2. {COUNT}\n", "utf-8")
    shown = run("suggest", "--for", file, "--library", library).stdout
    assert "close to 2 of 2 paragraphs" in shown and "OP1  100 %  in 3 texts, 2018–2022" in shown
    assert "after OP1  in 2 texts, 2020–2022" in shown
    data = json.loads(run("suggest", "--for", file, "--library", library, "--format", "json").stdout)
    validate(data, "suggest-for")
    assert len(data["missing"]) == 2
    assert "one of them" in refused("suggest") and "one of them" in refused("suggest", "phares", "--for", file)
