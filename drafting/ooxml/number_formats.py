"""Numbers in the formats of WordprocessingML (ST_NumberFormat): 4 → "4", "iv", "D", "4th" …"""

from __future__ import annotations

from drafting.model.roman import LARGEST, roman_numeral

_CHICAGO = "*†‡§"
_ORDINALS = {"en": "", "fr": "e", "es": "º", "pt": "º"}
_ONES = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen",
    "fr": "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept "
    "dix-huit dix-neuf",
    "es": "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis "
    "diecisiete dieciocho diecinueve",
    "pt": "zero um dois três quatro cinco seis sete oito nove dez onze doze treze quatorze quinze dezesseis dezessete "
    "dezoito dezenove",
}
_ORDERED = {
    "en": "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
    "fr": "premier deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième onzième douzième "
    "treizième quatorzième quinzième seizième dix-septième dix-huitième dix-neuvième vingtième",
    "es": "primero segundo tercero cuarto quinto sexto séptimo octavo noveno décimo undécimo duodécimo decimotercero "
    "decimocuarto decimoquinto decimosexto decimoséptimo decimoctavo decimonoveno vigésimo",
    "pt": "primeiro segundo terceiro quarto quinto sexto sétimo oitavo nono décimo",
}
_ENCLOSED = {"decimalEnclosedCircle": 0x2460, "decimalEnclosedParen": 0x2474, "decimalEnclosedFullstop": 0x2488}
PLAIN = frozenset(
    ["decimal", "lowerLetter", "upperLetter", "lowerRoman", "upperRoman", "none", "bullet", "decimalZero", "ordinal",
     "chicago", "hex", "numberInDash", "cardinalText", "ordinalText", "custom", *_ENCLOSED]
)  # fmt: skip
"""The formats known here. A list in any other (other alphabets, for example) is printed as decimal, with a note."""


def number_text(number: int, style: str, language: str = "en") -> str:
    """A number as Word prints it in a format; `language` ("fr-CA") is that of ordinal and spelled-out formats."""
    match style:
        case "none" | "bullet":
            return ""
        case "lowerLetter":
            return _repeated_letters(number, "abcdefghijklmnopqrstuvwxyz")
        case "upperLetter":
            return _repeated_letters(number, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        case "lowerRoman":
            return roman_numeral(number) if 1 <= number <= LARGEST else str(number)
        case "upperRoman":
            return roman_numeral(number).upper() if 1 <= number <= LARGEST else str(number)
        case "decimalZero":
            return f"{number:02d}"
        case "hex":
            return f"{number:X}"
        case "numberInDash":
            return f"- {number} -"
        case "chicago":
            return _repeated_letters(number, _CHICAGO)
        case "ordinal":
            return _ordinal_number(number, language[:2].lower())
        case "cardinalText" | "ordinalText":
            return _number_words(number, _ONES if style == "cardinalText" else _ORDERED, language[:2].lower())
    if style in _ENCLOSED and 1 <= number <= 20:
        return chr(_ENCLOSED[style] + number - 1)
    return str(number)


def pad_number(number: int, pattern: str) -> str:
    """A number in a custom pattern ("001, 002, 003, ..."): as many digits as its first example has."""
    first = pattern.split(",")[0].strip()
    return str(number).zfill(len(first)) if first.isdigit() else str(number)


def _repeated_letters(number: int, signs: str) -> str:
    """A number in letters. Word repeats them after the alphabet: 26 → "z", 27 → "aa", 28 → "bb"."""
    if number < 1:
        return str(number)
    times, rest = divmod(number - 1, len(signs))
    return signs[rest] * (times + 1) if times < 30 else str(number)


def _ordinal_number(number: int, language: str) -> str:
    if language == "fr":
        return "1er" if number == 1 else f"{number}e"
    if language != "en" and language in _ORDINALS:
        return f"{number}{_ORDINALS[language]}"
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def _number_words(number: int, tables: dict[str, str], language: str) -> str:
    """A number in words, with a capital as Word prints it; digits where the table ends."""
    words = tables.get(language, tables["en"]).split()
    at = number if tables is _ONES else number - 1
    return words[at].capitalize() if 0 <= at < len(words) else str(number)
