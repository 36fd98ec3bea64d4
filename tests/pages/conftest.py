"""A real browser, and every page of the toolkit for it to open."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

from tests.pages.page_samples import write_pages

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium: that of the variable DRAFTING_CHROMIUM, of the system, or of Playwright. Where there is none the tests
    are skipped with the reason; they fail where the variable CI is set, so that none is skipped there unnoticed."""
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError as error:
        _unavailable(f"Playwright cannot be imported: {error}")
    found = os.environ.get("DRAFTING_CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM)), None)
    root = getattr(os, "geteuid", lambda: 1)() == 0
    with sync_playwright() as playwright:
        try:
            opened = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"] if root else [])
        except Error as error:
            _unavailable(f"Chromium cannot be started: {str(error).strip().splitlines()[0]}")
        yield opened
        opened.close()


def _unavailable(reason: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """All pages: kind and state → file."""
    return write_pages(tmp_path_factory.mktemp("pages"))
