"""Changed words in plain letters, for terminals and table cells."""

from __future__ import annotations

from collections.abc import Sequence

from drafting.diff.changes import Segment
from drafting.text.invisible import visible_change


def marked(segments: Sequence[Segment], room: int = 60) -> str:
    """Changed words with signs that need no colour: [-out-] {+in+}; long unchanged stretches are cut."""
    out = []
    for n, s in enumerate(segments):
        if s.op == "=":
            out.append(_stretch(s.text, room, n == 0, n == len(segments) - 1))
        else:
            text = visible_change(s.text)
            out.append(f"[-{text}-]" if s.op == "-" else f"{{+{text}+}}")
    return "".join(out).replace("\n", " ¶ ").replace("-]{+", "-] {+")


def _stretch(text: str, room: int, first: bool, last: bool) -> str:
    if len(text) <= room:
        return text
    head, tail = text[: room // 2], text[-(room // 2) :]
    head, tail = head.rpartition(" ")[0] or head, tail.partition(" ")[2] or tail
    return ("" if first else f"{head} ") + "…" + ("" if last else f" {tail}")
