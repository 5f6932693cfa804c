"""Values of choices may be typed in Chinese, as keys are, and mean the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path as FolderPath
from typing import Any

import jsonschema_rs
import pytest

from budgetc.diagnostics.messages import Translator, msg
from budgetc.editor import editor_schema
from budgetc.form.apply import applied
from budgetc.form.edits import Addition, Changes, Edit
from budgetc.form.model import Choice, Field, Kind
from budgetc.form.returned import Cell
from budgetc.form.taken import Reading, taken
from budgetc.jurisdiction.sources import beside_schema, source_schema
from budgetc.lists import money_units
from budgetc.local.read import rule_schema
from budgetc.lsp.completion import complete
from budgetc.merge.markers import Labels
from budgetc.merge.merge import merge
from budgetc.source.keys import in_chinese, in_english
from budgetc.source.nodes import PlainValue, plain
from budgetc.source.read import read_bytes
from budgetc.source.shape import Shape
from budgetc.source.spoken import as_typed, line_typed
from tests.lsp.desk import Desk
from tests.support import KORLA, ROOT, compile_text, with_change

from .test_keys import SCHEMA, SHIPPED, _tree, said

ENGLISH = KORLA
for _old, _new in (
    ("department:\n", "kind: department\nstage: approved\ndepartment:\n  type: administrative\n"),
    (
        """\
  goods: 3
  services: 37
  reserved_small_and_medium: 40
  reserved_small_and_micro: 40
""",
        """\
  lines:
    - {item: 复印纸, category: goods, amount: 3}
    - {item: 培训, category: services, purchased_service: true, amount: 37}
""",
    ),
    (
        "carry_over: []\n",
        """\
carry_over:
  - fund: carry_over.general
    kind: basic
    item: 结转的公用经费
    group: 公用经费
    amount: 1
""",
    ),
):
    ENGLISH = with_change(ENGLISH, _old, _new)
CHINESE = said(ENGLISH, in_chinese)
TYPED = ("类别: 部门", "阶段: 批复预算", "性质: 行政单位", "采购类别: 货物", "采购类别: 服务",
         "政府购买服务: 是", "资金来源: 一般公共预算拨款结转", "基本支出")  # fmt: skip


def test_values_go_with_the_words_of_the_keys() -> None:
    for typed in TYPED:
        assert f"{typed}" in CHINESE
    assert plain(_tree(CHINESE).root) == plain(_tree(ENGLISH).root)
    assert said(CHINESE, in_english) == said(ENGLISH, None)
    assert said(CHINESE, None) == CHINESE


def _choices(part: object) -> Iterator[Mapping[str, Any]]:
    """Yield the parts of a schema that list values in words, or ask for yes or no."""
    if isinstance(part, dict):
        words = [one for one in part.get("enum", ()) if str(one).isalpha() and str(one).isascii()]
        if words or part.get("type") == "boolean":
            yield part
    for below in (
        part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    ):
        yield from _choices(below)


def test_every_value_has_a_word() -> None:
    schemas = [source_schema(SHIPPED, "", 2024), beside_schema(SHIPPED, "region.yaml")]
    schemas += [
        beside_schema(SHIPPED, "control-totals.yaml"),
        source_schema(SHIPPED, "boston", 2019),
    ]
    properties = rule_schema(SHIPPED).document["properties"]
    for document in (*(one.document for one in schemas), properties["severity"]):
        for part in _choices(document):
            shape = Shape.of(part)
            values = [str(value) for value in part.get("enum", ("true", "false"))]
            without = [one for one in values if one[:1].isascii() and one[:1].isalpha()]
            assert not [one for one in without if one not in shape.other_values], part


@pytest.mark.parametrize(
    "typed",
    [
        *("年初预算", '"批复预算"', "'批复'", '"\\u6279\\u590d"'),
        *("&one 批复预算", "\n  批复预算", "批复预算 # 一"),
    ],
)
@pytest.mark.parametrize("text", [ENGLISH, CHINESE])
def test_however_it_is_written(text: str, typed: str) -> None:
    line = "stage: approved" if text is ENGLISH else "阶段: 批复预算"
    written = with_change(text, line, f"{line.partition(':')[0]}: {typed}")
    assert plain(_tree(written).root) == plain(_tree(ENGLISH).root)


def test_between_braces_and_without_blanks() -> None:
    for typed in ("category: 货物, ", 'category: "货物", ', '"category":货物类, '):
        assert plain(_tree(with_change(ENGLISH, "category: goods, ", typed)).root) == plain(
            _tree(ENGLISH).root
        )


def test_most_files_are_not_gone_through_for_them() -> None:
    tree, _ = read_bytes("2024.yaml", KORLA.encode())
    assert tree is not None
    assert SCHEMA.shaped(tree).root is tree.root


def test_a_text_that_is_such_a_word_stays_one() -> None:
    text = with_change(ENGLISH, "item: 复印纸", "item: 货物")
    assert plain(_tree(text).root) == plain(_tree(said(text, in_chinese)).root)
    assert "{内容: 货物, 采购类别: 货物, 金额: 3}" in said(text, in_chinese)
    assert "item: 货物, category: goods" in said(said(text, in_chinese), in_english)


def test_the_stage_says_by_which_schema_a_source_goes() -> None:
    """`阶段: 决算` was judged by the schema of budgets, whatever it was called."""
    text = (ROOT / "budgets/putuo-finance-bureau/2024-final.yaml").read_text(encoding="utf-8")
    assert "\nstage: final\n" in text
    typed = text.replace("\nstage: final\n", "\nstage: 部门决算\n")
    assert plain(_tree(typed).root) == plain(_tree(text).root)
    assert not source_schema(SHIPPED, "shanghai", 2024, "final").check(_tree(typed))
    assert _tree(typed).shape is source_schema(SHIPPED, "shanghai", 2024, "final").shape


def test_what_stands_beside_the_folders_takes_them_too() -> None:
    text = "totals:\n  - {department: a, year: 2024, stage: 决算, figure: x, amount: 1}\n"
    tree, _ = read_bytes("control-totals.yaml", text.encode())
    assert tree is not None
    shaped = beside_schema(SHIPPED, "control-totals.yaml").shaped(tree)
    assert shaped.said("totals", 0, "stage") == "final"
    assert not beside_schema(SHIPPED, "control-totals.yaml").check(tree)


def test_a_rule_may_say_how_bad_it_is_in_chinese() -> None:
    tree, _ = read_bytes("LOC001.yaml", "severity: 提示\n".encode())
    assert tree is not None
    assert rule_schema(SHIPPED).shaped(tree).said("severity") == "note"


def test_editors_take_what_check_takes() -> None:
    schema = editor_schema(SHIPPED, 2024, "xinjiang")
    validator = jsonschema_rs.validator_for(schema)

    def fits(text: str) -> bool:
        tree, _ = read_bytes("2024.yaml", text.encode())
        assert tree is not None
        assert bool(SCHEMA.check(tree)) != validator.is_valid(plain(tree.root))
        return validator.is_valid(plain(tree.root))

    assert fits(ENGLISH)
    assert fits(CHINESE)
    for right, wrong in (
        ("采购类别: 货物", "采购类别: 贷物"),
        ("政府购买服务: 是", "政府购买服务: 对"),
    ):
        assert not fits(with_change(CHINESE, right, wrong))
    category = schema["$defs"]["procurement_line"]["properties"]["category"]
    offered = dict(zip(category["enum"], category["enumDescriptions"], strict=True))
    assert offered["goods"] == "货物 · Goods"
    assert offered["货物"] == offered["货物类"] == "goods"


@pytest.mark.parametrize(
    ("text", "right", "wrong", "english", "chinese"),
    [
        (CHINESE, "采购类别: 货物", "采购类别: 物资",
         "it may be 货物 (goods), 工程 (works), 服务 (services)", "可填：货物、工程、服务"),
        (CHINESE, "采购类别: 货物", "采购类别: good", "did you mean 货物?", "是否应为货物？"),
        (CHINESE, "类别: 部门\n", "类别: 部们\n", "did you mean 部门?", "是否应为部门？"),
        (CHINESE, "资金来源: 一般财力", "资金来源: state",
         ("it may be 国有资本经营收入 (state_capital.own), "
          "上级国有资本经营预算安排的转移支付 (state_capital.transfer)"),
         "可填：国有资本经营收入、上级国有资本经营预算安排的转移支付"),
        (CHINESE, "资金来源: 一般财力", "资金来源: 一般公共预算拨款结转",
         "type it under 上年结转结余 instead", None),
        (ENGLISH, "category: goods", "category: 物资",
         "it may be 货物 (goods), 工程 (works), 服务 (services)",
         "可填：货物 (goods)、工程 (works)、服务 (services)"),
        (ENGLISH, "category: goods", "category: x",
         "it may be goods, works, services", "可填：goods (货物)、works (工程)、services (服务)"),
        (ENGLISH, "category: goods", "category: good", "did you mean goods?", "是否应为goods？"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_told_with_those_that_may_be_typed(
    text: str, right: str, wrong: str, english: str, chinese: str | None
) -> None:
    assert right in text
    (found,) = compile_text(text.replace(right, wrong, 1)).named().findings
    assert found.code == "SCH004"
    assert found.hint is not None
    assert found.hint.in_words(Translator("en")) == english
    assert chinese is None or found.hint.in_words(Translator("zh")) == chinese


def _told(text: str, code: str) -> list[tuple[str, str]]:
    """Return what is found of a code in Chinese, each with its way out."""
    say = Translator("zh")
    return [
        (found.message.in_words(say), found.hint.in_words(say) if found.hint else "")
        for found in compile_text(text).named().findings
        if found.code == code
    ]


def test_what_is_missing_is_told_in_the_words_that_are_typed() -> None:
    """Forms, descriptions and lines to write named English keys to one who types Chinese ones."""
    assert _told(with_change(CHINESE, "采购类别: 货物, ", ""), "SCH003") == [
        ("缺少政府采购预算 › 明细 › 复印纸 › 采购类别", "采购类别：货物，工程，服务。")
    ]
    start, end = CHINESE.index("  按功能分类:"), CHINESE.index("  按经济分类:")
    assert _told(CHINESE[:start] + CHINESE[end:], "SCH003") == [
        (
            "基本支出未填全，须填下列之一：按功能分类 + 按经济分类、功能和经济分类",
            "基本支出：填“按功能分类”和“按经济分类”两项，或只填“功能和经济分类”，不可并用。",
        )
    ]
    both = CHINESE[:end] + "  功能和经济分类: []\n" + CHINESE[end:]
    assert _told(both, "SCH005") == [
        (
            "基本支出所填各项不能并存",
            "基本支出：填“按功能分类”和“按经济分类”两项，或只填“功能和经济分类”，不可并用。",
        )
    ]
    line = CHINESE.index("指标值: ")
    text = CHINESE[:line] + '指标值: "≥95%"' + CHINESE[CHINESE.index("\n", line) :]
    ((_, hint),) = _told(text, "PER008")
    assert hint == '应填：比较符号: ">=", 指标值: 95, 指标计量单位: "%"'
    start, end = CHINESE.index("\n收入:"), CHINESE.index("\n基本支出:")
    text = f"{CHINESE[:start]}\n收入: 314.66\n{CHINESE[end:]}"
    told = dict(_told(text, "SCH001"))
    assert "收入应写成 [{资金来源: …, 功能分类: …, 金额: …}] 这样" in told


def test_values_in_hints_are_typed_so_too() -> None:
    hint = msg(
        "write fund: {fund}, and add category: goods; or add kind: {kinds}",
        fund="general.own",
        kinds="basic / project",
    )
    told = as_typed(hint, _tree(CHINESE), ("carry_over", 0, "kind")).in_words(Translator("en"))
    assert told == (
        "write 资金来源: general.own, and add category: goods; or add 类别: 基本支出 / 项目支出"
    )
    at_line = as_typed(hint, _tree(CHINESE), ("procurement", "lines", 0, "category"))
    assert "add 采购类别: 货物" in at_line.in_words(Translator("en"))
    assert as_typed(hint, _tree(ENGLISH), ("carry_over", 0, "kind")) is hint


def test_a_stage_is_called_as_it_is_typed() -> None:
    typed = with_change(CHINESE, "阶段: 批复预算", "阶段: 调整")
    ((problem, hint),) = _told(typed, "JUR002")
    assert problem == "xinjiang 没有调整预算（adjusted）的版式"
    assert hint.startswith("可填：批复预算；")


def test_codes_that_a_hint_lists_are_typed_so_too() -> None:
    hint = msg("say which of them: {key}: {names}", key="fund",
               names="carry_over.general / carry_over.unit_funds")  # fmt: skip
    told = as_typed(hint, _tree(CHINESE), ("carry_over", 0, "amount")).in_words(Translator("en"))
    assert told == "say which of them: 资金来源: 一般公共预算拨款结转 / 单位资金结余"


def test_a_line_to_write_has_the_words_of_its_file() -> None:
    """A transfer to declare (ROL010, ROL011) was told in English to whoever types Chinese."""
    values = {"unit": "school", "kind": "project", "fund": "general.own", "amount": "2"}
    chinese, english = (
        line_typed(_tree(text), ("transfers", 0), values) for text in (CHINESE, ENGLISH)
    )
    assert chinese == "接收单位: school, 类别: 项目支出, 资金来源: 一般财力, 金额: 2"
    assert english == "unit: school, kind: project, fund: general.own, amount: 2"


def test_a_form_brings_values_back_in_the_words_of_the_source() -> None:
    cell = Cell(None, "x", 1, 1)
    line: dict[str, PlainValue] = {
        "item": "装修", "category": "works", "purchased_service": False, "amount": 1
    }  # fmt: skip
    lines = ("procurement", "lines")
    no: PlainValue = False
    edits = (
        Edit((*lines, 0, "category"), "works", cell),
        Edit((*lines, 1, "purchased_service"), no, cell),
        Edit(("department", "type"), "institution", cell),
    )
    changes = Changes(edits, (), (Addition(lines, None, 1, line, cell),), (), ())
    english, chinese = (applied(text, changes, SCHEMA.shape) for text in (ENGLISH, CHINESE))
    assert "{内容: 复印纸, 采购类别: 工程, 金额: 3}" in chinese
    assert "政府购买服务: 否" in chinese
    assert "性质: 事业单位\n" in chinese
    assert said(english, in_chinese) == said(chinese, None)
    assert plain(_tree(english).root) == plain(_tree(chinese).root)


def test_a_form_takes_all_words() -> None:
    field = Field(
        (),
        "",
        "",
        Kind.CHOICE,
        is_required=True,
        choices=(Choice("货物", "goods", ("Goods", "货物类")),),
    )
    units = money_units(SHIPPED)
    reading = Reading(units["万元"], units, {})
    for written in ("货物", "goods", "Goods", "货物类"):
        assert taken(field, Cell(written, "x", 1, 1), reading) == "goods"


def test_values_in_words_on_one_side_are_merged() -> None:
    theirs = with_change(ENGLISH, "category: services", "category: works")
    merged = merge(ENGLISH.encode(), CHINESE.encode(), theirs.encode(), SCHEMA.shape, Labels())
    assert not merged.conflicts
    assert plain(_tree(merged.content.decode()).root) == plain(_tree(theirs).root)
    same = merge(ENGLISH.encode(), CHINESE.encode(), ENGLISH.encode(), SCHEMA.shape, Labels())
    assert same.content.decode() == CHINESE


def test_a_fund_is_completed_by_its_name_among_chinese_keys(tmp_path: FolderPath) -> None:
    desk = Desk(tmp_path)
    for text, passage, offered in (
        (KORLA, "  - fund: ▶general.own\n    amount: 314.66", "general.own"),
        (said(KORLA, in_chinese), "  - 资金来源: ▶一般财力\n    金额: 314.66", "一般财力"),
    ):
        assert offered in {one.text for one in complete(*desk.at(passage, text))}
