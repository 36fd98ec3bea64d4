"""Inline Markdown of a native draft → words, emphasis and note marks. Unknown signs stay as typed."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from drafting.model.resolution import NoteRef, Span, SpanKind

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

TAGS: dict[str, SpanKind] = {
    "i": "italic", "em": "italic", "b": "bold", "strong": "bold", "s": "strike", "u": "underline", "sup": "superscript",
    "sub": "subscript", "small": "smallcaps", "mark": "highlight", "a": "link",
}  # fmt: skip
"""HTML tags for emphasis that Markdown has no sign for."""

_OPEN = re.compile(r'<(?P<name>[a-z]+)(?:\s+href="(?P<href>[^"]*)")?\s*>', re.I)
_CLOSE = re.compile(r"</(?P<name>[a-z]+)\s*>", re.I)
_BREAK = re.compile(r"<br\s*/?>", re.I)
_SIGN = re.compile(r"[\\*_\[\]<&~\n]")
_BUDGET = 4_000_000
"""Brackets × characters of a paragraph; above this it is an attack, not a draft."""
_SIGNS: dict[str, SpanKind] = {"em": "italic", "strong": "bold", "s": "strike", "link": "link"}


@dataclass(frozen=True, slots=True)
class Inline:
    """Words with their emphasis and note marks; offsets count characters of `text`."""

    text: str
    spans: tuple[Span, ...] = ()
    refs: tuple[NoteRef, ...] = ()


@cache
def parser(*, brackets: bool = True) -> MarkdownIt:
    """The Markdown reader of native drafts: headings, tables, footnotes, emphasis. Lists and code are plain
    text, so that labels such as "5bis." or "(a)" and indents stay as typed. `brackets` False: without links and note
    marks, whose search is quadratic in the number of brackets."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.front_matter import front_matter_plugin

    md = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"])
    md.use(front_matter_plugin)
    md.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    md.disable(
        ["code", "fence", "blockquote", "hr", "list", "reference", "html_block", "lheading", "backticks", "image"]
    )
    if not brackets:
        md.disable(["link", "footnote_ref"])
    md.normalizeLink = lambda url: url  # type: ignore[method-assign]  # kept as typed; writers judge what is safe
    md.validateLink = lambda url: True  # type: ignore[method-assign]
    return md


def read_inline(source: str) -> Inline:
    """Inline Markdown → `Inline`. A line break is a space; `<br>`, or a backslash before the break, is a line feed."""
    if not _SIGN.search(source):
        return Inline(source)
    md = parser(brackets=source.count("[") * len(source) < _BUDGET)
    tokens: list[Token] = []
    md.inline.parse(source, md, {}, tokens)
    builder = _Builder(_paired(tokens))
    for position, token in enumerate(tokens):
        builder.add(position, token)
    return builder.result()


def _paired(tokens: list[Token]) -> dict[int, int]:
    """Positions of HTML tags that open or close an emphasis, each with its partner; a lone tag is words."""
    partner: dict[int, int] = {}
    waiting: dict[str, list[int]] = {}
    for position, token in enumerate(tokens):
        if token.type != "html_inline":
            continue
        if (m := _OPEN.fullmatch(token.content)) and m["name"].lower() in TAGS:
            waiting.setdefault(m["name"].lower(), []).append(position)
        elif (m := _CLOSE.fullmatch(token.content)) and waiting.get(m["name"].lower()):
            opening = waiting[m["name"].lower()].pop()
            partner[opening], partner[position] = position, opening
    return partner


class _Builder:
    """Collects words, and where emphasis began."""

    def __init__(self, partner: dict[int, int]) -> None:
        self.partner = partner
        self.words: list[str] = []
        self.length = 0
        self.spans: list[Span] = []
        self.refs: list[NoteRef] = []
        self.starts: dict[Any, tuple[int, str]] = {}
        self.nested: list[tuple[int, str]] = []

    def add(self, position: int, token: Token) -> None:
        sign, _, side = token.type.rpartition("_")
        if token.type == "footnote_ref":
            self.refs.append(NoteRef(self.length, html.unescape(token.meta["label"])))
        elif sign in _SIGNS and side == "open":
            self.nested.append((self.length, str(token.attrs.get("href", ""))))
        elif sign in _SIGNS and side == "close":
            self.close(*self.nested.pop(), _SIGNS[sign])
        elif token.type == "html_inline":
            self.tag(position, token.content)
        else:
            self.say({"softbreak": " ", "hardbreak": "\n"}.get(token.type, token.content))

    def tag(self, position: int, source: str) -> None:
        if _BREAK.fullmatch(source):
            self.say("\n")
        elif position not in self.partner:
            self.say(source)
        elif m := _OPEN.fullmatch(source):
            self.starts[position] = (self.length, html.unescape(m["href"] or ""))
        elif m := _CLOSE.fullmatch(source):
            self.close(*self.starts.pop(self.partner[position]), TAGS[m["name"].lower()])

    def say(self, words: str) -> None:
        self.words.append(words)
        self.length += len(words)

    def close(self, start: int, target: str, kind: SpanKind) -> None:
        if self.length > start:
            self.spans.append(Span(start, self.length, kind, target))

    def result(self) -> Inline:
        order = sorted(self.spans, key=lambda s: (s.start, s.end, s.kind, s.target))
        return Inline("".join(self.words), tuple(order), tuple(self.refs))
