"""axe-core finds nothing on any page: light and dark, wide and narrow, full and empty, hostile words, every view."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.pages.page_samples import KINDS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
WHOLE = ".unit, #final p { content-visibility: visible !important }"
"""axe-core cannot tell the colours of what is not laid out: for it everything is."""
RUN = """async () => {
  const found = await axe.run({resultTypes: ["violations"]});
  const faults = found.violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.html.slice(0, 160)}`));
  return {faults, passed: found.passes.map(p => p.id)};
}"""


def faults(page: Page) -> list[str]:
    """What axe-core finds on a page as it is shown. Colours and the first heading must be among what it looked at."""
    found: dict[str, Any] = page.evaluate(RUN)
    assert {"color-contrast", "page-has-heading-one", "region"} <= {*found["passed"], *_rules(found["faults"])}
    return list(found["faults"])


def _rules(found: list[str]) -> set[str]:
    return {fault.partition(":")[0] for fault in found}


def opened(browser: Browser, path: Path) -> Page:
    page = browser.new_page()
    page.goto(path.as_uri())
    page.add_style_tag(content=WHOLE)
    page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
    return page


@pytest.mark.parametrize("kind", KINDS)
def test_no_page_has_a_fault(browser: Browser, pages: dict[str, Path], kind: str) -> None:
    states = {name: path for name, path in pages.items() if name.startswith(f"{kind}-")}
    assert len(states) > 1
    found = {}
    for name, path in states.items():
        page = opened(browser, path)
        for scheme, width in (("light", 1200), ("dark", 320)):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            page.set_viewport_size({"width": width, "height": 900})
            found[name, scheme, width] = faults(page)
        page.close()
    assert {key: value for key, value in found.items() if value} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_view_of_the_report_has_a_fault(browser: Browser, pages: dict[str, Path], scheme: str) -> None:
    page = opened(browser, pages["report-full"])
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.locator(".keys summary").click()
    page.locator("#ghosts").check()
    found = {"keys and old places": faults(page)}
    for name, value in (("layout", "side"), ("layout", "projector"), ("show", "only-changed"), ("view", "read")):
        page.select_option(f"#{name}", value)
        found[value] = faults(page)
    page.locator("#notes-only").check()
    found["notes"] = faults(page)
    page.close()
    assert {key: value for key, value in found.items() if value} == {}


def test_a_fault_below_the_first_screen_would_be_found(browser: Browser, pages: dict[str, Path]) -> None:
    page = opened(browser, pages["report-full"])
    page.add_style_tag(content="#footnotes ~ .unit p { color: #b0b0b0 }")
    found = faults(page)
    page.close()
    assert _rules(found) == {"color-contrast"}
