"""Rules that no source can break, held on built budgets: sentences, headings, target tables.

Each test bears the id of the rule it proves; `coverage.yaml` names it. What is expected is added up
from the typed amounts, without the compiler.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest

from budgetc.document.model import Figure, Formula, Heading, Paragraph, line_text
from budgetc.render.data import render_json
from budgetc.render.latex import render_latex
from budgetc.render.markdown import render_markdown
from budgetc.rules import RULES
from tests.properties.budgets import FISCAL, code_list
from tests.support import KORLA, ROOT, compile_text, with_change

from .construction.built import RESOURCES, Built, build
from .construction.typed import is_fiscal, paid_by, total

RISES, FALLS = ("增加", "增长"), ("减少", "下降")
MONEY = ("元", "万元")

SECTIONS = {
    "xinjiang": (
        "主要职能", "机构设置", "收支预算情况", "收入预算情况", "支出预算情况", "单位运行经费",
        "政府采购", "国有资产", "预算绩效", "名词解释",
    ),
    "shanghai": (
        "主要职能", "机构设置", "编制说明", "机关运行经费", "政府采购", "国有资产", "绩效目标",
        "名词解释",
    ),
}  # fmt: skip
CORE_TABLES = (
    "收支", "收入", "支出", "财政拨款收支", "一般公共预算支出", "一般公共预算基本支出",
    "“三公”经费", "政府性基金预算支出", "国有资本经营预算支出",
)  # fmt: skip
LEVELS = re.compile("[省市区县州]级")


def _changes(budget: Built, formula: Formula) -> Iterator[tuple[str, Figure]]:
    """Yield the figures of one formula with the words before each."""
    for sentence in budget.sentences():
        for position, part in enumerate(sentence):
            if isinstance(part, Figure) and part.formula is formula:
                yield "".join(map(str, sentence[:position])), part


@pytest.mark.parametrize("formula", [Formula.DIFFERENCE, Formula.GROWTH])
def test_pct006_and_yoy010_the_words_rise_and_fall_with_the_amount(
    budget: Built, formula: Formula
) -> None:
    for before, figure in _changes(budget, formula):
        current, prior = (operand.value for operand in figure.operands)
        assert before.endswith(RISES if current >= prior else FALLS), before[-20:]
        if formula is Formula.DIFFERENCE:
            assert figure.value == abs(current - prior)
            assert current > prior or figure.value <= prior
        if current == prior:
            assert figure.unit not in MONEY  # of money: 与上年持平


def test_pct006_an_item_that_did_not_change_says_so(budget: Built) -> None:
    said = {part.id for _, part in _changes(budget, Formula.DIFFERENCE)}
    for code in _codes(budget, "general") if budget.xinjiang else ():
        same = _delta(budget, code) == 0
        assert (f"general_by_item.{code}.change.size" in said) != same


def _delta(budget: Built, code: str) -> int:
    now, before = (
        total(a for a in side if a.function == code and a.of("general"))
        for side in (budget.typed.by_function, budget.typed.prior)
    )
    return now - before


def _codes(budget: Built, *funds: str) -> list[str]:
    """Return the items that money of some funds is or was spent on."""
    both = (*budget.typed.by_function, *budget.typed.prior)
    return sorted({amount.function for amount in both if amount.fen and amount.of(*funds)})


def test_yoy002_the_changes_of_the_items_add_up_to_that_of_the_whole(budget: Built) -> None:
    if not budget.xinjiang:
        return  # items are not compared with last year
    whole = total(budget.typed.by_function, paid_by("general")) - total(
        budget.typed.prior, paid_by("general")
    )
    changes = [
        figure.operands[0].value - figure.operands[1].value
        for name, figure in budget.figures().items()
        if re.fullmatch(r"general_by_item\.[0-9]+\.change\.size", name)
    ]
    assert sum(changes) == whole == sum(_delta(budget, code) for code in _codes(budget, "general"))


def _item_paragraphs(budget: Built) -> list[tuple[str, str]]:
    """Return the paragraphs about items: the number each begins with, and the code it is about."""
    found = []
    for sentence in budget.sentences():
        start = re.match(r"([0-9]+)\.“?[^0-9]*（项）", line_text(sentence))
        figures = [part.id for part in sentence if isinstance(part, Figure)]
        if start and figures:
            found.append((start[1], figures[0].rpartition(".")[2]))
    return found


def test_nar003_and_yoy003_each_item_has_one_paragraph_in_the_order_of_the_table(
    budget: Built,
) -> None:
    """An item that last year had and this year has not is listed as well."""
    codes = _codes(budget, "general") if budget.xinjiang else _codes(budget, *FISCAL)
    expected = [(str(number), code) for number, code in enumerate(codes, start=1)]
    assert _item_paragraphs(budget) == expected


def test_nar002_amounts_of_the_items_add_up_to_the_total_of_the_text(budget: Built) -> None:
    name, of = ("general", ("general",)) if budget.xinjiang else ("fiscal", FISCAL)
    figures = budget.figures()
    items = [f.value for n, f in figures.items() if re.fullmatch(rf"{name}_by_item\.[0-9]+", n)]
    assert sum(items) == figures[name].value == total(budget.typed.by_function, paid_by(*of))


def test_nar004_lists_of_items_are_those_with_an_amount(budget: Built) -> None:
    if not budget.xinjiang:
        return  # nothing is listed by name
    names = {row["code"]: row["name"] for row in code_list("economic_department")}
    basic = [a for a in budget.typed.by_economic if a.kind == "basic" and a.of("general") and a.fen]
    for group in ("人员经费", "公用经费"):
        codes = sorted({amount.economic for amount in basic if amount.group == group})
        listed = "、".join(names[code] for code in codes)
        assert f"，主要包括：{listed}。" in budget.prose()
    classes = {row["code"]: row["name"] for row in code_list("functional")}
    spent = sorted({a.function[:3] for a in budget.typed.by_function if a.fen})
    said = "、".join(classes[code] for code in spent)
    assert f"支出预算包括：{said}。" in budget.prose()


@pytest.mark.parametrize(
    ("fund", "name"), [("government_fund", "政府性基金"), ("state_capital", "国有资本经营预算")]
)
def test_nar005_and_pub002_an_empty_table_is_printed_and_explained(
    budget: Built, fund: str, name: str
) -> None:
    empty = not any(amount.of(fund) for amount in budget.typed.by_function)
    table = budget.table(fund)
    notes = "".join(line_text(note) for note in table.notes)
    assert list(budget.cells(fund))[-1] == "total"
    assert bool(notes) == empty
    if empty:
        assert name in notes
        assert notes.endswith("故本表为空表。" if not budget.xinjiang else "为空表。")
        assert set(budget.cells(fund)) == {"total"}
    negative = re.search(rf"没有使用{name}(预算)?拨款安排的支出", budget.prose())
    if budget.xinjiang:
        assert bool(negative) == empty


def test_pub002_carried_over_money_is_explained_where_there_is_none(budget: Built) -> None:
    if not budget.has("carry_over"):
        return
    empty = not any(amount.of("carry_over") for amount in budget.typed.revenue)
    assert bool(budget.table("carry_over").notes) == empty
    assert ("无上年结转结余预算的支出" in budget.prose()) == empty


def test_nar006_only_the_official_name_names_the_department(budget: Built) -> None:
    """Under another name the document is another in that name, and nowhere else."""
    name, other = budget.typed.department, "某某自治县甲乙丙局"
    renamed = build("renamed", budget.source.replace(name, other))
    assert renamed is not None
    document = render_markdown(renamed.document, RESOURCES)
    assert document == render_markdown(budget.document, RESOURCES).replace(name, other)
    assert document.count(other) > 10
    notes = [line_text(note) for table in budget.document.tables() for note in table.notes]
    kind = "部门" if budget.typed.data.get("kind", "department") == "department" else "单位"
    assert all(note.startswith((name, f"注：本{kind}")) for note in notes)


def test_nar009_templates_say_no_level_of_government() -> None:
    files = [*ROOT.glob("templates/*/*.j2"), *ROOT.glob("templates/*/layout.yaml")]
    assert len(files) > 10
    found = {path.name: LEVELS.findall(path.read_text(encoding="utf-8")) for path in files}
    assert not [name for name, words in found.items() if words]


def test_nar017_every_amount_has_its_unit_and_a_sentence_has_one(budget: Built) -> None:
    amounts = 0
    for sentence in budget.sentences():
        units = set()
        for part in sentence:
            if isinstance(part, Figure) and part.unit in MONEY:
                assert re.fullmatch(rf"[0-9,.]+{part.unit}", part.text)
                units.add(part.unit)
                amounts += 1
        assert len(units) <= 1
    assert amounts > 20
    for table in budget.document.tables():
        assert table.unit in MONEY
        heads = "".join(line_text(cell.content) for row in table.form for cell in row if cell.head)
        if any(isinstance(part, Figure) for row in table.form for c in row for part in c.content):
            assert f"（{table.unit}）" in heads
        elif not table.form:
            assert table.unit in table.above[1]


def test_nar018_the_contents_are_made_of_the_headings_by_tex(budget: Built) -> None:
    """TeX lists what is set with a section command without a star, and knows its page."""
    text = render_latex(budget.document, RESOURCES)
    assert text.count("\\tableofcontents") == 1
    headings = [block for block in budget.document.blocks if isinstance(block, Heading)]
    listed = re.findall(r"^\\(?:sub)?section\{(.+)\}$", text, re.MULTILINE)
    assert listed == [line_text(block.content) for block in headings if block.level <= 2]
    tables = re.findall(r"^\\begin\{budgettable\}\{\w+\}\{(.*?)\}\{(.+?)\}", text, re.MULTILINE)
    assert tables == [(table.number, table.title) for table in budget.document.tables()]


def test_tpx005_and_pub008_each_public_expense_has_its_amount_and_its_change(
    budget: Built,
) -> None:
    names = ("abroad", "vehicle_purchase", "vehicle_operation", "reception")
    told = [
        part.id
        for sentence in budget.sentences()
        for part in sentence
        if isinstance(part, Figure) and part.id in names
    ]
    assert tuple(dict.fromkeys(told)) == names
    words = ("因公出国（境）费", "公务用车购置费", "公务用车运行费", "公务接待费")
    for name, word in zip(names, words, strict=True):
        change = re.search(
            rf"{re.escape(word)}[^；。]*?(未安排|持平|增加|减少)[^；。]*", budget.prose()
        )
        assert change, word
        if f"{name}.change.size" in budget.figures():
            assert "原因" in change[0], word
            assert (
                not budget.xinjiang
                or "上年无此项预算" in change[0]
                or (f"{name}.change.growth" in budget.figures())
            )


def test_tpx008_an_expense_of_nothing_is_said(budget: Built) -> None:
    spent = [a for a in budget.typed.by_economic if is_fiscal(a)]
    for word, code in (("因公出国（境）费", "30212"), ("公务接待费", "30217")):
        if not any(amount.economic == code for amount in spent):
            assert f"{word}0万元" in budget.prose()


def test_per002_a_target_table_has_the_amount_of_its_project(budget: Built) -> None:
    figures = budget.figures()
    for project in budget.typed.projects() if budget.xinjiang else ():
        typed = [a for a in budget.typed.by_function if a.project == project["id"]]
        whole, fiscal, other = (
            figures[f"{part}expenditure.{project['id']}"].value
            for part in ("", "fiscal_", "other_")
        )
        assert whole == fiscal + other == total(typed)
        assert fiscal == total(typed, paid_by(*FISCAL, "carry_over.fiscal"))


def test_per003_targets_are_no_more_than_project_expenditure(budget: Built) -> None:
    projects = total(a for a in budget.typed.by_function if a.project)
    pattern = r"expenditure\..+" if budget.xinjiang else r"projects\..+"
    targets = [f.value for name, f in budget.figures().items() if re.fullmatch(pattern, name)]
    assert sum(targets) <= projects


def test_per016_projects_with_targets_are_counted_and_added_up(budget: Built) -> None:
    figures = budget.figures()
    parts = [a for a in budget.typed.by_function if a.project]
    fiscal, carried = paid_by(*FISCAL), paid_by("carry_over")
    if budget.xinjiang:
        expected = {
            "fiscal_projects": [a for a in parts if fiscal(a)],
            "other_projects": [a for a in parts if not fiscal(a) and not carried(a)],
        }
        if left := [a for a in parts if carried(a)]:
            expected["carried_projects"] = left
    else:
        told = {p["id"] for p in budget.typed.projects() if p.get("reports_targets") == "true"}
        expected = {"reported_projects": [a for a in parts if a.project in told]}
    for name, amounts in expected.items():
        assert figures[name].value == total(amounts)
        if budget.xinjiang and _paid_otherwise(budget):
            continue  # see below
        assert figures[f"{name}.count"].value == len({a.project for a in amounts})


def _paid_otherwise(budget: Built) -> bool:
    """Tell whether last year a project had money of a side that it has none of this year."""
    fiscal = paid_by(*FISCAL, "carry_over.fiscal")
    now, before = (
        {(a.project, fiscal(a)) for a in side if a.project and a.fen}
        for side in (budget.typed.by_function, budget.typed.prior)
    )
    return not before <= now


def _korla_with_a_project_that_lost_its_appropriation() -> Built:
    """Return Korla's budget, one project of which other income pays for from this year on."""
    item = "        - {item: 特种设备隐患排查工作经费，第三方机构劳务费, amount: 10"
    text = with_change(KORLA, f"{item}}}", f"{item}, fund: unit_funds.other}}")
    text = with_change(text, "    amount: 314.66\n", "    amount: 304.66\n")
    revenue = "  - {fund: unit_funds.other, amount: 10, prior: 0, reason: 新增其他收入}\n"
    text = with_change(text, "\n# 基本支出\n", f"{revenue}\n# 基本支出\n")
    changed = build("changed", text)
    assert changed is not None
    return changed


def test_per016_a_project_without_an_appropriation_this_year_is_not_counted() -> None:
    figures = _korla_with_a_project_that_lost_its_appropriation().figures()
    assert figures["fiscal_projects.count"].value == 3


def test_xtb015_a_project_without_an_appropriation_this_year_is_not_listed() -> None:
    budget = _korla_with_a_project_that_lost_its_appropriation()
    listed = re.findall(r"^（.+）项目名称：(.+)$", budget.prose(), re.MULTILINE)
    assert [*listed, "合计"] == [row.label for row in budget.table("projects").panels[0].rows]


def test_xtb015_the_projects_are_the_same_in_tables_sentences_and_targets(budget: Built) -> None:
    if not budget.xinjiang:
        return  # the documents have no project table
    projects = {project["id"]: project["name"] for project in budget.typed.projects()}
    general = {a.project for a in budget.typed.by_function if a.project and a.of("general")}
    named = [name for name_id, name in projects.items() if name_id in general]
    rows = budget.table("projects").panels[0].rows
    assert [row.label for row in rows] == [*named, "合计"]
    assert re.findall(r"^（.+）项目名称：(.+)$", budget.prose(), re.MULTILINE) == named
    targets = [t for t in budget.document.tables() if t.id.startswith("project_targets.")]
    assert [table.title.rpartition("：")[2] for table in targets] == list(projects.values())
    amounts = {row.id: row for row in rows}
    for name_id in general:
        figure = budget.figures()[f"general_project_list.{name_id}"]
        assert figure.value == next(
            part.value for part in amounts[name_id].cells[5] if isinstance(part, Figure)
        )


def test_gov001_procurement_is_goods_works_and_services(budget: Built) -> None:
    buys = budget.typed.data["procurement"]
    typed = sum(budget.typed.fen(buys.get(part)) for part in ("goods", "works", "services"))
    assert budget.figures()["procurement.total"].value == typed


def test_gov008_no_procurement_is_said() -> None:
    text = with_change(KORLA, "goods: 3\n", "goods: 0\n")
    text = with_change(text, "services: 37\n", "services: 0\n")
    text = re.sub(r"(reserved_\w+): 40", r"\1: 0", text)
    korla = build("no procurement", text)
    assert korla is not None
    assert "2024年，库尔勒经济技术开发区市场监督管理局未安排政府采购预算。" in korla.prose()


def test_stf001_and_stf005_heads_and_offices_are_counted(budget: Built) -> None:
    if not budget.xinjiang:
        return  # neither is printed
    department = budget.typed.data["department"]
    groups = ("in_service", "retired", "honorary_retired")
    heads = [int(department["staff"][group]["current"]) for group in groups]
    figures = budget.figures()
    assert figures["department.staff.total"].value == sum(heads)
    assert figures["department.offices.count"].value == len(department["offices"])


def test_pub001_and_pub013_the_tables_are_there_in_order(budget: Built) -> None:
    numbers = [table.number for table in budget.document.tables() if table.number]
    assert numbers == [f"表 {number}" for number in range(1, len(numbers) + 1)]
    titles = [table.title for table in budget.document.tables()]
    for core in CORE_TABLES:
        words = [title.replace("部门", "").replace("单位", "") for title in titles]
        assert any(core.replace("情况", "") in word.replace("总体", "") for word in words), core


def test_pub003_the_sections_are_there(budget: Built) -> None:
    headings = "\n".join(
        line_text(block.content) for block in budget.document.blocks if isinstance(block, Heading)
    )
    for section in SECTIONS[budget.typed.jurisdiction]:
        assert section in headings, section


def test_pub011_the_copy_for_machines_has_every_number(budget: Built) -> None:
    data = json.loads(render_json(budget.document))
    for name, figure in budget.figures().items():
        assert data["figures"][name] == figure.exact
    printed = [table["id"] for table in data["tables"]]
    assert printed == [table.id for table in budget.document.tables()]


def test_the_year_of_the_cover_is_that_of_the_data(budget: Built) -> None:
    year = budget.typed.data["year"]
    assert f"{year}年" in budget.document.title
    assert all(f"{year}年" in t.title for t in budget.document.tables() if not budget.xinjiang)
    if budget.xinjiang:
        *_, last = (block for block in budget.document.blocks if isinstance(block, Paragraph))
        issued = budget.typed.data["issued"]
        said = "".join(line_text(sentence) for sentence in last.sentences)
        assert [int(n) for n in re.findall("[0-9]+", said)][-3:] == [
            int(n) for n in issued.split("-")
        ]
        assert budget.typed.department in budget.prose()[-80:]


def test_src007_every_rule_has_its_result(budget: Built) -> None:
    results = [result.rule for result in compile_text(budget.source, RESOURCES).results]
    assert len(set(results)) == len(results)
    assert set(results) >= {rule.code for rule in RULES}
