"""One way of building a symbol."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from drafting.model.symbols.value import Symbol

NOT_BEFORE = r"(?<![\w/.-])"
NOT_AFTER = r"(?![\w])"
"""What may not be beside a symbol: a letter or figure, before it a sign of a longer symbol either."""


@dataclass(frozen=True, slots=True)
class Form:
    """One way of building a symbol: its pattern, an example, and the function that reads a match (None = not one)."""

    name: str
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str]], Symbol | None]
    example: str
