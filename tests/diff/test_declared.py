"""Comparisons of a jurisdiction whose sources have sections of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.diff.repository import data, diff, repository
from tests.jurisdiction.tutorial import SECTIONS, apply, snippets
from tests.support import with_change

SOURCE = "budgets/mediatheque/2024.yaml"


@pytest.fixture(name="home")
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the libraries of a town, in which a librarian works more than before."""
    for snippet in snippets(SECTIONS):
        apply(snippet, tmp_path)
    monkeypatch.chdir(repository(tmp_path, {}))
    path = tmp_path / SOURCE
    path.write_text(with_change(path.read_text(encoding="utf-8"), "etp: 2.5", "etp: 3"))
    return tmp_path


@pytest.mark.usefixtures("home")
def test_a_measure_differs_by_what_is_printed_and_its_row_has_a_name() -> None:
    lines = [line.strip() for line in diff().out.splitlines()]
    assert "Bibliothécaire, ETP: 2,50 → 3,00 (+0,5)  [1]" in lines
    assert "Total, ETP: 3,25 → 3,75 (+0,5)  [1]" in lines
    (source,) = data()["sources"]
    assert {one["difference"] for one in source["figures"]} == {"0.5"}


@pytest.mark.usefixtures("home")
def test_of_what_a_jurisdiction_declares_the_headline_says_no_expenditure() -> None:
    counts = "changes: 1; table cells: 2; sentences: 1; findings: 0 new, 0 fixed, 0 still open"
    assert diff().out.splitlines()[1] == counts
    assert diff("--format", "markdown").out.splitlines()[0] == f"**{counts}**"
    assert diff(language="zh").out.splitlines()[1] == (
        "填写改动1处，影响表格2格、文字1句；问题：新增0个，已解决0个，仍存在0个"
    )


def test_the_bridge_has_the_totals(home: Path) -> None:
    later = with_change((home / SOURCE).read_text(encoding="utf-8"), "vote: 90", "vote: 91")
    (home / "budgets/mediatheque/2025.yaml").write_text(later)
    lines = diff(SOURCE, "budgets/mediatheque/2025.yaml").out.splitlines()
    assert lines[1].startswith("changes: 1; ")
    assert lines[3:7] == [
        "depenses, step by step ($)",
        "  124,50  before",
        "   +1,00  centre/611 Bibliothèque centrale / Salaires",
        "  125,50  after",
    ]
