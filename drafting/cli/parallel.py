"""The same work on many files: side by side where that pays, in the order given, with a bar where it takes time."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TypeVar

from drafting.errors import DraftingError
from drafting.read import OFFICE

T = TypeVar("T")

_COSTS = {".txt": 0.4, ".text": 0.4, ".md": 0.6, ".markdown": 0.6, ".docx": 4.0, ".docm": 4.0, ".pdf": 12.0}
"""Seconds that a megabyte takes to read, roughly; to decide by, never to time out by."""
_CONVERTED = 4.0
"""Seconds for a file that LibreOffice converts first."""
_EACH = 0.01
_WORTH = 1.5
"""Starting workers costs about half a second: less work than this is done at once."""
_MOST = 8


def each(names: Sequence[str], work: Callable[[str], T]) -> Iterator[tuple[str, T | DraftingError]]:
    """`work` on every name, in order: its result, or the DraftingError that it raised.

    `work` must be a function of a module, since other processes call it. Where no process can be started, or one dies,
    the rest is done here.
    """
    done = 0
    if _pays(names):
        for answer in _side_by_side(names, work):
            yield names[done], answer
            done += 1
    for name in names[done:]:
        yield name, _tried(work, name)


def _pays(names: Sequence[str]) -> bool:
    """True when the work is worth more than starting workers; standard input can be read here only."""
    if len(names) < 2 or "-" in names or (os.cpu_count() or 1) < 2:
        return False
    return sum(map(_cost, names)) > _WORTH


def _cost(name: str) -> float:
    path = Path(name)
    try:
        size = path.stat().st_size / 1_000_000
    except (OSError, ValueError):
        return 0.0
    suffix = path.suffix.lower()
    return _CONVERTED if suffix in OFFICE else _EACH + size * _COSTS.get(suffix, 0.0)


def _tried(work: Callable[[str], T], name: str) -> T | DraftingError:
    try:
        return work(name)
    except DraftingError as error:
        return error


def _side_by_side(names: Sequence[str], work: Callable[[str], T]) -> Iterator[T | DraftingError]:
    """The answers in order; ends early, without an error, when the workers cannot start or are killed."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    workers = min(os.cpu_count() or 1, len(names), _MOST)
    try:
        pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_deaf)
    except (OSError, ImportError, ValueError):
        return  # no semaphores, no right to start a process
    try:
        chunk = max(1, min(16, len(names) // (4 * workers)))
        yield from pool.map(partial(_tried, work), names, chunksize=chunk)
    except (BrokenProcessPool, OSError):
        return
    finally:
        pool.shutdown(cancel_futures=True)


def _deaf() -> None:
    """Ctrl+C is for the parent alone, which then ends its workers: no traceback from each of them."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def progress(whole: int) -> Iterator[Callable[[str], None]]:
    """A bar on stderr, which appears only after a second, and only on a terminal: call it after each file."""
    if whole < 2 or not sys.stderr.isatty():
        yield lambda name: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description:30.30}", markup=False), BarColumn(), MofNCompleteColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False)
    task = bar.add_task("", total=whole)
    began = time.monotonic()

    def advance(name: str) -> None:
        if not bar.live.is_started and time.monotonic() - began > 1:
            bar.start()
        bar.update(task, advance=1, description=name)

    try:
        yield advance
    finally:
        bar.stop()
