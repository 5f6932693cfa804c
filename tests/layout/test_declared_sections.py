"""Sections, dimensions and measures that a jurisdiction declares, from the source to the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetc.diagnostics.messages import ENGLISH, Translator
from budgetc.document.model import Paragraph, Table, line_text
from budgetc.pipeline import Compilation
from tests.cli.run import run
from tests.jurisdiction.district import (
    LAYOUT,
    SECTIONS,
    SOURCE,
    TEMPLATE,
    compile_district,
    write_district,
)
from tests.support import found, rows_of, with_change

CHINESE = Translator("zh")

LAYOUT_FILE = "templates/district/layout.yaml"
SECTIONS_FILE = "templates/district/source.schema.json"
TEMPLATE_FILE = "templates/district/document.j2"
SOURCE_FILE = "budgets/hill/2024.yaml"


def _tables(compiled: Compilation) -> dict[str, Table]:
    assert compiled.document is not None, compiled.findings
    return {table.id: table for table in compiled.document.tables()}


def test_a_source_of_declared_sections_is_printed(tmp_path: Path) -> None:
    compiled = compile_district(tmp_path)
    assert found(compiled.findings) == []
    assert rows_of(_tables(compiled)["schools"]) == [
        ["North School", "1,000", "951", "1,250", "1,250"],
        ["Hill Top School", "0", "10", "-20", "0"],
        ["Total", "1,000", "961", "1,230", "1,250"],
    ]


def test_rows_of_a_declared_list_have_its_levels_and_its_order(tmp_path: Path) -> None:
    rows = rows_of(_tables(compile_district(tmp_path))["accounts"])
    assert rows == [
        ["5", "People", "1,250", "300", "951", "1,000"],
        ["5100", "Salaries", "1,000", "50", "951", "900"],
        ["5200", "Pensions", "250", "250", "0", "100"],
        ["6", "Things", "-20", "-30", "10", "0"],
        ["6100", "Books", "-20", "-30", "10", "0"],
        ["6200", "Desks", "0", "0", "0", "0"],
        ["", "Total", "1,230", "270", "961", "1,000"],
    ]


def test_where_no_column_shows_codes_a_level_is_a_step_to_the_right(tmp_path: Path) -> None:
    coded = _tables(compile_district(tmp_path / "a"))["accounts"].panels[0].rows
    assert {row.indent for row in coded} == {0}
    bare = with_change(LAYOUT, "          - {head: Code, show: code}\n", "")
    table = _tables(compile_district(tmp_path / "b", {LAYOUT_FILE: bare}))["accounts"]
    assert [row.indent for row in table.panels[0].rows] == [0, 1, 1, 0, 1, 1, 0]


def test_a_line_has_one_row_and_numbers_that_are_no_money(tmp_path: Path) -> None:
    assert rows_of(_tables(compile_district(tmp_path))["staff"]) == [
        ["Teacher", "T2", "2.50", "700"],
        ["Caretaker", "C1", "0.75", "300"],
        ["Total", "", "3.25", "1,000"],
    ]


def test_a_table_of_one_entry_has_the_amounts_inside_it(tmp_path: Path) -> None:
    tables = _tables(compile_district(tmp_path))
    assert [table.title for table in tables.values()][3:] == [
        "North School (north)",
        "Hill Top School (hill-top)",
    ]
    assert rows_of(tables["school.schools[2]"]) == [
        ["People", "0"],
        ["Things", "-20"],
        ["Total", "-20"],
    ]


def test_sentences_speak_of_declared_sections(tmp_path: Path) -> None:
    document = compile_district(tmp_path).document
    assert document is not None
    blocks = [block for block in document.blocks if isinstance(block, Paragraph)]
    lines = [line_text(line) for block in blocks for line in block.lines]
    assert lines[:6] == [
        "The budget is $1230.00, $1000.00 two years ago.",
        "There are 3.25 posts; books cost -$20.00.",
        "north North School $1250.00",
        "hill-top Hill Top School -$20.00",
        "5 People $1250.00",
        "6 Things -$20.00",
    ]
    assert lines[6:] == ["Teacher: 2.50 posts.", "Caretaker: 0.75 posts."]


MISTAKES = [
    ("posts: 2.50", "posts: 2.505", "AMT001"),
    ("posts: 2.50", "posts: two", "SCH001"),
    ("actual: 900, prior", "actuals: 900, prior", "SCH002"),
]


@pytest.mark.parametrize(("old", "new", "code"), MISTAKES)
def test_what_does_not_fit_is_named(tmp_path: Path, old: str, new: str, code: str) -> None:
    compiled = compile_district(tmp_path, {SOURCE_FILE: SOURCE.replace(old, new, 1)})
    assert [one.code for one in compiled.findings] == [code]


def test_what_no_table_and_no_sentence_says_is_reported(tmp_path: Path) -> None:
    template = TEMPLATE
    for part in (", headed by {{ school.head }}", '{{ table("staff") }}\n'):
        template = with_change(template, part, "")
    compiled = compile_district(tmp_path, {TEMPLATE_FILE: template})
    left = " is typed, and the document is made without it"
    told = [ENGLISH(one.message) for one in compiled.findings if one.code == "DOC002"]
    assert told == [
        f"{path}{left}"
        for path in (
            "Schools › north North School › head",
            "Schools › north North School › staff › Teacher › grade",
            "Schools › north North School › staff › Teacher › salary",
            "Schools › north North School › staff › Caretaker › grade",
            "Schools › north North School › staff › Caretaker › salary",
            "Schools › hill-top Hill Top School › head",
        )
    ]


LACKS = [
    (
        "levels: [group, account]",
        "levels: [group, acount]",
        ("the lists have no level acount", "科目表和资金来源表中没有acount这一级"),
        ("did you mean account?", "是否应为account？"),
    ),
    (
        "\nfigures:\n",
        "\ncharts:\n  a: {title: A, breakdown: group}\nfigures:\n",
        ("breakdowns: has no group", "breakdowns 中没有 group"),
        ("did you mean groups?", "是否应为groups？"),
    ),
    (
        "\nfigures:\n",
        "\nonepage: {title: A, numbers: [{label: A, number: A}], drawn: [a]}\nfigures:\n",
        ("charts: has no a", "charts 中没有 a"),
        ("delete it: there is none that it could be", "没有可填的内容，请删除"),
    ),
]


@pytest.mark.parametrize(("old", "new", "messages", "hints"), LACKS)
def test_what_a_layout_lacks_is_called_what_it_is(
    tmp_path: Path, old: str, new: str, messages: tuple[str, str], hints: tuple[str, str]
) -> None:
    (told,) = compile_district(tmp_path, {LAYOUT_FILE: with_change(LAYOUT, old, new)}).findings
    assert told.code == "LAY001"
    assert told.hint is not None
    assert (ENGLISH(told.message), CHINESE(told.message)) == messages
    assert (ENGLISH(told.hint), CHINESE(told.hint)) == hints


def test_a_file_of_a_stage_has_the_name_of_one(tmp_path: Path) -> None:
    """It would be for no document, and the hint of a source of that stage would lead to it."""
    name = "templates/district/stages/finall.yaml"
    (told,) = compile_district(tmp_path, {name: "title: A\n"}).findings
    assert (told.code, told.span.file) == ("LAY001", name)
    assert told.hint is not None
    assert (ENGLISH(told.message), ENGLISH(told.hint)) == (
        "finall.yaml has the name of no stage",
        "did you mean final.yaml?",
    )
    assert CHINESE(told.message) == "finall.yaml：文件名不是任何预算阶段的名称"


UNKNOWN = [
    ("margin: accounts", "margin: account", "there is no account here"),
    ("by: school}", "by: scool}", "there is no scool here"),
    ("{account: 6100}", "{accounts: 6100}", "there is no accounts here"),
    ("{account: 6100}", "{account: 6101}", "the lists have no 6101"),
    ("always: all", "always: [6101]", "the lists have no 6101"),
    ("measure: posts", "measure: post", "there is no post here"),
    ("show: grade", "show: grades", "these rows have no grades to show"),
    ("by: account, levels", "by: acount, levels", "there is no acount here"),
]


@pytest.mark.parametrize(("old", "new", "message"), UNKNOWN)
def test_a_layout_names_what_is_declared(tmp_path: Path, old: str, new: str, message: str) -> None:
    compiled = compile_district(tmp_path, {LAYOUT_FILE: LAYOUT.replace(old, new, 1)})
    assert [(one.code, ENGLISH(one.message)) for one in compiled.findings] == [("LAY001", message)]


def test_a_section_cannot_have_the_name_of_what_every_source_has(tmp_path: Path) -> None:
    compiled = compile_district(
        tmp_path,
        {
            SECTIONS_FILE: with_change(
                SECTIONS, '"accounts": {\n      "x-name"', '"issued": {\n      "x-name"'
            )
        },
    )
    (told,) = compiled.findings
    assert (told.code, told.span.file) == ("DAT001", SECTIONS_FILE)


UNLIKE = [
    (
        "prior: 950.50, amount: 1000}",
        "prior: 950.50, amount: 1001.5}",
        "INT002",
        "5100 Salaries, Budget: $1,001.50 under money, $1,000 under accounts",
        "5100 Salaries，预算：money 为 $1,001.50，accounts 为 $1,000",
    ),
    ("{account: 5200, a", "{account: 5300, a", "CLS001", "account has no code 5300", ""),
    ("id: hill-top", "id: north", "SCH006", "north is the code of another entry", ""),
]


@pytest.mark.parametrize(("old", "new", "code", "message", "chinese"), UNLIKE)
def test_two_sections_and_the_lists_agree(
    tmp_path: Path, old: str, new: str, code: str, message: str, chinese: str
) -> None:
    compiled = compile_district(tmp_path, {SOURCE_FILE: SOURCE.replace(old, new, 1)})
    (told,) = (one for one in compiled.findings if one.code == code)
    assert ENGLISH(told.message) == message
    if chinese:
        assert told.message.in_words(Translator("zh")) == chinese


def test_what_is_no_money_is_traced_and_expected(tmp_path: Path) -> None:
    expected = "expect:\n  - {figure: posts, amount: 3.25}\n  - {figure: posts, amount: 3}\n"
    compiled = compile_district(tmp_path, {SOURCE_FILE: SOURCE + expected})
    (told,) = compiled.findings
    assert ENGLISH(told.message) == (
        "posts is 3.25 posts, and has to be 3.00 posts: a difference of 0.25 posts"
    )
    ran = run("trace", SOURCE_FILE, "posts", cwd=tmp_path)
    assert "staff › Teacher › posts = 2.5 posts" in ran.out


REPORT = """\
budgets/hill/2024.yaml:11:33: error[INT002]: 5100 Salaries, actual: $901 under money, \
$900 under accounts
   11 |       - {account: 5100, actual: 901, prior: 950.50, amount: 1000}
      |                                 ^^^
      = Schools › north North School › money › 5100 Salaries › actual \
(schools.north.money.5100.actual)
      = budgets/hill/2024.yaml:22:29: $900 under accounts
      = hint: correct the amount that is wrong: both are of the same money"""


def test_a_report_of_two_sections_that_differ(tmp_path: Path) -> None:
    changed = SOURCE.replace("actual: 900,", "actual: 901,", 1)
    write_district(tmp_path, {SOURCE_FILE: changed})
    told = run("check", cwd=tmp_path).out.split("\n\n")[0]
    assert "INT002" in told
    assert told == REPORT


@pytest.mark.parametrize(("typed", "severity"), [("902", "note"), ("903", "error")])
def test_what_may_come_of_rounding_is_noted(tmp_path: Path, typed: str, severity: str) -> None:
    sections = with_change(SECTIONS, '"by": "account"', '"by": "account", "within": 2')
    source = SOURCE.replace("actual: 900,", f"actual: {typed},", 1)
    (told,) = compile_district(tmp_path, {SECTIONS_FILE: sections, SOURCE_FILE: source}).findings
    assert (told.code, told.severity.name.lower()) == ("INT002", severity)
    assert told.hint is not None
    assert ("rounding" in ENGLISH(told.hint)) == (severity == "note")
