"""Page furniture: what a printed page carries and the text does not. Every reader asks here.

The patterns are data: `data/furniture.toml` holds their shapes, `[furniture]` of each language file the words. Every
question is about one line as printed; the caller judges where on the page the line is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from drafting.lexicon import loader
from drafting.lexicon.any_language import alternatives, any_phrase, listed

TABLE = "furniture"
_LONGEST_JOB_LINE = 100
"""Characters of the longest line that is searched for a job number: a bound on the search."""
_JOB_SIGNS = frozenset("Gg*0123456789(")
"""What a line with a job number begins with; most lines begin otherwise and are not searched."""
_NAME = re.compile(r"<(\w+)>")


def is_page_mark(line: str) -> bool:
    """True for a page number with dashes or words: "- 12 -", "Page 2 of 9", "p. 4"."""
    return _pattern("page_mark").fullmatch(line) is not None


def is_margin_number(line: str) -> bool:
    """True for what numbers a page where it is in a margin: a bare "12" or "iv" too, or a job number."""
    rest = _pattern("job_line").sub(" ", line[:_LONGEST_JOB_LINE]).strip()
    return not rest or _pattern("margin_number").fullmatch(rest) is not None


def is_browser_mark(line: str) -> bool:
    """True for the date and time, or the address, that a browser prints in the margin of a page."""
    return _pattern("browser_mark").fullmatch(line) is not None


def is_job_line(line: str) -> bool:
    """True for a line of nothing but a job number and what is printed beside it: "24-08745", "2/9 24-08745"."""
    return _may_hold_job(line) and _pattern("job_line").fullmatch(line) is not None


def is_certain_job_line(line: str) -> bool:
    """As `is_job_line`, for a line that can be nothing else: "Please recycle" counts, a bare "24-08745" does not."""
    if _pattern("recycling").fullmatch(line):
        return True
    return _may_hold_job(line) and _pattern("certain_job_line").fullmatch(line) is not None


def is_furniture(line: str) -> bool:
    """True for a line that is furniture anywhere: distribution, job number, page number in words."""
    return _pattern("furniture").match(line) is not None


def is_distribution_line(line: str) -> bool:
    """True for "Distr.: General" and "Original: English"."""
    return _pattern("distribution").match(line) is not None


def is_reference_note(line: str) -> bool:
    """True for a line that may be a footnote without its mark: "See A/50/7.", "Ibid."."""
    return _pattern("reference_note").match(line) is not None


def _may_hold_job(line: str) -> bool:
    return len(line) <= _LONGEST_JOB_LINE and line[:1] in _JOB_SIGNS


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(_resolved(name), re.IGNORECASE)


def _resolved(name: str) -> str:
    """The pattern of this name with every name in it replaced by its pattern or words."""
    shape = _shapes().get(name)
    return _words(name) if shape is None else _NAME.sub(lambda m: f"(?:{_resolved(m[1])})", shape)


@cache
def _shapes() -> Mapping[str, str]:
    return loader.read(TABLE)


def _words(name: str) -> str:
    """The words of all languages; `spaced_page` is the word for a page with blanks between its letters."""
    if name == "spaced_page":
        whole = (word for word in listed(TABLE, "page") if word.isalpha())
        return "|".join(r"\s?".join(any_phrase([sign]) for sign in word) for word in whole)
    return alternatives(TABLE, name)
