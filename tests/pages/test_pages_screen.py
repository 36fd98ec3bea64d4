"""Pages in a browser: nothing is cut in a narrow window, nothing runs that a draft brought, nothing is fetched."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.pages.page_samples import KINDS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_cut_fetched_or_run(browser: Browser, pages: dict[str, Path], kind: str) -> None:
    for name in (n for n in pages if n.startswith(f"{kind}-")):
        page = browser.new_page(viewport={"width": 320, "height": 800})
        heard: list[str] = []
        fetched: list[str] = []
        _listen(page, heard, fetched)
        assert "\u202e" not in pages[name].read_text(encoding="utf-8"), "no text is turned round"
        page.goto(pages[name].as_uri())
        assert fetched == [pages[name].as_uri()], name
        assert heard == [], name
        assert page.title() != "taken" and page.locator("img").count() == 0, name
        assert page.locator("h1").count() == 1, name
        for width in (320, 700, 1200):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, width)
        page.close()


def _listen(page: Page, heard: list[str], fetched: list[str]) -> None:
    """Take down what the page complains of and what it asks for."""
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("request", lambda request: fetched.append(request.url))


def test_the_policy_lets_no_other_script_run(browser: Browser, pages: dict[str, Path], tmp_path: Path) -> None:
    source = pages["report-hostile"].read_text(encoding="utf-8")
    assert "script-src 'sha256-" in source and "script-src" not in pages["history-full"].read_text(encoding="utf-8")
    forced = tmp_path / "forced.html"
    forced.write_text(source.replace("<main>", "<main><script>document.title = 'taken'</script>"), encoding="utf-8")
    page = browser.new_page()
    page.goto(forced.as_uri())
    assert page.title() != "taken"
    page.select_option("#layout", "side")
    assert page.locator("body.side").count() == 1, "the page's own script runs"
    page.close()


def test_pages_are_read_without_scripts(browser: Browser, pages: dict[str, Path]) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(pages["report-full"].as_uri())
    assert page.locator("#marked .unit p >> visible=true").count() > 20
    assert page.locator(".bar .scripted >> visible=true").count() == 0, "no control that does nothing"
    assert page.locator(".bar .legend").is_visible()
    page.goto(pages["history-full"].as_uri())
    rows = page.locator("table tr >> visible=true")
    before = rows.count()
    page.locator("#only").uncheck()
    assert rows.count() > before > 5
    page.goto(pages["brackets-full"].as_uri())
    units = page.locator(".unit >> visible=true")
    whole = units.count()
    page.locator("#only").check()
    assert 0 < units.count() < whole
    context.close()


def test_words_of_a_text_are_marked_with_its_language(browser: Browser, pages: dict[str, Path]) -> None:
    page = browser.new_page()
    page.goto(pages["report-reading"].as_uri())
    assert page.locator("html").get_attribute("lang") == "es"
    assert page.locator("#marked .said > p[lang=en]").count() == page.locator("#marked .said > p").count() > 10
    page.goto(pages["history-empty"].as_uri())
    assert page.locator("html").get_attribute("lang") == "pt"
    assert page.locator(".title").get_attribute("lang") == "fr"
    page.goto(pages["report-full"].as_uri())
    assert page.locator("html").get_attribute("lang") == "fr" and page.locator("main [lang]").count() == 0
    page.close()


def test_points_of_a_lineage_lead_to_their_steps(browser: Browser, pages: dict[str, Path]) -> None:
    page = browser.new_page()
    page.goto(pages["lineage-full"].as_uri())
    links = page.get_by_role("link", name=re.compile(r"^R\d#1 "))
    assert links.count() == 4
    links.nth(2).click()
    assert page.url.endswith("#s3") and "Urges" in page.locator("#s3").inner_text()
    page.close()
