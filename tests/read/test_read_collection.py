"""Garbage collection is paused for large texts alone, and resumes when the last of several readers is done."""

from __future__ import annotations

import gc
from threading import Event, Thread

from drafting.read import read_bytes
from drafting.read.collection import LARGE, collection_paused


def test_a_draft_is_read_with_collection_and_a_large_text_without() -> None:
    assert gc.isenabled()
    with collection_paused(LARGE - 1):
        assert gc.isenabled()
    with collection_paused(LARGE):
        assert not gc.isenabled()
    assert gc.isenabled()


def test_collection_resumes_with_the_last_of_two_threads() -> None:
    inside, may_leave = Event(), Event()

    def reader() -> None:
        with collection_paused(LARGE):
            inside.set()
            may_leave.wait(10)

    other = Thread(target=reader)
    with collection_paused(LARGE):
        other.start()
        assert inside.wait(10)
    assert not gc.isenabled()
    may_leave.set()
    other.join(10)
    assert gc.isenabled()


def test_collection_resumes_after_an_error_and_stays_off_where_it_was_off() -> None:
    try:
        with collection_paused(LARGE):
            raise ValueError
    except ValueError:
        assert gc.isenabled()
    gc.disable()
    try:
        assert read_bytes(b"The Council,\n" + b" " * LARGE + b"Decides:\n", "draft.txt").language == "en"
        assert not gc.isenabled()
    finally:
        gc.enable()
