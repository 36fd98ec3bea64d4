"""A comparison as rows to read: one for each change, in the order of the new text, with a summary of what changed.

The HTML report, the terminal table and the Markdown table are three ways to print these rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafting.diff.changes import Change, Diff, Segment
from drafting.diff.units import Unit
from drafting.model.labels import split_label
from drafting.output.names import place_name
from drafting.text.invisible import visible_change
from drafting.text.shorten import shorten

QUIET = ("equal", "renumber")
"""Changes that touch no word."""


@dataclass(frozen=True, slots=True)
class Row:
    """One change. `old_at`, `new_at`: addresses ("OP5"); `segments`: the words, without the label of a single unit.

    `old_label` and `new_label` are as printed, "" where there is none or several units take part. `ghost`: this row
    only shows where a moved paragraph stood. `index` counts the changes from 1.
    """

    index: int
    change: Change
    old_at: tuple[str, ...]
    new_at: tuple[str, ...]
    old_label: str
    new_label: str
    segments: tuple[Segment, ...]
    kind: str
    ghost: bool = False

    @property
    def quiet(self) -> bool:
        """True when no word differs."""
        return self.change.op in QUIET

    @property
    def moved(self) -> bool:
        """True when the paragraph is at another place in the new text."""
        return self.change.op in ("move", "move_edit")


def rows(diff: Diff) -> tuple[Row, ...]:
    """A row for each change, in the order of the diff."""
    return tuple(_row(number, change, diff) for number, change in enumerate(diff.changes, 1))


def with_ghosts(diff: Diff) -> tuple[Row, ...]:
    """The rows, and where a paragraph has moved away a second row at its old place."""
    shown = rows(diff)
    home = {i: row.index for row in shown if not row.moved for i in row.change.old}
    after: dict[int, list[Row]] = {}
    for row in sorted((r for r in shown if r.moved), key=lambda r: r.change.old):
        before = next((home[i] for i in range(row.change.old[0] - 1, -1, -1) if i in home), 0)
        after.setdefault(before, []).append(_ghost(row, diff))
    out = [*after.get(0, ())]
    for row in shown:
        out += [row, *after.get(row.index, ())]
    return tuple(out)


def _row(index: int, change: Change, diff: Diff) -> Row:
    old, new = [diff.old[i] for i in change.old], [diff.new[j] for j in change.new]
    old_label, new_label = _label(old), _label(new)
    segments: tuple[Segment, ...] | None = None
    if len(old) <= 1 and len(new) <= 1:
        segments = _after(change.segments, _lead(old), _lead(new))
    return Row(
        index, change, tuple(u.address for u in old), tuple(u.address for u in new),
        old_label if segments is not None else "", new_label if segments is not None else "",
        change.segments if segments is None else segments, (new or old)[0].kind if new or old else "clause",
    )  # fmt: skip


def _ghost(row: Row, diff: Diff) -> Row:
    text = "\n".join(diff.old[i].text for i in row.change.old)
    return Row(
        row.index, row.change, row.old_at, row.new_at, row.old_label, "", (Segment("-", text),), row.kind, ghost=True
    )


def _label(units: Sequence[Unit]) -> str:
    return (units[0].label or "") if len(units) == 1 else ""


def _lead(units: Sequence[Unit]) -> int:
    """How many characters of the unit's full text are label and gap."""
    return len(units[0].full_text) - len(units[0].text) if units else 0


def _after(segments: Sequence[Segment], old: int, new: int) -> tuple[Segment, ...] | None:
    """The segments behind the first `old` characters of the old side and `new` of the new one; None when they do not
    come apart there."""
    rest = list(segments)
    while (old or new) and rest:
        head = rest.pop(0)
        take = {"=": min(old, new), "-": old, "+": new}[head.op]
        take = min(take, len(head.text))
        if not take:
            return None
        old -= take if head.op != "+" else 0
        new -= take if head.op != "-" else 0
        if take < len(head.text):
            rest.insert(0, Segment(head.op, head.text[take:]))
            if (old or new) and head.op == "=":
                return None
    return None if old or new else tuple(rest)


def snippet(row: Row, limit: int = 3, width: int = 40) -> list[tuple[str, str]]:
    """The first few replaced words: [(out, in)…], each cut to `width` characters; ("…", "…") says that there are more.

    Replacements parted by a single blank are one.
    """
    pairs: list[tuple[str, str]] = []
    out = into = ""
    for segment in row.segments:
        if segment.op == "-":
            out += segment.text
        elif segment.op == "+":
            into += segment.text
        elif segment.text == " " and (out or into):
            out, into = out + " ", into + " "
        elif out or into:
            pairs.append((_cut(out, width), _cut(into, width)))
            out = into = ""
    if out or into:
        pairs.append((_cut(out, width), _cut(into, width)))
    if row.change.op in ("split", "merge"):
        pairs = [pair for pair in pairs if not all(_only_label(side) for side in pair)]
    return pairs[:limit] + ([("…", "…")] if len(pairs) > limit else [])


def _only_label(words: str) -> bool:
    """True when only a number or a paragraph end differs: in a split or a merge they are no news."""
    tidy = words.strip("¶␣° \n")
    return not tidy or (split_label(tidy)[1:] == ("", "") and split_label(tidy)[0] == tidy)


def _cut(text: str, width: int) -> str:
    text = visible_change(text)
    return shorten(text.replace("\n", " ¶ "), width) or text.strip("\n")


def numbers(found: Sequence[str], language: str) -> str:
    """Addresses for a table cell: "OP5", "OP5–OP7" for a run of three or more, "OP5, OP9" otherwise, "–" for none."""
    shown = [place_name(at, language) for at in found]
    return f"{shown[0]}–{shown[-1]}" if len(shown) > 2 else ", ".join(shown) or "–"


def runs(found: Sequence[Row]) -> Iterator[tuple[Row, ...]]:
    """Neighbouring rows of the same quiet kind (only renumbered, or unchanged) together, all others alone."""
    group: list[Row] = []
    for row in found:
        if group and not (row.quiet and row.change.op == group[-1].change.op and row.kind == group[-1].kind):
            yield tuple(group)
            group = []
        group.append(row)
        if not row.quiet:
            yield tuple(group)
            group = []
    if group:
        yield tuple(group)


def marked_words(segments: Sequence[Segment], room: int = 60) -> str:
    """Changed words with signs that need no colour: [-out-] {+in+}; long unchanged stretches are cut."""
    out = []
    for n, s in enumerate(segments):
        if s.op == "=":
            out.append(_shorten_stretch(s.text, room, n == 0, n == len(segments) - 1))
        else:
            text = visible_change(s.text)
            out.append(f"[-{text}-]" if s.op == "-" else f"{{+{text}+}}")
    return "".join(out).replace("\n", " ¶ ").replace("-]{+", "-] {+")


def _shorten_stretch(text: str, room: int, first: bool, last: bool) -> str:
    if len(text) <= room:
        return text
    head, tail = text[: room // 2], text[-(room // 2) :]
    head, tail = head.rpartition(" ")[0] or head, tail.partition(" ")[2] or tail
    return ("" if first else f"{head} ") + "…" + ("" if last else f" {tail}")
