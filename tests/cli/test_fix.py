"""`check --fix` shows what it mends, writes it, and checks what is left."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Workspace
from tests.cli.run import call
from tests.support import MINIMAL, with_change

SLIPS = with_change(
    MINIMAL, "{code: 30101, amount: 9.00}", "{code：30101，amount：9.00}  # 全角：，"
)
RIGHT = with_change(
    MINIMAL, "{code: 30101, amount: 9.00}", "{code: 30101, amount: 9.00}  # 全角：，"
)


@pytest.mark.parametrize(
    ("language", "closing"),
    [("en", "sources mended: 1"), ("zh", "已改正笔误的源文件：1 个")],
)
def test_what_is_mended_is_shown(workspace: Workspace, language: str, closing: str) -> None:
    root = workspace({"budgets/a/2024.yaml": SLIPS})
    done = call("check", "--fix", language=language)
    assert (root / "budgets/a/2024.yaml").read_text(encoding="utf-8") == RIGHT
    assert done.code == 0
    assert "--- a/budgets/a/2024.yaml" in done.out
    assert "-    - {code：30101，amount：9.00}  # 全角：，" in done.out
    assert "+    - {code: 30101, amount: 9.00}  # 全角：，" in done.out
    assert closing in done.out
    again = call("check", "--fix", language=language)
    assert "--- a/" not in again.out


def test_a_value_whose_meaning_is_open_is_left_and_reported(workspace: Workspace) -> None:
    typed = with_change(MINIMAL, "{code: 30101, amount: 9.00}", "{code: 30101, amount: 9,00}")
    root = workspace({"budgets/a/2024.yaml": typed})
    done = call("check", "--fix")
    assert (root / "budgets/a/2024.yaml").read_text(encoding="utf-8") == typed
    assert done.code == 1
    assert "write 9.00 if the comma is a decimal point" in done.out


def test_a_report_for_programs_stays_one(workspace: Workspace) -> None:
    workspace({"budgets/a/2024.yaml": SLIPS})
    done = call("check", "--fix", "--format", "json")
    assert done.out == "[]\n"
    assert "+    - {code: 30101, amount: 9.00}" in done.err
