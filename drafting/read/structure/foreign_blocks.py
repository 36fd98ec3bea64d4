"""Blocks in another language than the document (bilingual texts, quoted annexes) are read with their own lexicon."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from drafting.lexicon import load, other
from drafting.model.resolution import Note
from drafting.read.paragraphs import source_place
from drafting.read.structure.features import FeatureReader, ParagraphFeatures

_SHORTEST_TELLING = 60
"""Characters of the shortest paragraph whose own words tell its language."""
_REACH = 3
"""Items between a short line and the foreign paragraph it may belong to, at most."""


def reread_foreign_blocks(
    items: Sequence[ParagraphFeatures], language: str
) -> tuple[list[ParagraphFeatures], list[Note]]:
    """The items, foreign ones read with their own lexicon, and a Note for each run of them.

    A paragraph with opening words of the document's language is not foreign. A short line is foreign where a foreign
    paragraph is near and only that language knows the line.
    """
    languages = {p: code for p, item in enumerate(items) if (code := _own_language(item, language))}
    if not languages:
        return list(items), []
    readers = {code: FeatureReader(load(code)) for code in sorted(set(languages.values()))}
    for position, item in enumerate(items):
        if position not in languages and not item.table and len(item.text) <= _SHORTEST_TELLING:
            reach = range(position - _REACH, position + _REACH + 1)
            near = dict.fromkeys(languages[p] for p in reach if p in languages)
            code = next((c for c in near if not _is_known(item) and _is_known(item.with_reader(readers[c]))), "")
            if code:
                languages[position] = code
    out = [item.with_reader(readers[languages[p]]) if p in languages else item for p, item in enumerate(items)]
    return out, list(_notes(out, languages))


def _own_language(item: ParagraphFeatures, language: str) -> str:
    """The code of the language of a foreign paragraph, "" for one in `language` or too short to tell."""
    if len(item.text) < _SHORTEST_TELLING or item.hint is not None or item.preambular or item.operative:
        return ""
    return other(item.text, language)


def _is_known(item: ParagraphFeatures) -> bool:
    """True where the language of its reader knows what this line is for."""
    return bool(item.enacting or item.chapeau or item.annex or item.preambular or item.operative)


def _notes(items: Sequence[ParagraphFeatures], languages: Mapping[int, str]) -> Iterator[Note]:
    """One Note for each run of blocks in one foreign language."""
    run: list[int] = []
    for position in [*sorted(languages), -1]:
        if run and (position < 0 or languages[position] != languages[run[-1]] or position > run[-1] + _REACH):
            yield _note([items[p] for p in run], languages[run[0]])
            run = []
        run.append(position)


def _note(run: Sequence[ParagraphFeatures], code: str) -> Note:
    many = f"{len(run)} blocks are" if len(run) > 1 else "a block is"
    message = f"{many} not in the language of the document; read as {load(code).name}"
    return Note("other-language", message, source_place(run[0].paragraph), before=run[0].text[:60], after=code)
