"""A draft or adopted resolution → a document of the library and its paragraphs, with the States that reserved."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path

from drafting.errors import SourceError
from drafting.lexicon import detect
from drafting.lexicon.masthead import without_participle
from drafting.library.analysis import words
from drafting.library.jsonl import well_formed
from drafting.library.models import ADOPTED, DRAFT, Document, Paragraph
from drafting.library.opening_words import opening_words, with_reader_opening, work_of
from drafting.model.address import Address, places
from drafting.model.resolution import Clause, Heading, Line, Resolution
from drafting.model.symbols import parse, printed_year

_KINDS = {"preamble": "preambular", "operative": "operative", "annex": "annex"}
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
SHORTEST_LINE = 5
"""Words that a line outside any paragraph must have to be kept. Judged, not measured."""


def from_file(path: Path, adopted: bool | None = None) -> list[tuple[Document, list[Paragraph]]]:
    """Read a file: each of its texts. The keys of the paragraphs are addresses ("OP5"), to be prefixed with the
    document's name; a text without a symbol in a file of several is named by the file and its number.

    Raises SourceError and DraftError as `drafting.read` does, and SourceError when the file has no paragraph.
    """
    from drafting.read import read_texts

    texts = read_texts(path)
    names = [path.stem] if len(texts) == 1 else [f"{path.stem}-{number}" for number in range(1, len(texts) + 1)]
    made = (from_resolution(text, name, adopted) for text, name in zip(texts, names, strict=True))
    found = [(_with_path(document, path), paragraphs) for document, paragraphs in made if paragraphs]
    if not found:
        raise SourceError(f"{path.name} holds no paragraph", "check that it is a resolution or a draft")
    return found


def from_resolution(resolution: Resolution, name: str, adopted: bool | None = None) -> tuple[Document, list[Paragraph]]:
    """A resolution as a document: a draft unless its status or `adopted` says that it was adopted."""
    language = resolution.language or detect(" ".join(c.text for c in resolution.clauses()))
    paragraphs = list(_read_paragraphs(resolution, language))
    what = [resolution.symbol, resolution.title, language, *((p.key, p.number, p.text) for p in paragraphs)]
    work, revision = work_of(_one_line(resolution.symbol))
    is_adopted = resolution.status == "adopted" if adopted is None else adopted
    return (
        Document(
            digest=blake2b(json.dumps(what).encode(), digest_size=16).digest(),
            name=well_formed(resolution.symbol or name or "text"),
            language=language,
            status=ADOPTED if is_adopted else DRAFT,
            symbol=_one_line(resolution.symbol),
            title=_one_line(resolution.title),
            organ=organ_name(resolution.organ),
            session=_one_line(resolution.session),
            kind=resolution.kind,
            adopted=resolution.adopted,
            year=year_of(resolution),
            source=name,
            work=work,
            revision=revision,
        ),
        paragraphs,
    )


def year_of(resolution: Resolution) -> int | None:
    """The year of adoption, else the year that the symbol states, else the last year named before the first paragraph.

    Where the session in the symbol rules out a year, that year is not considered. None where no year is known.
    """
    if resolution.adopted:
        return int(resolution.adopted[:4])
    symbol = resolution.symbol or ""
    if (year := printed_year(symbol)) is not None:
        return year
    first, last = possible_years(symbol)
    front = [b.text for b in resolution.blocks if isinstance(b, Line) and b.part == "front"]
    return max((y for text in front for y in map(int, _YEAR.findall(text)) if first <= y <= last), default=None)


def possible_years(symbol: str) -> tuple[int, int]:
    """The first and the last year that a document with this symbol can have; (0, 9999) where it leaves that open."""
    try:
        return parse(symbol).years or (0, 9999)
    except ValueError:
        return 0, 9999


def corrected_year(symbol: str, stored: int | None) -> int | None:
    """The year of a document that was stored with no date of adoption by a version that misread some symbols.

    `stored` is kept only where it can have come from the first page: not where it is a number of the symbol
    ("S/RES/1973") or where the session rules it out.
    """
    year = printed_year(symbol)
    if stored is None or year is not None:
        return year
    first, last = possible_years(symbol)
    return stored if first <= stored <= last and str(stored) not in re.findall(r"\d+", symbol) else None


def organ_name(text: str | None) -> str | None:
    """The organ without what it is doing: "LES ÉTATS MEMBRES, réunis à Lima …" → "LES ÉTATS MEMBRES"."""
    return _one_line(without_participle(text).rstrip(" ,")) if text else None


def _one_line(text: str | None) -> str | None:
    return well_formed(" ".join(text.split())) if text else None


def _with_path(document: Document, path: Path) -> Document:
    return replace(document, path=str(path.resolve()), source=path.name)


def _read_paragraphs(resolution: Resolution, language: str) -> Iterator[Paragraph]:
    """The paragraphs worth keeping, in order. An item without opening words of its own has those of its chapeau."""
    headings: list[tuple[int, str, frozenset[str]]] = []
    on_text = _states_on_whole_text(resolution)
    chapeau = ""
    for at, block in places(resolution):
        if isinstance(block, Heading):
            headings = [h for h in headings if h[0] < block.level]
            headings.append((block.level, " ".join(block.text.split()), _states(resolution, block)))
        elif isinstance(block, Clause) or (isinstance(block, Line) and _is_worth_keeping(block)):
            opening = block.opening if isinstance(block, Clause) else ""
            if not at.items:
                chapeau = opening
            if text := well_formed(block.text).strip():
                read = with_reader_opening(opening_words(text, language), opening or chapeau, language)
                yield Paragraph(
                    key=str(at),
                    text=text,
                    kind=_kind(at, block),
                    number=_number(at, block),
                    section=tuple(heading for _, heading, _ in headings),
                    opening=read.opening,
                    class_=read.class_,
                    addressee=read.addressee,
                    reserved=tuple(sorted(on_text.union(_states(resolution, block), *(s for *_, s in headings)))),
                )


def _states(resolution: Resolution, block: Clause | Line | Heading) -> frozenset[str]:
    """The States that made a statement on this block: on a heading for its section, on the title for the whole text."""
    notes = [resolution.footnote(ref.mark) for ref in block.refs]
    return frozenset(state for note in notes if note and note.kind != "information" for state in note.states)


def _states_on_whole_text(resolution: Resolution) -> frozenset[str]:
    lines = (block for block in resolution.blocks if isinstance(block, Line) and block.role != "text")
    return frozenset(state for line in lines for state in _states(resolution, line))


def _is_worth_keeping(line: Line) -> bool:
    return line.role == "text" and line.part != "front" and len(words(line.text)) >= SHORTEST_LINE


def _kind(at: Address, block: Clause | Line) -> str:
    if at.items:
        return "item"
    return _KINDS.get(block.part, "text") if isinstance(block, Clause) else "text"


def _number(at: Address, block: Clause | Line) -> str | None:
    if at.items:
        return f"{at.number}{''.join(f'({i})' for i in at.items)}"
    return at.number if isinstance(block, Clause) else None
