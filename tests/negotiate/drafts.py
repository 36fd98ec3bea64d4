"""Drafts in four languages that a test takes through revisions, printed as a delegation gets them."""

from __future__ import annotations

import tomllib
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from drafting.model.resolution import Resolution
from drafting.read import read_bytes

WORDS: dict[str, dict[str, Any]] = tomllib.loads(Path(__file__).with_name("wells.toml").read_text(encoding="utf-8"))


@dataclass
class Block:
    """A paragraph or heading with the texts of the notes at its end; `inside`: of those behind its third word."""

    text: str
    kind: str = "op"
    notes: list[str] = field(default_factory=list)
    inside: list[str] = field(default_factory=list)


@dataclass
class Draft:
    """A draft one can change: `blocks` are headings ("h") and operative paragraphs ("op"). A note whose text stands in
    `shared` has one mark at several places; `swapped`: the second and third note at the end changed places."""

    language: str
    blocks: list[Block]
    title_notes: list[str] = field(default_factory=list)
    preamble: list[Block] = field(default_factory=list)
    shared: set[str] = field(default_factory=set)
    swapped: bool = False

    @classmethod
    def base(cls, language: str) -> Draft:
        """Two chapters of four paragraphs, no notes."""
        ops = [Block(t) for t in WORDS[language]["operative"]]
        heads = [Block(t, "h") for t in WORDS[language]["headings"]]
        preamble = [Block(t, "pp") for t in WORDS[language]["preamble"]]
        return cls(language, [heads[0], *ops[:4], heads[1], *ops[4:]], preamble=preamble)

    def copy(self) -> Draft:
        return deepcopy(self)

    def op(self, number: int) -> Block:
        """The operative paragraph with this number, from 1."""
        return [b for b in self.blocks if b.kind == "op"][number - 1]

    def printed(self, style: str = "bracket") -> str:
        """The draft as a plain text with its notes at the end, numbered anew."""
        w = WORDS[self.language]
        notes: list[str] = []

        def mark(texts: list[str]) -> str:
            marks = ""
            for note in texts:
                if note not in self.shared or note not in notes:
                    notes.append(note)
                number = len(notes) - notes[::-1].index(note)
                marks += f"[{number}]" if style == "bracket" else f" {number}/"
            return marks

        lines = [w["kind"], w["title"] + mark(self.title_notes), "", w["organ"], ""]
        for block in self.preamble:
            lines += [f"{block.text[:-1]}{mark(block.notes)},", ""]
        lines += [w["enacting"], ""]
        number = chapter = 0
        for block in self.blocks:
            text = block.text
            if block.inside:
                head, tail = text.split(" ")[:3], text.split(" ")[3:]
                text = f"{' '.join(head)}{mark(block.inside)} {' '.join(tail)}"
            marks = mark(block.notes)
            if block.kind == "h":
                chapter += 1
                lines += [f"{'I' * chapter}. {text}{marks}", ""]
            else:
                number += 1
                lines += [f"{number}. {text}{marks}", ""]
        if notes:
            sign = "{}." if style == "bracket" else "{}/"
            lines += [w["notes"], ""]
            order = list(enumerate(notes, 1))
            if self.swapped:
                order[1:3] = order[2:0:-1]
            lines += [line for n, note in order for line in (f"{sign.format(n)} {note}", "")]
        return "\n".join(lines)

    def read(self, style: str = "bracket") -> Resolution:
        """What the reader makes of it."""
        return read_bytes(self.printed(style).encode(), "draft.txt")
