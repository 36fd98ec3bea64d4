"""The single-letter keys of the report: they work, they can be switched off, and the choice is kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Frame, Page

pytestmark = pytest.mark.browser


def focused(page: Page | Frame) -> str:
    return str(page.evaluate("document.activeElement.id"))


@pytest.fixture
def context(browser: Browser) -> BrowserContext:
    return browser.new_context()


def test_keys_lead_from_change_to_change(context: BrowserContext, pages: dict[str, Path]) -> None:
    page = context.new_page()
    page.goto(pages["report-full"].as_uri())
    changed = page.evaluate("[...document.querySelectorAll('#marked .changed:not(.ghost)')].map(e => e.id)")
    assert len(changed) > 5
    reached = []
    for key in "nnnp":
        page.keyboard.press(key)
        reached.append(focused(page))
        assert page.locator(f"#{reached[-1]}").bounding_box()["y"] > page.locator(".bar").bounding_box()["height"]  # type: ignore[index]
    assert reached == [changed[0], changed[1], changed[2], changed[1]]
    page.locator("#show").focus()
    page.keyboard.press("n")
    assert focused(page) == "show", "a letter typed in a list chooses from the list"
    context.close()


def test_keys_can_be_switched_off_for_good(context: BrowserContext, pages: dict[str, Path]) -> None:
    page = context.new_page()
    page.goto(pages["report-full"].as_uri())
    page.locator(".keys summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert focused(page) == "keys", "the box is reached without a mouse"
    page.keyboard.press("Space")
    page.goto(pages["report-reading"].as_uri())
    assert not page.locator("#keys").is_checked(), "another report keeps to the choice"
    page.keyboard.press("n")
    page.keyboard.press("j")
    assert focused(page) == "" and page.locator("#layout").input_value() == ""
    page.locator(".keys summary").click()
    page.locator("#keys").check()
    page.reload()
    page.keyboard.press("n")
    assert page.locator("#keys").is_checked() and focused(page) != ""
    context.close()


def test_a_page_that_may_keep_nothing_has_keys_all_the_same(
    context: BrowserContext, pages: dict[str, Path], tmp_path: Path
) -> None:
    outer = tmp_path / "outer.html"
    outer.write_text(
        f'<iframe sandbox="allow-scripts" src="{pages["report-full"].as_uri()}"></iframe>', encoding="utf-8"
    )
    page = context.new_page()
    page.goto(outer.as_uri())
    frame = page.frames[1]
    frame.locator(".keys summary").click()
    page.keyboard.press("n")
    assert focused(frame).startswith("c")
    frame.locator("#keys").uncheck()
    before = focused(frame)
    page.keyboard.press("n")
    assert focused(frame) == before == "keys"
    context.close()
