"""What a plain git diff shows."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgetc.merge.flat import readable
from tests.merge.repository import Repository
from tests.merge.sources import printed, sources
from tests.support import KORLA, RESOURCES, korla_with

NAME = "budgets/korla/2024.yaml"


def lines(text: str) -> list[str]:
    return readable("2024.yaml", text.encode(), RESOURCES).decode().splitlines()


def changed_lines(diff: str) -> list[str]:
    return [
        line for line in diff.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")
    ]


def test_plain_diff_says_what_a_line_is_about(tmp_path: Path) -> None:
    repository = Repository(tmp_path, {NAME: KORLA})
    repository.write({NAME: korla_with("amount: 62.24", "amount: 63.24")})
    assert changed_lines(repository.git("diff")) == [
        "-basic_expenditure.by_economic[30101 基本工资].amount: 62.24",
        "+basic_expenditure.by_economic[30101 基本工资].amount: 63.24",
    ]
    assert changed_lines(repository.git("diff", "--no-textconv")) == [
        "-    - {code: 30101, amount: 62.24}",
        "+    - {code: 30101, amount: 63.24}",
    ]


def test_leaves_have_paths_by_code_and_id() -> None:
    project = "project_expenditure.projects[special-equipment-inspection]"
    for line in (
        "year: 2024",
        "department.offices[]: 办公室",
        "department.functions[].text: 负责反垄断统一执法",
        "department.functions[].points[]: 提高服务水平",
        "department.subordinate_units: []",
        "department.staff.in_service.current: 17",
        "revenue[general.own 一般财力].prior: 164",
        "basic_expenditure.by_function[2013801 行政运行].amount: 203.53",
        f"{project}.function: 2013815 质量安全监管",
        f"{project}.targets.indicators[检查次数].weight: 8",
    ):
        assert lines(KORLA).count(line) == 1, line


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: {}\n", ["a: {}"]),
        ("a:\n", ["a: null"]),
        ("a: 'true'\nb: true\n", ['a: "true"', "b: true"]),
        ("a: '12.50'\nb: 12.50\nc: 100\n", ['a: "12.50"', "b: 12.5", "c: 100"]),
        ("a: ''\n", ['a: ""']),
        ('a: "x\\ny\\e[31m"\n', None),
        ("local_codes:\n- code: x\n- code: y\n  b: 1\n", ["local_codes[x]", "local_codes[y].b: 1"]),
        ("a:\n- {b: 1}\n- {b: 2}\n", ["a[1].b: 1", "a[2].b: 2"]),
        (
            "carry_over:\n- {item: 1, amount: 2}\n- {item: 1, fund: f, amount: 3}\n",
            ["carry_over[1].amount: 2", "carry_over[1 f].amount: 3"],
        ),
    ],
)
def test_forms_of_values(text: str, expected: list[str] | None) -> None:
    assert lines(text) == (text.splitlines() if expected is None else expected)


def test_style_and_comments_make_no_difference() -> None:
    one = "a:\n- {code: 201-38-01, amount: 2.50}  # x\n"
    other = "# y\na:\n  - code: '201-38-01'\n    amount: 2.5\n"
    assert lines(one) == lines(other)


@pytest.mark.parametrize("data", [b"", b"a: [1\n", b"\xff\xfe\x00", b"a: 1\na: 2\n", b"a: &x *x\n"])
def test_what_cannot_be_read_is_shown_as_it_is(data: bytes) -> None:
    assert readable("2024.yaml", data, RESOURCES) == data


@given(
    data=st.binary(max_size=200) | st.text("ab:-[]{}#&*!|>'\"\n ,1", max_size=80).map(str.encode)
)
@settings(max_examples=300, deadline=None)
def test_no_file_stops_it(data: bytes) -> None:
    readable("2024.yaml", data, RESOURCES)


@given(root=sources())
@settings(max_examples=30, deadline=None)
def test_every_line_of_a_source_has_a_path_of_its_own(root: object) -> None:
    text = printed(root, 2)  # type: ignore[arg-type]
    found = [line for line in lines(text) if "offices[]" not in line]
    assert len({line.partition(": ")[0] for line in found}) == len(found)


def test_broken_source_still_has_a_diff(tmp_path: Path) -> None:
    repository = Repository(tmp_path, {NAME: KORLA})
    repository.write({NAME: KORLA.replace("year: 2024", "year: [2024")})
    diff = repository.git("diff")
    assert "+year: [2024" in diff


def test_log_and_show_use_it_too(tmp_path: Path) -> None:
    repository = Repository(tmp_path, {NAME: KORLA})
    repository.commit({NAME: korla_with("amount: 62.24", "amount: 63.24")})
    line = "+basic_expenditure.by_economic[30101 基本工资].amount: 63.24"
    assert line in repository.git("show").splitlines()
    assert line in repository.git("log", "--patch").splitlines()


def test_conflict_is_shown_by_what_it_is_about(tmp_path: Path) -> None:
    repository = Repository(tmp_path, {NAME: KORLA})
    repository.branch("theirs", {NAME: korla_with("amount: 62.24", "amount: 61.24")})
    repository.commit({NAME: korla_with("amount: 62.24", "amount: 63.24")})
    assert repository.run("merge", "--no-edit", "theirs").code == 1
    path = "basic_expenditure.by_economic[30101 基本工资].amount"
    changed = [
        line for line in repository.git("diff").splitlines()[5:] if line[:2] in ("++", " +", "+ ")
    ]
    assert changed == [
        "++<<<<<<< ours",
        f" +{path}: 63.24",
        "++=======",
        f"+ {path}: 61.24",
        "++>>>>>>> theirs",
    ]


def test_markers_of_any_size_and_with_a_base_are_read() -> None:
    text = "a: 1\n<<<<<<<<< x\nb: 2\n||||||||| y\nb: 1\n=========\nb: 3\n>>>>>>>>> z\nc: 4\n"
    assert lines(text) == [
        "a: 1", "<<<<<<< ours", "b: 2", "=======", "b: 3", ">>>>>>> theirs", "c: 4"
    ]  # fmt: skip
