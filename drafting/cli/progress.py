"""A progress bar on stderr for tasks that take long."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drafting.app.task import Progress, Step

PATIENCE = 1.0
"""Seconds after which the bar appears: shorter work needs none."""


@contextmanager
def progress_bar(*, shown: bool = True) -> Iterator[Progress | None]:
    """The progress callback of a task, which draws a bar with the time left.

    None where stderr is no terminal or the bar is not to be `shown`.
    """
    if not shown or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    bar = Progress(
        TextColumn("{task.description:40.40}", markup=False),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=False,
    )
    task = bar.add_task("")
    began = time.monotonic()

    def advance(step: Step) -> None:
        if not bar.live.is_started and time.monotonic() - began > PATIENCE:
            bar.start()
        bar.update(task, completed=step.done, total=step.whole, description=step.what)

    try:
        yield advance
    finally:
        bar.stop()
