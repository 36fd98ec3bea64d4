"""What was understood of a document, for the terminal: facts, paragraphs, footnotes, repairs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from drafting.messages import answer_language, message, section_messages
from drafting.model.address import places
from drafting.model.resolution import Clause, Heading, Line, Note, Resolution, Table
from drafting.output.names import note_text, party_names, place_name, placed_note, statement_kind
from drafting.output.terminal import table, table_head
from drafting.text.shorten import shorten

_LINE, _SEAM = 90, 18
"""Characters of a line of text, and on each side of a seam, that are shown. Judged, not measured."""


def outline(resolution: Resolution, language: str = "") -> str:
    """What was understood of a document: its facts, one line for each paragraph, its footnotes, what was repaired.

    `language` is that of the labels; "" for that of the document.
    """
    language = answer_language(language, resolution.language)
    body = table(table_head(language, "at", "label", "words"), _outline(resolution, language))
    parts = [_facts(resolution, language), body]
    if resolution.footnotes:
        parts.append(table(table_head(language, "note", "kind", "words"), _footnotes(resolution, language)))
    if repaired := _repaired(resolution.notes, language):
        head = table_head(language, "repaired", "times", "first_at", "before_repair", "after_repair")
        parts.append(table(head, repaired))
    return "\n".join(parts) + "".join(
        message("outline.note", language, message=placed_note(n, language)) + "\n"
        for n in resolution.notes
        if n.severity != "info"
    )


def _facts(resolution: Resolution, language: str) -> str:
    """Title, symbol and what else is known of a document, one line each."""
    words = section_messages("outline", language)
    facts = [
        ("title", resolution.title), ("symbol", resolution.symbol), ("organ", resolution.organ),
        ("language", words.get(f"language {resolution.language}", resolution.language)),
        ("kind", words.get(f"kind {resolution.kind}")),
        ("status", words[f"status {resolution.status}"] if resolution.status != "unknown" else ""),
        ("adopted", resolution.adopted), ("decision", resolution.decision),
    ]  # fmt: skip
    return "".join(
        message("outline.line", language, name=words[name], value=value) + "\n" for name, value in facts if value
    )


def _footnotes(resolution: Resolution, language: str) -> list[Sequence[str]]:
    """Mark, kind and parties, and the beginning of each footnote."""
    found: list[Sequence[str]] = []
    for note in resolution.footnotes:
        kind = ", ".join(
            filter(
                None,
                (statement_kind(note.kind, language), party_names([*note.states, *note.groups, *note.names], language)),
            )
        )
        found.append((f"fn{note.mark}", kind, shorten(note.text, _LINE)))
    return found


def _repaired(notes: Iterable[Note], language: str) -> list[Sequence[str]]:
    """One row for each kind of repair: how often, and the first of them."""
    kinds: dict[str, list[Note]] = {}
    for note in notes:
        if note.severity == "info":
            kinds.setdefault(note.code, []).append(note)
    return [
        (note_text(same[0], language), str(len(same)), place_name(same[0].where, language), *_change(same[0]))
        for same in kinds.values()
    ]


def _change(note: Note) -> tuple[str, str]:
    """What a repair changed, shortened: of two joined lines only the words around the join."""
    above, seam, below = note.before.partition(" ⏎ ")
    if seam:
        return f"…{above[-_SEAM:].lstrip()}{seam}{shorten(below, _SEAM)}", ""
    return shorten(note.before, 2 * _SEAM), shorten(note.after, 2 * _SEAM)


def _outline(resolution: Resolution, language: str) -> list[Sequence[str]]:
    found: list[Sequence[str]] = []
    for at, block in places(resolution):
        if isinstance(block, Table):
            found.append(
                (place_name(str(at), language), "", shorten(" | ".join(block.rows[0]), _LINE) if block.rows else "")
            )
            continue
        depth = block.level if isinstance(block, Clause) else 0
        label = "" if isinstance(block, Line) else block.label or ""
        sign = "# " if isinstance(block, Heading) else "  " * depth
        found.append((place_name(str(at), language), label, sign + shorten(block.text, _LINE)))
    return found
