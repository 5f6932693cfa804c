"""What a source of Xinjiang may change of its print is said where it is printed."""

from __future__ import annotations

from budgetc.diagnostics.messages import Translator
from budgetc.document.model import Paragraph, line_text
from tests.support import KORLA, compile_text, document_of, with_change

ENGLISH = Translator("en")

IN_YUAN = f"{KORLA}\noptions: {{tables: {{unit: 元}}, prose: {{unit: 元}}}}\n"


def test_the_unit_over_a_table_is_that_of_its_amounts() -> None:
    """3146600 stood under 万元."""
    above = {
        table.id: table.above[1]
        for table in document_of(IN_YUAN).tables()
        if table.number or table.id == "by_unit"
    }
    assert len(above) == 11
    assert set(above.values()) == {"单位：元"}


def test_the_unit_in_the_heads_of_forms_is_that_of_their_amounts() -> None:
    heads = [
        line_text(cell.content)
        for table in document_of(IN_YUAN).tables()
        for row in table.form
        for cell in row
        if cell.head
    ]
    assert [head for head in heads if "万元" in head] == []
    assert heads.count("项目资金（元）") == 4


def of_two_funds() -> str:
    """Return Korla's source with a project that two funds pay for."""
    part = "- {item: “一站式”服务经费, amount: 5}"
    text = with_change(KORLA, part, part.replace("}", ", fund: government_fund.own}"))
    text = with_change(text, "    amount: 314.66\n", "    amount: 309.66\n")
    more = "  - {fund: government_fund.own, amount: 5, prior: 0, reason: 新增项目}\n"
    return with_change(text, "revenue:\n", f"revenue:\n{more}")


def test_last_year_by_fund_is_asked_for_with_the_funds_there_are() -> None:
    project = "name: 质量设施基础建设\n      function: 2013810\n      economic: 302\n      prior: "
    found = compile_text(with_change(of_two_funds(), f"{project}0", f"{project}7")).findings
    typed = "prior_by_fund: {general.own: , government_fund.own: }"
    for say, hint in (
        (ENGLISH, f"write {typed} in place of prior:"),
        (Translator("zh"), f"请将 prior: 改填为 {typed}"),
    ):
        assert {say(one.hint) for one in found if one.code == "DOC001" and one.hint} == {hint}


def test_a_project_of_two_funds_lists_what_its_amount_adds_up() -> None:
    """15 万元 stood over items that came to 20, five of them of another fund."""
    document = document_of(of_two_funds())
    said = [
        "".join(map(line_text, block.sentences))
        for block in document.blocks
        if isinstance(block, Paragraph)
    ]
    at = said.index("预算安排规模：15万元")
    assert (
        "资金分配情况：1、监督抽检专项经费13万元；2、小微企业质量管理体系认证帮扶经费2万元。"
        in (said[at : at + 3])
    )


def test_projects_are_counted_by_the_money_of_this_year_and_by_what_was_carried_over() -> None:
    """What was carried over stood among 当年; a project of two funds counted as two."""
    part = "- {item: “一站式”服务经费, amount: 5}"
    text = with_change(KORLA, part, part.replace("}", ", fund: carry_over.general}"))
    text = with_change(text, "    amount: 314.66\n", "    amount: 309.66\n")
    carried = (
        "\ncarry_over:\n  - {fund: carry_over.general, item: 服务经费, kind: project, amount: 5}"
    )
    text = text.replace("\ncarry_over: []", carried)
    said = ["".join(map(line_text, block.sentences)) for block in document_of(text).blocks
            if isinstance(block, Paragraph)]  # fmt: skip
    assert next(one for one in said if "当年财政拨款项目" in one) == (
        "2024年，本部门预算绩效管理整体预算绩效目标1个，涉及金额314.66万元；当年财政拨款项目4个，"
        "涉及预算金额32万元；当年非财政拨款项目0个，涉及预算金额0万元；上年结转结余资金安排的项目"
        "1个，涉及预算金额5万元。项目共4个，由两类以上资金安排的在各类中分别计数。具体情况见下表"
        "（按项目分别填报）："
    )
