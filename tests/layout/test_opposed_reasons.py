"""Reasons of parts that moved the other way are not said to be why the whole moved."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from budgetc.render.markdown import render_markdown
from tests.budget.small import compiled, department, station
from tests.layout.shanghai import SOURCE, with_options
from tests.layout.test_what_ended import COUNTY, NOT_PRINTED, said_and_unused
from tests.support import KORLA, RESOURCES, ROOT, with_change

FINAL = (ROOT / "budgets/putuo-finance-bureau/2024-final.yaml").read_text("utf-8")


def _korla(prior: str) -> str:
    """Return Korla's source with a line that shrank to 203.53, and a project of its code of 20."""
    line = "      prior: {}\n      reason: {}\n"
    was = line.format("113.00", "在职人员增加及薪资调整，相关公用经费增加")
    text = with_change(
        KORLA, f"amount: 203.53\n{was}", f"amount: 203.53\n{line.format(prior, '减少3人')}"
    )
    place = "name: 质量设施基础建设\n      function: 2013810\n"
    reason = "根据工作需要，将质量设施基础建设申请了专项项目资金，开展相关工作"
    text = with_change(text, place, place.replace("2013810", "2013801"))
    return with_change(text, f"      reason: {reason}\n", "      reason: 车辆报废更新\n")


@pytest.mark.parametrize(
    ("prior", "told"),
    [
        ("253.53", "减少30万元，下降11.83%，主要原因是：减少3人；另有增加因素：车辆报废更新。"),
        ("213.53", "增加10万元，增长4.68%，主要原因是：车辆报废更新；另有减少因素：减少3人。"),
        ("203", "增加20.53万元，增长10.11%，主要原因是：减少3人；车辆报废更新。"),
        ("223.53", "与上年预算持平，其中增加因素：车辆报废更新；减少因素：减少3人。"),
    ],
)
def test_the_item_of_xinjiang(prior: str, told: str) -> None:
    """减少…，主要原因是：在职人员减少3人；老旧车辆到达报废年限: the car was the other way."""
    text, unused = said_and_unused(_korla(prior))
    (item,) = [one for one in text.split("\n") if "行政运行（项）" in one]
    assert item.endswith(told)
    assert unused == []


def test_of_a_sum_that_did_not_move_no_side_is_told_alone() -> None:
    """持平，其中增加因素：人员增加 beside what was passed on, which has no reason."""
    text = with_change(_korla("223.53"), "      reason: 减少3人\n", "")
    told, _ = said_and_unused(text)
    (item,) = [one for one in told.split("\n") if "行政运行（项）" in one]
    assert item.endswith("与上年预算持平。")


def test_a_reason_of_both_ways_is_told_once() -> None:
    text, _ = said_and_unused(_korla("253.53").replace("车辆报废更新", "减少3人"))
    assert "主要原因是：减少3人。" in text


def test_the_item_of_the_common_form() -> None:
    text = with_change(COUNTY, "function: 2130205", "function: 2130201")
    text, unused = said_and_unused(with_change(text, "executed: 148.25", "executed: 170"))
    assert "比2024年执行数增加2.75万元，增长0.60%，主要是新录用2人；另有减少因素：苗木" in text
    assert unused == []


def test_the_funds_of_shanghai() -> None:
    """社区健康驿站建设任务减少 was why the whole grew."""
    more = "  - {fund: government_fund.own, amount: 5, prior: 100, reason: 任务减少}\n"
    text, unused = said_and_unused(with_change(SOURCE, "revenue:\n", f"revenue:\n{more}"))
    assert "财政拨款收入支出增加的主要原因是人员增加；另有减少因素：任务减少。" in text
    assert unused == NOT_PRINTED


def test_the_item_of_shanghai() -> None:
    options = "{wording: {items: item_with_growth, items_compared_with: 预算数}}"
    text = with_change(with_options(options), "function: 2010607", "function: 2010601")
    told, _ = said_and_unused(text.replace("prior: 120000\n", "prior: 100000.50\n"))
    assert "主要原因是人员增加；另有减少因素：合同到期。" in told


def test_the_item_of_accounts() -> None:
    """决算数小于预算数的主要原因：新增在职人员."""
    line = "      variance_reason: 因个别项目评审费未能实施或未来得及支付完毕，于明年重新申请\n"
    text = with_change(FINAL, "function: 2010608\n", "function: 2010601\n")
    text = with_change(text, line, "      variance_reason: 新增评审任务\n")
    told, _ = said_and_unused(with_change(text, "initial: 450.52", "initial: 440.52"))
    assert (
        "决算数小于预算数的主要原因：人员进出及退休变化，减少人员经费开支；另有增加因素：新增评审任务。"
        in told
    )


@pytest.mark.parametrize(
    ("operation", "purchase", "told"),
    [
        (
            "32.83",
            "0",
            "减少16.42万元，下降50.02%，主要原因是压减车辆运行；另有增加因素：更新急救车；",
        ),
        (
            "5.83",
            "0",
            "增加10.58万元，增长181.48%，主要原因是更新急救车；另有减少因素：压减车辆运行；",
        ),
        ("16.41", "0", "持平，其中减少因素：压减车辆运行；增加因素：更新急救车；"),
        ("5.83", "14.58", "减少4.00万元，下降19.60%，主要原因是压减车辆运行；更新急救车；"),
    ],
)
def test_the_vehicles_of_accounts(operation: str, purchase: str, told: str) -> None:
    """公务用车购置及运行维护费支出决算增加…主要原因是压减车辆运行费；更新急救车."""
    text = with_change(FINAL, "{code: 30213, outturn: 2.83}", "{code: 30231, outturn: 2.83}")
    text = with_change(text, "{code: 31002, outturn: 13.58}", "{code: 31013, outturn: 13.58}")
    for name, prior, reason in (
        ("vehicle_purchase", purchase, "更新急救车"),
        ("vehicle_operation", operation, "压减车辆运行"),
    ):
        line, rest = f"  {name}: {{prior_outturn: ", "initial: 0"
        typed = f"{line}{prior}, {rest}, vehicles: 1, reason: {reason}}}"
        text = with_change(text, f"{line}0, {rest}}}", typed)
    said, unused = said_and_unused(text)
    assert f"公务用车购置及运行维护费支出决算{told}" in said
    assert unused == []


def test_what_is_passed_on_to_another_item_is_no_growth_of_its_own(tmp_path: Path) -> None:
    """The office's line grew by what it passes on, and the unit spends that elsewhere."""
    own = department("{unit: station, function: 2013801, economic: 30201, amount: 20, prior: 10}")
    for old, new in (
        ("general.own, amount: 150", "general.own, amount: 160"),
        ("code: 2013801, amount: 100, prior: 100", "code: 2013801, amount: 110, prior: 100"),
        ("{code: 30201, amount: 20}", "{code: 30201, amount: 30}"),
    ):
        own = with_change(own, old, new)
    unit = station()
    for old, new in (
        ("unit_funds.superior, amount: 10, prior", "unit_funds.superior, amount: 20, prior"),
        ("{code: 2013801, amount: 10, prior", "{code: 2120803, amount: 20, prior"),
        ("{code: 30201, amount: 10, fund", "{code: 30201, amount: 20, fund"),
        ("transfers: [{amount: 10, prior", "transfers: [{amount: 20, prior"),
    ):
        unit = with_change(unit, old, new)
    draft = compiled(tmp_path, own, unit).draft
    assert draft is not None
    text = render_markdown(draft.document, RESOURCES)
    assert re.findall("2023年预算数240.00万元.*", text) == ["2023年预算数240.00万元，与上年持平。"]
