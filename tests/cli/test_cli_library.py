"""The commands of the library as a person meets them: contexts, facets, CSV, traced files, pages, keeping."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from pathlib import Path

import pytest

from tests.cli.test_cli import NEW, SAMPLES, refused, run
from tests.schema import validate

WORDS = "De prier le Secrétariat de présenter à la Conférence un rapport sur l’application de la présente résolution."


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("library") / "l.sqlite"
    run("library", "add", SAMPLES / "adopted", "--adopted", "--library", path)
    return path


def test_contexts_show_the_word_in_the_middle(library: Path) -> None:
    lines = run("library", "search", "rapport", "--context", "--library", library).stdout.splitlines()
    assert lines[0].split("\t") == ["year", "before", "word", "after", "id"]
    assert lines[1:] and all(line.split("\t")[2].lower().startswith("rapport") for line in lines[1:])


def test_facets_and_csv(library: Path) -> None:
    shown = run("library", "search", "rapport", "--facets", "--library", library).stdout
    assert "language: fr " in shown and "class: " in shown
    rows = list(csv.DictReader(io.StringIO(run("library", "search", "rapport", "--format", "csv", "--library",
                                               library).stdout)))  # fmt: skip
    assert rows and all("rapport" in row["text"].lower() for row in rows)
    result = json.loads(
        run("library", "search", "rapport", "--facets", "--format", "json", "--library", library).stdout
    )
    validate(result, "library-search")
    assert result["facets"]["kind"]


def test_an_option_that_search_has_not_is_refused_and_no_exclusion(library: Path) -> None:
    assert "--before" in refused("library", "search", "rapport", "--before", "2020", "--library", library)
    assert not run("library", "search", "rapport", "-rapport", "--library", library).stdout


def test_nearest_shows_uses_and_the_differing_words(library: Path) -> None:
    shown = run("library", "nearest", WORDS, "--limit", "1", "--library", library).stdout
    assert (
        shown.startswith("1. ")
        and " %  dans 1 texte, 2025" in shown
        and "[-, à sa seizième session,-] un rapport" in shown
    )
    assert (
        "langue\trévision\tréférence\ttexte"
        in run("library", "nearest", WORDS, "--versions", "--library", library).stdout
    )


def test_a_whole_file_is_traced(library: Path, tmp_path: Path) -> None:
    outputs = [tmp_path / name for name in ("t.html", "t.docx", "t.json")]
    given = [word for path in outputs for word in ("-o", path)]
    shown = run("library", "trace", NEW, *given, "--date", "2026-01-01", "--library", library).stdout
    head = "emplacement\tformulation convenue\tsource\tformulation nouvelle"
    assert "% de formulation convenue" in shown and head in shown
    page = outputs[0].read_text(encoding="utf-8")
    assert "<mark" in page and "<script" not in page and "http" not in page.replace("http-equiv", "")
    result = json.loads(outputs[2].read_text(encoding="utf-8"))
    validate(result, "library-trace")
    assert result["paragraphs"] and result["agreed"] <= result["words"]
    comments = json.loads(run("read", outputs[1], "--format", "json").stdout)["comments"]
    assert len(comments) == sum(p["words"] > 0 for p in result["paragraphs"])
    assert refused("library", "trace", WORDS, "-o", tmp_path / "x.html", "--library", library)


def test_the_life_of_a_paragraph_as_table_page_and_data(library: Path, tmp_path: Path) -> None:
    page = tmp_path / "life.html"
    found = json.loads(run("library", "lineage", WORDS, "-o", page, "--format", "json", "--library", library).stdout)
    validate(found, "library-lineage")
    assert found["steps"] and "<svg" in page.read_text(encoding="utf-8")
    assert run("library", "lineage", WORDS, "--library", library).stdout.startswith("année\tréférence\tverbe")


def test_the_standard_wording(library: Path) -> None:
    found = json.loads(run("library", "standard", "rapport", "--format", "json", "--library", library).stdout)
    validate(found, "library-standard")


def test_export_check_and_removal(library: Path, tmp_path: Path) -> None:
    out, copy = tmp_path / "all.jsonl", tmp_path / "copy.sqlite"
    run("library", "export", "-o", out, "-o", tmp_path / "all.csv", "--library", library)
    run("library", "add", out, "--library", copy)
    assert run("library", "export", "--library", copy).stdout == out.read_text(encoding="utf-8")
    assert "sound" in run("library", "check", "--rebuild", "--library", copy).stdout
    name = json.loads(out.read_text(encoding="utf-8").splitlines()[0])["symbol"]
    assert run("library", "remove", name, "--dry-run", "--library", copy).stdout.startswith(f"would remove {name}")
    assert run("library", "remove", name, "--library", copy).stdout.startswith(f"removed {name}")
    assert "is called" in refused("library", "remove", name, "--library", copy)


def test_stats_count_every_paragraph_and_leave_no_organ_out(tmp_path: Path) -> None:
    source, path = tmp_path / "records.jsonl", tmp_path / "l.sqlite"
    records = [
        {"id": f"S/{n}#{m}", "symbol": f"S/{n}", "organ": f"ORG{n:02}" if n else None, "kind": "operative",
         "year": 2000 + n if n else None, "language": "fr" if n % 2 else "en", "text": f"Paragraph {m} of text {n}.",
         "status": "draft" if n == 3 else "adopted"}
        for n in range(14) for m in range(1 + n % 3)
    ]  # fmt: skip
    source.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    run("library", "add", source, "--library", path)
    shown = json.loads(run("library", "stats", "--format", "json", "--library", path).stdout)
    validate(shown, "library-stats")
    assert (shown["documents"], shown["drafts"], shown["paragraphs"]) == (14, 1, len(records))
    assert shown["path"] == str(path) and shown["size"] == path.stat().st_size
    for name, key in (("organs", "organ"), ("years", "year"), ("languages", "language"), ("kinds", "kind")):
        assert shown[name] == Counter(str(record[key] or "") for record in records)
        assert list(shown[name].values()) == sorted(shown[name].values(), reverse=True)
    lines = run("library", "stats", "--library", path).stdout.splitlines()
    (organs,) = (line for line in lines if line.startswith("organs: "))
    assert all(f"ORG{n:02} {1 + n % 3}" in organs for n in range(1, 14)) and "– 1" in organs
    run("library", "remove", "S/5", "--library", path)
    after = json.loads(run("library", "stats", "--format", "json", "--library", path).stdout)
    assert after["paragraphs"] == len(records) - 3 and "ORG05" not in after["organs"]


def test_a_rehearsal_makes_no_file(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    assert run("library", "add", NEW, "--dry-run", "--library", path).stdout.startswith("would add 1 documents")
    assert not path.exists()


def test_a_text_stands_beside_its_language_versions(tmp_path: Path) -> None:
    from docx import Document

    texts = {
        "fr": ("Rappelant le phare,", "Prie le Secrétariat de compter les bouées;", "Décide de rester saisie;"),
        "en": ("Recalling the lighthouse,", "Requests the Secretariat to count the buoys;"),
    }
    file, library, out = tmp_path / "r.jsonl", tmp_path / "l.sqlite", tmp_path / "table.docx"
    lines = [
        {"id": f"{language}{n}", "symbol": "A/RES/9/1", "year": 2020, "language": language, "text": text,
         "kind": "operative" if n else "preambular", "number": str(n) if n else None}
        for language, found in texts.items() for n, text in enumerate(found)
    ]  # fmt: skip
    file.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    run("library", "add", file, "--library", library)
    given = ("library", "export", "--table", "A/RES/9/1", "--library", library)
    said = run(*given, "--languages", "fr,en", "-o", out).stderr
    rows = [[cell.text for cell in row.cells] for row in Document(str(out)).tables[0].rows]
    assert rows[0] == ["", "FR", "EN"]
    (first, second, third), (one, two) = texts.values()
    assert rows[1:] == [["", first, one], ["1", second, two], ["2", third, ""]]
    assert "1 of 3 paragraphs" in said
    shown = list(csv.reader(io.StringIO(run(*given, "--languages", "en,fr").stdout.lstrip("\ufeff"))))
    assert shown[0] == ["number", "en", "fr"] and shown[-1] == ["2", "", "Décide de rester saisie;"]
    assert "is called" in refused("library", "export", "--table", "A/RES/1/1", "--library", library)
