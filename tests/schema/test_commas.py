"""What is said of commas and points in amounts and texts: the way out, and never a wrong amount."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetc.diagnostics.messages import ENGLISH
from budgetc.files.workspace import Workspace
from budgetc.pipeline import compile_source
from budgetc.schema.slips import number_meant
from tests.jurisdiction.district import SOURCE, write_district
from tests.support import with_change

AMOUNT = "actual: 900, prior: 950.50"
LOOK_UP = "its commas are not at every third digit; look the amount up, and write it without commas"


def _hints(folder: Path, source: str) -> set[str]:
    write_district(folder, {"budgets/hill/2024.yaml": source})
    workspace = Workspace.find(folder)
    compiled = compile_source(
        workspace.source(folder / "budgets/hill/2024.yaml"), workspace.resources()
    )
    return {ENGLISH(one.hint) for one in compiled.findings if one.hint is not None}


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("1.234.567,89", "write 1234567.89"),
        ("500.000,25", "write 500000.25"),
        ("-1.234.567", "write -1234567"),
        ("$1,200,000", "write 1200000, without quotes and separators"),
        ("€1,200,000.50", "write 1200000.50, without quotes and separators"),
        ("1,200", "write 1.200 if the comma is a decimal point, or 1200 if it separates nothing"),
        ("1,2000,00", LOOK_UP),
    ],
)  # fmt: skip
def test_which_amount_is_meant(tmp_path: Path, typed: str, hint: str) -> None:
    assert ENGLISH(number_meant(typed)[1]) == hint
    quoted = SOURCE.replace(AMOUNT, f'actual: "{typed}", prior: 950.50', 1)
    assert hint in _hints(tmp_path, quoted)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("$1,200,000", "1200000"), ("1.234.567,89", "1234567.89"), ("1,200,000", "1200000")],
)
def test_an_amount_that_its_commas_cut_in_braces_is_told_whole(
    tmp_path: Path, typed: str, meant: str
) -> None:
    hints = _hints(tmp_path, SOURCE.replace(AMOUNT, f"actual: {typed}, prior: 950.50", 1))
    assert any(
        hint.startswith(f"write: - {{account: 5100, actual: {meant}, prior:") for hint in hints
    )
    assert not hints & {"write 1", "write 1234567"}


def test_a_comma_in_a_text_of_letters_asks_for_quotes(tmp_path: Path) -> None:
    school = "  - id: north\n    name: North School\n    head: A. Reed\n"
    source = with_change(
        SOURCE,
        school,
        "  - {id: north, name: Hire, or ask the Board, head: A}\n  - id: n\n    name: N\n",
    )
    assert _hints(tmp_path, source) == {
        'write: - {id: north, name: "Hire, or ask the Board", head: A}'
    }
