"""Settings of the whole suite.

A test that needs something a machine may lack (LibreOffice, Chromium, an extra) is skipped with the reason. With
DRAFTING_COMPLETE=1, which `.ci/run` sets, such a skip is a failure: there everything must have been installed.
"""

from __future__ import annotations

import os
from collections.abc import Generator

import pytest
from hypothesis import HealthCheck, settings

os.environ["LC_ALL"] = "C.UTF-8"
"""Help and errors follow the environment: the tests read English wherever they run."""

settings.register_profile(
    "suite", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
settings.load_profile("suite")

COMPLETE = os.environ.get("DRAFTING_COMPLETE") == "1"
ALLOWED = (
    "the real documents",
    "the corpus",
    "the superuser",
    "no such case",
    "a shell script",
    "only on ",
    "no second file",
)
"""How the reasons begin that remain allowed: material that is not part of the project, and other systems."""


def _missing(report: pytest.TestReport | pytest.CollectReport) -> str:
    """The reason of a skip that a complete installation would not have, else ""."""
    if not (COMPLETE and report.skipped and isinstance(report.longrepr, tuple)) or hasattr(report, "wasxfail"):
        return ""
    reason = str(report.longrepr[2]).removeprefix("Skipped: ")
    return "" if reason.startswith(ALLOWED) else reason


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn the skip of a test into a failure where everything must be there."""
    report = yield
    if reason := _missing(report):
        report.outcome, report.longrepr = "failed", f"missing from this installation: {reason}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Turn the skip of a whole module into a failure where everything must be there."""
    report = yield
    if reason := _missing(report):
        report.outcome, report.longrepr = "failed", f"missing from this installation: {reason}"
    return report
