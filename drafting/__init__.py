"""Draft, compare and mark up negotiated resolutions. The public names; each is loaded when first used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = [
    "read",
    "compare",
    "build",
    "open_library",
    "Resolution",
    "Comparison",
    "Diff",
    "DraftingError",
    "__version__",
]

if TYPE_CHECKING:
    from drafting.comparison import Comparison, compare
    from drafting.diff.changes import Diff
    from drafting.errors import DraftingError
    from drafting.library import open_library
    from drafting.model import Resolution
    from drafting.read import read
    from drafting.word.build import build

_HOMES = {
    "read": "drafting.read",
    "compare": "drafting.comparison",
    "build": "drafting.word.build",
    "open_library": "drafting.library",
    "Resolution": "drafting.model",
    "Comparison": "drafting.comparison",
    "Diff": "drafting.diff.changes",
    "DraftingError": "drafting.errors",
}


def __getattr__(name: str) -> Any:
    """Load a public name from its room (keeps the command line quick to start)."""
    if name not in _HOMES:
        raise AttributeError(f"module 'drafting' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
