"""A history to look at: a page with the picture of the paragraphs' lives, tables for the terminal and for programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from drafting.compare import RevisionHistory
from drafting.diff.history import EVENTS, EventKind, History, ParagraphHistory
from drafting.diff.history.blame import AttributedWords
from drafting.output.history_chart import eventful, picture
from drafting.output.templates import render_page, words_of
from drafting.output.terminal import table

SIGNS: Mapping[EventKind, str] = {
    "born": "+", "unchanged": "", "renumbered": "", "edited": "~", "moved": ">", "moved and edited": ">~",
    "split": "/", "split off": "/+", "merged": "&", "merged into": "&x", "died": "x", "reinstated": "^",
}  # fmt: skip
"""What a table cell says of a revision, in signs that every terminal has."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A paragraph in the tables: its number in each revision with the signs, and what happened in words."""

    cells: tuple[tuple[str, str, str], ...]
    what: str
    quiet: bool


def history_page(found: RevisionHistory, *, language: str = "") -> str:
    """A history as one self-contained page, in the language asked for or that of the last revision."""
    spoken = language or found.revisions[-1].language
    words = history_words(spoken)
    last = found.revisions[-1]
    return render_page(
        "history.html.j2",
        spoken,
        w=words,
        text_language=last.language or "en",
        title=last.called,
        stages=[
            (n, stage.name, resolution.symbol or "", stage.delegation)
            for n, (stage, resolution) in enumerate(zip(found.body.revisions, found.revisions, strict=True))
        ],
        eventful=any(map(eventful, found.body.paragraphs)),
        picture=picture(found.body),
        signs=_used(found.body),
        tables=[
            (name, list(_rows(course, words)))
            for name, course in (("concordance", found.body), ("footnotes", found.footnotes))
            if course.paragraphs
        ],
        blamed=list(_blamed(found.body)),
    )


def history_words(language: str) -> Mapping[str, str]:
    """The words of the page."""
    return words_of("history", language)


def history_table(found: RevisionHistory) -> str:
    """The concordance for the terminal: numbers in every revision with a sign where something happened."""
    names = [stage.name for stage in found.body.revisions]
    words = history_words("en")
    lines = []
    for course in (found.body, found.footnotes):
        for row in _rows(course, words):
            cells = [f"{at}{' ' if at and sign else ''}{sign}" for at, sign, _ in row.cells]
            lines.append([*cells, row.what])
    shown = table([*names, "what happened"], lines) if lines else ""
    used = [k for k in EVENTS if SIGNS[k] and any(_has(c, k) for c in (found.body, found.footnotes))]
    return shown + ", ".join(f"{SIGNS[k]} {words[k]}" for k in used) + ("\n" if used else "")


def history_csv(found: RevisionHistory) -> str:
    """The concordance as CSV: one line a paragraph or footnote, one column a revision, then what happened."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*(stage.name for stage in found.body.revisions), "what happened"])
    words = history_words("en")
    for course in (found.body, found.footnotes):
        for row in _rows(course, words):
            writer.writerow([*(at for at, _, _ in row.cells), row.what])
    return out.getvalue()


def _has(course: History, kind: EventKind) -> bool:
    return any(event.kind == kind for life in course.paragraphs for event in life.events if event.revision)


def _used(course: History) -> list[EventKind]:
    """The events of a course that the legend must explain."""
    calm = any(_has(course, kind) for kind in ("unchanged", "renumbered"))
    return [k for k in EVENTS if k != "renumbered" and (calm if k == "unchanged" else _has(course, k))]


def _rows(course: History, words: Mapping[str, str]) -> Iterator[_Row]:
    numbers = {life.id: course.addresses(life) for life in course.paragraphs}
    for life in course.paragraphs:
        happened = {event.revision: event for event in life.events if event.revision}
        cells = []
        for r, at in enumerate(numbers[life.id]):
            event = happened.get(r)
            cells.append((at, SIGNS[event.kind] if event else "", event.kind if event else ""))
        yield _Row(tuple(cells), _story(life, course, numbers, words), not eventful(life))


def _story(
    life: ParagraphHistory, course: History, numbers: Mapping[int, tuple[str, ...]], words: Mapping[str, str]
) -> str:
    """What happened, in words: "rev2: split off from OP5; rev3: reworded"."""
    told = []
    for event in life.events:
        if not event.revision or event.kind in ("unchanged", "renumbered"):
            continue
        where = ""
        if event.kind in ("split off", "merged into") and event.others:
            parent = numbers[event.others[0]]
            before = event.kind == "split off"
            link = f" {words['from']} " if before else " "
            where = link + parent[event.revision - 1 if before else event.revision]
        told.append(f"{course.revisions[event.revision].name}: {words[event.kind]}{where}")
    return "; ".join(told)


def _blamed(course: History) -> Iterator[tuple[str, str, tuple[AttributedWords, ...]]]:
    """(address, kind, words) of the paragraphs of the last revision that have words the first one did not have."""
    last = len(course.revisions) - 1
    for life in course.paragraphs:
        if life.places[last] < 0:
            continue
        words = course.words(life)
        if any(run.revision for run in words):
            yield course.addresses(life)[last], course.unit(life).kind, words
