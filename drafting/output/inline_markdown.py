"""Words, emphasis and note marks → inline Markdown that gives them back when read, with as few signs as possible."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from drafting.model.resolution import NoteRef, Span, SpanKind

_TAGS: dict[SpanKind, str] = {
    "italic": "i", "bold": "b", "strike": "s", "underline": "u", "superscript": "sup", "subscript": "sub",
    "smallcaps": "small", "highlight": "mark",
}  # fmt: skip
_STARS: dict[SpanKind, str] = {"italic": "*", "bold": "**"}
_SPECIAL = re.compile(
    r"[\\*\t\r\n\f\u2028\u2029\ufeff]|(?<![^\W_])_|_(?![^\W_])|~(?=~)|(?<=~)~|\[(?=\^)|\](?=\()|<(?=[a-zA-Z/!?])|&(?=#|\w+;)"
    r"|^\s|(?<=\n)[ \u00a0]|[ \u00a0](?=\n)|\s$"
)
_LABEL_SIGN = re.compile(r"[!-/:-@\[-`{-~]")


def inline(text: str, spans: Sequence[Span] = (), refs: Sequence[NoteRef] = ()) -> str:
    """One paragraph's words as inline Markdown on one line; a line feed is `<br>`, a tab `&#9;`."""
    marks = _marks(text, spans, refs)
    signs = {m.start(): _spelled(m[0]) for m in _SPECIAL.finditer(text)}
    signs |= {at: "\\_" for edge in marks for at in (edge - 1, edge) if text[at : at + 1] == "_"}
    signs |= {ref.offset: "\\(" for ref in refs if text[ref.offset : ref.offset + 1] == "("}  # [^1](x) would be a link
    signs |= {at: _spelled(text[at]) for at in _margins(text)}
    out, done = [], 0
    for at in sorted({*marks, *signs}):
        out += [text[done:at], *marks.get(at, ()), signs.get(at, "")]
        done = at + (at in signs)
    return "".join(out) + text[done:]


def _margins(text: str) -> list[int]:
    """The offsets of the blanks at both ends: readers of Markdown trim them, so they are written as entities."""
    first, last = len(text) - len(text.lstrip()), len(text.rstrip())
    return [*range(first), *range(max(first, last), len(text))]


def _spelled(character: str) -> str:
    """A character with a meaning in Markdown, written so that it is read as the character."""
    if character == "\n":
        return "<br>"
    if character.isspace() or character == "\ufeff":
        return "&nbsp;" if character == "\u00a0" else f"&#{ord(character)};"
    return "\\" + character


def _marks(text: str, spans: Sequence[Span], refs: Sequence[NoteRef]) -> dict[int, list[str]]:
    """What is written before the character at each offset: closing signs, note marks, opening signs."""
    closing: dict[int, list[str]] = {}
    opening: dict[int, list[str]] = {}
    noted: dict[int, list[str]] = {}
    for ref in refs:
        noted.setdefault(ref.offset, []).append("[^" + re.sub(r"[\s\]&<>]", _numeric, ref.mark) + "]")
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        before, after = _signs(text, span, spans, refs)
        opening.setdefault(span.start, []).append(before)
        closing.setdefault(span.end, []).insert(0, after)
    places = {*closing, *opening, *noted}
    return {at: closing.get(at, []) + noted.get(at, []) + opening.get(at, []) for at in places}


def _numeric(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"


def _signs(text: str, span: Span, spans: Sequence[Span], refs: Sequence[NoteRef]) -> tuple[str, str]:
    """Asterisks where every Markdown reader takes them for emphasis; an HTML tag otherwise."""
    if span.kind == "link":
        target = re.sub(r"\s", _numeric, html.escape(span.target))
        return f'<a href="{target}">', "</a>"
    tag = _TAGS[span.kind]
    stars = _STARS.get(span.kind)
    alone = not any(o is not span and o.start <= span.end and span.start <= o.end for o in spans)
    edges = (span.start, span.end)
    if stars and alone and not any(r.offset in edges for r in refs) and _clear(text, span):
        return stars, stars
    return f"<{tag}>", f"</{tag}>"


def _clear(text: str, span: Span) -> bool:
    """True when the span begins and ends with a letter or digit and touches no other letter."""
    words = text[span.start : span.end]
    before, after = text[span.start - 1 : span.start] if span.start else " ", text[span.end : span.end + 1] or " "
    inside = "\n" not in words and words[0].isalnum() and words[-1].isalnum()
    return inside and before in " \u00a0(«“\"'’[" and after in " \u00a0)»”\"'’],.;:"


def hide_label(source: str, label: str) -> str:
    """The source of a paragraph without a label whose words begin like one, escaped so that it is read as words."""
    at = source.index(label)
    sign = _LABEL_SIGN.search(label)
    if sign:
        cut = at + sign.start()
        return source[:cut] + "\\" + source[cut:]
    return source[:at] + f"&#{ord(source[at])};" + source[at + 1 :]
