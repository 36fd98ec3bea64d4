"""The command line run in this process."""

from __future__ import annotations

from click.testing import CliRunner, Result

from drafting.cli import commands


def run(*args: object, code: int = 0, data: bytes | None = None) -> Result:
    """Run a command; fails when it does not end with `code`."""
    result = CliRunner().invoke(commands, [str(a) for a in args], input=data, prog_name="drafting")
    assert result.exit_code == code, result.output
    return result
