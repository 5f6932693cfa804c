"""Which words final accounts explain: those of amounts that they have."""

from __future__ import annotations

from pathlib import Path

from tests.periods.river import ACCOUNTS, compiled, paragraphs
from tests.support import with_change


def _explained(folder: Path, accounts: str = ACCOUNTS) -> list[str]:
    return [one.partition("：")[0] for one in paragraphs(compiled(folder, accounts), "第四部分")]


def test_what_an_institution_has_is_explained_in_its_place(tmp_path: Path) -> None:
    assert _explained(tmp_path)[4:9] == [
        "五、使用非财政拨款结余",
        "六、年初结转和结余",
        "七、结余分配",
        "八、年末结转和结余",
        "九、基本支出",
    ]


def test_what_nobody_has_is_not_explained_unless_the_source_does(tmp_path: Path) -> None:
    terms = " ".join(_explained(tmp_path))
    assert "上级补助收入" not in terms
    assert "上缴上级支出" not in terms
    own = "glossary: [{term: 上级补助收入, meaning: 指主管部门拨入的补助}]\nassets:"
    assert "上级补助收入" in " ".join(_explained(tmp_path, with_change(ACCOUNTS, "assets:", own)))
