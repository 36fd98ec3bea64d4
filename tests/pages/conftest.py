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
    from playwright.sync_api import Browser, Playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
"""Programs looked for on the path."""
CHANNELS = ("chrome", "msedge")
"""What Playwright finds where they are usually installed; its own Chromium comes last."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium: the program that DRAFTING_CHROMIUM names, or one that is found. Without any, tests are skipped with the
    reason; where the variable CI is set they fail."""
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError as error:
        _unavailable(f"Playwright cannot be imported: {error}")
    with sync_playwright() as playwright:
        try:
            opened = _launched(playwright)
        except Error as error:
            _unavailable(f"Chromium cannot be started: {str(error).strip().splitlines()[0]}")
        yield opened
        opened.close()


def _launched(playwright: Playwright) -> Browser:
    from playwright.sync_api import Error

    root = getattr(os, "geteuid", lambda: 1)() == 0
    arguments = ["--no-sandbox"] if root else []  # Chromium refuses its sandbox to the superuser
    path = os.environ.get("DRAFTING_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if path:
        return playwright.chromium.launch(executable_path=path, args=arguments)
    for channel in CHANNELS:
        try:
            return playwright.chromium.launch(channel=channel, args=arguments)
        except Error:
            continue
    return playwright.chromium.launch(args=arguments)


def _unavailable(reason: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """All pages: kind and state → file."""
    return write_pages(tmp_path_factory.mktemp("pages"))
