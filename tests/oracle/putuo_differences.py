"""Every place where the compiled Putuo budget differs from the published one, and why.

A difference that is not listed here, and a listed one that no longer occurs, fails the test.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from .korla_differences import Difference, Kind, Reason


class Renamed(NamedTuple):
    """Words before a number that the compiled text puts otherwise.

    Attributes:
        occurrences: how many numbers they lead to.
    """

    published: str
    compiled: str
    occurrences: int
    reason: Reason


class Words(NamedTuple):
    """Words of the compiled text that show what became of a defect.

    Attributes:
        section: the headings they stand under, from the top.
        gone: what is not there any more.
        present: what is there.
    """

    section: tuple[str, ...]
    gone: str
    present: str


def cut_off(item: int) -> Reason:
    """Return the reason of an amount whose last digit was cut off instead of rounded."""
    return Reason(Kind.DEFECT, "cut off instead of rounded", f"编制说明p7 第{item}项")


UNSEEN = Reason(
    Kind.FORM, "stands twice in the text layer, outside the clip; the pages show it once"
)
STRAY_DIGIT = Reason(Kind.DEFECT, "a digit too many; table 5 has 873617.00", "编制说明p7 第7项")
WRONG_FUND = Reason(
    Kind.DEFECT, "the note is that of the table of government funds", "表7 表注 p18"
)
LEFT_OUT_PROJECT = Reason(
    Kind.DEFECT,
    "one of the four projects that report targets is left out: 595.46 instead of 598.46",
    "项目经费情况说明 六",
)
ODD_SAME = Reason(
    Kind.DEFECT,
    "says 一致0万元 where nothing changed; the compiled sentence says 持平",
    "其他情况说明 一（二）",
)
OFFICIAL_CARS = Reason(Kind.DEFECT, "公务用车 lacks or repeats a word", "其他情况说明 一（二）")
UNIT_FOR_DEPARTMENT = Reason(
    Kind.DEFECT, "a department's document speaks of 本单位", "其他情况说明 三、四"
)
SHORT_NAME = Reason(Kind.FORM, "the short name of the bureau; elsewhere its full name")
NO_YUAN = Reason(Kind.FORM, "the threshold lacks its 元, which the next paragraph has")
TRANSCRIBED_HEAD = Reason(Kind.TRANSCRIPTION, "the head is put together from two levels of heads")

_NOTE = "注：本部门2025年无{}预算财政拨款安排的预算，故本表为空表。"

DIFFERENCES = (
    Difference(("text", "四 5.", ""), "87.70万元", "87.71万元", cut_off(5)),
    Difference(("text", "四 7.", ""), "887.36万元", "87.36万元", STRAY_DIGIT),
    Difference(("text", "四 9.", ""), "78.21万元", "78.22万元", cut_off(9)),
    Difference(("text", "四 10.", ""), "204.91万元", "204.92万元", cut_off(10)),
    Difference(("text", "四 11.", ""), "268.77万元", "268.78万元", cut_off(11)),
    Difference(("text", "四 7.", " #2"), "887.36万元", None, UNSEEN),
    Difference(("text", "四 8.", " #2"), "0.96万元", None, UNSEEN),
    Difference(("text", "四 9.", " #2"), "78.21万元", None, UNSEEN),
    Difference(("text", "四 10.", " #2"), "204.91万元", None, UNSEEN),
    Difference(("text", "四 11.", " #2"), "268.77万元", None, UNSEEN),
    Difference(("text", "六 一", "与2024年预算一致"), "0万元", None, ODD_SAME),
    Difference(("text", "六 一", "与2024年预算一致 #2"), "0万元", None, ODD_SAME),
    Difference(("text", "六 五", "单价"), "100万", "100万元", NO_YUAN),
    Difference(("text", "七 六", "援滇干部工作经费"), None, "3.00万元", LEFT_OUT_PROJECT),
    Difference(
        ("7", "margin", "note"),
        _NOTE.format("政府性基金"),
        _NOTE.format("国有资本经营"),
        WRONG_FUND,
    ),
    Difference(("9", "head", "公务用车小计"), "公务用车小计", "小计", TRANSCRIBED_HEAD),
)  # fmt: skip

RENAMED = (
    Renamed("公务车购置及运行费", "公务用车购置及运行费", 1, OFFICIAL_CARS),
    Renamed("公务车用车运行费", "公务用车运行费", 1, OFFICIAL_CARS),
    Renamed("本单位政府采购预算", "本部门政府采购预算", 1, UNIT_FOR_DEPARTMENT),
    Renamed("本单位编报绩效目标的项目共", "本部门编报绩效目标的项目共", 1, UNIT_FOR_DEPARTMENT),
    Renamed("财政局共有车辆", "上海市普陀区财政局共有车辆", 1, SHORT_NAME),
)

_PATH = "社会保障和就业支出（类）行政事业单位养老支出（款）{}行政事业单位养老支出（项）"
WORDS: Mapping[tuple[str, str], Words] = {
    ("编制说明p7 第8项", _PATH.format("其它")): Words(("四",), "其它", _PATH.format("其他")),
    ("编制说明 第1项", "全部为基本支出"): Words(
        ("四",), "等的基本支出。", "等的基本支出，以及援滇干部工作经费等项目支出。"
    ),
    ("编制说明 第1、9项", "局本级及所属单位"): Words(
        ("四",), "所属单位", "局本级在职人员基本医疗保险费"
    ),
    ("其他情况说明 一（二）", "公务车购置及运行费；公务车用车运行费"): Words(
        ("六", "一"), "公务车", "公务用车运行费0万元"
    ),
    ("其他情况说明 一（二）", "与2024年预算一致0万元"): Words(
        ("六", "一"), "一致", "公务用车购置费0万元，与2024年预算持平"
    ),
    ("其他情况说明 三、四", "本单位"): Words(("六",), "本单位", "本部门政府采购预算117.00万元"),
    ("项目经费情况说明 六", "595.46（3个）"): Words(
        ("七", "六"), "财政业务费10.00万元。", "，援滇干部工作经费3.00万元。"
    ),
    ("项目经费情况说明 七", "详见……绩效目标表"): Words(
        ("七", "七"), "详见", "促进财政部门充分履行财政管理职责。"
    ),
    ("其他情况说明 四", "598.46"): Words(
        ("六", "四"), "609.31", "编报绩效目标的项目共4个，涉及项目预算资金598.46万元。"
    ),
}
"""Defects that no number shows, by where they are and what is printed there.

The last is none: 598.46 is the money of the four projects that report targets, not of all.
"""

SUM_OF_ITEMS = ("编制说明", "3921.38")
"""The defect that follows from the one of item 7; a test of its own adds up the compiled items."""
