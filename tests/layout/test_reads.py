"""Law 1: each value of a source reaches its document, serves the rules, or is told as unused.

The oracle knows nothing of what was read: it changes one value after the other, and looks whether
the printed document is another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from budgetc.budget.consolidate import SECTIONS_OF_ALL, VALUES_OF_ALL
from budgetc.diagnostics.messages import ENGLISH, Bilingual, Translator
from budgetc.layout.reads import NOTHING_KEPT, Kept, Reads
from budgetc.ledger import Cube
from budgetc.pipeline import Compilation
from budgetc.render.markdown import render_markdown
from budgetc.source.identity import Names
from budgetc.source.nodes import Node, Path, Scalar, SourceTree, children
from budgetc.source.read import read_bytes
from tests.oracle.test_putuo import PUTUO
from tests.support import KORLA, RESOURCES, ROOT, SCHEMA, compile_text, with_change

FULL = """\
jurisdiction: shanghai
year: 2024
unit: 元
department:
  name: 某街道办事处
  own_office: 街道本部
  also_named: 某社区中心
  introduction: 本办事处是派出机关
  functions: [{text: 负责辖区公共管理工作}]
  offices: [党建办, 平安办]
  staff:
    establishment: 20
    in_service: {current: 18, prior: 18}
    retired: {current: 4, prior: 4}
    over_establishment: 军转安置超编
  subordinate_units: []
revenue:
  - {fund: general.own, amount: 150000, prior: 150000}
basic_expenditure:
  reason: 基本支出有所增加
  by_function:
    - {code: 2120101, amount: 100000, prior: 90000, reason: 人员经费标准提高, variance_reason: 增编}
  by_economic:
    - {code: 30101, amount: 100000}
project_expenditure:
  reason: 项目任务有所减少
  projects:
    - id: statistics
      name: 统计管理经费
      function: 2010506
      economic: 302
      prior: 60000
      reason: 统计任务有所减少
      legal_basis: [沪统字〔2023〕8号]
      period: {start: 2024-01-01, end: 2024-12-31}
      responsible: 王某
      allocation: [{item: 统计, amount: 50000}]
      targets:
        goal: 完成统计调查任务
        indicators:
          - category: 数量指标
            dimension: 产出指标
            name: 调查次数
            operator: ">="
            target: 3
            unit: 次
            weight: 100
            basis: 计划标准
            scoring: 按比例
            evidence: 工作资料
purposes:
  - {code: 2120101, text: 机关日常运转支出}
  - {code: 2010506, text: 统计管理工作}
three_public:
  approval: 沪外事字〔2024〕3号
  abroad: {prior: 0}
  vehicle_purchase: {prior: 0}
  vehicle_operation: {prior: 0}
  reception: {prior: 0}
operating_cost: {prior: 0, reason: 无机关运行经费变化}
procurement: {goods: 0, works: 0, services: 0, reserved_small_and_medium: 0}
assets:
  building_area: 1200.5
  building_value: 1000000
  vehicles: 2
  vehicle_value: 300000
  furniture_value: 20000
  other_value: 1000
  large_equipment: 1
  planned_large_equipment: 0
  very_large_equipment: 0
  planned_very_large_equipment: 0
  authorised_vehicles: 2
  vehicles_to_dispose: 0
  as_of: 2023-12-31
  vehicles_by_use: {}
  planned_vehicles: {}
performance:
  goal: 做好辖区管理
  contact: 张某某
  phone: "62345678"
  indicators:
    - dimension: 产出指标
      category: 数量指标
      name: 走访户数
      operator: ">="
      target: 300
      unit: 户
      weight: 100
      basis: 计划标准
project_statement:
  overview: 统计管理工作概述
  basis: 统计法
  implementers: 街道本部
  plan: 按季度开展统计
  period: {start: 2024-01-01, end: 2024-12-31}
  projects: [statistics]
  goal: 完成统计任务
other_matters: [其他事项说明一则]
approval: {date: 2024-01-20, document: 沪财预〔2024〕1号}
issued: 2024-02-08
"""
"""All sections that a source may have, in a jurisdiction that prints few of them."""


def leaves(node: Node, path: Path = ()) -> Iterator[tuple[Path, Scalar]]:
    for key, child in children(node):
        if isinstance(child, Scalar):
            yield (*path, key), child
        else:
            yield from leaves(child, (*path, key))


def changed(text: str, leaf: Scalar) -> str:
    """Return a source with one value changed into another of its kind."""
    lines = text.split("\n")
    line = lines[leaf.line]
    raw = line[leaf.column : leaf.end_column]
    if re.fullmatch(r"[0-9]+(\.[0-9]+)?", raw):
        new = str(
            int(float(raw)) + (1 if 0 < float(raw) < 1000 else 10_000)
        )  # more than is rounded
    elif re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", raw):
        new = raw[:-2] + ("16" if raw.endswith("15") else "15")
    else:
        new = f"{raw[:-1]}甲{raw[-1]}" if raw[0] in "\"'" else f"{raw}甲"
    lines[leaf.line] = line[: leaf.column] + new + line[leaf.end_column :]
    return "\n".join(lines)


def printed(done: Compilation) -> str:
    """Return the document, whatever was found in it; nothing where there is none."""
    return "" if done.draft is None else render_markdown(done.draft.document, RESOURCES)


def told(done: Compilation) -> frozenset[Path]:
    """Return the paths that are told as unused."""
    assert done.tree is not None
    names = Names(done.tree)
    found = [one for one in done.findings if one.code == "DOC002"]
    called = [dict(one.message.values)["path"] for one in found]
    paths = [names.find(one.en) for one in called if isinstance(one, Bilingual)]
    assert None not in paths
    return frozenset(path for path in paths if path is not None)


def serves(tree: SourceTree, path: Path) -> bool:
    """Tell whether the schema says what a value is for, or that it has to be there."""
    shape = tree.shape
    for step in path:
        if step in shape.required:
            return True
        shape = shape.at((step,))
        if shape.serves or shape.stands_beside:
            return True
    return False


@pytest.mark.parametrize(
    "source",
    [FULL, pytest.param(KORLA, marks=pytest.mark.slow), PUTUO.read_text(encoding="utf-8")],
    ids=["full", "korla", "putuo"],
)
def test_what_changes_nothing_is_told_and_what_is_told_changes_nothing(source: str) -> None:
    done = compile_text(source)
    assert done.tree is not None
    before, unused = printed(done), told(done)
    looked_at = 0
    for path, leaf in leaves(done.tree.root):
        if leaf.line != leaf.end_line:
            continue
        is_told = any(path[:depth] in unused for depth in range(1, len(path) + 1))
        if serves(done.tree, path) and not is_told:
            continue
        after = printed(compile_text(changed(source, leaf)))
        if not after:
            continue  # the form forbids such a value
        assert is_told == (after == before), (path, leaf.text, is_told)
        looked_at += 1
    assert looked_at > 15


def of_targets(code: str, source: str) -> list[tuple[str, str]]:
    """Return what a finding says of the targets of a project, and its way out, in each language."""
    found = [f for f in compile_text(source).findings if f.code == code]
    (targets,) = [f for f in found if "Targets" in ENGLISH(f.message)]
    line = source.split("\n").index("      targets:") + 1
    assert (targets.span.line, targets.span.column) == (line, 7)
    assert targets.hint is not None
    return [(say(targets.message), say(targets.hint)) for say in map(Translator, ("en", "zh"))]


ENGLISH_PROBLEM = (
    "Project expenditure › Projects › statistics 统计管理经费 › Targets is typed, and "
    "the document is made without it"
)
CHINESE_PROBLEM = "填写了 项目支出 › 项目 › statistics 统计管理经费 › 绩效目标，生成的文件没有用到"


def test_what_is_unused_is_told_entry_by_entry() -> None:
    source = FULL.replace("      targets:", "      reports_targets: true\n      targets:")
    assert of_targets("DOC002", source) == [
        (
            ENGLISH_PROBLEM,
            "delete it; or, if it belongs into the document, ask those who keep the layout",
        ),
        (CHINESE_PROBLEM, "请删去；应当列入文件的，请与版式的维护者联系"),
    ]


def test_a_word_may_do_in_the_place_of_what_is_unused() -> None:
    assert of_targets("DOC002", FULL) == [
        (
            ENGLISH_PROBLEM,
            (
                "write reports_targets: true in its place; or, if all of it belongs into the "
                "document, ask those who keep the layout"
            ),
        ),
        (
            CHINESE_PROBLEM,
            "请改填 reports_targets: true；内容应当列入文件的，请与版式的维护者联系",
        ),
    ]


def test_a_note_serves_nothing_without_the_amount_that_it_is_about() -> None:
    own = "prior: 90000, reason: 人员经费标准提高"
    for typed, unused in [
        (f"{own}, restated_executed: 口径调整", {"restated_executed"}),
        (f"{own}, executed: 80000, restated_executed: 口径调整", set()),
    ]:
        found = told(compile_text(FULL.replace(own, typed)))
        assert {path[-1] for path in found if "restated" in str(path[-1])} == unused, typed


def test_korla_prints_all_that_it_has() -> None:
    assert not told(compile_text(KORLA))


@pytest.mark.parametrize(
    ("kept", "told"),
    [
        (NOTHING_KEPT, ["“Three public” spending"]),
        (
            Kept(SECTIONS_OF_ALL),
            [
                "“Three public” spending › Reception › Groups",
                "“Three public” spending › Reception › Reason",
            ],
        ),
        (
            Kept(SECTIONS_OF_ALL, VALUES_OF_ALL),
            [],
        ),
    ],
)
def test_a_section_that_all_of_a_department_have_stays(kept: Kept, told: list[str]) -> None:
    """To delete it was the advice of one finding, and the error of another (UNI008)."""
    spending = "{abroad: {}, reception: {groups: 2, reason: 厉行节约}}"
    text = f"jurisdiction: xinjiang\nthree_public: {spending}\n"
    tree, _ = read_bytes("x.yaml", text.encode())
    assert tree is not None
    draft = compile_text(KORLA).draft
    assert draft is not None
    cube = Cube(draft.ledger, draft.conventions.catalogue)
    found = Reads(cube).unused(SCHEMA.shaped(tree), (), kept)
    said = [ENGLISH(one.message) for one in found if one.span.line > 1]
    assert said == [f"{one} is typed, and the document is made without it" for one in told]


COUNTY = (ROOT / "tests/golden/county/budgets/forestry-bureau/2025.yaml").read_text("utf-8")


BY_FUNCTION = "Basic expenditure › By function › 2120101 › Reason"
IT_MAY_STAY = (
    "rules look at it, so that it may stay; if it belongs into the document, ask those who keep "
    "the layout"
)


def test_a_reason_that_no_document_prints_is_told_although_rules_read_it() -> None:
    found = [one for one in compile_text(FULL).findings if one.code == "DOC002"]
    (reason,) = [one for one in found if f"{BY_FUNCTION} is" in ENGLISH(one.message)]
    assert reason.hint is not None
    assert [(say(reason.message), say(reason.hint)) for say in map(Translator, ("en", "zh"))] == [
        (f"{BY_FUNCTION} is typed, and the document is made without it", IT_MAY_STAY),
        (
            "填写了 基本支出 › 按功能分类 › 2120101 › 原因，生成的文件没有用到",
            "校核要用，可以保留；应当列入文件的，请与版式的维护者联系",
        ),
    ]


NURSERY = """\
jurisdiction: china
kind: unit
year: 2025
unit: 万元
department: {name: 苗圃, type: institution, functions: [{text: 育苗}], subordinate_units: []}
revenue: [{fund: general.own, amount: 1, prior: 1}]
basic_expenditure:
  by_function: [{code: 2130204, amount: 1, prior: 1, executed: 1}]
  by_economic: [{code: 30101, amount: 1}]
three_public:
  {abroad: {prior: 0}, vehicle_purchase: {prior: 0}, vehicle_operation: {prior: 0},
   reception: {prior: 0}}
procurement:
  {goods: 0, works: 0, services: 0, reserved_small_and_medium: 0, reserved_small_and_micro: 0}
assets: {vehicles: 0, very_large_equipment: 0, planned_very_large_equipment: 0, as_of: 2024-12-31}
issued: 2025-01-20
"""


@pytest.mark.parametrize("printed_by_unit", ["yes", "no"])
def test_the_name_of_the_own_office_is_that_of_a_row(printed_by_unit: str) -> None:
    is_used = printed_by_unit == "yes"
    source = with_change(COUNTY, "subordinate_units: []", "subordinate_units: [{id: nursery}]")
    source = with_change(source, "department:\n", "department:\n  own_office: 局机关\n")
    choice = f'unit: 万元\noptions: {{wording: {{by_unit_table: "{printed_by_unit}"}}}}\n'
    source = with_change(source, "unit: 万元\n", choice)
    done = compile_text(source, beside={"nursery/2025.yaml": NURSERY})
    assert ("局机关" in printed(done)) == is_used
    assert (("department", "own_office") in told(done)) != is_used


def test_what_a_chart_alone_compares_with_is_used() -> None:
    """Of money that is no fiscal appropriation, no table has last year's outturn."""
    source = COUNTY.replace("government_fund.own", "special_account")
    assert "executed" not in {path[-1] for path in told(compile_text(source))}
    choice = "unit: 万元\noptions: {wording: {compared_with: 预算数}}\n"
    other = compile_text(with_change(source, "unit: 万元\n", choice))
    assert "executed" in {path[-1] for path in told(other)}
