"""Sentences of lists are compared by what they speak of, wherever they stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.diff.repository import data
from tests.layout.shanghai import SOURCE
from tests.support import KORLA, write_files

OLD, NEW = "budgets/bureau/2024.yaml", "budgets/bureau/2025.yaml"
_FIRST = "“一般公共服务支出（类）财政事务（款）"


def _sentences(later: str) -> list[tuple[str | None, str | None]]:
    write_files(Path(), {OLD: SOURCE, NEW: later})
    (source,) = data(OLD, NEW)["sources"]
    found = [
        (one["before"], one["after"])
        for group in source["groups"]
        for one in group["consequences"]
        if one["part"] == "sentence" and "主要用于" in f"{one['before']}{one['after']}"
    ]
    return [(_item(before), _item(after)) for before, after in found]


def _item(text: str | None) -> str | None:
    return text and text.partition("，")[0]


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_another_item_in_the_same_place_is_not_what_became_of_the_first() -> None:
    later = SOURCE.replace("2010601", "2010699")
    assert _sentences(later) == [
        (f"1.{_FIRST}行政运行（项）”103.46万元", None),
        (f"2.{_FIRST}信息化建设（项）”10.00万元", f"1.{_FIRST}信息化建设（项）”10.00万元"),
        (None, f"2.{_FIRST}其他财政事务支出（项）”103.46万元"),
    ]


_ID = "special-equipment-inspection"


def _printed(earlier: str, later: str) -> set[tuple[str | None, str | None]]:
    write_files(Path(), {OLD: earlier, NEW: later})
    (source,) = data(OLD, NEW)["sources"]
    return {
        (one["before"], one["after"]) for group in source["groups"] for one in group["consequences"]
    }


def test_what_a_project_is_called_by_its_source_alone_is_printed_nowhere() -> None:
    """Its row and its table of targets were gone, and there was another of each."""
    assert _ID in KORLA
    assert _printed(KORLA, KORLA.replace(_ID, "inspection")) == set()


def test_a_project_of_another_id_that_costs_more_is_one_that_changed() -> None:
    item = "{item: 特种设备隐患排查工作经费，第三方机构劳务费, amount: 10}"
    more = KORLA.replace(_ID, "inspection").replace(item, item.replace("10}", "11}"))
    found = _printed(KORLA, more)
    assert ("10", "11") in found
    assert ("预算安排规模：10万元", "预算安排规模：11万元") in found
    assert [pair for pair in found if None in pair] == []


def test_figures_of_a_project_of_another_id_are_those_that_changed() -> None:
    """Each was told twice: as one that is gone, and as one that came."""
    item = "{item: 特种设备隐患排查工作经费，第三方机构劳务费, amount: 10}"
    more = KORLA.replace(_ID, "inspection").replace(item, item.replace("10}", "11}"))
    write_files(Path(), {OLD: KORLA, NEW: more})
    (source,) = data(OLD, NEW)["sources"]
    assert [one for one in source["figures"] if None in (one["before"], one["after"])] == []
    ids = {one["id"] for one in source["figures"]}
    assert {"T7!inspection.total", "general_project_list.inspection"} <= ids
