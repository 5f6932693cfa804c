"""What `compare` says of each defect of the references, and of each thing it says, why it is true.

The defects of the kinds arithmetic, rounding and text against table are listed one by one. What is
about what the department typed, and not about print, cannot be seen by comparing: the compiled
document says the same. Each of these names the rule of `check` that asks about it, if there is one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from budgetc.compare import Fault

from .references import KORLA, PUTUO


class Found(NamedTuple):
    """A defect that a comparison shows: its kind of fault, and what it says stands in print."""

    fault: Fault
    published: str
    where: str = ""
    ours: str = ""


class Typed(NamedTuple):
    """A defect of what was typed: why the documents agree in it, and the rule that finds it."""

    reason: str
    rule: str = ""


_WEIGHTS = Typed(
    "the weights are typed, and printed as typed; 90 is right where 10 points are for execution",
    "PER004",
)
_FROM_NOTHING = Found(Fault.ARITHMETIC, "100%、100%", "（三）")
_COMPOSITION = "六、"
_PURPOSES = "四、"
_EXTRA_USES = "绩效工资、退休费、奖励金、差旅费、培训费、其他商品和服务支出"
_EXTRA_PARTS = "绩效工资、奖励金、其他对个人和家庭的补助等"

ACCOUNTS: Mapping[tuple[str, str, str], Found | Typed] = {
    (KORLA, "表1 一、本年收入", "314.6"): Found(Fault.ROUNDING, "314.6", "一、本年收入"),
    (KORLA, "表1 1.一般公共预算拨款", "314.6"): Found(
        Fault.ROUNDING, "314.6", "1.一般公共预算拨款"
    ),
    (KORLA, "表1 其中：一般财力", "314.6"): Found(Fault.ROUNDING, "314.6", "其中：一般财力"),
    (KORLA, "表6 301 工资福利支出", "277.66"): Found(
        Fault.ARITHMETIC, "277.66", "工资福利支出", "260.41"
    ),
    (KORLA, "绩效P0 部门整体绩效目标表（2024年）", "90"): _WEIGHTS,
    (KORLA, "绩效P1 项目支出绩效目标表（2024年）：特种设备隐患排查", "90"): _WEIGHTS,
    (KORLA, "绩效P2 项目支出绩效目标表（2024年）：知识产权培训费", "90"): _WEIGHTS,
    (KORLA, "绩效P3 项目支出绩效目标表（2024年）：执法办案经费", "90"): _WEIGHTS,
    (KORLA, "绩效P4 项目支出绩效目标表（2024年）：质量设施基础建设", "90"): _WEIGHTS,
    (KORLA, "说明三 基本支出", "71.39"): Found(Fault.ROUNDING, "71.39%", "三、", "71.40%"),
    (KORLA, "说明三 项目支出", "11.75"): Found(Fault.ROUNDING, "11.75%", "三、", "11.76%"),
    (KORLA, "说明三", "99.99"): Found(Fault.ROUNDING, "99.99%", "三、", "100%"),
    (KORLA, "说明五（一） 基本支出", "71.39"): Found(Fault.ROUNDING, "71.39%", "（一）", "71.40%"),
    (KORLA, "说明五（三）2 市场秩序执法", "100%"): _FROM_NOTHING,
    (KORLA, "说明五（三）3 质量基础", "100%"): _FROM_NOTHING,
    (KORLA, "说明五（三）6 机关事业单位基本养老保险缴费支出", "54.46"): Found(
        Fault.ROUNDING, "54.46%", "（三）", "54.47%"
    ),
    (KORLA, "说明十二（一）", "71.35"): Found(Fault.ROUNDING, "71.35%", "（一）", "71.36%"),
    **{
        (KORLA, "说明六 人员经费构成", name): Found(Fault.TEXT_VS_TABLE, _EXTRA_PARTS, _COMPOSITION)
        for name in ("绩效工资", "奖励金", "其他对个人和家庭的补助")
    },
    **{
        (KORLA, "说明四 一般公共服务支出用途", name): Found(
            Fault.TEXT_VS_TABLE, _EXTRA_USES, _PURPOSES
        )
        for name in ("绩效工资", "奖励金", "差旅费", "培训费", "其他商品和服务支出")
    },
    (KORLA, "绩效P1 成本指标", "<=1万元/家；<=5万元/次；<=10万元"): Typed(
        "the limits of cost are typed, and printed as typed", "PER010"
    ),
    (KORLA, "机构设置", "编制14，在职17"): Typed(
        "the staff is typed, and printed as typed", "STF002"
    ),
    (KORLA, "说明四", "退休费"): Found(Fault.TEXT_VS_TABLE, _EXTRA_USES, _PURPOSES),
    (KORLA, "说明四", "失业保险"): Found(Fault.TEXT_VS_TABLE, "失业保险", _PURPOSES, "职业年金"),
    (KORLA, "说明十", "增长0.00%"): Found(
        Fault.ARITHMETIC,
        "0.00万元、0.00%、0.00万元、0.00%、0.00万元、0.00%、0.00%",
        "十、",
    ),
    (PUTUO, "编制说明p7 第5项", "87.70"): Found(Fault.ROUNDING, "87.70万元", "四、", "87.71万元"),
    (PUTUO, "编制说明p7 第7项", "887.36"): Found(
        Fault.TEXT_VS_TABLE, "887.36万元", "四、", "87.36万元"
    ),
    (PUTUO, "编制说明p7 第9项", "78.21"): Found(Fault.ROUNDING, "78.21万元", "四、", "78.22万元"),
    (PUTUO, "编制说明p7 第10项", "204.91"): Found(
        Fault.ROUNDING, "204.91万元", "四、", "204.92万元"
    ),
    (PUTUO, "编制说明p7 第11项", "268.77"): Found(
        Fault.ROUNDING, "268.77万元", "四、", "268.78万元"
    ),
    (PUTUO, "编制说明", "3921.38"): Found(
        Fault.TEXT_VS_TABLE, "3,921.38万元", "四、", "3,121.42万元"
    ),
    (PUTUO, "编制说明 第1项", "全部为基本支出"): Found(
        Fault.TEXT_VS_TABLE,
        "局本级及所属单位人员经费",
        "四、",
        "局本级人员经费、援滇干部工作经费等项目支出",
    ),
}
"""Every defect of the three kinds, by source, place and what is printed there."""

KINDS = ("arithmetic", "rounding", "text-vs-table")
"""The kinds of defects that a comparison must find."""

OTHERS: Mapping[str, Mapping[Found, str]] = {
    KORLA: {
        Found(
            Fault.NAMING,
            "库尔勒经济技术开发区",
            "表 8 政府性基金预算支出情况表",
            "库尔勒经济技术开发区市场监督管理局",
        ): "表8、表9 表注",
        Found(
            Fault.NAMING, "质量基础设施建设", "二、", "质量设施基础建设"
        ): "说明二、三、五（一）、五（三）3 对 表7、说明七（二）、绩效P4",
        Found(
            Fault.NAMING, "特种设备安全监管专项工作经费", "（一）", "特种设备隐患排查"
        ): "说明七（一） 对 表7、绩效P1",
        Found(
            Fault.NAMING, "一般公共服务（类）", "（二）", "一般公共服务支出（类）"
        ): "说明五（三）",
        Found(
            Fault.NAMING,
            "库尔勒经济技术开发区市场监管局",
            "（二）",
            "库尔勒经济技术开发区市场监督管理局",
        ): "说明十二（二）",
    },
    PUTUO: {
        Found(
            Fault.NAMING, "其它行政事业单位养老支出", "四、", "其他行政事业单位养老支出"
        ): "编制说明p7 第8项",
        Found(
            Fault.TEXT_VS_TABLE,
            "局本级和所属单位在职人员基本医疗保险费",
            "四、",
            "局本级在职人员基本医疗保险费",
        ): "编制说明 第1、9项",
        Found(
            Fault.COPIED,
            "注:本部门2025年无政府性基金预算财政拨款安排的预算，故本表为空表",
            "表 7",
        ): "表7 表注 p18",
        Found(Fault.ARITHMETIC, "0万元、0万元", "一、"): "其他情况说明 一（二）",
        Found(
            Fault.NAMING, "公务车购置及运行费", "一、", "公务用车购置及运行费"
        ): "其他情况说明 一（二）",
        Found(Fault.NAMING, "公务车用车运行费", "一、", "公务用车运行费"): "其他情况说明 一（二）",
        Found(
            Fault.NAMING, "年度本单位政府采购预算", "三、", "年度本部门政府采购预算"
        ): "其他情况说明 三、四",
        Found(
            Fault.NAMING,
            "本单位编报绩效目标的项目共",
            "四、",
            "本部门编报绩效目标的项目共",
        ): "其他情况说明 三、四",
        Found(Fault.MISSING, "", "六、", "3.00万元"): "项目经费情况说明 六",
    },
}
"""What else a comparison says, by the defect of another kind that it shows."""
