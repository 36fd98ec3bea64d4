"""Standing notes to look at: in how many texts a State wrote a note, since when, and how its wording moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from drafting.diff.changes import Segment
from drafting.output.marked import marked
from drafting.output.templates import negotiation_words
from drafting.output.terminal import table


@dataclass(frozen=True, slots=True)
class Wording:
    """The note in one text: year, symbol or file, place, words, and what changed since the text before."""

    year: int | None
    name: str
    at: str
    text: str
    segments: tuple[Segment, ...]

    @property
    def same(self) -> bool:
        """True when nothing changed since the text before."""
        return all(s.op == "=" for s in self.segments)


@dataclass(frozen=True, slots=True)
class PastLine:
    """One standing note, oldest wording first. `at`: where it hangs in a draft; `changed`: the years its wording
    changed; `now`: the draft's note against the last wording, None where there is no draft."""

    who: str
    kind: str
    at: str
    since: int | None
    wordings: tuple[Wording, ...]
    changed: tuple[str, ...]
    now: tuple[Segment, ...] | None = None

    @property
    def same(self) -> bool:
        """True when the draft's note reads as the last one."""
        return self.now is not None and all(s.op == "=" for s in self.now)


def standing_text(lines: Sequence[PastLine], language: str) -> str:
    """The standing notes of a State for the terminal, each with its wordings."""
    w = negotiation_words(language)
    return "\n".join(past_text(line, w) for line in lines) if lines else w["no_standing"] + "\n"


def past_text(line: PastLine, w: Mapping[str, str]) -> str:
    """One standing note: what it is in one line, then its wordings."""
    said = f"{line.at} {line.who}".strip()
    head = f"{w['standing_note']}{w['colon']}{said}, {w['kind ' + line.kind]}, {summary(line, w)}\n"
    rows = [
        (
            str(x.year or "–"), x.name, x.at or "–",
            x.text if not n else w["same_words"] if x.same else marked(x.segments),
        )
        for n, x in enumerate(line.wordings)
    ]  # fmt: skip
    if line.now is not None:
        rows.append(("", w["now"], line.at, w["same_words"] if line.same else marked(line.now)))
    return head + table((w["year"], w["text"], w["place"], w["words"]), rows)


def summary(line: PastLine, w: Mapping[str, str]) -> str:
    """ "in 4 texts since 2016; wording changed in 2021, 2023", "in one text (2016)"."""
    n = len(line.wordings)
    texts = w["in_one_text"] if n == 1 else w["in_texts"].format(n=n)
    since = "" if not line.since else f" ({line.since})" if n == 1 else f" {w['since_year']} {line.since}"
    return f"{texts}{since}" + (f"; {w['wording_changed']} {', '.join(line.changed)}" if line.changed else "")
