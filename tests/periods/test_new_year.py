"""A year later, amounts of further periods are asked for again, and accounts stay accounts."""

from __future__ import annotations

from pathlib import Path

from tests.cli.run import call
from tests.periods.county import ACCOUNTS, APPROVED, compiled


def _new(folder: Path, source: str, name: str, new: str) -> str:
    compiled(folder, source)
    budgets = folder / "budgets" / "bureau"
    result = call("new", "--from", str(budgets / name), "--year", "2025", "-o", str(budgets / new))
    assert result.code == 0, result.err
    return (budgets / new).read_text(encoding="utf-8")


def test_last_years_outturn_is_asked_for(tmp_path: Path) -> None:
    text = _new(tmp_path, APPROVED, "2024.yaml", "2025.yaml")
    assert "  - {fund: general.own, amount: , executed: }" in text
    assert "    - {code: 2120101, amount: , executed: }" in text
    assert "      executed:  # fill in" in text
    assert "prior" not in text  # it comes from 2024.yaml


def test_accounts_keep_their_keys(tmp_path: Path) -> None:
    text = _new(tmp_path, ACCOUNTS, "2024-final.yaml", "2025-final.yaml")
    assert "    - {code: 2120101, outturn: , initial: }" in text
    assert "prior_outturn" not in text  # it comes from 2024-final.yaml
    assert "    - {code: 30101, outturn: }" in text


def test_accounts_are_called_after_their_stage(tmp_path: Path) -> None:
    compiled(tmp_path, ACCOUNTS)
    budgets = tmp_path / "budgets" / "bureau"
    result = call("new", "--from", str(budgets / "2024-final.yaml"), "--year", "2025")
    assert result.code == 0, result.err
    assert sorted(path.name for path in budgets.iterdir()) == ["2024-final.yaml", "2025-final.yaml"]


def test_accounts_elsewhere_say_what_is_not_beside_them(tmp_path: Path) -> None:
    compiled(tmp_path, ACCOUNTS)
    source = tmp_path / "budgets" / "bureau" / "2024-final.yaml"
    target = tmp_path / "budgets" / "elsewhere" / "2025-final.yaml"
    target.parent.mkdir()
    result = call("new", "--from", str(source), "--year", "2025", "-o", str(target))
    assert result.err.startswith(
        "there is no 2024-final.yaml beside the new source, from which last year's amounts would"
    )
    text = target.read_text(encoding="utf-8")
    assert "    - {code: 2120101, outturn: , initial: , prior_outturn: }" in text
