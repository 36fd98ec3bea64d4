"""Draft, compare and mark up negotiated resolutions. The public names; each is loaded when first used."""

from __future__ import annotations

import sys
from types import ModuleType
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
    from drafting.compare import Comparison, compare
    from drafting.diff.changes import Diff
    from drafting.errors import DraftingError
    from drafting.library import open_library
    from drafting.model.resolution import Resolution
    from drafting.read import read
    from drafting.word.build import build

_HOMES = {
    "read": "drafting.read",
    "compare": "drafting.compare",
    "build": "drafting.word.build",
    "open_library": "drafting.library",
    "Resolution": "drafting.model.resolution",
    "Comparison": "drafting.compare",
    "Diff": "drafting.diff.changes",
    "DraftingError": "drafting.errors",
}


def __getattr__(name: str) -> Any:
    """Load a public name from its room (keeps the command line quick to start)."""
    if name not in _HOMES:
        raise AttributeError(f"module 'drafting' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


class _Package(ModuleType):
    """The package `drafting`, in which a public function keeps its name although a folder is called the same.

    Importing `drafting.read` makes Python bind that module to the attribute `read` of this package; the function wins.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
