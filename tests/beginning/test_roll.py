"""A rolled source: what changes, what stays to the byte, and what is found in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import chain
from pathlib import Path as FilePath
from typing import Any

import pytest
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from budgetc.beginning import Priors, amounts_of
from budgetc.beginning.plan import PLAN, Action, action_of
from budgetc.diagnostics import Severity
from budgetc.files.workspace import Source, Workspace
from budgetc.pipeline import Compilation, compile_source
from budgetc.source.nodes import Path
from budgetc.source.shape import Shape
from tests.support import KORLA, RESOURCES, SCHEMA, found

from .support import MARK, PUTUO, filled_in, new_text, read, rolled

SOURCES = [
    pytest.param(KORLA, 2024, id="korla"),
    pytest.param(PUTUO, 2025, id="putuo"),
]
_MARKED = f"  # {MARK}"
_EMPTIED = re.compile(
    r" *(- )?(amount|reason|target|goal|current|issued|as_of|\w+_use|planned_\w+|goods|works|"
    r"services|reserved_\w+|building_\w+|vehicles|\w+_value|\w+_equipment):  # FILL"
)
_IN_BRACES = re.compile(r"( *(?:- |\w+: )?)\{(.*)\}(  # [^#]*)?(  # FILL)?")


def _workspace(folder: FilePath, texts: dict[int, str]) -> Workspace:
    department = folder / "budgets" / "bureau"
    department.mkdir(parents=True, exist_ok=True)
    for year, text in texts.items():
        (department / f"{year}.yaml").write_text(text, encoding="utf-8")
    return Workspace.find(folder)


def _source(folder: FilePath, texts: dict[int, str], year: int) -> Source:
    return _workspace(folder, texts).source(folder / "budgets" / "bureau" / f"{year}.yaml")


def _compile(folder: FilePath, texts: dict[int, str], year: int) -> Compilation:
    return compile_source(_source(folder, texts, year), RESOURCES)


def _allowed(old: list[str], new: list[str]) -> bool:
    """Tell whether one stretch of lines may have become another."""
    for line in new:
        if line.endswith(_MARKED) and (_EMPTIED.fullmatch(line) or _IN_BRACES.fullmatch(line)):
            continue
        if re.fullmatch(r"# [^0-9]+ \d{4} 年部门预算源文件。", line) and len(old) == len(new):
            continue
        if re.fullmatch(r"year: \d{4}| *period: \{start: \d{4}-01-01, end: \d{4}-12-31\}", line):
            continue
        if re.fullmatch(r" *\w+: \{\}", line) and any("{prior: 0}" in before for before in old):
            continue
        return False
    kept = {key for line in old for key in re.findall(r"(?:^|[ {])(\w+): ", line)}
    written = {key for line in new for key in re.findall(r"(?:^|[ {])(\w+):", line)}
    return kept - written <= {"prior", "restated"} and written <= kept


@pytest.mark.parametrize(("old", "year"), SOURCES)
def test_only_what_is_documented_changes_line_by_line(old: str, year: int) -> None:
    before, after = old.split("\n"), new_text(old, year + 1).split("\n")
    changes = [
        (before[a:b], after[c:d])
        for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
        if tag != "equal"
    ]
    assert len(changes) > 10
    assert [change for change in changes if not _allowed(*change)] == []


def test_why_an_amount_was_restated_goes_with_it() -> None:
    """The notes of what was passed on, of 三公经费 and of totals stayed, about no amount."""
    places = [path for path in _places(Shape.of(SCHEMA.document)) if path[-1] == "restated"]
    assert len(places) > 10
    assert {path: action_of(path) for path in places} == dict.fromkeys(places, Action.DROP)


def _places(shape: Shape, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield from (above,) if above else ()
    for key in shape.keys:
        yield from _places(shape.under(key), (*above, key))
    if "items" in shape.here:
        yield from _places(shape.under(None), (*above, "*"))


def _comments(text: str) -> list[str]:
    """Return the comments as another library reads them."""
    data = YAML(typ="rt").load(text)
    tokens: list[Any] = [data.ca.comment, *chain.from_iterable(_attached(data))]
    texts = {(t.start_mark.index, t.value) for t in _flat(tokens)}
    lines = [line.strip() for _, value in sorted(texts) for line in value.split("\n")]
    return [line for line in lines if line]


def _attached(node: object) -> Iterator[list[Any]]:
    if isinstance(node, CommentedMap | CommentedSeq):
        yield [*node.ca.items.values(), node.ca.end, node.ca.comment]
        for child in node.values() if isinstance(node, CommentedMap) else node:
            yield from _attached(child)


def _flat(tokens: object) -> Iterator[Any]:
    if isinstance(tokens, list | tuple):
        for token in tokens:
            yield from _flat(token)
    elif tokens is not None:
        yield tokens


@pytest.mark.parametrize(("old", "year"), SOURCES)
def test_comments_stay_in_their_order(old: str, year: int) -> None:
    new = new_text(old, year + 1)
    typed = [line for line in _comments(old) if line != f"# {MARK}"]
    kept = [line.removesuffix(f"# {MARK}").strip() for line in _comments(new)]
    assert len(typed) > 10
    head = next(line for line in typed if line.endswith("部门预算源文件。"))
    typed[typed.index(head)] = head.replace(str(year), str(year + 1))
    assert [line for line in kept if line] == typed


@pytest.mark.parametrize(("old", "year"), SOURCES)
@pytest.mark.parametrize("priors", Priors)
def test_exactly_the_emptied_places_are_found(
    old: str, year: int, priors: Priors, tmp_path: FilePath
) -> None:
    amounts = {} if priors is not Priors.WRITTEN else _amounts(old, year, tmp_path)
    result = rolled(old, year + 1, priors, amounts)
    assert result.tree is not None
    assert result.findings == ()
    compiled = _compile(tmp_path, {year: old, year + 1: result.tree.text}, year + 1)
    assert {found.code for found in compiled.findings} == {"SCH001"}
    places = [(f.span.line, f.span.column) for f in result.to_fill]
    assert [(line, column) for line, column, _ in found(compiled.findings)] == sorted(places)
    marked = {n for n, line in enumerate(result.tree.text.split("\n"), 1) if MARK in line}
    assert {line for line, _ in places} == marked


@pytest.mark.parametrize(("old", "year"), SOURCES)
def test_filled_in_with_the_old_amounts_nothing_changes(
    old: str, year: int, tmp_path: FilePath
) -> None:
    new = filled_in(new_text(old, year + 1), old)
    compiled = _compile(tmp_path, {year: old, year + 1: new}, year + 1)
    errors = [f for f in compiled.findings if f.severity is Severity.ERROR]
    assert errors == []
    assert compiled.document is not None
    changes = [f for f in compiled.document.figures() if f.id.endswith(".change.size")]
    assert all(figure.exact == "0" for figure in changes)


def _amounts(old: str, year: int, folder: FilePath) -> dict[Path, str]:
    source = _source(folder, {year: old}, year)
    return amounts_of(compile_source(source, RESOURCES))


@pytest.mark.parametrize(("old", "year"), SOURCES)
def test_written_priors_are_last_years_amounts(old: str, year: int, tmp_path: FilePath) -> None:
    amounts = _amounts(old, year, tmp_path)
    text = filled_in(new_text(old, year + 1, Priors.WRITTEN, amounts), old)
    beside = _compile(tmp_path, {year + 1: text}, year + 1)  # YOY001 compares typed with found
    (tmp_path / "budgets" / "bureau" / f"{year}.yaml").unlink()
    alone = _compile(tmp_path, {}, year + 1)
    for compiled in (beside, alone):
        assert [f for f in compiled.findings if f.severity is Severity.ERROR] == []
        assert compiled.document is not None
        changes = [f for f in compiled.document.figures() if f.id.endswith(".change.size")]
        assert all(figure.exact == "0" for figure in changes)


def test_written_priors_keep_their_digits(tmp_path: FilePath) -> None:
    text = new_text(KORLA, 2025, Priors.WRITTEN, _amounts(KORLA, 2024, tmp_path))
    for line in ("prior: 203.53\n", "prior: 314.66\n", "prior: 3.92\n", "prior: 20\n"):
        assert line in text
    assert "reception: {prior: 1.87, reason: }" in text
    assert "in_service: {current: , prior: 17}" in text
    putuo = new_text(PUTUO, 2026, Priors.WRITTEN, _amounts(PUTUO, 2025, tmp_path / "other"))
    assert "    prior: 31214205.80\n" in putuo
    assert "- {code: 2010601, amount: , prior: 16093326}  # 行政运行" in putuo
    assert "      economic: 302\n      prior: 4188000\n" in putuo


def test_rolling_a_rolled_and_filled_source_again_is_the_same_work() -> None:
    once = filled_in(new_text(KORLA, 2025), KORLA)
    again = new_text(once, 2026)
    assert again == new_text(KORLA, 2025).replace("year: 2025", "year: 2026").replace(
        "start: 2025-01-01, end: 2025-12-31", "start: 2026-01-01, end: 2026-12-31"
    ).replace("2025 年部门预算源文件", "2026 年部门预算源文件")
    assert MARK in once  # marks that were left stand once


def test_texts_that_name_the_old_year_are_told() -> None:
    result = rolled(KORLA)
    assert result.tree is not None
    lines = result.tree.text.split("\n")
    assert [lines[n - 1].strip() for n in result.lines_of_old_year] == [
        next(line for line in KORLA.split("\n") if line.startswith("# 数据取自该局")),
        *["basis: 2024年工作计划"] * 4,
    ]


def test_the_comment_that_says_whose_budget_it_is_becomes_that_of_the_new_year() -> None:
    line = "# 库尔勒经济技术开发区市场监督管理局 2024 年部门预算源文件。\n"
    assert line in KORLA
    assert line.replace("2024", "2025") in new_text(KORLA, 2025)
    # Any other comment stays, and is told.
    for other in (line.replace("。", "，2023 年编。"), "# 2024 年印发。\n"):
        assert other in new_text(KORLA.replace(line, other), 2025)
    below = KORLA.replace("year: 2024\n", f"year: 2024\n{line}")
    assert new_text(below, 2025).count(line) == 1


def _amount_paths(schema: dict[str, Any], node: dict[str, Any], path: Path = ()) -> Iterator[Path]:
    """Yield where a schema allows amounts of money; places in lists count from 0."""
    reference = node.get("$ref", "")
    if reference.endswith(("/amount", "/count")):
        yield path
        return
    if reference:
        node = schema["$defs"][reference.rsplit("/", 1)[1]]
    for name, child in node.get("properties", {}).items():
        yield from _amount_paths(schema, child, (*path, name))
    for child in node.get("patternProperties", {}).values():
        yield from _amount_paths(schema, child, (*path, "30101"))
    if isinstance(node.get("items"), dict):
        yield from _amount_paths(schema, node["items"], (*path, 0))


def test_no_amount_of_the_schema_is_forgotten() -> None:
    schema = SCHEMA.document
    paths = [p for p in _amount_paths(schema, schema) if p[0] not in ("carry_over", "options")]
    assert len(paths) > 30
    kept = {("department", "staff", "establishment")}
    paths = [p for p in paths if "prior_by_fund" not in p]  # goes as a whole
    # What a jurisdiction declares besides is asked for again: tests/periods/test_new_year.py.
    paths = [p for p in paths if not {"executed", "executed_by_fund"}.intersection(p)]
    assert {p for p in paths if action_of(p) not in (Action.FILL, Action.PRIOR)} == kept
    assert len(PLAN) > 30


SHARED = [
    "revenue:\n  - {fund: general.own, amount: &a 3}\n  - {fund: general.transfer, amount: *a}\n",
    "revenue:\n  - &line {fund: general.own, amount: 3}\n  - *line\n",
    "procurement:\n  goods: &a 1\n  works: *a\n",
]


@pytest.mark.parametrize("text", SHARED)
def test_a_shared_value_is_not_emptied(text: str) -> None:
    result = rolled(f"year: 2024\n{text}")
    assert result.tree is None
    assert [finding.code for finding in result.findings] == ["SYN004"]


def test_a_shared_value_that_stays_may_be_shared() -> None:
    text = "year: 2024\nperformance:\n  contact: &c 某某\n  phone: *c\n"
    assert new_text(text) == text.replace("2024", "2025")


def test_every_line_of_a_source_survives_windows_line_ends() -> None:
    assert new_text(KORLA.replace("\n", "\r\n")) == new_text(KORLA)


def test_a_source_as_read_again_is_what_was_written() -> None:
    result = rolled(KORLA)
    assert result.tree is not None
    assert read(result.tree.text).root == result.tree.root
