"""Where the real documents lie beside a checkout; tests that need them are skipped, with the reason, where absent."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("DRAFTING_SHARED", Path(__file__).resolve().parent.parent.parent / "shared"))
needs_shared = pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="the real documents (../shared) are absent")
