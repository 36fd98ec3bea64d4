"""The history as a page, a table and data; and the command that prints them."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest

from drafting.compare.revisions import RevisionHistory, follow_revisions
from drafting.model.resolution import Clause, Resolution
from drafting.output.history import history_csv, history_page, history_table
from drafting.output.history_chart import draw_chart
from tests.cli.test_cli import NEW, OLD, run
from tests.output.test_html import Page
from tests.schema import validate

A = "Décide d’ouvrir un registre des phares et des balises de la côte du nord."
B = "Prie le Greffe de publier chaque année le relevé des marées de printemps."
C = "Encourage les villes jumelées à semer des arbres le long des canaux du port."


def resolution(*texts: str) -> Resolution:
    return Resolution(tuple(Clause(text, f"{n}.") for n, text in enumerate(texts, 1)), language="fr", title="Phares")


@pytest.fixture
def found() -> RevisionHistory:
    later = C.replace("arbres", "fleurs")
    return follow_revisions(
        [resolution(A, B, C), resolution(A, C), resolution(B, A, later)], ["a", "b", "c"], {2: "CHL"}
    )


def test_the_page_needs_nothing_else(found: RevisionHistory) -> None:
    source = history_page(found)
    page = Page(source)
    assert not page.loads and "@import" not in source and "http" not in source.replace("http-equiv", "")
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert "fleurs<sup>2 CHL</sup>" in source


def test_every_word_of_a_blamed_paragraph_is_there(found: RevisionHistory) -> None:
    section = history_page(found).partition('id="words"')[2]
    (shown,) = re.findall(r"<p>(.*?)</p></section>", section, re.S)
    assert html.unescape(re.sub(r"<[^>]+>", "", re.sub(r"<sup>.*?</sup>", "", shown))) == C.replace("arbres", "fleurs")


def test_a_draft_cannot_bring_code_along() -> None:
    bad = "<script>alert(1)</script> \"'><img src=x onerror=y>"
    source = history_page(follow_revisions([resolution(bad), resolution(bad, bad)], [bad, "b"], {1: bad}))
    assert "<script>alert" not in source and "<img" not in source


def test_one_lane_for_each_life_to_which_something_happened(found: RevisionHistory) -> None:
    drawn = draw_chart(found.body)
    assert len(drawn.lanes) == 3 and [x for x, _ in drawn.columns] == sorted(x for x, _ in drawn.columns)
    assert {node.kind for lane in drawn.lanes for node in lane.nodes} >= {"died", "reinstated", "edited"}
    calm = draw_chart(follow_revisions([resolution(A, B, C)] * 2, ["a", "b"]).body)
    assert [lane.count for lane in calm.lanes] == [3]


def test_the_table_has_all_numbers(found: RevisionHistory) -> None:
    rows = [line.split("\t") for line in history_table(found).splitlines()]
    assert rows[0][:3] == ["a", "b", "c"]
    assert ["OP2", "x", "OP1 ^"] in [row[:3] for row in rows]
    assert history_csv(found).splitlines()[1].startswith("OP2,,OP1,b: deleted; c: reinstated")


def test_the_command(tmp_path: Path) -> None:
    result = json.loads(run("history", OLD, NEW, OLD, "--format", "json", "--as", f"BRA={Path(NEW).name}").stdout)
    validate(result, "history")
    assert [r["delegation"] for r in result["revisions"]] == [None, "BRA", None]
    assert len({r["name"] for r in result["revisions"]}) == 3
    assert all("".join(w[0] for w in life["words"]) == life["text"] for life in result["paragraphs"])
    assert any(w[2] == "BRA" for life in result["paragraphs"] for w in life["words"])
    run("history", OLD, NEW, "-o", tmp_path / "h.html", "-o", tmp_path / "h.json", "-o", tmp_path / "h.csv")
    assert (tmp_path / "h.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_a_tabling_delegation_of_no_revision_is_refused() -> None:
    done = run("history", OLD, NEW, "--as", "BRA=other.md", code=2)
    assert "--as BRA=other.md" in done.stderr and "Traceback" not in done.stderr
