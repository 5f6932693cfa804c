"""What the facts of a document do not tell is an error that says what to type, never a blank."""

from __future__ import annotations

import pytest

from budgetc.diagnostics import Severity
from budgetc.diagnostics.messages import Translator
from budgetc.document.model import Paragraph, line_text
from tests.layout.shanghai import SOURCE
from tests.support import (
    EXAMPLES,
    KORLA,
    compile_text,
    document_of,
    find_errors,
    korla_with,
    with_change,
)

BY_MARGINS = with_change(
    with_change(
        SOURCE,
        """\
  matrix:
    - code: 2010601
      economic: {30101: 900000.40, 30201: 100000.40, 31002: 34567}
      prior: 1000000
      reason: 人员增加
    - {code: 2210201, economic: {30113: 100000}, prior: 100000}
""",
        """\
  by_function:
    - {code: 2010601, amount: 1034567.80, prior: 1000000, reason: 人员增加}
    - {code: 2210201, amount: 100000, group: 人员经费, prior: 100000}
  by_economic:
    - {code: 30101, amount: 900000.40}
    - {code: 30113, amount: 100000}
    - {code: 30102, amount: 134567.40}
""",
    ),
    "year: 2024",
    "year: 2024",
)
"""The unit's basic expenditure typed along both margins; table 1 splits the functions by group."""


def errors_of(source: str) -> list[tuple[str, str, str]]:
    """Return the errors of a source: code, message and hint in English."""
    say = Translator("en")
    found = compile_text(source).named().findings
    return [
        (one.code, say(one.message), say(one.hint) if one.hint else "")
        for one in found
        if one.severity is Severity.ERROR
    ]


def test_a_cell_that_no_group_tells_is_missing() -> None:
    (found,) = errors_of(BY_MARGINS)
    assert found == (
        "DOC001",
        (
            "Basic expenditure › By function › 2010601 › Group (group) is missing; "
            "“2024年单位财务收支预算总表” needs it: 一般公共服务支出 / 本年支出·基本支出·人员经费"
        ),
        (
            "add group: (人员经费, 公用经费); of a line that is both, make two lines, or type its "
            "economic items under matrix:"
        ),
    )


def test_money_that_is_carried_over_has_no_economic_items_to_tell_its_group() -> None:
    line = "{item: 结余, fund: carry_over.unit_funds, kind: basic, amount: 100}"
    source = with_change(KORLA, "carry_over: []", f"carry_over: [{line}]")
    hints = [hint for code, message, hint in errors_of(source) if "Group (group)" in message]
    assert set(hints) == {"add group: (人员经费, 公用经费); of a line that is both, make two lines"}


def test_a_line_that_says_its_group_is_told() -> None:
    assert document_of(with_change(BY_MARGINS, "prior: 1000000, reason", "group: 人员经费, "
                                   "prior: 1000000, reason"))  # fmt: skip


def test_a_line_of_nothing_needs_no_group() -> None:
    lines = "    - {code: 2210201, amount: 100000, group: 人员经费, prior: 100000}\n"
    more = with_change(BY_MARGINS, lines, f"{lines}    - {{code: 2080505, amount: 0, prior: 0}}\n")
    assert [code for code, message, _ in errors_of(more) if "2080505" in message] == []


def test_a_code_is_no_name() -> None:
    ((code, message, hint),) = errors_of(
        korla_with("    - code: 2013801\n", "    - code: 2012610\n")
    )
    assert code == "DOC001"
    assert message.startswith(
        "Basic expenditure › By function › 2012610 › Name (name) is missing; “（三）一般公共"
        "预算当年拨款具体使用情况” needs it: 1.一般公共服务支出（类）档案事务（款）…（项）："
        "2024年预算数为203.53万元，"
    )
    assert hint == "correct the code; or, if it is right, type what it is called"


PURPOSE = "  - code: 221\n    text: 单位干部职工住房公积金保障\n"
PURPOSES = KORLA[KORLA.index("purposes:\n") : KORLA.index(PURPOSE)] + PURPOSE
PROCUREMENT = KORLA[KORLA.index("\nprocurement:\n") + 1 : KORLA.index("\nassets:\n") + 1]
BOUGHT = (
    "procurement: {goods: , works: , services: , reserved_small_and_medium: , "
    "reserved_small_and_micro: }"
)
"""Nothing of accounts."""
ASSETS = KORLA[KORLA.index("\nassets:\n") + 1 : KORLA.index("\ncarry_over:") + 1]
HELD = (
    "assets: {building_area: , building_value: , vehicles: , vehicle_value: , furniture_value: , "
    "other_value: , large_equipment: , very_large_equipment: , planned_large_equipment: , "
    "planned_very_large_equipment: }"
)
"""No day, which Xinjiang does not print."""
ENTRY = "{code: 221, text: }"


@pytest.mark.parametrize(
    ("old", "new", "english", "chinese"),
    [
        (
            PURPOSE,
            "",
            f"add to the list “purposes:” the line: - {ENTRY}",
            f"请在 purposes: 的列表中补填一行：- {ENTRY}",
        ),
        (
            PURPOSES,
            "purposes: [{code: 201, text: 保障}, {code: 208, text: 保障}]\n",
            f"add to the list “purposes:” the entry: {ENTRY}",
            f"请在 purposes: 的列表中补填一项：{ENTRY}",
        ),
        (
            PROCUREMENT,
            "",
            f"add at the left margin of the file: {BOUGHT}",
            f"请在文件中顶格补填：{BOUGHT}",
        ),
        (
            ASSETS,
            "",
            f"add at the left margin of the file: {HELD}",
            f"请在文件中顶格补填：{HELD}",
        ),
        (
            PURPOSES,
            "",
            "add at the left margin of the file: purposes: [{code: 201, text: }]",
            "请在文件中顶格补填：purposes: [{code: 201, text: }]",
        ),
    ],
)
def test_an_entry_that_is_missing_in_a_list_is_typed_there(
    old: str, new: str, english: str, chinese: str
) -> None:
    findings = compile_text(with_change(KORLA, old, new)).findings
    hints = [one.hint for one in findings if one.code == "DOC001" and one.hint]
    assert english in [Translator("en")(hint) for hint in hints]
    assert chinese in [Translator("zh")(hint) for hint in hints]


def test_the_missing_entry_of_a_list_mends_the_file_where_it_is_added() -> None:
    assert find_errors(with_change(KORLA, PURPOSE, "  - {code: 221, text: 保障}\n")) == []


def test_a_code_with_a_typed_name_is_printed_with_it() -> None:
    named = korla_with("    - code: 2013801\n", "    - code: 2012610\n      name: 档案数字化\n")
    assert find_errors(named) == []


def test_a_line_of_a_matrix_names_the_code_of_its_cells() -> None:
    named = SOURCE.replace("2010601", "2010688")
    line = "    - code: 2010688\n      economic:"
    named = with_change(named, line, line.replace("2010688\n", "2010688\n      name: 财政协理\n"))
    assert [code for code, _, _ in errors_of(named) if code == "DOC001"] == []


def test_a_project_that_ended_names_its_code() -> None:
    last = with_change(KORLA, "year: 2024\n", "year: 2023\n")
    last = with_change(last, "id: intellectual-property-training", "id: of-last-year")
    place = "name: 知识产权培训费\n      function: 2013810\n"
    other = "name: 知识产权培训费\n      function: 2012610\n      function_name: 档案数字化\n"
    lacking = compile_text(KORLA, last=with_change(last, place, other)).findings
    (only,) = [one for one in lacking if one.code == "DOC001"]
    say = Translator("en")
    assert say(only.message).startswith(
        "Project expenditure › Projects › of-last-year › Reason (reason) is missing; "
    )


SHARES = (EXAMPLES / "BAL011/passing/quarters.yaml").read_text(encoding="utf-8")
ENDED = with_change(
    with_change(SHARES, "{code: 2080505, amount: 1.00}", "{code: 2080505, amount: 0, prior: 5}"),
    "{code: 30108, amount: 1.00}",
    "{code: 30108, amount: 0}",
)


def texts(source: str) -> list[str]:
    document = compile_text(source).draft
    assert document is not None
    return [
        line_text(line)
        for block in document.document.blocks
        if isinstance(block, Paragraph)
        for line in block.sentences
    ]


def test_what_ended_is_no_member_of_this_years_items_unless_the_layout_asks() -> None:
    printed = texts(with_change(ENDED, "amount: 4.00", "amount: 3.00"))
    assert [text for text in printed if text.startswith("本年安排")] == [
        "本年安排：行政运行1万元。",
        "本年安排：住房公积金2万元。",
    ]
    assert [text for text in printed if text.startswith("上年安排")] == [
        "上年安排：机关事业单位基本养老保险缴费支出5万元。"
    ]


def test_joining_nothing_is_a_fault_of_the_template() -> None:
    offices = with_change(SHARES, "  name: 某某局\n", "  name: 某某局\n  offices: [办公室]\n")
    ((code, message, _),) = errors_of(offices)
    assert code == "TPL001"
    assert message == (
        "the template fails: join has nothing to join; ask first whether there is anything"
    )


def test_last_year_of_an_economic_item_is_not_nothing() -> None:
    """It was 0, and any amount had grown from nothing."""
    asked = with_change(SHARES, "  name: 某某局\n", "  name: 某某局\n  own_office: 局本级\n")
    ((code, message, _),) = errors_of(asked)
    assert (code, message) == (
        "TPL001",
        "the template fails: nothing tells pay.prior: declare prior: in the layout",
    )


def test_a_code_that_no_list_knows_is_no_fault_of_the_compiler() -> None:
    unlisted = "      economic: 320\n      prior: 2\n"
    unknown = korla_with("      economic: 302\n      prior: 2\n", unlisted)
    assert {code for code, _, _ in errors_of(unknown)} == {"CLS001"}
