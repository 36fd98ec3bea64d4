"""The role of a paragraph of a native draft without a mark, and the marks `{.role}` that give it another.

Reader and writer share this module: the writer marks only what the reader would read otherwise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias, cast, get_args

from drafting.model.resolution import PARTS, Part
from drafting.read.paragraphs import Hint

Shape: TypeAlias = Literal["paragraph", "heading", "table"]

_ATTRIBUTE = r'(?:\.[a-z]+|label="(?:[^"\\]|\\.)*"|level=\d+|part=[a-z]+)'
_MARK = re.compile(rf"(?:^|(?<=\s))\{{(?P<body>{_ATTRIBUTE}(?:\s+{_ATTRIBUTE})*)\}}$")
_COLON = re.compile(r"[\s\u00a0\u202f]*:")
_LEAVES: dict[str, Part] = {"chapeau": "preamble", "preambular": "preamble", "enacting": "operative", "annex": "annex"}

CLAUSES: tuple[Hint, ...] = ("preambular", "operative", "item")
"""Roles of paragraphs that may carry a label; all others are lines, whose words are kept whole."""


@dataclass(frozen=True, slots=True)
class RoleMark:
    """A mark at the end of a paragraph: `{.text}`, `{.text part=annex}`, `{label="Art. 1"}`, `{level=7}`."""

    role: Hint | None = None
    label: str | None = None
    level: int | None = None
    part: Part | None = None

    def __str__(self) -> str:
        words = [f".{self.role}"] if self.role else []
        if self.label is not None:
            words.append('label="' + self.label.replace("\\", "\\\\").replace('"', '\\"') + '"')
        words += [f"level={self.level}"] if self.level is not None else []
        words += [f"part={self.part}"] if self.part else []
        return "{" + " ".join(words) + "}" if words else ""


def cut_mark(source: str) -> tuple[str, RoleMark]:
    """The source of a paragraph without its mark, and the mark; an empty one where there is none."""
    m = _MARK.search(source)
    mark = _read_mark(m["body"]) if m else None
    if m is None or mark is None:
        return source, RoleMark()
    return source[: m.start()].rstrip(" "), mark


def _read_mark(body: str) -> RoleMark | None:
    role = label = level = part = None
    for word in re.findall(_ATTRIBUTE, body):
        key, _, value = word.partition("=")
        if word.startswith("."):
            role = word[1:]
        elif key == "label":
            label = re.sub(r"\\(.)", r"\1", value[1:-1])
        elif key == "level":
            level = min(int(value[:3]), 99)
        else:
            part = value
    if (role and role not in get_args(Hint)) or (part and part not in PARTS):
        return None
    return RoleMark(cast("Hint | None", role), label, level, cast("Part | None", part))


class DraftGrammar:
    """Follows a draft from the top and knows the default role of each paragraph.

    `organ` and `decision` are the words of the front matter; with `sure` False (a draft written by hand without
    them) plain paragraphs are left to the lexicon: their role is None.
    """

    def __init__(self, organ: str | None, decision: str | None, sure: bool) -> None:
        self.chapeau = f"{organ}," if organ else None
        self.decision = decision
        self.sure = sure
        self.part: Part = "preamble"
        self.after_clause = False

    def expect(self, shape: Shape, depth: int, text: str) -> tuple[Hint | None, Part | None]:
        """Role and part of the next block without a mark; (None, None) where only the lexicon can tell."""
        if shape != "paragraph":
            return ("heading" if shape == "heading" else None), (self.part if self.sure else None)
        role = self._role(depth, text)
        if not self.sure and role not in ("chapeau", "enacting", "item"):
            return None, None
        return role, self.part_of(role) if self.sure else None

    def _role(self, depth: int, text: str) -> Hint:
        if self.part == "preamble" and text == self.chapeau:
            return "chapeau"
        if self.part == "preamble" and self._enacts(text):
            return "enacting"
        if depth and self.after_clause:
            return "item"
        return "preambular" if self.part == "preamble" else "operative"

    def _enacts(self, text: str) -> bool:
        """True for the enacting words and a colon, with or without a space before it."""
        words = self.decision
        return bool(words) and text.startswith(words or "") and bool(_COLON.fullmatch(text, len(words or "")))

    def part_of(self, role: Hint | None) -> Part:
        """The part of a block of this role, unless its mark states another."""
        return _LEAVES.get(role or "", self.part)

    def take(self, shape: Shape, role: Hint | None, part: Part | None) -> None:
        """Advance past a block of this role and part."""
        self.part = part or self.part_of(role)
        self.after_clause = shape == "paragraph" and (role in CLAUSES or role is None)
