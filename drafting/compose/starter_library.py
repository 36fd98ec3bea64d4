"""The starter library: Markdown files of `precedents/`, one a topic and language, edited by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from drafting.errors import DraftError
from drafting.lexicon import LANGUAGES, Opening, load
from drafting.model.labels import split_label
from drafting.resources import precedents
from drafting.text.shorten import shorten

KEYS = ("title", "topic", "language", "modes", "keywords")
MODES = ("oas", "un")

_FRONT = re.compile(r"\A---\n(?P<front>.*?)\n---\n(?P<body>.*)\Z", re.S)


@dataclass(frozen=True, slots=True)
class StarterParagraph:
    """A paragraph of the starter library. `kind`: preambular or operative; `about`: title and keywords of its topic."""

    text: str
    kind: str
    language: str
    topic: str
    title: str
    about: str
    opening: Opening

    @property
    def id(self) -> str:
        """Names it in outputs: "starter:next-meeting"."""
        return f"starter:{self.topic}"


@cache
def starter_paragraphs() -> tuple[StarterParagraph, ...]:
    """Every paragraph that ships with the toolkit, by language and topic. DraftError for a file with a fault."""
    return tuple(p for file in sorted(precedents().glob("??/*.md")) for p in read_topic(file))


def read_topic(path: Path) -> Iterator[StarterParagraph]:
    """The paragraphs of one file. Numbered ones are operative, others preambular.

    Raises DraftError, naming the file and the paragraph, for missing front matter, unknown keys or modes, and for a
    paragraph that does not begin with opening words of its kind.
    """
    m = _FRONT.match(path.read_text(encoding="utf-8").replace("\r\n", "\n"))
    if m is None:
        raise DraftError(f"{path.name} has no front matter", f"begin with ---, the keys {', '.join(KEYS)}, and ---")
    front = _front(m["front"], path)
    about = f"{front['title']} {front['keywords']}"
    for block in re.split(r"\n[ \t]*\n", m["body"].strip()):
        label, _, text = split_label(" ".join(block.split()))
        kind = "operative" if label else "preambular"
        opening = load(front["language"]).opening(text)
        if opening is None or opening.part != kind:
            raise DraftError(
                f"{path.name}: “{shorten(text, 41)}” begins with no {kind} opening words", "number operative ones"
            )
        yield StarterParagraph(text, kind, front["language"], front["topic"], front["title"], about, opening)


def _front(source: str, path: Path) -> dict[str, str]:
    front = {key.strip(): value.strip() for key, _, value in (line.partition(":") for line in source.splitlines())}
    if set(front) != set(KEYS) or not all(front.values()):
        raise DraftError(f"{path.name}: the front matter needs exactly {', '.join(KEYS)}", "write `key: words`")
    if front["language"] not in LANGUAGES:
        raise DraftError(
            f"{path.name}: no lexicon for the language {front['language']!r}", f"one of {', '.join(LANGUAGES)}"
        )
    if not set(re.split(r"[,\s]+", front["modes"])) <= set(MODES):
        raise DraftError(f"{path.name}: modes are {' and '.join(MODES)}", "write `modes: oas, un`")
    return front
