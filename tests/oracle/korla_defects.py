"""What became of each defect of the published document in the compiled one."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple


class Fate(StrEnum):
    """What became of a defect."""

    LISTED = "a listed difference shows it mended"
    WORDED = "a sentence is worded without it"
    TYPED = "it is in what the department typed; only the department can mend it"
    WARNED = "it is in what the department typed, and the compiler warns of it"


class Account(NamedTuple):
    """What became of one defect.

    Attributes:
        section: the section whose words show it; empty for the whole document.
        gone: words that are not there any more.
        present: words that are there.
        finding: of what the compiler warns of, the rule, and a word on the line it points at.
    """

    fate: Fate
    section: str = ""
    gone: str = ""
    present: str = ""
    finding: tuple[str, str] = ("", "")


_LISTED = Account(Fate.LISTED)
_TYPED = Account(Fate.TYPED)


def _warned(rule: str, line: str) -> Account:
    return Account(Fate.WARNED, finding=(rule, line))


_WEIGHTS = ("绩效P0 部门整体绩效目标表（2024年）",
            "绩效P1 项目支出绩效目标表（2024年）：特种设备隐患排查",
            "绩效P2 项目支出绩效目标表（2024年）：知识产权培训费",
            "绩效P3 项目支出绩效目标表（2024年）：执法办案经费",
            "绩效P4 项目支出绩效目标表（2024年）：质量设施基础建设")  # fmt: skip
_PARTS = "监督抽检专项经费；“一站式”服务经费；小微企业质量管理体系认证帮扶经费"
_VEHICLES = (
    "公务用车购置费增加0.00万元，增长0.00%；公务用车运行费增加0.00万元……"
    "本年度公务用车购置费预算未安排"
)
_FULL = "库尔勒经济技术开发区市场监督管理局"

ACCOUNTS: Mapping[tuple[str, str], Account] = {
    ("表1 一、本年收入", "314.6"): _LISTED,
    ("表1 1.一般公共预算拨款", "314.6"): _LISTED,
    ("表1 其中：一般财力", "314.6"): _LISTED,
    ("表6 301 工资福利支出", "277.66"): _LISTED,
    ("表5 2210201 / 表6 30113", "17.37"): _warned("XTB010", "amount: 17.37"),
    ("表5 21011 / 表6 30110+30111+30307", "18.09"): _warned("XTB010", "amount: 12.71"),
    **{(where, "90"): _TYPED for where in _WEIGHTS},
    ("说明三 基本支出", "71.39"): _LISTED,
    ("说明三 项目支出", "11.75"): _LISTED,
    ("说明三", "99.99"): Account(Fate.WORDED, "三、", "11.75%", "占11.76%"),
    ("说明五（一） 基本支出", "71.39"): _LISTED,
    ("说明五（三）2 市场秩序执法", "100%"): Account(
        Fate.WORDED, "（三）一般", "增长100%", "增加5万元，上年无此项预算"
    ),
    ("说明五（三）3 质量基础", "100%"): Account(
        Fate.WORDED, "（三）一般", "增长100%", "增加22万元，上年无此项预算"
    ),
    ("说明五（三）6 机关事业单位基本养老保险缴费支出", "54.46"): _LISTED,
    ("说明十二（一）", "71.35"): _LISTED,
    **{
        ("说明六 人员经费构成", word): Account(Fate.WORDED, "六、", word)
        for word in ("绩效工资", "奖励金", "其他对个人和家庭的补助")
    },
    **{
        ("说明四 一般公共服务支出用途", word): Account(Fate.WORDED, "四、", word)
        for word in ("绩效工资", "奖励金", "差旅费", "培训费", "其他商品和服务支出")
    },
    ("绩效P0 对 P1", ">=150家"): _warned("PER013", "target: 150"),
    ("说明七（一） 对 表7、绩效P1", "特种设备安全监管专项工作经费"): Account(
        Fate.WORDED, "", "特种设备安全监管专项工作经费", "（一）项目名称：特种设备隐患排查"
    ),
    ("说明二、三、五（一）、五（三）3 对 表7、说明七（二）、绩效P4", "质量基础设施建设"): Account(
        Fate.WORDED, "", "质量基础设施建设", "质量设施基础建设申请了专项资金"
    ),
    ("说明七（二） 对 绩效P4", _PARTS): _TYPED,
    ("说明五（三）3 质量基础", "将质量基础设施建设申请了专项项目资金"): Account(
        Fate.WORDED, "（三）一般", "", "将知识产权培训申请了专项项目资金"
    ),
    ("说明十二（二）", "服务37、货物3、合计40"): _warned("GOV005", "procurement:"),
    ("表7 对 说明七（三）", "商品和服务支出5"): _warned("CLS011", "购置执法装备"),
    ("绩效P1 成本指标", "<=1万元/家；<=5万元/次；<=10万元"): _warned("PER010", "target: 1"),
    ("机构设置", "编制14，在职17"): _warned("STF002", "current: 17"),
    ("说明四", "退休费"): Account(Fate.WORDED, "四、", "退休费"),
    ("说明四", "失业保险"): Account(Fate.WORDED, "四、", "失业保险"),
    ("说明十", _VEHICLES): _LISTED,
    ("说明十", "增长0.00%"): _LISTED,
    ("说明十二（三）", "2024年预算未安排购置车辆经费（或安排购置车辆经费 万元）"): Account(
        Fate.WORDED, "（三）国有", "或安排购置", "2024年预算未安排购置车辆经费，"
    ),
    ("表8、表9 表注", "库尔勒经济技术开发区2024年没有使用……"): _LISTED,
    ("说明十二（二）", "库尔勒经济技术开发区市场监管局"): Account(
        Fate.WORDED, "（二）政府采购", "市场监管局", f"{_FULL}政府采购预算"
    ),
    ("表1 收入侧", "2024 上级一般公共预算安排转移支付 等"): _LISTED,
    ("表1、表4", "207 文化旅游体育与传媒；208 社会保障和就 等"): _LISTED,
    ("表7 对 表3/表5", "201 38 05"): _LISTED,
    ("表7", "2013810"): _TYPED,
    ("说明五（三）", "一般公共服务（类）"): Account(
        Fate.WORDED, "（三）一般", "一般公共服务（类）", "一般公共服务支出（类）"
    ),
    ("说明七（三）", "《特种设备安全法》《特种设备使用管理规则》各2次"): Account(
        Fate.WORDED,
        "（四）项目名称",
        "》、《特种设备安全法》、《特种设备作业",
        "《特种设备安全法》",
    ),
    ("绩效P0", "空白"): _warned("PER007", "indicators:"),
    ("绩效P3", "检查任务按时完成率>=100%"): _warned("PER009", 'operator: ">="'),
    ("名词解释 七", "反映单机关和参公事业单位"): Account(
        Fate.WORDED, "", "反映单机关", "公务用车运行维护费反映机关和参公事业单位"
    ),
}
"""Every defect, by where it is and what is printed there."""
