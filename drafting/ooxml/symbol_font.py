"""Characters of symbol fonts (w:sym, bullets) as Unicode: Symbol and the common signs of Wingdings.

Symbol follows the Adobe Symbol encoding; Word shifts both fonts into the private area U+F000.
"""

from __future__ import annotations

UNKNOWN = "\ufffc"
"""The result for a character of a symbol font without a known Unicode equivalent."""

_SYMBOL_20 = " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
_SYMBOL_A0 = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪\ufffc〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"
_SYMBOL = {0x20 + i: c for i, c in enumerate(_SYMBOL_20)} | {0xA0 + i: c for i, c in enumerate(_SYMBOL_A0)}
_WINGDINGS = {
    0x20: " ", 0x22: "✂", 0x28: "☎", 0x2A: "🖂", 0x46: "☞", 0x4A: "☺", 0x4C: "☹", 0x6C: "●", 0x6D: "❍", 0x6E: "■",
    0x6F: "□", 0x71: "❑", 0x72: "❒", 0x73: "⬧", 0x74: "⧫", 0x75: "◆", 0x76: "❖", 0x77: "⬥", 0x9E: "·", 0x9F: "•",
    0xA1: "○", 0xA7: "▪", 0xA8: "◻", 0xAB: "★", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔",
    0xEF: "⇦", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_DIGITS = {0x80 + i: chr(0x24EA if i == 0 else 0x2460 + i - 1) for i in range(11)}
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS | _DIGITS}


def symbol(font: str, code: str) -> str:
    """The character of a w:sym (code in hexadecimal), U+FFFC where it is not known."""
    try:
        number = int(code, 16)
    except ValueError:
        return UNKNOWN
    if 0xF000 <= number <= 0xF0FF or number <= 0xFF:
        table = _FONTS.get(font.lower())
        if table is not None:
            return table.get(number & 0xFF, UNKNOWN)
        return UNKNOWN if number >= 0xF000 else chr(number)
    return chr(number) if 0x20 <= number < 0xD800 or 0xF900 <= number <= 0x10FFFF else UNKNOWN


def bullet_character(text: str, font: str) -> str:
    """A bullet in Unicode: unknown characters of symbol fonts become "•"; "o" in Courier is a circle."""
    if text == "o" and font.lower().startswith("courier"):
        return "○"
    out = ""
    for sign in text:
        if 0xF000 <= ord(sign) <= 0xF0FF or font.lower() in _FONTS:
            known = symbol(font, f"{ord(sign):x}")
            sign = "•" if known == UNKNOWN else known
        out += sign
    return out
