"""The layouts and views of the report, which its script makes of the marked text: each gives back both texts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drafting.compare import Comparison, compare
from drafting.output.html import report
from drafting.read import read
from tests.pages.page_samples import SAMPLES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
WORDS = """paragraphs => paragraphs.map(p => {
  const copy = p.cloneNode(true);
  copy.querySelectorAll("sup.mark, .states").forEach(e => e.remove());
  return copy.textContent.replaceAll("¶", " ").split(/\\s+/).filter(word => word).join(" ");
}).filter(words => words)"""


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("layout", ["side", "projector", "reading"])
def test_layouts_give_back_both_texts(browser: Browser, layout: str, language: str, tmp_path: Path) -> None:
    comparison = compare(*(read(SAMPLES / f"{language}-rev{n}.md") for n in (1, 2)))
    path = tmp_path / "page.html"
    path.write_text(report(comparison), encoding="utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    if layout == "reading":  # chosen with the key, when the sides stand there already
        page.keyboard.press("d")
        page.keyboard.press("r")
        assert page.locator("body.read.side").count() == 1
    else:
        page.select_option("#layout", layout)
    if layout == "projector":
        assert words(page, "#final p") == sides(comparison, "new")
    else:
        assert words(page, ":not(.ghost) > .said > .pair .old") == sides(comparison, "old")
        assert words(page, ":not(.ghost) > .said > .pair .new") == sides(comparison, "new")
    page.close()


def words(page: Page, selector: str) -> list[str]:
    return list(page.locator(selector).evaluate_all(WORDS))


def sides(comparison: Comparison, which: str) -> list[str]:
    """The units of a side in the order of the report."""
    out = []
    for diff in (comparison.body, comparison.footnotes):
        for change in diff.changes:
            units = [getattr(diff, which)[i] for i in getattr(change, which)]
            out.append(" ".join(" ".join(u.full_text for u in units).split()))
    return [text for text in out if text]
