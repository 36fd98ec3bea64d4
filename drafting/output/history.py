"""The history of a draft as a page with a chart, and as tables for the terminal and for programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from drafting.compare.revisions import RevisionHistory
from drafting.diff.history import EVENTS, EventKind, History, ParagraphHistory
from drafting.diff.history.blame import AttributedWords
from drafting.messages import answer_language, section_messages
from drafting.output.history_chart import draw_chart, has_events
from drafting.output.names import place_name
from drafting.output.templates import render_page
from drafting.output.terminal import table

SIGNS: Mapping[EventKind, str] = {
    "born": "+", "unchanged": "", "renumbered": "", "edited": "~", "moved": ">", "moved and edited": ">~",
    "split": "/", "split off": "/+", "merged": "&", "merged into": "&x", "died": "x", "reinstated": "^",
}  # fmt: skip
"""What a table cell says of a revision, in signs that every terminal has."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A paragraph in the tables: its number in each revision with the signs, and its changes in words."""

    cells: tuple[tuple[str, str, str], ...]
    what: str
    quiet: bool


def history_page(found: RevisionHistory, *, language: str = "") -> str:
    """A history as one self-contained page, in `language`, else that of the last revision."""
    last = found.revisions[-1]
    language = answer_language(language, last.language)
    words = section_messages("history", language)
    return render_page(
        "history.html.j2",
        language,
        w=words,
        text_language=last.language or "en",
        title=last.called,
        stages=[
            (n, stage.name, resolution.symbol or "", stage.delegation)
            for n, (stage, resolution) in enumerate(zip(found.body.revisions, found.revisions, strict=True))
        ],
        eventful=any(map(has_events, found.body.paragraphs)),
        picture=draw_chart(found.body),
        signs=_used_events(found.body),
        tables=[
            (name, list(_rows(history, language)))
            for name, history in (("concordance", found.body), ("footnotes", found.footnotes))
            if history.paragraphs
        ],
        blamed=[(place_name(at, language), kind, words) for at, kind, words in _blamed(found.body)],
    )


def history_table(found: RevisionHistory, language: str = "") -> str:
    """The concordance for the terminal: numbers in every revision with a sign where something happened."""
    language = answer_language(language, found.revisions[-1].language)
    names = [stage.name for stage in found.body.revisions]
    words = section_messages("history", language)
    lines = []
    for history in (found.body, found.footnotes):
        for row in _rows(history, language):
            cells = [f"{at}{' ' if at and sign else ''}{sign}" for at, sign, _ in row.cells]
            lines.append([*cells, row.what])
    shown = table([*names, words["what"]], lines) if lines else ""
    used = [k for k in EVENTS if SIGNS[k] and any(_has(c, k) for c in (found.body, found.footnotes))]
    return shown + ", ".join(f"{SIGNS[k]} {words[k]}" for k in used) + ("\n" if used else "")


def history_csv(found: RevisionHistory) -> str:
    """The concordance as CSV: one line a paragraph or footnote, one column a revision, then what happened."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*(stage.name for stage in found.body.revisions), "what happened"])
    for history in (found.body, found.footnotes):
        for row in _rows(history, "en", named=False):
            writer.writerow([*(at for at, _, _ in row.cells), row.what])
    return out.getvalue()


def _has(history: History, kind: EventKind) -> bool:
    return any(event.kind == kind for paragraph in history.paragraphs for event in paragraph.events if event.revision)


def _used_events(history: History) -> list[EventKind]:
    """The events of a history that the legend must explain."""
    calm = any(_has(history, kind) for kind in ("unchanged", "renumbered"))
    return [k for k in EVENTS if k != "renumbered" and (calm if k == "unchanged" else _has(history, k))]


def _rows(history: History, language: str, *, named: bool = True) -> Iterator[_Row]:
    """The rows of a table; `named`: places without a number in the words of the language."""
    words = section_messages("history", language)
    numbers = {paragraph.id: history.addresses(paragraph) for paragraph in history.paragraphs}
    for paragraph in history.paragraphs:
        happened = {event.revision: event for event in paragraph.events if event.revision}
        cells = []
        for r, at in enumerate(numbers[paragraph.id]):
            event = happened.get(r)
            at = place_name(at, language) if named else at
            cells.append((at, SIGNS[event.kind] if event else "", event.kind if event else ""))
        yield _Row(tuple(cells), _changes_in_words(paragraph, history, numbers, words), not has_events(paragraph))


def _changes_in_words(
    paragraph: ParagraphHistory, history: History, numbers: Mapping[int, tuple[str, ...]], words: Mapping[str, str]
) -> str:
    """The changes in words: "rev2: split off from OP5; rev3: reworded"."""
    changes = []
    for event in paragraph.events:
        if not event.revision or event.kind in ("unchanged", "renumbered"):
            continue
        where = ""
        if event.kind in ("split off", "merged into") and event.others:
            parent = numbers[event.others[0]]
            before = event.kind == "split off"
            link = f" {words['from']} " if before else " "
            where = link + parent[event.revision - 1 if before else event.revision]
        changes.append(f"{history.revisions[event.revision].name}: {words[event.kind]}{where}")
    return "; ".join(changes)


def _blamed(history: History) -> Iterator[tuple[str, str, tuple[AttributedWords, ...]]]:
    """(address, kind, words) of the paragraphs of the last revision that have words the first one did not have."""
    last = len(history.revisions) - 1
    for paragraph in history.paragraphs:
        if paragraph.places[last] < 0:
            continue
        words = history.words(paragraph)
        if any(run.revision for run in words):
            yield history.addresses(paragraph)[last], history.unit(paragraph).kind, words
