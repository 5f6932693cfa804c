"""What a hint says to type is typed as the source is: in Chinese words where those are."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from budgetc.diagnostics.messages import ENGLISH, Message, Translator, msg
from budgetc.source.adding import entry_to_add
from budgetc.source.keys import in_chinese, in_english
from budgetc.source.spoken import as_typed
from tests.support import KORLA, compile_text, with_change

from .test_keys import _tree, said

CHINESE = said(KORLA, in_chinese)
AT_STAFF = ("department", "staff", "in_service")
ALLOCATED = ("project_expenditure", "projects", 0, "allocation", 0)
AT_LINE = ("basic_expenditure", "by_function", 0, "amount")


def _told(text: str, code: str) -> Mapping[str, list[str]]:
    """Return the findings of a code, as they are read: message and hint, by language."""
    found = [one for one in compile_text(text).named().findings if one.code == code]
    return {
        language: [
            part.in_words(Translator(language)) for one in found for part in (one.message, one.hint)
            if part is not None
        ]
        for language in ("en", "zh")
    }  # fmt: skip


def test_a_finding_speaks_of_keys_as_the_source_has_them() -> None:
    """`add issued:` was said to one who types 公开日期."""
    line = "公开日期: 2024-02-08\n"
    told = _told(with_change(CHINESE, line, ""), "DOC001")
    assert told["en"] == [
        "Day of issue (公开日期) is missing; “第四部分 名词解释” needs it: …年…月…日",
        "add 公开日期: at the left margin of the file",
    ]
    assert told["zh"] == [
        "缺少公开日期，“第四部分 名词解释”要用到：…年…月…日",
        "请在文件中顶格补填 公开日期:",
    ]
    own = _told(with_change(KORLA, "issued: 2024-02-08\n", ""), "DOC001")
    assert own["en"][0].startswith("Day of issue (issued) is missing")
    assert own["zh"] == [
        "缺少公开日期 (issued)，“第四部分 名词解释”要用到：…年…月…日",
        "请在文件中顶格补填 issued:",
    ]


@pytest.mark.parametrize(
    ("hint", "at", "english", "chinese"),
    [
        (
            msg("delete {key}: and it comes from there; or add {note}: with the reason",
                key="prior", note="restated"),
            AT_LINE,
            "delete 上年: and it comes from there; or add 上年数调整原因: with the reason",
            "删去“上年”，由该文件自动取数；如确有口径调整，填写“上年数调整原因”说明原因",
        ),
        (  # what stands under another key, which it names
            msg("write the same {key}: under transfers: of both sources", key="prior"),
            AT_STAFF,
            "write the same 上年: under 对下属单位拨款: of both sources",
            "请在双方源文件的“对下属单位拨款”中填写相同的“上年”",
        ),
        (  # of the list that is named beside it, not of the whole source, which has a unit too
            msg("write it under transfers: with the unit: that receives it"),
            AT_LINE,
            "write it under 对下属单位拨款: with the 接收单位: that receives it",
            None,
        ),
        (  # a value is no key, and a key says once what it is called
            msg("add type: institution to department; {more}",
                more=msg("add issued: with the day of publication")),
            AT_STAFF,
            "add 性质: 事业单位 to department; add 公开日期: with the day of publication",
            None,
        ),
        (
            msg("add issued: with the day of publication"),
            AT_STAFF,
            "add 公开日期: with the day of publication",
            "补填“公开日期”",
        ),
        (
            msg("write category: services, or delete purchased_service:"),
            ("procurement", "lines", 0, "category"),
            "write 采购类别: 服务, or delete 政府购买服务:",
            "将“采购类别”改为“服务”，或删去“政府购买服务”",
        ),
        (
            msg("add operating_cost: {{{key}: , reason: }} with last year's amount and the reason",
                key="prior"),
            (),
            "add 机关运行经费: {上年: , 原因: } with last year's amount and the reason",
            "补填 机关运行经费: {上年: , 原因: }：“上年”填上年数，“原因”填增减原因",
        ),
        (  # what nobody has translated is as it is in English
            msg("the unit of this file; say department: there"),
            AT_STAFF,
            "the unit of this file; say 部门概况: there",
            "the unit of this file; say 部门概况: there",
        ),
        (  # a path is written as a waiver takes it
            msg("correct the number, or add over_establishment: with the reason under "
                "department.staff"),
            AT_STAFF,
            "correct the number, or add 超编原因: with the reason under department.staff",
            "改正人数，或在 department.staff 下填写 超编原因: 说明原因",
        ),
    ],
)  # fmt: skip
def test_keys_are_said_as_typed(
    hint: Message, at: tuple[str | int, ...], english: str, chinese: str | None
) -> None:
    told = as_typed(hint, _tree(CHINESE), at)
    assert told.in_words(Translator("en")) == english
    assert chinese is None or told.in_words(Translator("zh")) == chinese
    assert as_typed(hint, _tree(said(KORLA, in_english)), at) is hint


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (CHINESE, "- {科目编码: 2013802, 金额: }"),
        (KORLA, "- {code: 2013802, amount: }"),
    ],
)
def test_a_line_to_paste_is_written_as_its_neighbours(text: str, line: str) -> None:
    hint = entry_to_add(_tree(text), ("basic_expenditure", "by_function"), "2013802")
    assert hint.in_words(ENGLISH).endswith(f"the line: {line}")


@pytest.mark.parametrize(
    "hint",
    [
        msg("did you mean {names}?", names="金额"),  # an editor looks for it
        msg("the difference stands under another item: correct the item of one line"),
    ],
)
def test_what_names_no_key_is_left_alone(hint: Message) -> None:
    assert as_typed(hint, _tree(CHINESE), (*ALLOCATED, "item")) is hint


def test_what_is_wrong_is_said_in_the_words_that_are_typed() -> None:
    """`measure` was told to one who types 计量标识."""

    def per010(text: str, old: str) -> str:
        (told,) = {one for one in _told(with_change(text, old, "x"), "PER010")["zh"] if "x" in one}
        return told

    key = "单价对应的数量: trained-enterprises"
    told = per010(CHINESE.replace(key, "单价对应的数量: ▶"), "▶")
    assert told == "每家企业培训费用：本项目没有代号（计量标识）为 x 的指标"
    key = "per: trained-enterprises"
    told = per010(KORLA.replace(key, "per: ▶"), "▶")
    assert told == "每家企业培训费用：本项目没有代号（measure）为 x 的指标"


def test_what_programs_ask_a_finding_for_stays_with_it() -> None:
    told = as_typed(msg("add issued: to {difference}", difference="2"), _tree(CHINESE), ())
    assert told.in_words(ENGLISH) == "add 公开日期: to 2"
    assert dict(told.values)["difference"] == "2"
