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
REVENUE = with_change(
    MINIMAL, "{fund: general.own, amount: 12.00}", "fund: general.own\n    amount: 12.00"
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


@pytest.mark.parametrize(
    ("language", "problem"),
    [
        (
            "en",
            "the blank before # is not the usual one (U+3000); what follows it is read as text",
        ),
        ("zh", "# 前面是全角空格等特殊空格（U+3000），后面的注释被当成了内容"),
    ],
)
@pytest.mark.parametrize(
    ("amount", "meant"), [("101.00", "101.00"), ("1,010.00", "1010.00"), ("１０１", "101")]
)
def test_a_comment_behind_a_full_width_blank(
    workspace: Workspace, language: str, problem: str, amount: str, meant: str
) -> None:
    typed = with_change(REVENUE, "amount: 12.00", f"amount: {amount}\u3000# 批复数")
    root = workspace({"budgets/a/2024.yaml": typed})
    done = call("check", language=language)
    assert problem in done.out
    assert f"amount: {meant} # 批复数\n" in done.out
    call("check", "--fix", language=language)
    mended = with_change(REVENUE, "amount: 12.00", f"amount: {meant} # 批复数")
    assert (root / "budgets/a/2024.yaml").read_text(encoding="utf-8") == mended


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("issued: 2024-02-08\u3000# 批复日", "issued: 2024-02-08 # 批复日"),
        ("issued: 2024-02-08 \u00a0# 批复日", "issued: 2024-02-08 # 批复日"),
        ("issued: 2024-02-08 ＃ 批复日", "issued: 2024-02-08 # 批复日"),
    ],
)
def test_a_comment_that_is_none_behind_another_value(
    workspace: Workspace, typed: str, mended: str
) -> None:
    root = workspace({"budgets/a/2024.yaml": with_change(MINIMAL, "issued: 2024-02-08", typed)})
    assert call("check", "--fix").code == 0
    now = (root / "budgets/a/2024.yaml").read_text(encoding="utf-8")
    assert now == with_change(MINIMAL, "issued: 2024-02-08", mended)


@pytest.mark.parametrize(
    "words", ["更换1号锅炉 ＃2号锅炉大修。", "2 ＃锅炉大修。", "更换\u3000# 大修。"]
)
def test_no_part_of_a_sentence_is_made_a_comment(workspace: Workspace, words: str) -> None:
    typed = with_change(REVENUE, "amount: 12.00", f"amount: 12.00\n    reason: {words}")
    root = workspace({"budgets/a/2024.yaml": typed})
    done = call("check")
    assert "Reason is not written as it must be" in done.out
    assert "# is meant" not in done.out
    assert call("check", "--fix").code == 1
    assert (root / "budgets/a/2024.yaml").read_text(encoding="utf-8") == typed


def test_between_braces_no_comment_is_begun(workspace: Workspace) -> None:
    typed = with_change(
        MINIMAL, "{code: 30101, amount: 9.00}", "{code: 30101, amount: 9.00\u3000# 全}"
    )
    root = workspace({"budgets/a/2024.yaml": typed})
    assert call("check", "--fix").code == 1
    assert (root / "budgets/a/2024.yaml").read_text(encoding="utf-8") == typed


def test_a_comment_behind_an_amount_whose_comma_may_mean_two_things(workspace: Workspace) -> None:
    typed = with_change(REVENUE, "amount: 12.00", "amount: 1,010\u3000# 批复数")
    root = workspace({"budgets/a/2024.yaml": typed})
    done = call("check", "--fix")
    assert "the blank before # is not the usual one (U+3000)" in done.out
    assert (root / "budgets/a/2024.yaml").read_text(encoding="utf-8") == typed
