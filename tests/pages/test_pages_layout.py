"""Long reports open at once, and everything in them is still reached."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.pages.page_samples import drafting, long_drafts

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PARAGRAPHS = 5000
LAYOUT = 1.0
"""Seconds of the processor for layout and style together; 0.4 measured, 2.0 when every paragraph is laid out."""


@pytest.fixture(scope="module")
def long_report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("long")
    drafting("compare", *long_drafts(folder, PARAGRAPHS), "-o", folder / "report.html")
    return folder / "report.html"


def layout_time(browser: Browser, path: Path) -> float:
    """Processor seconds that Chromium spends on style and layout of a page until it is shown. They do not depend on
    what else the machine does."""
    page = browser.new_page(viewport={"width": 1200, "height": 900})
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(path.as_uri())
    page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
    measured = {m["name"]: m["value"] for m in session.send("Performance.getMetrics")["metrics"]}
    assert page.locator("#marked .unit").count() > PARAGRAPHS
    page.close()
    return float(measured["LayoutDuration"] + measured["RecalcStyleDuration"])


def test_a_report_of_five_thousand_paragraphs_is_laid_out_within_a_second(browser: Browser, long_report: Path) -> None:
    whole = long_report.with_name("whole.html")
    source = long_report.read_text(encoding="utf-8")
    assert "content-visibility: auto" in source
    whole.write_text(source.replace("content-visibility: auto", "content-visibility: visible"), encoding="utf-8")
    took, without = layout_time(browser, long_report), layout_time(browser, whole)
    assert took <= LAYOUT and took < without / 2, (took, without)


def test_links_and_keys_reach_what_was_not_laid_out(browser: Browser, long_report: Path) -> None:
    page = browser.new_page(viewport={"width": 1200, "height": 900})
    page.goto(long_report.as_uri())
    links = page.evaluate("[...document.querySelectorAll('.changes a')].map(a => a.getAttribute('href'))")
    assert len(links) > 500
    for link in (links[len(links) // 2], links[-1], links[0]):
        page.evaluate("link => document.querySelector(`.changes a[href='${link}']`).click()", link)
        _in_sight(page, link)
    page.evaluate("document.querySelector('#show').value = 'only-changed'; apply()")
    page.select_option("#layout", "projector")
    page.evaluate("document.activeElement.blur()")
    for _ in range(3):
        page.keyboard.press("n")
    _in_sight(page, f"#{page.evaluate('document.activeElement.id')}")
    _in_sight(page, "#final .at")
    page.close()


def _in_sight(page: object, selector: str) -> None:
    """The element begins below the bar and above the foot of the window, once the page is drawn."""
    script = """selector => new Promise(done => requestAnimationFrame(() => setTimeout(() => {
      const top = document.querySelector(selector).getBoundingClientRect().top;
      done(top >= document.querySelector(".bar").getBoundingClientRect().bottom && top < innerHeight);
    })))"""
    assert page.evaluate(script, selector), selector  # type: ignore[attr-defined]
