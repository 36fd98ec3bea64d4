"""The same work on many files: in several processes where that pays, answered in the order given."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from drafting.errors import DraftingError
from drafting.read import OFFICE, PDF, WORD

T = TypeVar("T")

WORTH = 1.5
"""Seconds of work above which processes are started; starting them takes about half a second."""
MOST = 8
"""Processes at most. Judged, not measured: each holds about 60 MB."""
_SECONDS = {**dict.fromkeys(WORD, 4.0), **dict.fromkeys(PDF, 12.0)}
"""Seconds that a megabyte of a format takes to read, roughly; to decide by, never to time out by."""
_TEXT_SECONDS = 0.5
"""The same for formats that are text."""
_CONVERSION_SECONDS = 4.0
"""Seconds for a file that LibreOffice converts first."""
_LEAST_SECONDS = 0.01
"""Seconds for opening a file."""


def map_files(names: Sequence[str], work: Callable[[str], T]) -> Iterator[tuple[str, T | DraftingError]]:
    """Call `work` with every name; gives each name with the result or the DraftingError, in the order given.

    `work` must be a function of a module, since other processes call it. Where no process can be started, or one dies,
    the rest is done in this one.
    """
    done = 0
    if _is_worth_processes(names):
        for answer in _map_in_processes(names, work):
            yield names[done], answer
            done += 1
    for name in names[done:]:
        yield name, _result_or_error(work, name)


def _is_worth_processes(names: Sequence[str]) -> bool:
    """True when the work takes more than `WORTH`. Standard input can be read in this process only."""
    if len(names) < 2 or "-" in names or (os.cpu_count() or 1) < 2:
        return False
    return sum(map(_seconds, names)) > WORTH


def _seconds(name: str) -> float:
    path = Path(name)
    try:
        size = path.stat().st_size / 1_000_000
    except (OSError, ValueError):
        return 0.0
    suffix = path.suffix.lower()
    return _CONVERSION_SECONDS if suffix in OFFICE else _LEAST_SECONDS + size * _SECONDS.get(suffix, _TEXT_SECONDS)


def _result_or_error(work: Callable[[str], T], name: str) -> T | DraftingError:
    try:
        return work(name)
    except DraftingError as error:
        return error


def _map_in_processes(names: Sequence[str], work: Callable[[str], T]) -> Iterator[T | DraftingError]:
    """The answers in order; ends early, without an error, when processes cannot be started or are killed."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    workers = min(os.cpu_count() or 1, len(names), MOST)
    try:
        pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_ignore_interrupts)
    except (OSError, ImportError, ValueError):
        return  # no semaphores, no right to start a process
    try:
        chunk = max(1, min(16, len(names) // (4 * workers)))
        yield from pool.map(partial(_result_or_error, work), names, chunksize=chunk)
    except (BrokenProcessPool, OSError):
        return
    finally:
        pool.shutdown(cancel_futures=True)


def _ignore_interrupts() -> None:
    """Leave Ctrl+C to the parent, which then ends the workers, so that none of them prints a traceback."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
