"""Blocks in another language than the document (bilingual texts, quoted annexes) are seen with that language's eyes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from drafting.lexicon import load, other
from drafting.model.resolution import Note
from drafting.read.paragraphs import place
from drafting.read.structure.features import Eyes, Item, Seen

_TELLING = 60
"""Characters of the shortest paragraph that tells a language by itself."""
_REACH = 3
"""A short line belongs to a foreign paragraph this many items away at most."""


def with_their_eyes(items: Sequence[Item], language: str) -> tuple[list[Item], list[Note]]:
    """The items, foreign ones seen with their own lexicon, and a Note for each run of them.

    A paragraph with opening words of the document's language is not foreign; a short line is where its neighbours are
    and only that language knows it.
    """
    told = {p: code for p, item in enumerate(items) if isinstance(item, Seen) and (code := _told(item, language))}
    if not told:
        return list(items), []
    eyes = {code: Eyes(load(code)) for code in sorted(set(told.values()))}
    for position, item in enumerate(items):
        if position not in told and isinstance(item, Seen) and len(item.text) <= _TELLING:
            near = dict.fromkeys(told[p] for p in range(position - _REACH, position + _REACH + 1) if p in told)
            code = next((c for c in near if not _known(item) and _known(_seen(item, eyes[c]))), "")
            if code:
                told[position] = code
    out = [_seen(item, eyes[told[p]]) if p in told and isinstance(item, Seen) else item for p, item in enumerate(items)]
    return out, list(_notes(out, told))


def _told(item: Seen, language: str) -> str:
    if len(item.text) < _TELLING or item.hint is not None or item.preambular or item.operative:
        return ""
    return other(item.text, language)


def _seen(item: Seen, eyes: Eyes) -> Seen:
    return Seen(item.paragraph, item.label, item.gap, eyes)


def _known(item: Seen) -> bool:
    """True when the language knows what this line is for."""
    return bool(item.enacting or item.chapeau or item.annex or item.preambular or item.operative)


def _notes(items: Sequence[Item], told: dict[int, str]) -> Iterator[Note]:
    """One Note for each run of blocks in one foreign language."""
    run: list[int] = []
    for position in [*sorted(told), -1]:
        if run and (position < 0 or told[position] != told[run[-1]] or position > run[-1] + _REACH):
            yield _note([items[p] for p in run], told[run[0]])
            run = []
        run.append(position)


def _note(run: Sequence[Item], code: str) -> Note:
    first = next(item for item in run if isinstance(item, Seen))
    name = load(code).name
    many = f"{len(run)} blocks are" if len(run) > 1 else "a block is"
    note = Note("other-language", f"{many} not in the language of the document; read as {name}", place(first.paragraph))
    return replace(note, before=first.text[:60], after=code)
