"""The house keeps its shape: imports point one way, rooms stay small, heavy libraries stay where they belong."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "drafting").rglob("*.py"))
LINES = 300
FUNCTION = 40


def imported(path: Path) -> set[str]:
    """The first names of every module a file imports, wherever in the file."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_imports_point_one_way() -> None:
    from importlinter.cli import lint_imports

    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_modules_and_functions_stay_small_and_say_what_they_are_for(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    assert len(source.splitlines()) <= LINES, f"{path.name} has outgrown its room"
    assert ast.get_docstring(tree) or not tree.body, f"{path.name} does not say what it is for"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            docstring = len((ast.get_docstring(node, clean=False) or "").splitlines())
            length = (node.end_lineno or 0) - node.lineno + 1 - docstring
            assert length <= FUNCTION, f"{path.name}: {node.name} has {length} lines"


@pytest.mark.parametrize(
    ("library", "home"),
    [
        ("diff_match_patch", {"drafting/diff"}),
        ("docx", {"drafting/word"}),
        ("Stemmer", {"drafting/library"}),
        ("sqlite3", {"drafting/library"}),
        ("markdown_it", {"drafting/read"}),
        ("jinja2", {"drafting/output", "drafting/word", "drafting/cli"}),
        ("rich", {"drafting/cli", "drafting/output"}),
        ("click", {"drafting/cli"}),
        ("lxml", {"drafting/ooxml", "drafting/word", "drafting/read"}),
    ],
)
def test_libraries_stay_in_their_rooms(library: str, home: set[str]) -> None:
    users = {"/".join(p.relative_to(ROOT).parts[:2]) for p in MODULES if library in imported(p)}
    assert users <= home


def test_no_numeric_stack_at_run_time() -> None:
    assert not {p for p in MODULES if imported(p) & {"numpy", "scipy", "pandas"}}


def test_the_core_knows_no_library() -> None:
    standard = set(sys.stdlib_module_names) | {"drafting", "__future__"}
    core = [
        ROOT / "drafting" / "errors.py",
        ROOT / "drafting" / "resources.py",
        *(ROOT / "drafting" / "model").rglob("*.py"),
    ]
    for path in core:
        assert imported(path) <= standard, path


@pytest.mark.parametrize("package", sorted(p.parent.name for p in (ROOT / "drafting").glob("*/__init__.py")))
def test_each_room_is_imported_alone(package: str) -> None:
    run(f"import drafting.{package}")


def test_the_public_names_work_in_any_order() -> None:
    names = "read, compare, build, open_library"
    run(f"from drafting import {names}; assert all(map(callable, ({names})))")
    run(f"import drafting.read.statements; from drafting import {names}; assert all(map(callable, ({names})))")
    run("import drafting, drafting.read; assert all(getattr(drafting, name) for name in drafting.__all__)")


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_the_command_line_starts_without_the_heavy_rooms(option: str) -> None:
    heavy = "{'lxml', 'rich', 'jinja2', 'sqlite3', 'rapidfuzz', 'Stemmer', 'docx', 'markdown_it', 'yaml'}"
    run(
        "import sys; from drafting.cli import main\n"
        f"try: main(['{option}'])\n"
        "except SystemExit as e: assert not e.code\n"
        f"assert not {heavy} & {{m.split('.')[0] for m in sys.modules}}, sorted({heavy} & set(sys.modules))"
    )


ERRORS = {"DraftingError", "SourceError", "OutputError", "LibraryError", "DraftError", "SettingsError"}
NAMES = ("LibreOffice", "Word")


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_hints_go_on_behind_their_colon(path: Path) -> None:
    """ "hint: check the name": a small letter first, no full stop at the end."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and getattr(node.func, "id", "") in ERRORS):
            continue
        for hint in [*node.args[1:2], *(k.value for k in node.keywords if k.arg == "hint")]:
            parts = hint.values if isinstance(hint, ast.JoinedStr) else [hint]
            first, last = (p.value if isinstance(p, ast.Constant) else "" for p in (parts[0], parts[-1]))
            assert not str(first)[:1].isupper() or str(first).startswith(NAMES), first
            assert not str(last).endswith("."), last
