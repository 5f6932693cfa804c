"""What rules advise for sources with sections of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.run import run
from tests.jurisdiction.district import SOURCE, write_district


@pytest.mark.parametrize(
    ("language", "hint"),
    [
        ("en", "print the table in a finer unit or with more decimals (options: by_table:)"),
        ("zh", "请改用更小的计量单位或更多小数位（options: by_table:）"),
    ],
)
def test_no_part_is_named_that_such_a_source_has_not(
    tmp_path: Path, language: str, hint: str
) -> None:
    source = SOURCE.replace("prior: 10,", "prior: 10.50,")
    write_district(tmp_path, {"budgets/hill/2024.yaml": source})
    ran = run("--lang", language, "check", "--all", cwd=tmp_path)
    assert "[BAL011]" in ran.out
    assert f": {hint}\n" in ran.out or f"：{hint}\n" in ran.out
    assert "other_matters" not in ran.out
