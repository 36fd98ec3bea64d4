"""The members of a house that the lexicon does not have: codes and names, set for a folder or for one task.

They are held in the environment, so that the processes that read many drafts at once have them too.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache

from drafting.text.words import phrase_words

VARIABLE = "DRAFTING_MEMBERS"
Members = Mapping[str, tuple[str, ...]]
"""Code of three capital letters → names in any language, the one to print first."""


def house_members() -> Members:
    """The members in force."""
    return _parsed(os.environ.get(VARIABLE, ""))


def set_members(members: Members) -> None:
    """Put members in force for this process and those it starts; none takes them away."""
    if members:
        os.environ[VARIABLE] = json.dumps({code: list(names) for code, names in members.items()})
    else:
        os.environ.pop(VARIABLE, None)


@contextmanager
def using_members(members: Members) -> Iterator[None]:
    """Members that are in force for a while."""
    before = house_members()
    set_members(members)
    try:
        yield
    finally:
        set_members(before)


def member_names() -> Mapping[str, list[tuple[tuple[str, ...], str, bool, bool]]]:
    """First folded word → (words, code, group?, adjective?) of the names of the members, the longest first."""
    return _by_first_word(os.environ.get(VARIABLE, ""))


@lru_cache(maxsize=8)
def _parsed(words: str) -> Members:
    return {code: tuple(names) for code, names in json.loads(words).items()} if words else {}


@lru_cache(maxsize=8)
def _by_first_word(words: str) -> Mapping[str, list[tuple[tuple[str, ...], str, bool, bool]]]:
    table: dict[str, list[tuple[tuple[str, ...], str, bool, bool]]] = {}
    for code, names in _parsed(words).items():
        for name in (*names, code):
            key = phrase_words(name.replace(".", " "))
            table.setdefault(key[0], []).append((key, code, False, False))
    for entries in table.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return table
