"""Drafts in four languages that a test takes through revisions, printed as a delegation gets them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from drafting.model import Resolution
from drafting.read import read_bytes

WORDS: dict[str, dict[str, Any]] = tomllib.loads(Path(__file__).with_name("wells.toml").read_text(encoding="utf-8"))


@dataclass
class Block:
    """A paragraph or heading with the texts of the notes at its end."""

    text: str
    kind: str = "op"
    notes: list[str] = field(default_factory=list)


@dataclass
class Draft:
    """A draft one can change: `blocks` are headings ("h") and operative paragraphs ("op")."""

    language: str
    blocks: list[Block]

    @classmethod
    def base(cls, language: str) -> Draft:
        """Two chapters of four paragraphs, no notes."""
        ops = [Block(t) for t in WORDS[language]["operative"]]
        heads = [Block(t, "h") for t in WORDS[language]["headings"]]
        return cls(language, [heads[0], *ops[:4], heads[1], *ops[4:]])

    def copy(self) -> Draft:
        return Draft(self.language, [Block(b.text, b.kind, list(b.notes)) for b in self.blocks])

    def op(self, number: int) -> Block:
        """The operative paragraph with this number, from 1."""
        return [b for b in self.blocks if b.kind == "op"][number - 1]

    def printed(self, style: str = "bracket") -> str:
        """The draft as a plain text with its notes at the end, numbered anew."""
        w = WORDS[self.language]
        lines, notes = [w["kind"], w["title"], "", w["organ"], ""], []
        for text in w["preamble"]:
            lines += [text, ""]
        lines += [w["enacting"], ""]
        number = chapter = 0
        for block in self.blocks:
            marks = ""
            for note in block.notes:
                notes.append(note)
                marks += f"[{len(notes)}]" if style == "bracket" else f" {len(notes)}/"
            if block.kind == "h":
                chapter += 1
                lines += [f"{'I' * chapter}. {block.text}{marks}", ""]
            else:
                number += 1
                lines += [f"{number}. {block.text}{marks}", ""]
        if notes:
            sign = "{}." if style == "bracket" else "{}/"
            lines += [w["notes"], ""]
            lines += [line for n, note in enumerate(notes, 1) for line in (f"{sign.format(n)} {note}", "")]
        return "\n".join(lines)

    def read(self, style: str = "bracket") -> Resolution:
        """What the reader makes of it."""
        return read_bytes(self.printed(style).encode(), "draft.txt")
