"""Texts cut to fit a line or a cell."""

from __future__ import annotations


def shorten(text: str, width: int) -> str:
    """The text on one line, runs of white space as one space, of `width` characters at most; "…" ends what was cut."""
    line = " ".join(text.split())
    return line if len(line) <= width else line[: width - 1].rstrip() + "…"


def shorten_middle(text: str, width: int) -> str:
    """The beginning and the end of a text of more than `width` characters, " … " between; cut between words."""
    if len(text) <= width:
        return text
    head, tail = text[: width // 2], text[-(width // 2) :]
    return f"{head.rpartition(' ')[0] or head} … {tail.partition(' ')[2] or tail}"
