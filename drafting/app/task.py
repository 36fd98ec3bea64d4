"""What every task takes and gives: documents, options and progress in; a result with notes and output forms out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeAlias

from drafting.errors import DraftError, DraftingError

if TYPE_CHECKING:
    from drafting.model.resolution import Note


@dataclass(frozen=True, slots=True)
class Document:
    """A file as a task takes it: its bytes, and the name whose suffix says the format.

    `text`: which of its texts, counted from 1, where it holds several; "all" for the whole file as one text.
    """

    name: str
    data: bytes
    text: int | Literal["all"] | None = None

    @property
    def suffix(self) -> str:
        """The suffix of the name in small letters, with its dot."""
        return PurePath(self.name).suffix.lower()

    @property
    def short_name(self) -> str:
        """The name without its folder."""
        return PurePath(self.name).name


@dataclass(frozen=True, slots=True)
class Step:
    """How far a task is: `done` steps of `whole`, and what it does next ("reading old.docx")."""

    done: int
    whole: int
    what: str


Progress: TypeAlias = Callable[[Step], None]
"""Called before every step of a task; it must return quickly."""

Form: TypeAlias = Callable[[], bytes]
"""Makes the result in one format. Nothing is made, and no library loaded, before it is called."""


class TaskResult(Protocol):
    """What every task gives. All fields of a result can be pickled; `forms` are made anew where they are asked for."""

    @property
    def notes(self) -> Sequence[Note]:
        """What the user must be told: done differently than asked, left out, or found on the way."""

    @property
    def summary(self) -> str:
        """The result in a line or two."""

    def to_dict(self) -> dict[str, Any]:
        """The result as the JSON contract has it."""

    @property
    def forms(self) -> Mapping[str, Form]:
        """The formats the result can be written in, by suffix (".docx")."""


def report_step(progress: Progress | None, done: int, whole: int, what: str) -> None:
    """Call `progress`, where there is one, with a step."""
    if progress is not None:
        progress(Step(done, whole, what))


def require_documents(documents: Sequence[object], what: str) -> None:
    """Refuse an empty list of documents. Raises DraftError that says `what` was to be done with them."""
    if not documents:
        raise DraftError(f"there is no document to {what}", "give one or more, oldest first")


def explain_error(error: BaseException, report: str = "please report it") -> tuple[str, str]:
    """An error as one line of what is wrong and one line of what to do ("" where there is no advice).

    `report` is the advice for an error that is a fault of this toolkit.
    """
    if isinstance(error, DraftingError):
        return error.message, error.hint
    if isinstance(error, KeyboardInterrupt):
        return "stopped before the end", "nothing half-written was left behind"
    if isinstance(error, MemoryError | RecursionError):
        return "the document is too large or nested too deep", "split it into smaller files"
    what = " ".join(str(error).split())[:200]
    return f"this should not have happened: {type(error).__name__}{': ' + what if what else ''}", report
