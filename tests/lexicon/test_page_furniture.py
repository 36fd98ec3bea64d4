"""One table of page furniture: what each question answers about the lines that bodies of the OAS and UN print."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.lexicon import LANGUAGES, page_furniture
from drafting.lexicon.any_language import alternatives, listed

QUESTIONS: dict[str, Callable[[str], bool]] = {
    "mark": page_furniture.is_page_mark,
    "margin": page_furniture.is_margin_number,
    "job": page_furniture.is_job_line,
    "certain": page_furniture.is_certain_job_line,
    "furniture": page_furniture.is_furniture,
    "distribution": page_furniture.is_distribution_line,
    "note": page_furniture.is_reference_note,
}
JOB = "margin job certain furniture"
LINES = {
    "24-08745": "margin job furniture",
    "GE.24-08745": JOB,
    "24-08745 (E)": JOB,
    "24-08745  (E)": JOB,
    "24-08745 (E)   240524   270524": JOB,
    "2/9 24-08745": JOB,
    "24-08745 2 / 9": JOB,
    "*2408745*": JOB,
    "24-08745 (F) 240524 Merci de recycler": JOB,
    "24-08745 (E) 240524 Pleese recycle": JOB,
    "The Council recycles 24-08745 lamps": "",
    "Please recycle": "certain furniture",
    "Favor de reciclar": "certain furniture",
    "MERCI DE RECYCLER ♻": "certain furniture",
    "- 12 -": "mark margin furniture",
    "Page 2 of 9": "mark margin furniture",
    "página 2 de 9": "mark margin furniture",
    "Page 2 sur 9": "mark margin furniture",
    "3 | P a g e": "mark furniture",
    "iv": "margin",
    "12": "margin",
    "/…": "furniture",
    "Distr.: General": "furniture distribution",
    "Original : français": "furniture distribution",
    "See A/50/7.": "note",
    "Véase el anexo.": "note",
    "see below": "",
    "Resolution 60/147, annex.": "note",
    "Résolution 60/147": "",
    "1990-1991": "",
    "Pages 3 to 9 of the report were read.": "",
    "The Council": "",
    "": "margin",
}


@pytest.mark.parametrize("line", LINES)
def test_what_a_line_is(line: str) -> None:
    assert " ".join(name for name, question in QUESTIONS.items() if question(line)) == LINES[line]


@given(st.text(alphabet="24-08745 (E)/*GE.page…|ivx", max_size=200))
def test_any_line_is_answered_and_a_certain_job_line_is_furniture(line: str) -> None:
    answers = {name: question(line) for name, question in QUESTIONS.items()}
    assert not answers["mark"] or answers["furniture"]
    assert not (answers["certain"] and line == line.strip()) or answers["furniture"]


def test_every_language_has_its_words() -> None:
    for name in ("page", "of", "recycle", "recycling_stem", "original", "see", "cited"):
        assert listed("furniture", name)
    assert len(LANGUAGES) >= 4 and "please\\s+recycle" in alternatives("furniture", "recycle")
