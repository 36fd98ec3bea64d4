"""Amendments that name the words they change: add “…” after “…”, replace “…” by “…”, delete “…”."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal, TypeAlias

from drafting.negotiate.brackets.vocabulary import WORD, Match, find_phrases, words_of
from drafting.text.folding import fold_with_offsets

Change: TypeAlias = Literal["insert", "replace", "delete", "keep", "move"]

_LONGEST = 600
"""A longer text, in characters, is no amendment. Judged on examples, not measured."""
_QUOTED = re.compile(
    r"“([^“”]+)”|«\s*([^«»]+?)\s*»|\"([^\"]+)\"|„([^„“”]+)[“”]|‘([^‘’]+)’(?!\w)|(?<!\w)'([^']+)'(?!\w)"
)
_VERBS = ("insert", "replace", "move", "delete", "keep")
_TIES = ("after", "before", "instead", "places")
_SIGNS_BETWEEN = " ,:\u00a0\u202f"
"""Signs that may be between "after" and the words it governs."""
_NUMBER = re.compile(r"\d")
_PARAGRAPH = re.compile(r"\b(?:OP|PP)\s?\d")


@dataclass(frozen=True, slots=True)
class Amendment:
    """A change of words. `old`: the words it replaces or deletes, or beside which it inserts; `new`: its own words.

    `side`: where to insert. Without `old` nothing says where, as in "move to the preamble".
    """

    change: Change
    new: str = ""
    old: str = ""
    side: Literal["after", "before"] = "after"


@lru_cache(maxsize=2048)
def read_amendment(text: str) -> Amendment | None:
    """The amendment that the whole of `text` asks for; None where words are left that belong to no such request.

    A verb alone is none: it needs quoted words, or the place that it speaks of.
    """
    if len(text) > _LONGEST:
        return None
    quoted = list(_QUOTED.finditer(text))
    bare = _QUOTED.sub(lambda m: "\x00" * len(m[0]), text)
    folded = fold_with_offsets(bare)
    found = find_phrases(folded.text, (*_VERBS, *_TIES))
    verb = next((m for m in found if m.name in _VERBS), None)
    if verb is None or not _says_where(found, quoted, text) or _has_other_words(folded.text, found):
        return None
    ties = [Match(folded.in_source(m.start), folded.in_source(m.end), m.name, m.governs) for m in found]
    return _build(verb.name, quoted, ties, text)


def _says_where(found: list[Match], quoted: list[re.Match[str]], text: str) -> bool:
    """True with quoted words, or with the name of a place ("to the preamble", "after OP5")."""
    if quoted:
        return True
    place = any(m.name in ("places", "after", "before") for m in found) or _names_paragraph(text)
    return place and _is_request(found, text)


def _is_request(found: list[Match], text: str) -> bool:
    return any(m.name == "move" for m in found) or _NUMBER.search(text) is not None


def _names_paragraph(text: str) -> bool:
    """True where a paragraph is cited by its number: "merge with OP3"."""
    return _PARAGRAPH.search(text) is not None


def _has_other_words(folded: str, found: list[Match]) -> bool:
    for m in found:
        folded = folded[: m.start] + " " * (m.end - m.start) + folded[m.end :]
    known = words_of("small", "objects", "places", "instead")
    return any(w not in known and not w.isdigit() for w in WORD.findall(re.sub(r"\b(?:op|pp)\s?\d+\w*", " ", folded)))


def _build(verb: str, quoted: list[re.Match[str]], ties: list[Match], text: str) -> Amendment:
    words = [next(g for g in m.groups() if g is not None) for m in quoted]
    governed = [_tie_before(m.start(), ties, text) for m in quoted]
    anchors = [(w, g) for w, g in zip(words, governed, strict=True) if g in ("after", "before")]
    own = [w for w, g in zip(words, governed, strict=True) if g not in ("after", "before")]
    if verb == "insert" and own:
        old, side = anchors[0] if anchors else ("", "after")
        return Amendment("insert", own[0], old, "before" if side == "before" else "after")
    if verb == "replace" and len(words) == 2:
        new = 0 if governed[0] == "instead" and governed[1] != "instead" else 1
        return Amendment("replace", words[new], words[1 - new])
    if verb == "delete":
        return Amendment("delete", "", own[0] if len(own) == 1 else "")
    return Amendment("keep" if verb == "keep" else "move")


def _tie_before(at: int, ties: list[Match], text: str) -> str:
    """The list of the phrase directly before an offset, "" for none."""
    for tie in ties:
        if tie.end <= at and not text[tie.end : at].strip(_SIGNS_BETWEEN):
            return tie.name
    return ""


def unique_place(text: str, words: str, skip: list[tuple[int, int]]) -> tuple[int, int] | None:
    """Where `words` are in `text`, outside the ranges `skip`; None where they are not, or more than once.

    Case, accents and shapes of apostrophes and spaces do not matter; whole words do.
    """
    folded, wanted = fold_with_offsets(text), fold_with_offsets(words.strip()).text
    if not wanted:
        return None
    pattern = (
        rf"(?<!\w){re.escape(wanted)}(?!\w)" if wanted[0].isalnum() and wanted[-1].isalnum() else re.escape(wanted)
    )
    edges = [0, *(e for pair in sorted(skip) for e in pair), len(text)]
    free = list(pairwise(edges))[::2]
    spots = [
        (start, end)
        for m in re.finditer(pattern, folded.text)
        if (start := folded.in_source(m.start())) < (end := folded.in_source(m.end()))
        and any(a <= start and end <= b for a, b in free)
    ]
    return spots[0] if len(spots) == 1 else None
