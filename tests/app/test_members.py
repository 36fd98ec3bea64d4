"""Members that a house lists in its settings: in footnotes, `--state` and the ledger of the demonstration."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafting.app.demo import make_demo_library, run_demo
from drafting.app.settings import find_settings
from drafting.errors import SettingsError
from drafting.lexicon.members import house_members, using_members
from drafting.negotiate.reservations.formulas import read_states, statement_formula
from drafting.read.statements import read_statement

MEMBERS = {"VLD": ("Valdoria", "Valdorie")}


def test_settings_list_members(tmp_path: Path) -> None:
    (tmp_path / "drafting.toml").write_text('house = "un"\n[members]\nVLD = ["Valdoria", "Valdorie"]\nMST = "Maristan"')
    assert find_settings(tmp_path).members == {**MEMBERS, "MST": ("Maristan",)}


@pytest.mark.parametrize("line", ["vld = 'Valdoria'", "VLD = []", "VLD = 3", "VLD = ['']"])
def test_a_wrong_member_is_refused(tmp_path: Path, line: str) -> None:
    (tmp_path / "drafting.toml").write_text(f"[members]\n{line}\n")
    with pytest.raises(SettingsError, match="three capital letters"):
        find_settings(tmp_path)


def test_members_speak_in_statements() -> None:
    text = "Valdoria, supported by Chile, reserves its position."
    with using_members(MEMBERS):
        assert read_statement(text, "en").states == ("VLD", "CHL")
        assert read_statement("La délégation de la Valdorie réserve sa position.", "fr").states == ("VLD",)
        assert read_states(["valdorie"], "en") == ("VLD",)
        assert statement_formula("reservation", ["VLD"], "en").startswith("The delegation of Valdoria enters")
    assert house_members() == {}
    assert read_statement(text, "en").states == ("CHL",)


def test_the_demonstration_has_a_real_ledger(tmp_path: Path) -> None:
    make_demo_library(tmp_path / "library.sqlite")
    for language in ("en", "fr"):
        result = run_demo(language, tmp_path / "library.sqlite")
        kinds = {s.last.kind for s in result.ledger.ledger.statements}
        assert "information" not in kinds
        assert all(s.last.states for s in result.ledger.ledger.statements)
        assert b"San Telmo" in result.files[f"{language}-ledger.html"]()
