"""The native draft format: what is written reads back to the same, and drafts written by hand read as meant."""

from __future__ import annotations

from hypothesis import given

from drafting.model.resolution import Resolution
from drafting.output.markdown import markdown
from drafting.read import read_bytes
from tests.output.strategies import resolutions


def again(resolution: Resolution) -> Resolution:
    return read_bytes(markdown(resolution).encode(), "draft.md")


@given(resolutions())
def test_what_is_written_reads_back_to_the_same(resolution: Resolution) -> None:
    assert again(resolution) == resolution
