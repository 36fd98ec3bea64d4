"""The reader always returns, its offsets are true, and no word is lost: texts built from the lexicon's own words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from drafting.lexicon import LANGUAGES, load
from drafting.model.resolution import Clause, Heading, Line, NoteRef, Resolution, Span, Table, flatten, table_text
from drafting.output.json import record
from drafting.read import read_bytes
from drafting.read.edit import remove_ranges
from drafting.read.paragraphs import Paragraph


def strings(value: Any) -> Iterator[str]:
    """Every printed word of a language file."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


WORDS = {
    language: sorted({w for w in strings(load(language).data) if 2 < len(w) < 60 and re.fullmatch(r"[\w\s’'-]+", w)})
    for language in LANGUAGES
}
SIGNS = [
    "[footnoteRef:2]/", "[2: .\tnote", "[3: x]", "]", "[bookmark: _Hlk12]", "1/", "[1]", "²", "…", "« a »",
    "AG01234F01",
    "(2004)", "- 3 -", "— 144 —", "A/C.3/78/L.12", ":", ";", ",", ".", "\t", "  ", "¶", "(a)", "i)", "1 .", "a )", "\f",
]  # fmt: skip
STARTS = [
    "", "1. ", "2.\t", "12. ", "(a) ", "b. ", "i) ", "I. ", "A. ", "OP3 bis. ", "PP1. ", "1/ ", "[1] ", "1° ", "- ",
    "\t", "…", "[", "NOTES\n", "DÉCIDE :\n", "ANEXO\n", "THE GENERAL ASSEMBLY,\n",
]  # fmt: skip


@st.composite
def nonsense(draw: st.DrawFn) -> str:
    """Lines of words of one language, labels, artefacts and marks, in any order."""
    pool = st.one_of(st.sampled_from(WORDS[draw(st.sampled_from(LANGUAGES))]), st.sampled_from(SIGNS))
    shapes: list[Callable[[str], str]] = [str, str.upper, str.capitalize]
    shape = st.sampled_from(shapes)
    line = st.tuples(
        st.sampled_from(STARTS), st.lists(pool, max_size=12), shape, st.sampled_from(["", ".", ";", ",", ":"])
    )
    lines = draw(st.lists(line, max_size=25))
    gap = draw(st.sampled_from(["\n", "\n\n", "\n\n\n", "\n \n"]))
    return gap.join(start + how(" ".join(words)) + end for start, words, how, end in lines)


def said(resolution: Resolution) -> Counter[str]:
    """All words that the reader gives back, in its blocks, notes and log."""
    texts: list[str] = []
    for block in flatten(resolution.blocks):
        texts.append(table_text(block) if isinstance(block, Table) else block.text)
        texts += [block.label or ""] if isinstance(block, Clause | Heading) else []
    for note in resolution.footnotes:
        texts += [note.mark, note.text]
    texts += [n.before for n in resolution.notes] + [resolution.archive_code or ""]
    return words_of("\n".join(texts))


def words_of(text: str) -> Counter[str]:
    """Words with raised figures as plain ones: a mark "²" is read as note 2."""
    return Counter(re.findall(r"\w+", unicodedata.normalize("NFKC", text)))


@given(nonsense())
@example("NOTES\n1. a\n\nb 1/")
@example("[footnoteRef:2]/ [2: .\tnote\n\n1. a\n\n[2: again]")
def test_the_reader_returns_and_loses_no_word(text: str) -> None:
    if not text.strip():
        return
    resolution = read_bytes(text.encode(), "nonsense.txt")
    missing = words_of(text) - said(resolution)
    assert not missing, missing
    assert record(resolution)["schema"] == "drafting/read/1"


@given(nonsense())
def test_offsets_lie_in_the_text_they_count(text: str) -> None:
    if not text.strip():
        return
    for block in flatten(read_bytes(text.encode(), "nonsense.txt").blocks):
        words = table_text(block) if isinstance(block, Table) else block.text
        assert all(0 <= ref.offset <= len(words) for ref in block.refs)
        if isinstance(block, Line | Heading | Clause):
            assert all(0 <= span.start < span.end <= len(words) for span in block.spans)
            assert words == words.strip()


@given(nonsense())
def test_reading_is_repeatable(text: str) -> None:
    if text.strip():
        assert read_bytes(text.encode(), "x.txt") == read_bytes(text.encode(), "x.txt")


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_in_words(data: bytes) -> None:
    from drafting.errors import SourceError

    try:
        read_bytes(data, "bytes.txt")
    except SourceError as error:
        assert error.message and error.hint


@given(
    st.text(alphabet="ab c", max_size=30),
    st.lists(st.integers(0, 30), min_size=2, max_size=6, unique=True),
    st.lists(st.integers(0, 30), max_size=4),
)
def test_cutting_keeps_marks_at_their_letters(text: str, edges: list[int], marks: list[int]) -> None:
    edges = sorted({min(e, len(text)) for e in edges})
    ranges = list(zip(edges[::2], edges[1::2], strict=False))
    refs = tuple(NoteRef(min(m, len(text)), str(m)) for m in sorted(marks))
    spans = (Span(0, len(text), "italic"),) if text else ()
    left = remove_ranges(Paragraph(text, refs=refs, spans=spans), ranges)
    kept = [i for i in range(len(text)) if not any(a <= i < b for a, b in ranges)]
    whole = "".join(text[i] for i in kept)
    assert left.text == whole.strip()
    margin = len(whole) - len(whole.lstrip())
    for before, after in zip(refs, left.refs, strict=True):
        expected = sum(i < before.offset for i in kept) - margin
        assert after.offset == min(max(expected, 0), len(left.text))
