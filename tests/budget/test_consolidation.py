"""Only what is declared addable is added up, each source by itself first."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from budgetc.document.model import Figure
from budgetc.render.markdown import render_markdown
from tests.budget.department import FACTORS, TYPES, WHOLE, compile_department, sources
from tests.support import RESOURCES, found, with_change

LINES = """\
  lines:
    - {{item: 执法装备, category: goods, amount: {goods}, economic: 30201, small_and_medium: 0}}
    - {{item: 检测服务, category: services, amount: {services}, project: {project},
       small_and_medium: {services}, small_and_micro: 1}}
"""


def _with_procurement(text: str, block: str) -> str:
    head, _, rest = text.partition("procurement:\n")
    return f"{head}procurement:\n{block}\n{rest[rest.index('assets:') :]}"


def _figures(folder: Path, files: dict[str, str]) -> dict[str, Figure]:
    compiled = compile_department(folder, files)
    assert compiled.document is not None, found(compiled.findings)
    return {figure.id: figure for figure in compiled.document.figures()}


def test_procurement_lines_of_units_are_added_up(tmp_path: Path) -> None:
    files = sources()
    for name in files:
        factor = 1 if name == "2024.yaml" else FACTORS[name.split("/")[0]]
        lines = LINES.format(goods=3 * factor, services=37 * factor, project="x")
        files[name] = _with_procurement(files[name], lines)
    figures = _figures(tmp_path, files)
    assert Decimal(figures["procurement.goods"].exact) == 3 * WHOLE
    assert Decimal(figures["procurement.total"].exact) == 40 * WHOLE
    assert Decimal(figures["procurement.reserved_small_and_micro"].exact) == 1 + len(TYPES)


def test_lines_and_sums_are_added_up_side_by_side(tmp_path: Path) -> None:
    files = {
        name: with_change(text, "procurement:\n", "procurement:\n  works: 0\n")
        for name, text in sources().items()
    }
    lines = LINES.format(goods=100, services=200, project="x")
    files["third-team/2024.yaml"] = _with_procurement(files["third-team/2024.yaml"], lines)
    figures = _figures(tmp_path, files)
    others = WHOLE - FACTORS["third-team"]
    assert Decimal(figures["procurement.total"].exact) == 40 * others + 300


def test_approvals_made_of_digits_are_no_numbers(tmp_path: Path) -> None:
    files = sources()
    for name, number in (("2024.yaml", "20240010"), ("first-team/2024.yaml", "20240012")):
        files[name] = with_change(
            files[name], "three_public:\n", f'three_public:\n  approval: "{number}"\n'
        )
    compiled = compile_department(tmp_path, files)
    assert compiled.draft is not None, found(compiled.findings)
    assert compiled.draft.budget.three_public is not None
    assert compiled.draft.budget.three_public.approval == "20240010"


@pytest.mark.parametrize(
    ("one", "other", "whole"),
    [("80.50", "300.25", "380.75"), ("80.25", "300.25", "380.50"), ("80.75", "300.25", "381")],
)
def test_areas_are_added_up_and_a_whole_one_has_no_decimals(
    tmp_path: Path, one: str, other: str, whole: str
) -> None:
    files = sources()
    for name, area in (("2024.yaml", one), ("third-team/2024.yaml", other)):
        files[name] = with_change(
            with_change(files[name], "building_area: 0\n", f"building_area: {area}\n"),
            "building_value: 0\n",
            "building_value: 5\n",
        )
    compiled = compile_department(tmp_path, files)
    assert compiled.document is not None, found(compiled.findings)
    assert f"房屋{whole}平方米" in render_markdown(compiled.document, RESOURCES)
