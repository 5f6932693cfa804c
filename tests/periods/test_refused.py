"""What no fact carries is refused: another period by economic item, and columns made of others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.run import run
from tests.periods import county
from tests.periods.county import APPROVED, compiled, said
from tests.support import with_change

BY_ECONOMIC = """\
          - {head: 名称, show: name}
          - {head: 上年, id: last, of: KEY}
          - {head: 本年, id: total}
        rows: {by: economic, levels: [款], total: {label: 合计}}
"""


def _layout(folder: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str) -> list[str]:
    monkeypatch.setattr(county, "LAYOUT", with_change(county.LAYOUT, old, new))
    return said(compiled(folder, APPROVED))


@pytest.mark.parametrize("key", ["prior", "executed"])
def test_economic_items_of_another_period_are_no_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    begin = county.LAYOUT.index("      - margin: function")
    panel = county.LAYOUT[begin:]
    other = "      - margin: economic\n        columns:\n" + BY_ECONOMIC.replace("KEY", key)
    *_, found = _layout(tmp_path, monkeypatch, panel, other)  # before it, a code that is no 款
    assert found == (
        f"TPL001 the template fails: nothing tells {key} by economic item: “支出表” asks for it | "
    )


def test_nor_are_they_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    figure = "  expenditure: {margin: function}\n"
    wages = f"{figure}  wages: {{margin: economic, economic: 301}}\n"
    monkeypatch.setattr(
        county, "TEMPLATE",
        county.TEMPLATE.replace("figures.expenditure.executed", "figures.wages.executed"),
    )  # fmt: skip
    assert _layout(tmp_path, monkeypatch, figure, wages) == [
        "TPL001 the template fails: nothing tells wages.executed: declare typed: in the layout | "
    ]


def test_a_column_is_not_made_of_one_that_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choice = 'wording:\n  last: {values: ["no", "yes"]}\nfigures:\n'
    monkeypatch.setattr(county, "LAYOUT", with_change(county.LAYOUT, "figures:\n", choice))
    assert _layout(
        tmp_path,
        monkeypatch,
        "id: last, of: executed}",
        'id: last, of: executed, when: {last: ["yes"]}}',
    ) == [
        "TPL001 the template fails: “支出表”: 增减% is made of last, which is not printed here | "
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("name: 某县\n", "name: 某县\nbase: nix\n", "LAY001 there is no jurisdiction nix"),
        (
            "compute: growth",
            "compute: ratio",
            "SCH004 tables.#1.panels.#1.columns.#6.compute may not be ratio",
        ),
    ],
)
def test_a_fault_of_the_layout_is_no_fault_of_the_source(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, message: str
) -> None:
    (told,) = _layout(tmp_path, monkeypatch, old, new)
    assert told.startswith(message)


def test_the_schema_of_a_stage_has_its_keys(tmp_path: Path) -> None:
    (tmp_path / "budgets").mkdir()
    asked = ("schema", "--jurisdiction", "shanghai")
    approved = json.loads(run(*asked, cwd=tmp_path).out)
    final = json.loads(run(*asked, "--stage", "final", cwd=tmp_path).out)
    line = [one["$defs"]["function_line"]["properties"].keys() for one in (approved, final)]
    assert {"amount", "prior", "executed"} <= line[0]
    assert {"outturn", "initial", "prior_outturn"} <= line[1]
    assert not {"amount", "prior", "executed"} & line[1]


def test_the_schema_of_any_source_takes_the_amounts_of_every_jurisdiction(tmp_path: Path) -> None:
    (tmp_path / "budgets").mkdir()
    any_of_them = json.loads(run("schema", cwd=tmp_path).out)
    assert "executed" in any_of_them["$defs"]["function_line"]["properties"]


@pytest.mark.parametrize("key", ["current", "reason", "name", "code", "change", "fund"])
def test_a_key_that_lines_have_anyway_is_no_amount(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    old = "  executed: {year: -1"
    new = f"  {key}: {{year: 2, stage: planned}}\n{old}"
    assert _layout(tmp_path, monkeypatch, old, new) == [
        f"LAY001 {key} means something else in a line | give it another name under amounts:"
    ]


def test_two_columns_have_two_ids(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _layout(tmp_path, monkeypatch, "id: basic,", "id: total,") == [
        "LAY001 another column here has the id total | give each column of a panel an id of its own"
    ]


def test_many_gaps_are_told_in_linear_time(tmp_path: Path) -> None:
    """Each names its entry, and what names an entry is found once a list."""
    line = "    - {code: 2120101, amount: 1, prior: 1}\n"
    source = APPROVED.replace(
        "    - {code: 2120101, amount: 1000, prior: 900, executed: 800}\n", ""
    )
    source = source.replace("  by_function:\n", "  by_function:\n" + line * 3000)
    assert len(said(compiled(tmp_path, source))) >= 1
