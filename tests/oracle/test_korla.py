"""The compiled Korla budget against the published one: every cell, every number, both ways."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

import pytest

from budgetc.document.model import Figure, Heading, Paragraph, line_text
from budgetc.files.workspace import Workspace
from budgetc.pipeline import compile_source

from .compiled import KORLA, VIEWS, compiled_sheets, korla, tables
from .korla_defects import ACCOUNTS, Account, Fate
from .korla_differences import DIFFERENCES, SUBJECTS, Kind
from .narrative import compiled_numbers, compiled_values, project_numbers, published_values
from .published import (
    SHAPES,
    published,
    published_numbers,
    published_sheets,
    supplement,
    transcribed_cells,
)
from .sheet import Deviation, Sheet, align, deviations, plain, same


def project_tables() -> list[str]:
    """Return the projects in the order of their target tables."""
    heads = "项目支出绩效目标表（2024年）："
    return [t.title.removeprefix(heads) for t in tables().values() if t.title.startswith(heads)]


@cache
def _aligned() -> tuple[tuple[Sheet, Sheet], ...]:
    ours = compiled_sheets()
    return tuple(
        (align(sheet, ours[name]), ours[name]) for name, sheet in published_sheets().items()
    )


def _found() -> Iterator[Deviation]:
    for theirs, ours in _aligned():
        yield from deviations(theirs, ours)
    yield from _number_deviations()
    yield from _order_deviations()


def _number_deviations() -> Iterator[Deviation]:
    theirs, ours = published_values(SUBJECTS), compiled_values()
    for name in [*theirs, *(name for name in ours if name not in theirs)]:
        left, right = theirs.get(name), ours.get(name)
        if left is None or right is None or not same(left, right):
            yield Deviation(("text", name.where, str(name)), left, right)


def _order_deviations() -> Iterator[Deviation]:
    ours = project_numbers()
    for project, number in supplement()["projects_in_section_seven"].items():
        if number != ours.get(project):
            yield Deviation(("text", "三部分 七", project), number, ours.get(project))
    order = project_tables()
    for position, project in enumerate(supplement()["project_tables"]):
        if order.index(project) != position:
            place = str(order.index(project) + 1)
            yield Deviation(("text", "绩效目标表", project), str(position + 1), place)


def test_all_of_both_documents_is_compared() -> None:
    theirs = [theirs for theirs, _ in _aligned()]
    ours = [ours for _, ours in _aligned()]
    assert len(theirs) == len(published()["tables"]) == 18
    assert transcribed_cells() == 1802
    assert sum(sheet.cell_count() for sheet in theirs) == 1989
    assert sum(sheet.cell_count() for sheet in ours) == 2050
    assert len(published_numbers()) == len(published_values(SUBJECTS)) == 142
    assert len(compiled_numbers()) == len(compiled_values()) == 132


def test_every_row_of_the_transcription_is_in_its_sheet() -> None:
    for table in published()["tables"]:
        extra = len(supplement()["forms"].get(table["id"], ()))
        assert len(published_sheets()[table["id"]].rows) == len(table["rows"]) + extra


def test_every_panel_and_column_of_the_document_is_read() -> None:
    panels = {(view.table, view.panel) for view in VIEWS.values()}
    assert panels == {
        (table.id, position) for table in tables().values() for position in range(len(table.panels))
    }
    for name, view in VIEWS.items():
        columns = {column.id for column in tables()[view.table].panels[view.panel].columns}
        read = [column for ids in view.columns.values() for column in ids]
        assert set(read) <= columns
        assert len(compiled_sheets()[name].heads) - len(view.columns) == len(columns - set(read))
    assert VIEWS.keys() == SHAPES.keys() == compiled_sheets().keys()


def test_every_figure_of_the_text_is_compared() -> None:
    printed = Counter(
        part.id
        for block in korla().blocks
        if isinstance(block, Paragraph)
        for sentence in block.sentences
        for part in sentence
        if isinstance(part, Figure)
    )
    compared = Counter(found.figure.id for found in compiled_numbers() if found.figure is not None)
    assert compared == printed
    assert printed.total() == 118


def test_numbers_that_are_no_figures_are_thresholds_and_typed_words() -> None:
    loose = [
        (found.number.where, found.number.value + found.number.unit)
        for found in compiled_numbers()
        if found.figure is None
    ]
    assert loose == [
        ("三部分 十二 1.", "0平方米"),
        ("三部分 十二 4.", "50万元"),
        ("三部分 十二 4.", "100万元"),
        ("三部分 十二 4.", "50万元"),
        ("三部分 十二 4.", "100万元"),
        ("三部分 十二 （四）", "1个"),
        ("绩效目标文字 特种设备隐患排查", "15家"),
        ("绩效目标文字 质量设施基础建设", "3家"),
        ("绩效目标文字 质量设施基础建设", "3类"),
        ("绩效目标文字 知识产权培训费", "20家"),
        ("绩效目标文字 知识产权培训费", "95%"),
        ("绩效目标文字 执法办案经费", "5次"),
        ("绩效目标文字 执法办案经费", "10家"),
        ("绩效目标文字 执法办案经费", "4个"),
    ]


def test_the_documents_differ_in_the_listed_places_and_nowhere_else() -> None:
    found = list(_found())
    listed = [difference.deviation for difference in DIFFERENCES]
    assert len(set(listed)) == len(listed) == 164
    unlisted = [deviation for deviation in found if deviation not in listed]
    stale = [deviation for deviation in listed if deviation not in found]
    assert not unlisted, "\n".join(map(str, unlisted))
    assert not stale, "\n".join(map(str, stale))
    assert len(found) == len(listed)


def test_subjects_that_are_called_otherwise_occur() -> None:
    theirs = {name.subject for name in published_values({})}
    ours = {name.subject for name in compiled_values()}
    for published_subject, compiled_subject in SUBJECTS.items():
        assert published_subject in theirs - ours
        assert compiled_subject in ours - theirs


@pytest.mark.parametrize(
    ("section", "wrong", "right"),
    [
        ("三、", "占11.75%", "占11.76%"),
        ("三、", "增长71.39%", "增长71.40%"),
        ("（一）一般公共预算当年拨款规模", "增长71.39%", "增长71.40%"),
        ("（三）一般公共预算当年拨款具体", "增长54.46%", "增长54.47%"),
        ("（一）单位运行经费", "增长71.35%", "增长71.36%"),
    ],
)
def test_percentages_are_rounded_where_they_were_cut_off(
    section: str, wrong: str, right: str
) -> None:
    text = _words(section)
    assert wrong not in text
    assert text.count(right) == 1


def test_the_subtotal_of_wages_is_the_sum_of_its_rows() -> None:
    panel = tables()["6"].panels[0]
    rows = {row.id: [line_text(cell) for cell in row.cells] for row in panel.rows}
    assert rows["301"][3:] == ["260.41", "260.41", ""]
    items = [cells for code, cells in rows.items() if code.startswith("301") and code != "301"]
    assert len(items) == 10
    assert sum(Decimal(cells[3]) for cells in items) == Decimal("260.41")


def test_every_cited_defect_exists() -> None:
    known = {defect["where"] for defect in published()["defects"]}
    cited = {d.reason.defect for d in DIFFERENCES if d.reason.kind is Kind.DEFECT}
    assert cited <= known
    assert len(cited) == 16
    assert all(d.reason.text and not d.reason.defect for d in DIFFERENCES
               if d.reason.kind is not Kind.DEFECT)  # fmt: skip


def test_every_defect_is_accounted_for() -> None:
    defects = [(defect["where"], defect["printed"]) for defect in published()["defects"]]
    assert len(defects) == 52
    assert set(defects) == ACCOUNTS.keys()
    cited = {difference.reason.defect for difference in DIFFERENCES}
    for (where, _), account in ACCOUNTS.items():
        assert (account.fate is not Fate.LISTED) or where in cited, where


@pytest.mark.parametrize(
    ("defect", "account"),
    [
        pytest.param(defect, account, id=f"{defect[0]}: {defect[1]}")
        for defect, account in ACCOUNTS.items()
        if account.fate is Fate.WORDED
    ],
)
def test_words_of_the_document_are_as_the_account_says(
    defect: tuple[str, str], account: Account
) -> None:
    text = _words(account.section)
    assert account.gone or account.present, defect
    assert not account.gone or plain(account.gone) not in text
    assert plain(account.present) in text


EXPECTED = [account.finding for account in ACCOUNTS.values() if account.fate is Fate.WARNED]
OF_THE_RULES_ALONE = [
    ("YOY004", "人员增加且社保基数调整，预算较上年增加"),
    ("PER015", "category: 满意度指标"),
    ("TPX006", "three_public:"),
]
"""What is true of the published document and not in the list of its defects."""


def test_what_the_compiler_warns_of_is_a_defect_of_the_published_document() -> None:
    workspace = Workspace.find(KORLA.parent)
    compiled = compile_source(workspace.source(KORLA), workspace.resources())
    lines = KORLA.read_text(encoding="utf-8").split("\n")
    told = [(f.code, lines[f.span.line - 1]) for f in compiled.findings]
    for rule, line in EXPECTED:
        (found,) = (one for one in told if one[0] == rule and line in one[1])
        told.remove(found)
    assert [rule for rule, _ in told] == [rule for rule, _ in OF_THE_RULES_ALONE]
    for (_, line), (_, words) in zip(told, OF_THE_RULES_ALONE, strict=True):
        assert words in line


def _words(section: str) -> str:
    """Return the plain text under the headings that begin so, the headings included."""
    wanted = plain(section)
    level = 0
    text = ""
    for block in korla().blocks:
        if isinstance(block, Heading):
            title = plain(line_text(block.content))
            if level and block.level <= level:
                level = 0
            if not level and title.startswith(wanted) and (not wanted or _is_explanation(block)):
                level = block.level
            text += title if level or not wanted else ""
        elif isinstance(block, Paragraph) and (level or not wanted):
            text += plain("".join(line_text(sentence) for sentence in block.sentences))
    assert text, section
    return text


def _is_explanation(block: Heading) -> bool:
    return block.level > 1 and "主要职能" not in line_text(block.content)
