"""Square brackets as data: what is open in each paragraph, who proposed it, what the alternatives are.

Conventions: a pair, or a "[" that nothing closes, counts as open when it holds disputed text. Not counted: what holds
only a status word, a note number, "sic", names, or a request for deletion. A pair that opens with a delegation's name
and its proposal is counted. An Option is a bracket that opens with "Option 1:".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal, TypeAlias

from drafting.lexicon.any_language import alternatives
from drafting.negotiate.brackets.annotations import Mark, is_acronym, option_head, read_mark, word_lists
from drafting.text.folding import fold

NodeKind: TypeAlias = Literal["text", "mark"]

_SIGNS = re.compile(r"[\[\]]")
_PARENTHESIS = re.compile(r"\(([^()\[\]]{2,160})\)")
_CODE = r"[A-Z][A-Z0-9&-]{1,9}"
_CODES = re.compile(rf"\s*(?P<who>{_CODE}(?:\s*(?:[+,/&]|{alternatives('conjunctions', 'and')})\s*{_CODE})*)\s*:\s")
_SIGNED = re.compile(rf"[;,–—]\s*(?P<who>{_CODE}(?:\s*[+,/&]\s*{_CODE}){{0,12}})\s*$")
_SYMBOL_BEFORE = re.compile(r"[A-Z][\w.-]*/(?:[^\s\[\]]|[ \u00a0](?=[\d(])){1,40}\s*$")
_NUMBER = re.compile(r"\d{1,3}|\*{1,3}|\^\d{1,3}")
_BETWEEN = re.compile(r"[\s/|]*")


@dataclass(frozen=True, slots=True)
class Node:
    """One bracket: `text[start:end]` with its signs; `end` is the end of the text where nothing closes it.

    `body`: where its words begin, behind an attribution or an option's name. `mark`: who proposed it (head), or what
    the whole of it says when it is no text. `option`: the name of the option it is. `tails`: parentheses that say who.
    """

    start: int
    end: int
    closed: bool
    kind: NodeKind = "text"
    body: int = 0
    mark: Mark | None = None
    option: str = ""
    children: tuple[Node, ...] = ()
    tails: tuple[Tail, ...] = ()

    @property
    def inside(self) -> tuple[int, int]:
        """Where the words between the signs begin and end, attribution included."""
        return self.start + 1, self.end - self.closed


@dataclass(frozen=True, slots=True)
class Tail:
    """A parenthesis `text[start:end]` that is a mark: "(MEX)", "(proposed by Mexico)", "(agreed ad ref)"."""

    start: int
    end: int
    mark: Mark


@dataclass(frozen=True, slots=True)
class Parsed:
    """The brackets of one paragraph. `tails` are the marks in parentheses outside every bracket; `extra` the places of
    signs "]" that close nothing; `head` the length of an attribution before the text ("MEX + BRA: …")."""

    text: str
    nodes: tuple[Node, ...] = ()
    tails: tuple[Tail, ...] = ()
    extra: tuple[int, ...] = ()
    head: int = 0
    head_mark: Mark | None = None
    option: str = ""

    def walk(self) -> Iterator[tuple[Node, int]]:
        """Every bracket with its depth among the brackets that count (1 = outermost), in order."""
        stack = [(n, 1) for n in reversed(self.nodes)]
        while stack:
            node, depth = stack.pop()
            yield node, depth
            stack += [(c, depth + (node.kind == "text")) for c in reversed(node.children)]

    @property
    def unclosed(self) -> tuple[Node, ...]:
        """The brackets that nothing closes."""
        return tuple(n for n, _ in self.walk() if not n.closed)

    @property
    def open(self) -> int:
        """How many brackets hold disputed text."""
        return sum(n.kind == "text" for n, _ in self.walk())

    @property
    def depth(self) -> int:
        """How deep they are nested."""
        return max((d for n, d in self.walk() if n.kind == "text"), default=0)

    def marks(self) -> Iterator[Mark]:
        """Every mark, in no order that matters."""
        if self.head_mark:
            yield self.head_mark
        for node, _ in self.walk():
            if node.mark:
                yield node.mark
            yield from (t.mark for t in node.tails)
        yield from (t.mark for t in self.tails)


@dataclass
class _Open:
    start: int
    children: list[Node] = field(default_factory=list)


@lru_cache(maxsize=4096)
def parse(text: str, language: str = "", acronyms: frozenset[str] = frozenset()) -> Parsed:
    """The brackets of one paragraph. `acronyms`: codes that the document uses for something else ("(PAN)")."""
    stack: list[_Open] = [_Open(-1)]
    extra: list[int] = []
    for m in _SIGNS.finditer(text):
        if m[0] == "[":
            stack.append(_Open(m.start()))
        elif len(stack) > 1:
            top = stack.pop()
            stack[-1].children.append(_node(text, top, m.end(), True, language))
        else:
            extra.append(m.start())
    while len(stack) > 1:
        top = stack.pop()
        stack[-1].children.append(_node(text, top, len(text), False, language))
    head, head_mark = _head(text, language)
    option = _option_name(text, head)
    bare = Parsed(text, tuple(stack[0].children), (), tuple(extra), head, head_mark, option)
    return _with_tails(bare, language, acronyms)


def _node(text: str, top: _Open, end: int, closed: bool, language: str) -> Node:
    node = Node(top.start, end, closed, children=tuple(top.children), body=top.start + 1)
    first, last = node.inside
    content = text[first:last]
    if closed and _is_number(text, node, content):
        return replace(node, kind="mark", mark=Mark("editorial"))
    if fold(content[:40]).strip() in word_lists()["marks"]["behind_symbol"] and _SYMBOL_BEFORE.search(
        text, max(0, top.start - 60), top.start
    ):
        return replace(node, kind="mark", mark=Mark("editorial"))
    mark = read_mark(content, language) if closed and not node.children else None
    if mark and (mark.kind != "delegations" or mark.codes or mark.said):
        return replace(node, kind="mark", mark=mark)
    option = _option_name(text, first)
    if option:
        return replace(node, option=option, body=first + option_end(content))
    colon = _colon(content)
    head = read_mark(content[:colon].strip(), language, head=True) if colon > 0 else None
    if head is None or head.kind == "editorial":
        return node
    if not content[colon + 1 :].strip() or head.kind == "status":
        return replace(
            node,
            kind="mark" if _only_mark(content[colon + 1 :], language) else "text",
            mark=_joined_mark(content, head, language),
        )
    if head.kind == "delete" and _only_mark(content[colon + 1 :], language):
        return replace(node, kind="mark", mark=_joined_mark(content, head, language))
    skip = len(content[colon + 1 :]) - len(content[colon + 1 :].lstrip())
    return replace(node, mark=head, body=first + colon + 1 + skip)


def _only_mark(text: str, language: str) -> bool:
    return not text.strip() or read_mark(text, language) is not None


def _joined_mark(content: str, head: Mark, language: str) -> Mark:
    """ "pending: Iran" is one mark, whatever stands before and behind its colon."""
    return read_mark(content, language) or head


def _folded(text: str) -> str:
    """Folded character by character, so that places stay; a ligature becomes its first letter."""
    return "".join((fold(c) or c)[:1] for c in text[:200])


def _colon(content: str) -> int:
    """Where the colon of an attribution stands: before any bracket, in the first words; -1 without one."""
    stop = content.find("[")
    return content.find(":", 0, min(stop if stop >= 0 else len(content), 160))


def _is_number(text: str, node: Node, content: str) -> bool:
    """A note number: it clings to the word or stop before it ("declared[3]"), and to no other bracket."""
    if not _NUMBER.fullmatch(content.strip()):
        return False
    before, after = text[: node.start], text[node.end :]
    if content.startswith("^"):
        return True
    if after[:1] == "[" or before[-1:] == "]" or not before.strip():
        return False
    return not before[-1].isspace() or (before.rstrip()[-1] in ".;:,!?»”" and not after.strip(" .;"))


def _option_name(text: str, at: int) -> str:
    m = option_head().match(_folded(text[at : at + 200]))
    return m["name"].upper() if m else ""


def option_end(text: str) -> int:
    """Where the words begin behind an option's name at the start of a text; 0 where there is none."""
    m = option_head().match(_folded(text))
    return m.end() if m else 0


def _head(text: str, language: str) -> tuple[int, Mark | None]:
    """An attribution by codes before an unbracketed text: "MEX + BRA: Requests …"."""
    m = _CODES.match(text)
    mark = read_mark(m["who"], language, head=True) if m else None
    return (m.end(), mark) if m and mark and mark.kind == "delegations" else (0, None)


def _with_tails(parsed: Parsed, language: str, acronyms: frozenset[str]) -> Parsed:
    """Parentheses that are marks go to the innermost bracket around them, or the one they follow."""
    tails = [t for n, _ in parsed.walk() if (t := _signature(parsed.text, n, language))]
    for m in _PARENTHESIS.finditer(parsed.text):
        mark = read_mark(m[1], language)
        if mark and _says(parsed, m, mark, acronyms):
            tails.append(Tail(m.start(), m.end(), mark))
    if not tails:
        return parsed
    nodes = tuple(_take(n, tails) for n in parsed.nodes)
    outside = tuple(t for t in tails if not any(n.start < t.start < n.end for n in parsed.nodes))
    return replace(parsed, nodes=nodes, tails=outside)


def _signature(text: str, node: Node, language: str) -> Tail | None:
    """Codes behind the last comma or semicolon of a bracket: "[by hand; MEX, BRA]"."""
    first, last = node.body, node.inside[1]
    m = _SIGNED.search(text, first, last) if node.closed and node.kind == "text" else None
    mark = read_mark(m["who"], language, head=True) if m else None
    if m is None or mark is None or mark.kind != "delegations" or not mark.codes or not text[first : m.start()].strip():
        return None
    return Tail(m.start(), m.end(), mark)


def _says(parsed: Parsed, m: re.Match[str], mark: Mark, acronyms: frozenset[str]) -> bool:
    """Is this parenthesis a mark, or an acronym, or the country of a city?"""
    if mark.kind != "delegations" or mark.said:
        return mark.kind in ("delegations", "status", "delete")
    text = parsed.text
    before, after = text[: m.start()], text[m.end() :]
    one = len(mark.states) + len(mark.groups) == 1
    if one and (m[1].strip() in acronyms or is_acronym(before, m[1].strip())):
        return False
    within = any(n.start < m.start() < n.end for n in parsed.nodes)
    edge = (within and after.lstrip()[:1] == "]") or before.rstrip()[-1:] == "]"
    if edge:
        return True
    if not mark.codes:
        return False
    word = before.rstrip().split()[-1:] or [""]
    return within or not one or bool(parsed.nodes) or not word[0][:1].isupper()


def _take(node: Node, tails: Sequence[Tail]) -> Node:
    children = tuple(_take(c, tails) for c in node.children)
    own = tuple(
        t for t in tails if node.start < t.start < node.end and not any(c.start < t.start < c.end for c in children)
    )
    return replace(node, children=children, tails=own)


def defined_acronyms(text: str) -> Iterator[str]:
    """Codes in parentheses that the words before them spell."""
    for m in _PARENTHESIS.finditer(text):
        if m[1].isupper() and is_acronym(text[: m.start()], m[1].strip()):
            yield m[1].strip()


def words_of(parsed: Parsed, node: Node) -> str:
    """The words of a bracket without its signs, attribution and marks; brackets inside it as printed."""
    first, last = node.body, node.inside[1]
    out, at = "", first
    marks = [(t.start, t.end) for t in node.tails] + [(c.start, c.end) for c in node.children if c.kind == "mark"]
    for start, end in sorted(marks):
        out, at = out + parsed.text[at:start].rstrip(), end
    return (out + parsed.text[at:last]).strip()


def rows(parsed: Parsed) -> list[tuple[Node, ...]]:
    """Brackets that stand side by side and exclude one another: "[shall] [should]", "[Option A: …] [Option B: …]".

    A bracket that goes on with a comma or a conjunction adds to the text and is no alternative.
    """
    found: list[tuple[Node, ...]] = []
    for nodes in [parsed.nodes, *(n.children for n, _ in parsed.walk())]:
        row: list[Node] = []
        for node in (n for n in nodes if n.kind == "text"):
            if row and not (_beside(parsed, row[-1], node) and bool(row[-1].option) == bool(node.option)):
                found += [tuple(row)] if len(row) > 1 else []
                row = []
            if node.option or not _adds(words_of(parsed, node)):
                row.append(node)
            else:
                found += [tuple(row)] if len(row) > 1 else []
                row = []
        found += [tuple(row)] if len(row) > 1 else []
    return found


def _beside(parsed: Parsed, left: Node, right: Node) -> bool:
    between = parsed.text[left.end : right.start]
    for tail in sorted(parsed.tails, key=lambda t: -t.start):
        if left.end <= tail.start and tail.end <= right.start:
            between = between[: tail.start - left.end] + between[tail.end - left.end :]
    return _BETWEEN.fullmatch(between) is not None or between.strip().casefold() in word_lists()["marks"]["joiner"]


def _adds(words: str) -> bool:
    low = fold(words)
    first = re.match(r"[^\W_]+(?: compris)?", low)
    return not low or low[0] in ",;.:)" or bool(first and first[0] in word_lists()["marks"]["addition"])
