"""Every place where the compiled Korla budget differs from the published one, and why.

A difference that is not listed here, and a listed one that no longer occurs, fails the test.

Reasons come in four kinds. A `DEFECT` is a mistake of the published document, as listed among
its defects in `tests/reference`. A `FORM` is a matter of form in which the published document does
not agree with itself, or which the compiled one has in another shape. A `TRANSCRIPTION` is about
what the text layer or its transcription shows of the published document, not about the document.
A sum that is `ROUNDED` is off by as much as its items are.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from .sheet import Deviation, Where


class Kind(StrEnum):
    """Where a difference comes from."""

    DEFECT = "defect"
    FORM = "form"
    TRANSCRIPTION = "transcription"
    ROUNDED = "rounded"


class Reason(NamedTuple):
    """Why documents differ.

    Attributes:
        defect: `where` of the defect in the transcription, for those of the first kind.
    """

    kind: Kind
    text: str
    defect: str = ""


class Difference(NamedTuple):
    """One place, what each document shows there, and why."""

    where: Where
    published: str | None
    compiled: str | None
    reason: Reason

    @property
    def deviation(self) -> Deviation:
        """What is found where the documents are compared."""
        return Deviation(self.where, self.published, self.compiled)


WRONG_SUBTOTAL = Reason(
    Kind.DEFECT, "the subtotal shows the total of the table", "表6 301 工资福利支出"
)
FROM_NOTHING = "there is no percentage of nothing; the compiled sentence says 上年无此项预算"
ZERO_GROWTH = Reason(
    Kind.DEFECT,
    "nothing grew by 0.00%: both years are nothing, and the compiled sentence says 持平",
    "说明十",
)
REPEATED = Reason(
    Kind.DEFECT, "the published sentence speaks of the running of vehicles twice", "说明十"
)
WRONG_BODY = Reason(
    Kind.DEFECT, "the note speaks of the whole zone instead of the department", "表8、表9 表注"
)
STRAY_YEAR = Reason(
    Kind.DEFECT,
    "a stray 2024 stands before the label, as if indentation had been replaced by it",
    "表1 收入侧",
)
STRAY_YEAR_CUT = Reason(
    Kind.DEFECT,
    "a stray 2024 stands before the label, which breaks off at the edge of its column",
    "表1 收入侧",
)
CUT_NAME = Reason(Kind.DEFECT, "the label breaks off at the edge of its column", "表1、表4")
UNPADDED = Reason(
    Kind.DEFECT,
    "codes are printed now with the zeros of their parts, now without (table 7 has 05)",
    "表7 对 表3/表5",
)
PROJECT_ORDER = Reason(Kind.FORM, "the projects stand in another order than in table 7")
LEFT_OUT_CLASSES = Reason(
    Kind.FORM,
    "the form of this project leaves out two empty classes of cost that the other three print",
)
NO_DASH = Reason(
    Kind.FORM,
    "last year's value is blank in this row, a dash in the others; there is one mark for both",
)
SPLIT_HEAD = Reason(
    Kind.FORM,
    "one printed head stands over the codes and the names; the compiled one is split in two",
)
LATE_ROW = Reason(
    Kind.TRANSCRIPTION, "the text layer has the row after the total, an artefact of its extraction"
)
CODES_UNREAD = Reason(
    Kind.TRANSCRIPTION, "the text layer holds only pieces of the codes of this table"
)
COLUMN_UNREAD = Reason(
    Kind.TRANSCRIPTION,
    "the text layer has one amount a row and does not tell its column; it goes with the subtotal",
)
COLUMNS_UNREAD = Reason(
    Kind.TRANSCRIPTION,
    "an empty column that the transcription leaves out; the text layer has pieces of its head",
)
TRANSCRIBED_HEAD = Reason(Kind.TRANSCRIPTION, "the transcription puts the head in words of its own")
TRANSCRIBED_FORM = Reason(Kind.TRANSCRIPTION, "the transcription leaves the unit out of the head")
TOTAL_LABEL = Reason(
    Kind.TRANSCRIPTION,
    "the label stands across both columns; the transcription puts it in the first",
)


def short(defect: str) -> Reason:
    """Return the reason of an amount that lost its last digit."""
    return Reason(Kind.DEFECT, "lost its last digit; the total of the same table has it", defect)


def cut_off(defect: str) -> Reason:
    """Return the reason of a percentage whose last digit was cut off instead of rounded."""
    return Reason(Kind.DEFECT, "cut off instead of rounded", defect)


SUBJECTS = {"一般公共服务(类)": "一般公共服务支出(类)"}
"""Subjects of published sentences that lack a word which their neighbours have (说明五（三）)."""

_NOTE = "{0}没有使用{1}预算拨款安排的支出，{1}预算支出情况表为空表。"

DIFFERENCES = (
    Difference(
        ("1-income", "一、本年收入", "预算数"), "314.6", "314.66", short("表1 一、本年收入")
    ),
    Difference(
        ("1-income", "1.一般公共预算拨款", "预算数"),
        "314.6",
        "314.66",
        short("表1 1.一般公共预算拨款"),
    ),
    Difference(
        ("1-income", "其中：一般财力", "预算数"), "314.6", "314.66", short("表1 其中：一般财力")
    ),
    Difference(("6", "301", "合计"), "277.66", "260.41", WRONG_SUBTOTAL),
    Difference(
        ("text", "三部分 三", "基本支出 增长 %"), "71.39", "71.40", cut_off("说明三 基本支出")
    ),
    Difference(
        ("text", "三部分 三", "项目支出 占 %"), "11.75", "11.76", cut_off("说明三 项目支出")
    ),
    Difference(
        ("text", "三部分 五 （一）", "基本支出 增长 %"),
        "71.39",
        "71.40",
        cut_off("说明五（一） 基本支出"),
    ),
    Difference(
        ("text", "三部分 五 2.", "预算数为 增长 %"),
        "100",
        None,
        Reason(Kind.DEFECT, FROM_NOTHING, "说明五（三）2 市场秩序执法"),
    ),
    Difference(
        ("text", "三部分 五 3.", "预算数为 增长 %"),
        "100",
        None,
        Reason(Kind.DEFECT, FROM_NOTHING, "说明五（三）3 质量基础"),
    ),
    Difference(
        ("text", "三部分 五 6.", "预算数为 增长 %"),
        "54.46",
        "54.47",
        cut_off("说明五（三）6 机关事业单位基本养老保险缴费支出"),
    ),
    Difference(
        ("text", "三部分 十二 （一）", "机关运行经费财政拨款预算 增长 %"),
        "71.35",
        "71.36",
        cut_off("说明十二（一）"),
    ),
    Difference(("text", "三部分 十", "因公出国(境)费 增加 万元"), "0.00", None, ZERO_GROWTH),
    Difference(("text", "三部分 十", "因公出国(境)费 增长 %"), "0.00", None, ZERO_GROWTH),
    Difference(("text", "三部分 十", "公务用车购置费 增加 万元"), "0.00", None, ZERO_GROWTH),
    Difference(("text", "三部分 十", "公务用车购置费 增长 %"), "0.00", None, ZERO_GROWTH),
    Difference(("text", "三部分 十", "公务用车运行费 增加 万元"), "0.00", None, ZERO_GROWTH),
    Difference(("text", "三部分 十", "公务用车运行费 增长 %"), "0.00", None, ZERO_GROWTH),
    Difference(("text", "三部分 十", "公务用车运行费 万元 #2"), "0.00", None, REPEATED),
    Difference(("text", "三部分 十", "公务用车运行费 增长 % #2"), "0.00", None, REPEATED),
    Difference(
        ("8", "margin", "note"),
        _NOTE.format("库尔勒经济技术开发区 2024 年", "政府性基金"),
        _NOTE.format("库尔勒经济技术开发区市场监督管理局2024年", "政府性基金"),
        WRONG_BODY,
    ),
    Difference(
        ("9", "margin", "note"),
        _NOTE.format("库尔勒经济技术开发区 2024 年", "国有资本经营"),
        _NOTE.format("库尔勒经济技术开发区市场监督管理局2024年", "国有资本经营"),
        WRONG_BODY,
    ),
    Difference(
        ("1-income", "上级一般公共预算安排转移支付", "项目"),
        "2024 上级一般公共预算安排转移支付",
        "上级一般公共预算安排转移支付",
        STRAY_YEAR,
    ),
    Difference(
        ("1-income", "上级补助收入", "项目"), "2024 上级补助收入", "上级补助收入", STRAY_YEAR
    ),
    Difference(
        ("1-income", "附属单位上缴收入", "项目"),
        "2024 附属单位上缴收入",
        "附属单位上缴收入",
        STRAY_YEAR,
    ),
    Difference(
        ("1-income", "政府性基金预算拨款", "项目"),
        "2024 政府性基金预算拨款",
        "政府性基金预算拨款",
        STRAY_YEAR,
    ),
    Difference(
        ("1-income", "国有资本经营预算拨款", "项目"),
        "2024 国有资本经营预算拨款",
        "国有资本经营预算拨款",
        STRAY_YEAR,
    ),
    Difference(("1-income", "单位资金", "项目"), "2024 单位资金", "单位资金", STRAY_YEAR),
    Difference(
        ("1-income", "上级政府性基金安排转移支付", "项目"),
        "2024 上级政府性基金安排转移",
        "上级政府性基金安排转移支付",
        STRAY_YEAR_CUT,
    ),
    Difference(
        ("1-income", "上级国有资本经营预算安排转移支付", "项目"),
        "2024 上级国有资本经营预算安",
        "上级国有资本经营预算安排转移支付",
        STRAY_YEAR_CUT,
    ),
    Difference(
        ("1-expenditure", "207", "名称"), "文化旅游体育与传媒", "文化旅游体育与传媒支出", CUT_NAME
    ),
    Difference(
        ("1-expenditure", "215", "名称"), "资源勘探工业信息等", "资源勘探工业信息等支出", CUT_NAME
    ),
    Difference(
        ("1-expenditure", "220", "名称"), "自然资源海洋气象等", "自然资源海洋气象等支出", CUT_NAME
    ),
    Difference(
        ("1-expenditure", "223", "名称"), "国有资本经营预算支", "国有资本经营预算支出", CUT_NAME
    ),
    Difference(
        ("1-expenditure", "224", "名称"), "灾害防治及应急管理", "灾害防治及应急管理支出", CUT_NAME
    ),
    Difference(
        ("1-expenditure", "234", "名称"), "抗疫特别国债安排的", "抗疫特别国债安排的支出", CUT_NAME
    ),
    Difference(
        ("4-income", "一、财政拨款（补助）", "项目"),
        "一、财政拨款（补",
        "一、财政拨款（补助）",
        CUT_NAME,
    ),
    Difference(
        ("4-income", "国有资本经营预算", "项目"), "国有资本经营预", "国有资本经营预算", CUT_NAME
    ),
    Difference(("4-expenditure", "201", "名称"), "一般公共服务", "一般公共服务支出", CUT_NAME),
    Difference(
        ("4-expenditure", "207", "名称"), "文化旅游体育", "文化旅游体育与传媒支出", CUT_NAME
    ),
    Difference(("4-expenditure", "208", "名称"), "社会保障和就", "社会保障和就业支出", CUT_NAME),
    Difference(("4-expenditure", "209", "名称"), "社会保险基金", "社会保险基金支出", CUT_NAME),
    Difference(
        ("4-expenditure", "215", "名称"), "资源勘探工业", "资源勘探工业信息等支出", CUT_NAME
    ),
    Difference(("4-expenditure", "216", "名称"), "商业服务业等", "商业服务业等支出", CUT_NAME),
    Difference(("4-expenditure", "219", "名称"), "援助其他地区", "援助其他地区支出", CUT_NAME),
    Difference(
        ("4-expenditure", "220", "名称"), "自然资源海洋", "自然资源海洋气象等支出", CUT_NAME
    ),
    Difference(("4-expenditure", "222", "名称"), "粮油物资储备", "粮油物资储备支出", CUT_NAME),
    Difference(("4-expenditure", "223", "名称"), "国有资本经营", "国有资本经营预算支出", CUT_NAME),
    Difference(
        ("4-expenditure", "224", "名称"), "灾害防治及应急", "灾害防治及应急管理支出", CUT_NAME
    ),
    Difference(("4-expenditure", "233", "名称"), "债务发行费用", "债务发行费用支出", CUT_NAME),
    Difference(
        ("4-expenditure", "234", "名称"), "抗疫特别国债安", "抗疫特别国债安排的支出", CUT_NAME
    ),
    Difference(("3", "2013801", "项"), "1", "01", UNPADDED),
    Difference(("3", "2013805", "项"), "5", "05", UNPADDED),
    Difference(("3", "2080501", "款"), "5", "05", UNPADDED),
    Difference(("3", "2080501", "项"), "1", "01", UNPADDED),
    Difference(("3", "2080505", "款"), "5", "05", UNPADDED),
    Difference(("3", "2080505", "项"), "5", "05", UNPADDED),
    Difference(("3", "2080506", "款"), "5", "05", UNPADDED),
    Difference(("3", "2080506", "项"), "6", "06", UNPADDED),
    Difference(("3", "2101101", "项"), "1", "01", UNPADDED),
    Difference(("3", "2101103", "项"), "3", "03", UNPADDED),
    Difference(("3", "2210201", "款"), "2", "02", UNPADDED),
    Difference(("3", "2210201", "项"), "1", "01", UNPADDED),
    Difference(("5", "2013801", "项"), "1", "01", UNPADDED),
    Difference(("5", "2013805", "项"), "5", "05", UNPADDED),
    Difference(("5", "2080501", "款"), "5", "05", UNPADDED),
    Difference(("5", "2080501", "项"), "1", "01", UNPADDED),
    Difference(("5", "2080505", "款"), "5", "05", UNPADDED),
    Difference(("5", "2080505", "项"), "5", "05", UNPADDED),
    Difference(("5", "2080506", "款"), "5", "05", UNPADDED),
    Difference(("5", "2080506", "项"), "6", "06", UNPADDED),
    Difference(("5", "2101101", "项"), "1", "01", UNPADDED),
    Difference(("5", "2101103", "项"), "3", "03", UNPADDED),
    Difference(("5", "2210201", "款"), "2", "02", UNPADDED),
    Difference(("5", "2210201", "项"), "1", "01", UNPADDED),
    Difference(("6", "30101", "款"), "1", "01", UNPADDED),
    Difference(("6", "30102", "款"), "2", "02", UNPADDED),
    Difference(("6", "30103", "款"), "3", "03", UNPADDED),
    Difference(("6", "30108", "款"), "8", "08", UNPADDED),
    Difference(("6", "30109", "款"), "9", "09", UNPADDED),
    Difference(("6", "30201", "款"), "1", "01", UNPADDED),
    Difference(("6", "30205", "款"), "5", "05", UNPADDED),
    Difference(("6", "30206", "款"), "6", "06", UNPADDED),
    Difference(("6", "30207", "款"), "7", "07", UNPADDED),
    Difference(("6", "30208", "款"), "8", "08", UNPADDED),
    Difference(("6", "30209", "款"), "9", "09", UNPADDED),
    Difference(("6", "30301", "款"), "1", "01", UNPADDED),
    Difference(("6", "30302", "款"), "2", "02", UNPADDED),
    Difference(("6", "30305", "款"), "5", "05", UNPADDED),
    Difference(("6", "30307", "款"), "7", "07", UNPADDED),
    Difference(("text", "三部分 七", "执法办案经费"), "（三）", "（四）", PROJECT_ORDER),
    Difference(("text", "三部分 七", "知识产权培训费"), "（四）", "（三）", PROJECT_ORDER),
    Difference(("text", "绩效目标表", "知识产权培训费"), "2", "3", PROJECT_ORDER),
    Difference(("text", "绩效目标表", "执法办案经费"), "3", "4", PROJECT_ORDER),
    Difference(("text", "绩效目标表", "质量设施基础建设"), "4", "2", PROJECT_ORDER),
    Difference(
        ("P1", "成本指标/社会成本指标/", ""),
        None,
        "leaf | 成本指标 | 社会成本指标",
        LEFT_OUT_CLASSES,
    ),
    Difference(
        ("P1", "成本指标/生态成本指标/", ""),
        None,
        "leaf | 成本指标 | 生态成本指标",
        LEFT_OUT_CLASSES,
    ),
    Difference(("P1", "产出指标/时效指标/隐患排查任务按时完成率", "上年完成值"), "", "-", NO_DASH),
    Difference(("P2", "产出指标/数量指标/培训场次", "上年完成值"), "", "-", NO_DASH),
    Difference(("P2", "成本指标/经济成本指标/每家企业培训费用", "上年完成值"), "", "-", NO_DASH),
    Difference(("P3", "产出指标/数量指标/执法装备购买数量", "上年完成值"), "", "-", NO_DASH),
    Difference(("P3", "产出指标/时效指标/设备采购及时率", "上年完成值"), "", "-", NO_DASH),
    Difference(("P3", "满意度指标/满意度指标/使用人员满意度", "上年完成值"), "", "-", NO_DASH),
    Difference(("P4", "产出指标/质量指标/第三方机构合同履约率", "上年完成值"), "", "-", NO_DASH),
    Difference(("1-expenditure", "head", "编码"), "功能分类", "编码", SPLIT_HEAD),
    Difference(("4-expenditure", "head", "编码"), "功能分类", "编码", SPLIT_HEAD),
    Difference(
        ("1-income", "其中：政府性基金收入", "stands after"),
        "上级一般公共预算安排转移支付",
        "2.政府性基金预算拨款",
        LATE_ROW,
    ),
    Difference(
        ("1-income", "2.政府性基金预算拨款", "stands after"),
        "total",
        "上级一般公共预算安排转移支付",
        LATE_ROW,
    ),
    Difference(("2", "head", "编码"), "编码(文本层残缺,照录)", "功能分类科目编码", CODES_UNREAD),
    Difference(("2", "行政运行", "编码"), "01 8", "201 38 01", CODES_UNREAD),
    Difference(("2", "市场秩序执法", "编码"), "01 8", "201 38 05", CODES_UNREAD),
    Difference(("2", "质量基础", "编码"), "01 8 0", "201 38 10", CODES_UNREAD),
    Difference(("2", "质量安全监管", "编码"), "01 8 5", "201 38 15", CODES_UNREAD),
    Difference(("2", "行政单位离退休", "编码"), "08", "208 05 01", CODES_UNREAD),
    Difference(("2", "机关事业单位基本养老保险缴费支出", "编码"), "08", "208 05 05", CODES_UNREAD),
    Difference(("2", "机关事业单位职业年金缴费支出", "编码"), "08", "208 05 06", CODES_UNREAD),
    Difference(("2", "行政单位医疗", "编码"), "10 1", "210 11 01", CODES_UNREAD),
    Difference(("2", "公务员医疗补助", "编码"), "10 1", "210 11 03", CODES_UNREAD),
    Difference(("2", "住房公积金", "编码"), "21", "221 02 01", CODES_UNREAD),
    Difference(("2", "行政运行", "一般公共预算"), "", "203.53", COLUMN_UNREAD),
    Difference(("2", "市场秩序执法", "一般公共预算"), "", "5", COLUMN_UNREAD),
    Difference(("2", "质量基础", "一般公共预算"), "", "22", COLUMN_UNREAD),
    Difference(("2", "质量安全监管", "一般公共预算"), "", "10", COLUMN_UNREAD),
    Difference(("2", "行政单位离退休", "一般公共预算"), "", "3.92", COLUMN_UNREAD),
    Difference(
        ("2", "机关事业单位基本养老保险缴费支出", "一般公共预算"), "", "23.17", COLUMN_UNREAD
    ),
    Difference(("2", "机关事业单位职业年金缴费支出", "一般公共预算"), "", "11.58", COLUMN_UNREAD),
    Difference(("2", "行政单位医疗", "一般公共预算"), "", "12.71", COLUMN_UNREAD),
    Difference(("2", "公务员医疗补助", "一般公共预算"), "", "5.38", COLUMN_UNREAD),
    Difference(("2", "住房公积金", "一般公共预算"), "", "17.37", COLUMN_UNREAD),
    Difference(("2", "total", "一般公共预算"), "", "314.66", COLUMN_UNREAD),
    Difference(
        ("2", "head", "general.transfer"), None, "上级一般公共预算安排的转移支付", COLUMNS_UNREAD
    ),
    Difference(("2", "head", "government_fund.own"), None, "政府性基金预算", COLUMNS_UNREAD),
    Difference(
        ("2", "head", "government_fund.transfer"),
        None,
        "上级政府性基金安排的转移支付",
        COLUMNS_UNREAD,
    ),
    Difference(("2", "head", "state_capital.own"), None, "国有资本经营预算", COLUMNS_UNREAD),
    Difference(
        ("2", "head", "state_capital.transfer"),
        None,
        "上级国有资本经营预算安排的转移支付",
        COLUMNS_UNREAD,
    ),
    Difference(("2", "head", "special_account"), None, "财政专户（教育收费）", COLUMNS_UNREAD),
    Difference(("2", "head", "unit_funds"), None, "单位资金", COLUMNS_UNREAD),
    Difference(("2", "head", "carry_over.fiscal"), None, "财政拨款结转", COLUMNS_UNREAD),
    Difference(("2", "head", "carry_over.non_fiscal"), None, "非财政拨款结转结余", COLUMNS_UNREAD),
    Difference(("2", "head", "小计"), "财政拨款小计", "小计", TRANSCRIBED_HEAD),
    Difference(("10", "head", "政府性基金"), "政府性基金预算", "政府性基金", TRANSCRIBED_HEAD),
    Difference(("11", "head", "财政"), "财政合计", "合计", TRANSCRIBED_HEAD),
    Difference(("11", "head", "财政人员"), "基本-人员经费", "人员经费", TRANSCRIBED_HEAD),
    Difference(("11", "head", "财政公用"), "基本-公用经费", "公用经费", TRANSCRIBED_HEAD),
    Difference(("11", "head", "非财政"), "非财政合计", "合计", TRANSCRIBED_HEAD),
    Difference(("11", "head", "非财政人员"), "基本-人员经费", "人员经费", TRANSCRIBED_HEAD),
    Difference(("11", "head", "非财政公用"), "基本-公用经费", "公用经费", TRANSCRIBED_HEAD),
    Difference(("P0", "head", "依据"), "依据", "指标设定依据", TRANSCRIBED_HEAD),
    Difference(("P0", "head", "上年完成值"), "上年完成值", None, TRANSCRIBED_HEAD),
    Difference(("P1", "head", "依据"), "依据", "指标值设置依据", TRANSCRIBED_HEAD),
    Difference(("P1", "head", "分值权重"), "分值权重", "指标分值权重", TRANSCRIBED_HEAD),
    Difference(("P2", "head", "依据"), "依据", "指标值设置依据", TRANSCRIBED_HEAD),
    Difference(("P2", "head", "分值权重"), "分值权重", "指标分值权重", TRANSCRIBED_HEAD),
    Difference(("P3", "head", "依据"), "依据", "指标值设置依据", TRANSCRIBED_HEAD),
    Difference(("P3", "head", "分值权重"), "分值权重", "指标分值权重", TRANSCRIBED_HEAD),
    Difference(("P4", "head", "依据"), "依据", "指标值设置依据", TRANSCRIBED_HEAD),
    Difference(("P4", "head", "分值权重"), "分值权重", "指标分值权重", TRANSCRIBED_HEAD),
    Difference(("P0", "上级安排", "一级指标"), "年度预算", "年度预算（万元）", TRANSCRIBED_FORM),
    Difference(("P0", "上级安排", "二级指标"), "财政资金", "财政资金（万元）", TRANSCRIBED_FORM),
    Difference(("P0", "本级安排", "一级指标"), "年度预算", "年度预算（万元）", TRANSCRIBED_FORM),
    Difference(("P0", "本级安排", "二级指标"), "财政资金", "财政资金（万元）", TRANSCRIBED_FORM),
    Difference(("P0", "其他", "一级指标"), "年度预算", "年度预算（万元）", TRANSCRIBED_FORM),
    Difference(("P0", "其他", "二级指标"), "其他资金", "其他资金（万元）", TRANSCRIBED_FORM),
    Difference(("7", "total", "名称"), "合计", "", TOTAL_LABEL),
    Difference(("7", "total", "项目名称"), "", "合计", TOTAL_LABEL),
)
"""All differences."""
