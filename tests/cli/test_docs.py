"""The pages of docs/ speak of commands and options that exist, and link to files that exist."""

from __future__ import annotations

import ast
import re
import shlex
import tomllib
from pathlib import Path

import click
import pytest

from drafting.cli import commands
from drafting.read import FORMATS
from drafting.read.docx import metadata as word_facts
from drafting.read.pdf import document

DOCS = Path(__file__).resolve().parent.parent.parent / "docs"
PAGES = sorted(DOCS.glob("*.md"))


def called(page: Path) -> list[list[str]]:
    """The command lines in the code blocks of a page."""
    blocks = re.findall(r"```\n(.*?)```", page.read_text(encoding="utf-8"), re.S)
    lines = [line.removeprefix("$ ") for block in blocks for line in block.splitlines()]
    return [
        shlex.split(line.partition(" > ")[0])
        for line in lines
        if line.startswith("drafting ") and "[OPTIONS]" not in line
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_commands_and_options_exist(page: Path) -> None:
    for words in called(page):
        command: click.Command = commands
        context = click.Context(commands, info_name="drafting", **commands.context_settings)
        rest = words[1:]
        while isinstance(command, click.Group) and rest:
            found = command.get_command(context, rest[0])
            assert found is not None, words
            command, rest = found, rest[1:]
            context = click.Context(command, parent=context)
        known = {name for p in command.params for name in p.opts}
        assert {w.partition("=")[0] for w in rest if re.match(r"--?\w", w)} <= known, words


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_there_are_pages_for_the_tasks() -> None:
    assert {"commands", "compare", "read", "build", "drafts", "library", "suggest", "windows"} <= {
        p.stem for p in PAGES
    }


ROOT = DOCS.parent


def test_the_readme_says_what_each_required_library_is_for() -> None:
    required = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    section = (ROOT / "README.md").read_text(encoding="utf-8").partition("## What it is made of")[2]
    rows = re.findall(r"^\| ([^|-][^|]*) \| ([^|]+) \|$", section, re.M)[1:]
    assert {name for row, _ in rows for name in row.split(", ")} == {re.split("[<>=]", r)[0] for r in required}
    # what python-docx does: the one module that imports it makes Word files that are one table
    users = [p for p in (ROOT / "drafting").rglob("*.py") if re.search(r"^ *import docx$", p.read_text("utf-8"), re.M)]
    assert [p.parent.name for p in users] == ["build"]
    assert "a table" in dict(rows)["python-docx"]


READ = Path(__file__).resolve().parent.parent.parent / "drafting" / "read"


def note_codes() -> set[str]:
    """Every code that a reader gives a note: first words of `Note(…)`, in a table, or passed on."""
    codes = {"page-mark", "running-head", "lines-joined", "paragraph-joined"}  # chosen, or passed on, as `code`
    for path in READ.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Note":
                first = node.args[0]
                codes |= {first.value} if isinstance(first, ast.Constant) else set()  # type: ignore[arg-type]
    codes |= {code for code, _, _ in word_facts._MESSAGES.values()} | {code for code, _ in word_facts._FOREIGN.values()}
    return codes | set(word_facts._GRAPHICS) | {code for _, code, _ in document._SAID}


def test_the_page_on_reading_explains_every_note() -> None:
    page = (DOCS / "read.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"`([a-z-]+)`", "\n".join(re.findall(r"^\| (`[^|]*) \|", page, re.M))))
    assert note_codes() - explained == set()


def test_the_page_on_reading_names_every_format() -> None:
    page = (DOCS / "read.md").read_text(encoding="utf-8")
    assert all(f"`{suffix}`" in page for suffix in FORMATS)
