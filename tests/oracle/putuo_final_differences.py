"""Every place where the compiled final accounts of Putuo differ from the published ones, and why.

A difference that is not listed here, and a listed one that no longer occurs, fails the test.

The published totals were rounded from amounts in 元. The source has the items in 万元, as they are
printed, so that a sum of them is off by as much as they were rounded: these are `ROUNDED`, and a
test bounds each by half a unit of the last digit for every number in it.
"""

from __future__ import annotations

from collections.abc import Mapping

from .korla_defects import Account, Fate
from .korla_differences import Difference, Kind, Reason


def rounded(defect: str = "") -> Reason:
    """Return the reason of a sum of rounded items, which is a named defect or follows from one."""
    return Reason(Kind.ROUNDED, "a sum of items that are printed rounded", defect)


def defect(where: str, text: str) -> Reason:
    """Return the reason of what a named defect is printed in."""
    return Reason(Kind.DEFECT, text, where)


_TABLE_1 = "表1 八、社会保障和就业支出"
_TABLE_4 = "表4 八、社会保障和就业支出（合计、一般公共预算财政拨款两列）"
_FORCED = "tables 2, 3 and 5 and the text have 326.72, as the items add up to"
_NAMES = "表7、情况说明p23 七（一）"
_ONE_NAME = "the text calls it 公务用车购置及运行维护费"
_SECTION_4 = "情况说明p21 四"
_NO_BUDGET = defect("情况说明p23 七（一）", "there is no percentage of no budget")

_SECURITY = "八、社会保障和就业支出"

DIFFERENCES = (
    Difference(
        ("1-income", "一、一般公共预算财政拨款收入", "决算数"), "2940.05", "2940.06", rounded()
    ),
    Difference(("1-income", "本年收入合计", "决算数"), "2946.25", "2946.26", rounded()),
    Difference(("1-income", "total", "决算数"), "2995.39", "2995.40", rounded()),
    Difference(
        ("1-expenditure", _SECURITY, "决算数"), "326.71", "326.72", defect(_TABLE_1, _FORCED)
    ),
    Difference(("1-expenditure", "本年支出合计", "决算数"), "2940.05", "2940.06", rounded()),
    Difference(("1-expenditure", "total", "决算数"), "2995.39", "2995.40", rounded()),
    Difference(
        ("2", "total", "本年收入合计"), "2946.25", "2946.26", rounded("表2 合计 本年收入合计")
    ),
    Difference(
        ("2", "total", "财政拨款收入"), "2940.05", "2940.06", rounded("表2 合计 财政拨款收入")
    ),
    Difference(
        ("3", "total", "本年支出合计"), "2940.05", "2940.06", rounded("表3 合计 本年支出合计")
    ),
    Difference(("3", "total", "基本支出"), "2336.91", "2336.92", rounded("表3 合计 基本支出")),
    Difference(("4-income", "一、一般公共预算财政拨款", "决算数"), "2940.05", "2940.06", rounded()),
    Difference(("4-income", "本年收入合计", "决算数"), "2940.05", "2940.06", rounded()),
    Difference(("4-income", "total", "决算数"), "2961.68", "2961.69", rounded()),
    Difference(("4-expenditure", _SECURITY, "合计"), "326.71", "326.72", defect(_TABLE_4, _FORCED)),
    Difference(
        ("4-expenditure", _SECURITY, "一般公共预算财政拨款"),
        "326.71",
        "326.72",
        defect(_TABLE_4, _FORCED),
    ),
    Difference(("4-expenditure", "本年支出合计", "合计"), "2940.05", "2940.06", rounded()),
    Difference(
        ("4-expenditure", "本年支出合计", "一般公共预算财政拨款"), "2940.05", "2940.06", rounded()
    ),
    Difference(("4-expenditure", "total", "合计"), "2961.68", "2961.69", rounded()),
    Difference(("4-expenditure", "total", "一般公共预算财政拨款"), "2961.68", "2961.69", rounded()),
    Difference(("5", "total", "合计"), "2940.05", "2940.06", rounded("表5 合计 合计")),
    Difference(("5", "total", "基本支出"), "2336.91", "2336.92", rounded("表5 合计 基本支出")),
    Difference(
        ("6-personnel", "301", "决算数"), "2082.85", "2082.86", rounded("表6 301 工资福利支出")
    ),
    Difference(("6-personnel", "total", "决算数"), "2152.26", "2152.27", rounded()),
    Difference(
        ("6-public", "302", "决算数"), "171.07", "171.09", rounded("表6 302 商品和服务支出")
    ),
    Difference(("6-public", "total", "决算数"), "184.65", "184.67", rounded()),
    *(
        Difference(
            ("7", "head", name.format("", of)),
            name.format("", of),
            name.format("维护", of),
            defect(_NAMES, _ONE_NAME),
        )
        for name in ("公务用车购置及运行{}费小计/{}", "公务用车运行{}费/{}")
        for of in ("预算数", "决算数")
    ),
    Difference(
        ("text", "一", "上海市普陀区财政局2024年度收入支出总计"),
        "2995.39万元",
        "2995.40万元",
        rounded(),
    ),
    Difference(("text", "一", "收入支出总计减少"), "56.95万元", "56.94万元", rounded()),
    Difference(("text", "二", "本年收入合计"), "2946.25万元", "2946.26万元", rounded()),
    Difference(("text", "二", "财政拨款收入"), "2940.05万元", "2940.06万元", rounded()),
    Difference(("text", "三", "本年支出合计"), "2940.05万元", "2940.06万元", rounded()),
    Difference(("text", "三", "基本支出"), "2336.91万元", "2336.92万元", rounded()),
    Difference(
        ("text", "四", "上海市普陀区财政局2024年度财政拨款收入支出总计"),
        "0.3万元",
        "2961.69万元",
        defect(_SECTION_4, "table 4 has 2961.68"),
    ),
    Difference(
        ("text", "四", "财政拨款收入支出总计减少"),
        None,
        "63.13万元",
        defect(_SECTION_4, "the published sentence says 持平"),
    ),
    Difference(
        ("text", "四", "下降"),
        None,
        "2.09%",
        defect(_SECTION_4, "the published sentence says 持平"),
    ),
    Difference(
        ("text", "五 一", "一般公共预算财政拨款支出"), "2940.05万元", "2940.06万元", rounded()
    ),
    Difference(
        ("text", "五 一", "一般公共预算财政拨款支出减少"), "63.14万元", "63.13万元", rounded()
    ),
    Difference(
        ("text", "五 二", "一般公共预算财政拨款支出"), "2940.05万元", "2940.06万元", rounded()
    ),
    Difference(
        ("text", "五 二", "占"),
        "71.73%",
        "71.65%",
        defect("情况说明p21 五（二）", "2106.66 of 2940.05 is 71.65%"),
    ),
    Difference(
        ("text", "五 三", "一般公共预算财政拨款支出年初预算为"),
        "2993.92万元",
        "2993.93万元",
        rounded("情况说明p21 五（三）"),
    ),
    Difference(
        ("text", "五 三", "支出决算为"),
        "2940.05万元",
        "2940.06万元",
        rounded("情况说明p21 五（三）"),
    ),
    Difference(
        ("text", "六", "一般公共预算财政拨款基本支出"), "2336.91万元", "2336.92万元", rounded()
    ),
    Difference(("text", "六", "人员经费"), "2152.26万元", "2152.27万元", rounded()),
    Difference(("text", "六", "公用经费"), "184.65万元", "184.67万元", rounded()),
    Difference(("text", "七 一", "完成预算的 #3"), "0%", None, _NO_BUDGET),
    Difference(("text", "七 一", "完成预算的 #4"), "0%", None, _NO_BUDGET),
    Difference(("text", "十一 一", "机关运行经费支出"), "184.65万元", "184.67万元", rounded()),
    Difference(("text", "十一 一", "比2023年度增加"), "2.55万元", "2.57万元", rounded()),
    Difference(("text", "十一 一", "增长"), "1.40%", "1.41%", rounded()),
    Difference(
        ("text", "十一 二", "上海市普陀区财政局2024年度政府采购金额(以合同签订为准)为"),
        "251.25万元",
        "251.26万元",
        rounded("情况说明p24 十一（二）"),
    ),
)

RENAMED: Mapping[str, str] = {
    "因公出国(境)费决算为": "因公出国(境)费支出决算为",
    "普陀区财政局2024年度政府采购金额(以合同签订为准)为": (
        "上海市普陀区财政局2024年度政府采购金额(以合同签订为准)为"
    ),
}
"""Words before a number that the compiled text puts otherwise, or the transcription cuts off."""

_LISTED = Account(Fate.LISTED)
_TYPED = Account(Fate.TYPED)
_HOUSING = "缴纳在职人员住房购房补贴"


def _worded(section: str, gone: str, present: str) -> Account:
    return Account(Fate.WORDED, section, gone, present)


TESTED = {
    ("表4 p14、表6 p17", "空行", "format"): "test_no_row_is_empty",
    ("表7 p18", "错位", "format"): "test_the_head_of_table_seven_has_four_levels",
}
"""Defects of form, and the test that shows each mended."""

ACCOUNTS: Mapping[tuple[str, str, str], Account] = {
    ("情况说明p21 四", "0.3", "text-vs-table"): _LISTED,
    ("情况说明p21 四", "持平", "text-vs-table"): _worded(
        "四、财政", "持平", "减少63.13万元，下降2.09%。"
    ),
    ("情况说明p21 四", "持平。主要原因：……减少支付", "copy-paste"): _worded(
        "四、财政", "持平", "下降2.09%。主要原因：基本支出中"
    ),
    ("情况说明p21 五（二）", "71.73%", "arithmetic"): _LISTED,
    ("情况说明p23 六", "个人农业生产补贴", "text-vs-table"): _worded(
        "六、一般", "个人农业生产补贴", "退休费、奖励金；公用经费"
    ),
    (_TABLE_1, "326.71", "rounding"): _LISTED,
    (_TABLE_4, "326.71", "rounding"): _LISTED,
    ("情况说明p22 五（三）1", "全部为基本支出", "text-vs-table"): _worded(
        "（三）一般", "等的基本支出。", "等的基本支出，以及其他项目支出。"
    ),
    ("情况说明p22 五（三）2", "基本支出", "text-vs-table"): _worded(
        "（三）一般", "宣传等基本支出", "局财政业务指导与宣传等项目支出。"
    ),
    ("情况说明p23 七（一）", "完成预算的0%", "arithmetic"): _LISTED,
    ("情况说明p23 七（一）", "当年度无“三公”经费支出", "missing reason"): _TYPED,
    ("情况说明p21 五（三）", "个别信息化项目和中介机构服务调减", "missing reason"): _TYPED,
    ("情况说明p23 十", "598.42", "cross-table"): _TYPED,
    ("情况说明p21 五（三）", "2993.92", "cross-document"): _TYPED,
    ("情况说明p24 十一（三）", "2", "cross-document"): _TYPED,
    ("表2 合计 本年收入合计", "2946.25", "rounding-effect"): _LISTED,
    ("表2 合计 财政拨款收入", "2940.05", "rounding-effect"): _LISTED,
    ("表3 合计 本年支出合计", "2940.05", "rounding-effect"): _LISTED,
    ("表3 合计 基本支出", "2336.91", "rounding-effect"): _LISTED,
    ("表5 合计 合计", "2940.05", "rounding-effect"): _LISTED,
    ("表5 合计 基本支出", "2336.91", "rounding-effect"): _LISTED,
    ("表6 301 工资福利支出", "2082.85", "rounding-effect"): _LISTED,
    ("表6 302 商品和服务支出", "171.07", "rounding-effect"): _LISTED,
    ("情况说明p21 五（三）", "2993.92", "rounding-effect"): _LISTED,
    ("情况说明p21 五（三）", "2940.05", "rounding-effect"): _LISTED,
    ("情况说明p24 十一（二）", "251.25", "rounding-effect"): _LISTED,
    ("情况说明p21 二", "6.2", "format"): _worded("二、收入", "6.2万元", "其他收入6.20万元"),
    ("情况说明p21 二、三、五（二）", "；", "format"): _worded("二、收入", "占0.21%；", "占0.21%。"),
    ("情况说明p21 四", "主要原因：（换段）", "format"): _worded(
        "四、财政", "主要原因：\n", "主要原因：基本支出中"
    ),
    ("情况说明p23 七（一）", "0%", "format"): _worded("（一）“三公”", "的0%", "完成预算的0.00%"),
    ("表7、情况说明p23 七（一）", "（空白）/0.00/0", "format"): _worded(
        "（二）政府采购", "金额0万元", "工程采购金额0.00万元"
    ),
    ("情况说明p22 五（三）2、8、11", "基本持平", "naming"): _worded(
        "（三）一般", "基本持平", "决算数与预算数持平。"
    ),
    (_NAMES, "公务用车购置及运行费；公务用车运行费", "naming"): _LISTED,
    ("情况说明p23 七（一）", "因公出国（境）费决算为", "naming"): _worded(
        "（一）“三公”", "因公出国（境）费决算为", "因公出国（境）费支出决算为"
    ),
    ("情况说明p22 五（三）11", _HOUSING, "naming"): _worded(
        "（三）一般", _HOUSING, "主要用于：在职人员购房补贴。"
    ),
    ("目录p3、情况说明p23", "十一、其他重要事项说明", "naming"): _worded(
        "", "十一、其他重要事项说明", "十一、其他重要事项的情况说明"
    ),
    ("概况p4 一", "第一条……制定本规定", "copy-paste"): _worded(
        "一、主要职能", "第一条", "主要职能包括："
    ),
    ("概况p4 一", "（七）……。（八）……", "format"): _worded(
        "一、主要职能", "。（八）", "\n（八）负责本区暂未划转"
    ),
    ("概况p5 二", "本级决算、下属行政事业单位决算", "naming"): _worded(
        "二、部门决算", "下属行政事业单位", "部门决算包括：上海市普陀区财政局本级决算。"
    ),
    ("名词解释p25 十", "其中:", "format"): _worded("第四部分", "其中:", "其中：因公出国"),
}
"""Every other defect, by where it is, what is printed there, and its kind."""
