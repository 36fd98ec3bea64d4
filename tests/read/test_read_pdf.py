"""PDF files made here, every letter at a known place: columns, notes, furniture, hyphens, tables, hostile files."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("pdfminer", reason="the extra 'pdf' is not installed")

from drafting.errors import SourceError
from drafting.model.resolution import Span
from drafting.read import read_bytes
from drafting.read.paragraphs import Paragraph, Paragraphs, TableParagraphs
from drafting.read.pdf import read_pdf
from drafting.read.pdf.dehyphenate import Hyphens
from tests.pdfs import ADVANCE, HEIGHT, Sheet, pdf, stream, wrap

LEFT, SECOND, COLUMN = 72.0, 318.0, 222.0
LAMPS = "Invites the keepers of the lights to write down each evening the hour at which the lamp was lit and by whom."
BOATS = "Requests the harbours to count the boats that come back and to send the figures to the council every spring."
ROPES = "Decides to keep the old ropes in a dry place until the committee has looked at all of them once again."


def paper(*sheets: Sheet, **more: object) -> Paragraphs:
    return read_pdf(pdf(*sheets, **more), "made.pdf")  # type: ignore[arg-type]


def texts(found: Paragraphs) -> list[str]:
    return [p.text for p in found.items if isinstance(p, Paragraph)]


def codes(found: Paragraphs) -> list[str]:
    return [n.code for n in found.notes]


def column(sheet: Sheet, x: float, top: float, *paragraphs: str, width: float = COLUMN, gap: float = 20) -> float:
    """Paragraphs under one another; gives back where the next one would begin."""
    for words in paragraphs:
        lines = wrap(words, width)
        sheet.lines(x, top, lines)
        top += 12 * (len(lines) - 1) + gap
    return top


def test_paragraphs_apart_by_white_or_by_a_line_that_had_room() -> None:
    sheet = Sheet()
    column(sheet, LEFT, 100, LAMPS, BOATS, width=400)
    column(sheet, LEFT, 300, LAMPS, BOATS, ROPES, width=400, gap=12)
    assert texts(paper(sheet)) == [LAMPS, BOATS, LAMPS, BOATS, ROPES]


def test_short_columns_under_a_title_across_both() -> None:
    sheet = Sheet().text(150, 80, "ON THE LIGHTS ALONG THE COAST AND IN THE HARBOURS", 11)
    column(sheet, LEFT, 120, LAMPS, BOATS)
    column(sheet, SECOND, 120, ROPES)
    column(
        sheet, LEFT, 420, "Adopted by all the members who were present at the meeting in the old town hall", width=460
    )
    assert texts(paper(sheet)) == [
        "ON THE LIGHTS ALONG THE COAST AND IN THE HARBOURS", LAMPS, BOATS, ROPES,
        "Adopted by all the members who were present at the meeting in the old town hall",
    ]  # fmt: skip


def test_columns_whose_lines_stand_at_different_heights() -> None:
    sheet = Sheet()
    column(sheet, LEFT, 100, LAMPS, BOATS)
    column(sheet, SECOND, 104.5, ROPES, LAMPS)
    assert texts(paper(sheet)) == [LAMPS, BOATS, ROPES, LAMPS]


def test_a_paragraph_runs_on_in_the_next_column_and_on_the_next_page() -> None:
    whole = f"{LAMPS[:-1]} and {BOATS[:-1]} and {ROPES}"
    lines = wrap(whole, COLUMN)
    first, second = Sheet(), Sheet()
    first.lines(LEFT, 100, lines[:6]).lines(SECOND, 100, lines[6:12])
    second.lines(LEFT, 100, lines[12:])
    column(second, LEFT, 300, LAMPS, width=460)
    assert texts(paper(first, second)) == [whole, LAMPS]


def test_labels_that_stand_in_a_column_of_their_own_stay_with_their_text() -> None:
    sheet = Sheet()
    for number, words in enumerate((LAMPS, BOATS, ROPES)):
        top = 100 + 120 * number
        sheet.text(SECOND, top, f"({'abc'[number]})")
        column(sheet, SECOND + 30, top, words, width=COLUMN - 30)
    column(sheet, LEFT, 100, LAMPS, BOATS, ROPES, LAMPS)
    assert texts(paper(sheet))[4:] == [f"(a) {LAMPS}", f"(b) {BOATS}", f"(c) {ROPES}"]


def test_a_list_of_terms_is_no_pair_of_columns() -> None:
    rows = [("lamp", "what shines at night along the coast"), ("rope", "what ties a boat"), ("oar", "what moves it on")]
    sheet = Sheet()
    for number, (term, meaning) in enumerate(rows):
        sheet.text(LEFT, 100 + 14 * number, term).text(SECOND, 100 + 14 * number, meaning)
    words = " ".join(texts(paper(sheet)))
    assert [words.index(meaning) for _, meaning in rows] == sorted(words.index(meaning) for _, meaning in rows)
    assert all(f"{term} {meaning}" in words for term, meaning in rows)


def test_a_number_in_brackets_at_a_line_start_is_no_label() -> None:
    room = len("Recalling the resolution of the council numbered 1515 ") * 10 * ADVANCE - 1
    sheet = Sheet()
    column(
        sheet, LEFT, 100, "Recalling the resolution of the council numbered 1515 (2003) of the year before,", width=room
    )
    assert len(texts(paper(sheet))) == 1


def noted(mark: str, body: str, *, ruled: bool = True, size: float = 8) -> Sheet:
    sheet = Sheet()
    column(sheet, LEFT, 100, LAMPS, width=460)
    sheet.text(LEFT, 160, "Thanks the keepers").text(LEFT + 108, 160, mark, 6, rise=4)
    sheet.text(LEFT + 108 + len(mark) * 3.6, 160, " of the north.")
    if ruled:
        sheet.rule(LEFT, 690, LEFT + 144, 690)
    sheet.text(LEFT, 700, mark, 5, rise=3).text(LEFT + 10, 700, body, size)
    return sheet


@pytest.mark.parametrize("mark", ["1", "*", "12"])
def test_a_note_hangs_on_its_word(mark: str) -> None:
    found = paper(noted(mark, "Said by the keepers of the south."))
    assert texts(found) == [LAMPS, "Thanks the keepers of the north."]
    assert [(b.mark, b.text) for b in found.bodies] == [(mark, "Said by the keepers of the south.")]
    last = found.items[-1]
    assert isinstance(last, Paragraph) and [(r.offset, r.mark) for r in last.refs] == [(18, mark)]


def test_a_rule_makes_a_note_zone_of_lines_as_large_as_the_text() -> None:
    found = paper(noted("1", "Said by the keepers of the south.", size=10))
    assert [(b.mark, b.text) for b in found.bodies] == [("1", "Said by the keepers of the south.")]


def test_a_note_goes_on_at_the_foot_of_the_next_page() -> None:
    first = noted("1", "Said by the keepers of the south, who")
    second = Sheet()
    column(second, LEFT, 100, BOATS, width=460)
    second.rule(LEFT, 690, LEFT + 144, 690).text(LEFT, 700, "had been asked in the winter.", 8)
    found = paper(first, second)
    assert [(b.mark, b.text) for b in found.bodies] == [
        ("1", "Said by the keepers of the south, who had been asked in the winter.")
    ]
    assert texts(found)[-1] == BOATS


def test_pages_that_begin_their_notes_anew_keep_every_note() -> None:
    found = paper(noted("1", "Said by the keepers of the south."), noted("1", "Said by the keepers of the west."))
    assert [b.mark for b in found.bodies] == ["1", "1[2]"]
    marks = [r.mark for p in found.items if isinstance(p, Paragraph) for r in p.refs]
    assert marks == ["1", "1[2]"] and "note-repeated" in codes(found)


def test_marks_that_touch_are_two() -> None:
    sheet = Sheet().text(LEFT, 100, "Thanks the keepers").text(LEFT + 108, 100, "12", 6, rise=4)
    for number, body in enumerate(("The first.", "The second.")):
        sheet.text(LEFT, 700 + 12 * number, str(number + 1), 5, rise=3).text(LEFT + 10, 700 + 12 * number, body, 8)
    column(sheet, LEFT, 140, LAMPS, BOATS, width=460)
    found = paper(sheet)
    first = found.items[0]
    assert isinstance(first, Paragraph) and [r.mark for r in first.refs] == ["1", "2"]


def test_a_raised_letter_is_no_mark() -> None:
    sheet = (
        Sheet().text(LEFT, 100, "La 3").text(LEFT + 24, 100, "e", 6, rise=4).text(LEFT + 28, 100, " session des phares")
    )
    found = paper(sheet)
    first = found.items[0]
    assert isinstance(first, Paragraph)
    assert first.text == "La 3e session des phares" and first.spans == (Span(4, 5, "superscript"),)


def furnished(count: int) -> list[Sheet]:
    sheets = []
    for number in range(count):
        sheet = Sheet()
        if number:
            sheet.text(LEFT, 40, "A/C.9/70/L.4/Rev.1").text(520, 40, f"{number + 1}/{count}")
        sheet.text(300, 760, f"- {number + 1} -")
        sheet.text(LEFT, 748, "24-00017 (E)", 7)
        sheet.text(LEFT, 100, f"{number + 6}.")
        column(
            sheet,
            LEFT + 36,
            100,
            f"{LAMPS[:-1]} for the {['first', 'second', 'third', 'fourth'][number]} time.",
            width=400,
        )
        sheets.append(sheet)
    return sheets


@pytest.mark.parametrize("count", [2, 3, 4])
def test_heads_and_feet_go_out_and_are_kept_as_notes(count: int) -> None:
    found = paper(*furnished(count))
    assert [t.split(" ")[0] for t in texts(found)] == [f"{n + 6}." for n in range(count)]
    said = {n.before for n in found.notes if n.code == "page-furniture"}
    assert {"- 1 -", "- 2 -", "24-00017 (E)"} <= said
    assert "A/C.9/70/L.4/Rev.1" in said and "A/C.9/70/L.4/Rev.1" in found.furniture


def test_a_symbol_of_the_first_page_is_furniture_on_the_second() -> None:
    first, second = (
        Sheet().text(400, 60, "OEA/Ser.Z/I.2"),
        Sheet().text(400, 40, "OEA/Ser.Z/I.2").text(300, 52, "- 2 -"),
    )
    column(first, LEFT, 100, LAMPS, width=460)
    column(second, LEFT, 100, BOATS, width=460)
    assert texts(paper(first, second)) == ["OEA/Ser.Z/I.2", LAMPS, BOATS]


def test_what_a_browser_prints_around_one_page_is_furniture() -> None:
    sheet = Sheet().text(30, 22, "12/1/26, 4:00 PM", 8).text(260, 22, "Lighthouses of the coast", 8)
    sheet.text(30, 780, "https://example.org/lights?id=4", 8).text(560, 780, "1/1", 8)
    column(sheet, 60, 90, "Recalling the report on the lights of the northern coast,")
    found = paper(sheet)
    assert texts(found) == ["Recalling the report on the lights of the northern coast,"]
    assert "Lighthouses of the coast" in found.furniture


@pytest.mark.parametrize(("top", "kept"), [(46, False), (84, True)])
def test_a_symbol_in_the_margin_of_one_page_is_its_head(top: float, kept: bool) -> None:
    sheet = Sheet().text(60, top, "A/C.3/99/L.12")
    column(sheet, 60, 130, "Recalling the report on the lights of the northern coast,")
    assert ("A/C.3/99/L.12" in texts(paper(sheet))) is kept


def test_a_ragged_line_that_breaks_off_goes_on_below() -> None:
    # the second line is short although "rights" had room: browsers balance the lines of a paragraph
    lines = [
        "Also emphasizes the role of cooperation among all the",
        "keepers in the field of human",
        "rights, of lights and buoys.",
    ]
    found = paper(Sheet().lines(60, 90, lines))
    assert texts(found) == [" ".join(lines)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Recalling its resolutions on lights and buoys,", "Welcoming the report of the keepers on lights,"),
        ("RAPPELANT ses textes sur les phares, la mer;", "SALUANT le rapport des gardiens sur les phares,"),
        ("RECORDANDO sus textos sobre los faros; y", "TOMANDO NOTA del informe de los guardas,"),
    ],
)  # fmt: skip
def test_opening_words_below_a_full_line_begin_a_paragraph(first: str, second: str) -> None:
    assert texts(paper(Sheet().lines(60, 90, [first, second]))) == [first, second]


def test_numbered_lines_lose_their_numbers() -> None:
    sheet = Sheet()
    lines = [line for words in (LAMPS, BOATS, ROPES) for line in wrap(words, 400)]
    sheet.lines(LEFT, 100, lines)
    for number in range(len(lines)):
        sheet.text(40, 100 + 12 * number, str(number + 1), 7)
    last = Sheet().text(40, 100, "1", 7).text(LEFT, 100, "To be held every year.")
    found = paper(sheet, last)
    assert " ".join(texts(found)) == f"{LAMPS} {BOATS} {ROPES} To be held every year."
    assert codes(found).count("line-numbers") == 2


HYPHENS = [
    ("la réorganisa- tion des phares", ("réorganisation",), "la réorganisation des phares"),
    ("cela a-t- il été dit", (), "cela a-t-il été dit"),
    ("les gardiens eux- mêmes", (), "les gardiens eux-mêmes"),
    ("de Trinité- et-Tobago", (), "de Trinité-et-Tobago"),
    ("de Trinité-et- Tobago", (), "de Trinité-et-Tobago"),
    ("de Guinée- Bissau", (), "de Guinée-Bissau"),
    ("le plan 2021- 2022 des phares", (), "le plan 2021-2022 des phares"),
    ("la non- prolifération des lampes", ("réorganisation", "réorgani- sation"), "la non-prolifération des lampes"),
    ("le vingt- deuxième phare", ("réorganisation", "réorgani- sation"), "le vingt-deuxième phare"),
    ("a decision- making body", ("decision", "making", "reorganisation", "reorgani- sation"), "a decision-making body"),
    ("in low- and middle-sized boats", (), "in low- and middle-sized boats"),
    ("para comprometê- lo agora", (), "para comprometê-lo agora"),
    ("see A/C.9/70/ L.4 of", (), "see A/C.9/70/L.4 of"),
    ("the years 1998– 2003 were", (), "the years 1998–2003 were"),
    ("the lamp – lit", (), "the lamp – lit"),
]


@pytest.mark.parametrize(("printed", "elsewhere", "meant"), HYPHENS, ids=[h[2] for h in HYPHENS])
def test_hyphens_at_a_line_end(printed: str, elsewhere: tuple[str, ...], meant: str) -> None:
    sheet = Sheet()
    broken = [cut for words in elsewhere for cut in words.split("- ")]
    for number, (above, below) in enumerate(pairwise([*broken, ""])) if any("- " in w for w in elsewhere) else ():
        ends = "-" if f"{above}- {below}" in elsewhere else ""
        sheet.text(LEFT, 300 + 12 * number, f"mot {above}{ends}")
    sheet.lines(LEFT, 500, [f"{words.replace('- ', '')} mot" for words in elsewhere])
    first, _, second = printed.partition(next(m for m in ("- ", "/ ", "– ") if m in printed))
    sign = printed[len(first)]
    sheet.lines(LEFT, 100, [f"{'x ' * 20}{first}{sign}", second])
    assert texts(paper(sheet))[0] == f"{'x ' * 20}{meant}"


def test_a_joined_word_is_said() -> None:
    found = paper(
        Sheet().lines(LEFT, 100, ["the reorganisation of the lights and the reorgani-", "sation of the boats"])
    )
    note = next(n for n in found.notes if n.code == "hyphen-removed")
    assert (note.before, note.after, note.severity) == ("reorgani- sation", "reorganisation", "info")


@given(
    st.lists(st.sampled_from(["lamp-", "rope", "oar", "light-house", "12-", "x-", "-", "été-", "L-", "A"]), max_size=12)
)
def test_hyphens_never_fail(words: list[str]) -> None:
    decide = Hyphens(words)
    for above, below in pairwise(words):
        assert decide.keeps(above, below) in (True, False, None)


def test_emphasis_becomes_spans_and_stays_on_its_word() -> None:
    sheet = Sheet().text(LEFT, 100, "Thanks", font="Courier-Oblique").text(LEFT + 36, 100, ", once more, the ")
    sheet.text(LEFT + 138, 100, "keepers", font="Courier-Bold").text(LEFT + 180, 100, " of the lights")
    sheet.rule(LEFT + 204, 97, LEFT + 222, 97).rule(LEFT + 228, 101.2, LEFT + 264, 101.2)
    found = paper(sheet)
    first = found.items[0]
    assert isinstance(first, Paragraph)
    assert first.text == "Thanks, once more, the keepers of the lights"
    spans = {(first.text[s.start : s.end], s.kind) for s in first.spans}
    assert spans == {("Thanks", "italic"), ("keepers", "bold"), ("the", "strike"), ("lights", "underline")}
    assert "struck-text" in codes(found)


def grid(sheet: Sheet, top: float, rows: list[list[str]], xs: list[float], height: float = 20) -> Sheet:
    for number in range(len(rows) + 1):
        sheet.rule(xs[0], top + height * number, xs[-1], top + height * number)
    for x in xs:
        sheet.rule(x, top, x, top + height * len(rows))
    for number, row in enumerate(rows):
        for x, words in zip(xs, row, strict=False):
            sheet.text(x + 4, top + height * number + 13, words, 8)
    return sheet


HEAD, ROWS = ["No.", "Lamp", "Keeper"], [["1", "North", "Anna"], ["2", "South", "Bruno"], ["3", "West", ""]]


def cells(table: object) -> list[list[str]]:
    assert isinstance(table, TableParagraphs)
    return [[" ".join(p.text for p in cell) for cell in row] for row in table.rows]


def test_a_ruled_table_between_paragraphs() -> None:
    sheet = grid(Sheet(), 200, [HEAD, *ROWS], [100, 140, 260, 400])
    column(sheet, LEFT, 100, LAMPS, width=460)
    column(sheet, LEFT, 320, BOATS, width=460)
    found = paper(sheet)
    assert texts(found) == [LAMPS, BOATS] and cells(found.items[1]) == [HEAD, *ROWS]


def test_a_table_goes_on_over_the_page_and_its_head_row_is_said_once() -> None:
    xs = [100.0, 140.0, 260.0, 400.0]
    found = paper(grid(Sheet(), 600, [HEAD, *ROWS[:2]], xs), grid(Sheet(), 80, [HEAD, ROWS[2]], xs))
    assert [cells(i) for i in found.items] == [[HEAD, *ROWS]] and "table-head" in codes(found)


def test_a_merged_cell_leaves_an_empty_place() -> None:
    sheet = Sheet()
    for y in (200, 220, 240):
        sheet.rule(100, y, 400, y)
    sheet.rule(100, 200, 100, 240).rule(400, 200, 400, 240).rule(250, 220, 250, 240)
    sheet.text(110, 213, "Lamps and boats", 8).text(110, 233, "four", 8).text(260, 233, "nine", 8)
    assert cells(paper(sheet).items[0]) == [["Lamps and boats", ""], ["four", "nine"]]


def test_a_frame_is_no_table() -> None:
    sheet = Sheet().rule(90, 90, 400, 90).rule(90, 130, 400, 130).rule(90, 90, 90, 130).rule(400, 90, 400, 130)
    assert texts(paper(sheet.text(100, 113, "A text in a frame"))) == ["A text in a frame"]


WORDS = st.lists(
    st.sampled_from(
        ["lamp", "rope", "boats", "keepers", "of", "the", "and", "a", "harbour", "lights", "spring", "council"]
    ),
    min_size=1,
    max_size=60,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=4), st.booleans(), st.booleans())
def test_every_word_is_read_once_and_in_order(paragraphs: list[list[str]], two: bool, packed: bool) -> None:
    sheet, other = Sheet(), Sheet()
    written = [f"{' '.join(words)}." for words in paragraphs]
    column(sheet, LEFT, 100, *written, width=COLUMN if two else 460)
    if two:
        column(sheet, SECOND, 100, LAMPS, BOATS)
        column(sheet, LEFT, 700, ROPES, width=460)
    column(other, LEFT, 100, *written, width=460)
    found = paper(sheet, other, packed=packed)
    more = [*LAMPS.split(), *BOATS.split(), *ROPES.split()] if two else []
    order = " ".join(texts(found)).split()
    plain = [w for words in written for w in words.split()]
    assert sorted(order) == sorted([*plain, *more, *plain])
    assert order[-len(plain) :] == plain
    if len(wrap(written[0], COLUMN)) > 3:
        assert order[: len(plain)] == plain


def test_a_scan_is_sent_to_text_recognition() -> None:
    with pytest.raises(SourceError) as refused:
        paper(Sheet().rule(10, 10, 500, 500))
    assert "OCR" in refused.value.hint


def test_text_set_upright_or_outside_the_page_is_said() -> None:
    sheet = Sheet().raw("BT /F1 40 Tf 0.7 0.7 -0.7 0.7 200 300 Tm (DRAFT) Tj ET").text(LEFT, HEIGHT + 300, "below")
    found = paper(sheet.text(LEFT, 100, LAMPS[:60]))
    assert texts(found) == [LAMPS[:60].strip()]
    assert {"turned-text", "text-outside"} <= set(codes(found))
    assert next(n for n in found.notes if n.code == "turned-text").before == "DRAFT"


def test_text_laid_unseen_over_a_scan_is_doubted() -> None:
    assert "text-recognised" in codes(paper(Sheet().raw("3 Tr").text(LEFT, 100, LAMPS[:60])))


BOMB = b"BT (lamp) Tj ET " * 2_000_000


def bomb() -> bytes:
    return _content(zlib.compress(BOMB, 9), "/Filter /FlateDecode")


def _content(data: bytes, entries: str) -> bytes:
    """A page whose content is this stream."""
    return pdf(Sheet(), extra=[stream(data, entries=entries)]).replace(b"/Contents 12 0 R", b"/Contents 10 0 R")


def twice() -> bytes:
    return _content(zlib.compress(zlib.compress(BOMB, 9), 9), "/Filter [/FlateDecode /FlateDecode]")


def runs() -> bytes:
    return _content(bytes([129, 32]) * 200_000, "/Filter /RunLengthDecode")


def laughs() -> bytes:
    """Forms that each call the next one ten times."""
    forms = [
        stream(
            b"/N Do " * 10,
            entries=f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /N {11 + n} 0 R >> >>",
        )
        for n in range(12)
    ]
    return pdf(
        Sheet().text(LEFT, 100, "x").raw("/N Do"),
        extra=[*forms, forms[0]],
        page="/Resources << /Font << /F1 3 0 R >> /XObject << /N 10 0 R >> >>",
    )


def _font(entry: str, *extra: bytes) -> bytes:
    font = f"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [11 0 R] {entry} >>"
    below = (
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /W [0 4000000000 500] >>"
        if not extra
        else b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X >>"
    )
    return pdf(
        Sheet().text(LEFT, 100, "xx"),
        extra=[font.encode(), below, *extra],
        page="/Resources << /Font << /F1 10 0 R >> >>",
    )


def widths() -> bytes:
    return _font("")


def codes_without_end() -> bytes:
    return _font("/ToUnicode 12 0 R", stream(b"1 beginbfrange\n<00000000> <ffffffff> <0041>\nendbfrange"))


def elsewhere() -> bytes:
    return _font("", b"null").replace(b"/Identity-H", b"/..#2f..#2ftmp#2fevil")


def rows_without_end() -> bytes:
    return _content(
        zlib.compress(b"BT ET"), "/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 2000000000 >>"
    )


def encrypted() -> bytes:
    return pdf(
        Sheet().text(LEFT, 100, "x"),
        trailer=f"/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -1 /O <{'41' * 32}> /U <{'42' * 32}> >>",
    )


HOSTILE = [bomb, twice, runs, laughs, widths, codes_without_end, elsewhere, rows_without_end, encrypted]


def _peak() -> int:
    """Kilobytes this process held at most; 0 where the system does not tell (Windows)."""
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


@pytest.mark.parametrize("made", HOSTILE, ids=lambda f: f.__name__)
def test_a_hostile_file_is_one_error_at_little_cost(made: Callable[[], bytes]) -> None:
    data = made()
    before, start = _peak(), time.process_time()
    with pytest.raises(SourceError) as refused:
        read_pdf(data, "made.pdf")
    assert refused.value.hint and "\n" not in refused.value.message
    assert time.process_time() - start < 10
    assert _peak() - before < 300_000


def test_a_cut_or_damaged_file_is_read_or_refused() -> None:
    data = pdf(*furnished(3), packed=True)
    for end in range(0, len(data), 97):
        for spoiled in (data[:end], data[:end] + b"\xff" * 9 + data[end + 9 :]):
            try:
                read_pdf(spoiled, "made.pdf")
            except SourceError as error:
                assert error.hint


def test_a_pdf_reads_as_a_resolution() -> None:
    sheet = Sheet().text(240, 80, "AG/RES. 77 (X-O/91)").text(250, 110, "THE LIGHTS OF THE COAST")
    column(sheet, LEFT, 150, "The Council of Lights,", "Recalling that the lamps are old,", width=460)
    column(sheet, LEFT, 200, "Decides:", f"1. To ask that {LAMPS[8:60].strip()};", "2. To meet again.", width=460)
    found = read_bytes(pdf(sheet), "made.pdf")
    assert found.symbol == "AG/RES. 77 (X-O/91)"
    assert [c.label for c in found.clauses("operative")] == ["1.", "2."]
