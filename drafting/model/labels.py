"""Printed labels and what they count: "3." "(a)" "iv)" "5bis." "OP6alt" ↔ style and ordinal; numbers from position.

A label is a field, never words (rule 3 of the house). Reading a label is pure text work; whether "i." is the letter or
the roman numeral depends on what stood before, so `read_label` takes the previous label of that level.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from drafting.model.roman import roman_numeral, roman_value
from drafting.resources import language_codes, language_table, listed_in_all

Style: TypeAlias = Literal["decimal", "lower", "upper", "roman", "ROMAN", "bullet"]

SUFFIXES = ("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies", "decies", "alt")
"""Latin marks of inserted or competing paragraphs, in the order negotiators use them (UN Editorial Manual)."""

_ARTICLE = "|".join(listed_in_all("labels", "article"))
"""Patterns of what an article of an instrument is labelled with, in every language: "Art. 1", "Artículo 2"."""
_PARAGRAPH = "|".join(listed_in_all("labels", "paragraph"))
"""Patterns of what a part of an article is labelled with: "Parágrafo único"."""
_HEAD = rf"{_ARTICLE}|{_PARAGRAPH}"
_SUFFIX = r"(?:[.\s]?(?P<suffix>(?i:" + "|".join(SUFFIXES) + r"))(?P<alt>\d{0,2}(?:\s?[A-Z](?=[.)]))?))?"
_LABEL = re.compile(
    r"(?P<open>[(\[]?)(?P<prefix>(?:OP|PP|§|(?P<article>(?i:" + _HEAD + r")))\s?)?"
    r"(?:(?P<number>\d{1,4})(?P<branch>[A-Z](?=[.)]))?|(?P<letters>[ivxlcdm]{1,8}|[IVXLCDM]{1,8}|[a-z]{1,2}|[A-Z]))"
    + _SUFFIX
    + r"(?P<close>[)\].]?[°º]?[)\].]?[-–—/]?)"
)
_TYPED = re.compile(
    r"\s*(?P<label>" + re.sub(r"\?P<\w+>", "?:", _LABEL.pattern) + r")(?P<gap>[ \t\u00a0\u2007\u202f]+|$)"
)
_BULLET = re.compile(r"\s*(?P<label>[-–—•·▪●○*])(?P<gap>[ \t\u00a0\u202f]+)")
_MAY_BEGIN = re.compile(
    r"[^A-Za-z]|(?:OP|PP)\s?\d|(?i:"
    + _HEAD
    + r")\s?\d|[A-Za-z]{1,8}(?:[^\w\s]|º|[.\s]?(?i:"
    + "|".join(SUFFIXES)
    + r")(?![a-z]))"
)
"""Letters that no sign follows begin no label: asked first, as most texts begin with a word."""
_PATH = re.compile(
    r"(?P<parents>(?:\d{1,3})\.(?:[1-9]\d?\.){0,3})(?P<number>[1-9]\d?)(?P<branch>[A-Z])?"
    r"(?P<suffix>(?i:" + "|".join(SUFFIXES) + r"))?(?P<close>[.)]?)"
)
"""A number with those above it: "2.1." "2.1.1" (Council of Europe and its Assembly)."""
_TYPED_PATH = re.compile(
    r"\s*(?P<label>" + re.sub(r"\?P<\w+>", "?:", _PATH.pattern) + r")(?P<gap>[ \t\u00a0\u2007\u202f]+)"
)


def _bare(word: str) -> str:
    """The word in small letters without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(c))


def _ordinal_words() -> Iterator[tuple[str, int]]:
    for code in language_codes():
        for number, words in enumerate(language_table(code, "labels")["ordinals"], 1):
            yield from ((_bare(word), number) for word in words.split())


_ORDINALS = dict(_ordinal_words())
"""Ordinal words of every language that label a paragraph → their number."""
_WORD = re.compile(r"(?:(?i:" + _HEAD + r")\s)?(?P<word>[^\W\d_]{4,16})\s?(?P<close>[.:]\s?[-–—]|[.:)]|[-–—](?=\s|$))")
"""An ordinal word, perhaps of an article, with a sign behind it: "PRIMERO.-", "Artículo segundo.", "TERCEIRO –"."""
_TYPED_WORD = re.compile(
    r"\s*(?P<label>" + re.sub(r"\?P<\w+>", "?:", _WORD.pattern) + r")(?P<gap>[ \t\u00a0\u2007\u202f]+|$)"
)
_ARTICLE_LINE = re.compile(
    r"(?i:" + _ARTICLE + r")\s(?:(?P<digits>\d{1,3}\s?[.°º]{0,2}[ºo]?|[IVXLC]{1,7})|(?P<word>[^\W\d_]{4,16}))"
    r"(?:bis|ter)?(?:[.:]?\s?[-–—]?|[.:]?\s?[-–—]?\s?[^\W\d_][^.;:]{0,100}(?<!,))"
)
_HEADS = re.compile(rf"(?i:{_HEAD})")
_PART_OF_ARTICLE = re.compile(rf"§|(?i:{_PARAGRAPH})\b")
_FIRST_WORD = re.compile(r"\s*([^\W\d_]{3,16})")
_NUMERAL = frozenset("ivxlcdmIVXLCDM")
"""Three letters that are not all of these begin no label."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label taken apart. `raw` is what was printed; `ordinal` counts from 1; `suffix` is "", "bis", "alt2" …

    `opening` and `closing` are the signs around the number: "(" and ")", "" and "." and so on. `parents`: the numbers
    above it where they are printed too ("2.1." of "2.1.3.").
    """

    raw: str
    style: Style
    ordinal: int
    suffix: str = ""
    opening: str = ""
    closing: str = ""
    parents: str = ""

    @property
    def depth(self) -> int:
        """How many numbers are printed above this one: 2 for "2.1.3."."""
        return self.parents.count(".")

    @property
    def number(self) -> str:
        """The label without its signs: "5bis", "a", "iv"."""
        return number_text(self.style, self.ordinal) + self.suffix

    @property
    def family(self) -> tuple[Style, str, str]:
        """What labels of one list have in common: style and signs."""
        return (self.style, "." * self.depth + self.opening, self.closing)


def letter(number: int) -> str:
    """1 → "a", 26 → "z", 27 → "aa", 28 → "ab" (the order of legal lists); ValueError below 1."""
    if number < 1:
        raise ValueError(f"{number} has no letter")
    out = ""
    while number:
        number, rest = divmod(number - 1, 26)
        out = chr(ord("a") + rest) + out
    return out


def letter_value(text: str) -> int | None:
    """ "a" → 1, "aa" → 27, "ab" → 28; None for anything but one or two ASCII letters."""
    low = text.lower()
    if not low.isascii() or not low.isalpha() or len(low) > 2:
        return None
    value = 0
    for sign in low:
        value = value * 26 + ord(sign) - ord("a") + 1
    return value


def number_text(style: Style, ordinal: int) -> str:
    """The bare number in a style: (decimal, 3) → "3", (lower, 2) → "b", (roman, 4) → "iv"; bullets have none."""
    match style:
        case "decimal":
            return str(ordinal)
        case "lower":
            return letter(ordinal)
        case "upper":
            return letter(ordinal).upper()
        case "roman":
            return roman_numeral(ordinal)
        case "ROMAN":
            return roman_numeral(ordinal).upper()
        case "bullet":
            return ""


def format_label(style: Style, ordinal: int, opening: str = "", closing: str = ".") -> str:
    """A label ready to print: format_label("lower", 1, "(", ")") → "(a)". A bullet prints as "•"."""
    return "•" if style == "bullet" else f"{opening}{number_text(style, ordinal)}{closing}"


def is_article_line(text: str) -> bool:
    """True for a line that numbers an article of an instrument, alone or with its title: "Article 2", "Art. 3.- Fines".

    A line that ends as a sentence is none.
    """
    m = _ARTICLE_LINE.fullmatch(text.strip())
    if m is None:
        return False
    return m["digits"] is not None or _bare(m["word"]) in _ORDINALS


def numbers_part_of_article(label: str) -> bool:
    """True for the label of a part of an article: "§ 2º", "Parágrafo único."."""
    return _PART_OF_ARTICLE.match(label) is not None


def read_label(raw: str, previous: Label | None = None) -> Label | None:
    """Take a printed label apart, or None when the text is no label.

    "i)" after "h)" of the same signs is the ninth letter; otherwise letters that form a roman numeral of one of the
    signs i, v, x are read as roman only for "i" (a list begins there) and for longer numerals.
    """
    text = raw.strip()
    if text in "-–—•·▪●○*" and text:
        return Label(text, "bullet", previous.ordinal + 1 if previous and previous.style == "bullet" else 1)
    m = _LABEL.fullmatch(text)
    if m is None:
        return _word_label(text) or _path_label(text)
    suffix = (m["branch"] or "") + (m["suffix"] or "").lower() + (m["alt"] or "").strip()
    if m["number"]:
        return Label(text, "decimal", int(m["number"]), suffix, m["open"], m["close"])
    style, ordinal = _letters(m["letters"], previous)
    return Label(text, style, ordinal, suffix, m["open"], m["close"]) if ordinal else None


def _word_label(text: str) -> Label | None:
    """A label in words: "PRIMERO.-" is number 1."""
    m = _WORD.fullmatch(text)
    number = _ORDINALS.get(_bare(m["word"])) if m else None
    return Label(text, "decimal", number, closing=m["close"]) if m and number else None


def _path_label(text: str) -> Label | None:
    m = _PATH.fullmatch(text)
    if m is None:
        return None
    suffix = (m["branch"] or "") + (m["suffix"] or "").lower()
    return Label(text, "decimal", int(m["number"]), suffix, "", m["close"], m["parents"])


def _letters(text: str, previous: Label | None) -> tuple[Style, int]:
    """Letter or roman numeral? What follows the previous label decides, then the shape."""
    upper = text.isupper()
    as_letter, as_roman = letter_value(text) or 0, roman_value(text) or 0
    letters: tuple[Style, int] = ("upper" if upper else "lower", as_letter)
    numeral: tuple[Style, int] = ("ROMAN" if upper else "roman", as_roman)
    if not as_roman:
        return letters
    if not as_letter:
        return numeral
    if previous is not None:
        if (previous.style, previous.ordinal + 1) == letters:
            return letters
        if (previous.style, previous.ordinal + 1) == numeral:
            return numeral
        if previous.style in ("lower", "upper") and previous.style == letters[0]:
            return letters
    return numeral if text.lower() in ("i", "v", "x") or len(text) > 1 else letters


def split_label(text: str) -> tuple[str, str, str]:
    """Cut a typed label off a paragraph: (label, gap, rest); label and gap are "" where the text has none.

    Only labels closed by a sign, or numbers in brackets, count: "3 juin" and "a system" are words. A label with
    nothing behind it is a label with an empty text.
    """
    head = text[:3]  # most texts begin with a word
    if len(head) == 3 and head.isalpha() and not _NUMERAL.issuperset(head):
        found = _split_words(text)
        if found[0] or not _HEADS.match(text):
            return found
    if not _MAY_BEGIN.match(text):
        return "", "", text
    m = _TYPED.match(text)
    if m and _is_label(m["label"]):
        return m["label"], m["gap"], text[m.end() :]
    m = _TYPED_PATH.match(text)
    if m and _is_path(m["label"], m["gap"], text[m.end() :]):
        return m["label"], m["gap"], text[m.end() :]
    b = _BULLET.match(text)
    if b:
        return b["label"], b["gap"], text[b.end() :]
    return "", "", text


def _split_words(text: str) -> tuple[str, str, str]:
    """As `split_label`, for a label in words. Most texts are settled by their first word."""
    first = _FIRST_WORD.match(text)
    if first is None or (_bare(first[1]) not in _ORDINALS and not _HEADS.match(first[1])):
        return "", "", text
    m = _TYPED_WORD.match(text)
    alone = m is not None and not text[m.end() :] and m["label"][-1] not in "-–—"  # "Premier." is a word
    if m and not alone and _word_label(m["label"].strip()):
        return m["label"], m["gap"], text[m.end() :]
    return "", "", text


def _is_path(label: str, gap: str, rest: str) -> bool:
    """ "2.1. repair", "2.1.1 replace" and "2.1⇥repair" are labelled; "2.5 million" and "3.5 per cent" are not."""
    return label[-1] in ".)" or label.count(".") > 1 or "\t" in gap or rest[:1].isupper()


def _is_label(label: str) -> bool:
    m = _LABEL.fullmatch(label)
    if m is None:
        return False
    if m["article"]:  # "Article 5 of the Charter" is prose, "Article 5.-" a label
        return bool(m["number"]) and bool(m["close"])
    if m["prefix"]:
        return bool(m["number"])
    if m["letters"] and len(m["letters"]) > 1 and roman_value(m["letters"]) is None:
        return bool(m["close"]) and m["close"][0] in ".)" and (m["open"] == "(" or m["letters"][0] == m["letters"][1])
    if m["open"] and not m["close"]:
        return False
    return bool(m["close"]) or bool(m["suffix"] and m["number"])
