"""Codes that stand elsewhere than those like them are told; lists of their own order are not."""

from __future__ import annotations

import pytest

from budgetc.classification.codes import read_code_list
from budgetc.classification.kinship import misplaced
from budgetc.files.data import LineFaultError
from tests.support import ROOT

FUNCTIONS = (ROOT / "schema/classification/2024/functional.csv").read_text(encoding="utf-8")
LINE = "2130306,水利工程运行与维护,项,21303,high"
"""One of 1,754 codes."""


@pytest.mark.parametrize(
    "line",
    [
        "2130306,水利工程运行与维护,项,21301,high",
        "2130306,水利工程运行与维护,项,213,high",
        "2130306,水利工程运行与维护,项,21399,high",
        "2130306,水利工程运行与维护,项,,high",
        "2130306,水利工程运行与维护,款,21303,high",
        "2130306,水利工程运行与维护,类,21303,high",
        "2130306,水利工程运行与维护,,21303,high",
        "2130306,水利工程运行与维护,顶,21303,high",
    ],
)
def test_a_slip_in_a_long_list_is_told_at_its_line(line: str) -> None:
    assert LINE in FUNCTIONS
    number = FUNCTIONS.splitlines().index(LINE) + 1
    with pytest.raises(LineFaultError) as told:
        read_code_list(FUNCTIONS.replace(LINE, line))
    assert told.value.line == number


@pytest.mark.parametrize(
    "rows",
    [
        # Numbers in a row are no tree.
        [(str(n), "item", "") for n in range(1, 121)],
        # Codes padded with zeros, each under the one that it begins like.
        [("2000", "group", ""), ("2100", "item", "2000"), ("2110", "item", "2000"),
         ("3000", "group", ""), ("3100", "item", "3000"), ("3200", "item", "3000")],
        # Digits that say nothing of what stands above.
        [("1", "group", ""), ("2", "group", ""), ("11", "item", "2"), ("12", "item", "2"),
         ("21", "item", "1"), ("22", "item", "1")],
        # A code without any below it, beside groups.
        [("5", "group", ""), ("51", "account", "5"), ("52", "account", "5"), ("9", "rest", "")],
        # Names of one level, one above the other.
        [("a", "source", ""), ("b", "source", "a"), ("c", "item", "a"), ("d", "item", "a")],
        # Groups in groups.
        [("1", "group", ""), ("10", "group", "1"), ("100", "group", "10"), ("101", "item", "10")],
    ],
)  # fmt: skip
def test_lists_may_have_an_order_of_their_own(rows: list[tuple[str, str, str]]) -> None:
    text = "".join(f"{code},Name,{level},{parent}\n" for code, level, parent in rows)
    listed = read_code_list(f"code,name,level,parent\n{text}")
    assert not [*misplaced(listed.entries)]
