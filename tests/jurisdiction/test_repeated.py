"""What a layout says twice, or of no level or language that there is, is told where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetc.diagnostics.messages import ENGLISH, Translator
from budgetc.files.workspace import Workspace
from budgetc.pipeline import compile_source
from tests.jurisdiction.district import LAYOUT, TEMPLATE, write_district
from tests.support import with_change

CHINESE = Translator("zh")
LAYOUT_FILE = "templates/district/layout.yaml"
TEMPLATE_FILE = "templates/district/document.j2"
WORDS = "templates/frame/words.an.json"
OTHER_LANGUAGE = (
    f"the languages that have are zh, en; of another one, write {WORDS}: docs/jurisdictions.md, "
    "“In another language”"
)
OTHER_LANGUAGE_ZH = (
    f"已有用语的语言：zh、en；其他语言请写 {WORDS}："
    "见docs/jurisdictions.md的“In another language”一节"
)
TERM = "  - {{term: Posts, meaning: {}}}\n"
CHART = """\
charts:
  all: {{title: All, show: {}, parts: [{{label: M, figure: money}}, {{label: B, figure: books}}]}}
"""

Said = tuple[str, ...]


def _told(folder: Path, changed: dict[str, str]) -> list[Said]:
    write_district(folder, changed)
    workspace = Workspace.find(folder)
    (source,) = workspace.sources()
    told = []
    for one in compile_source(source, workspace.resources()).findings:
        if one.code == "DOC002":
            continue
        assert one.hint is not None
        assert one.span.file == LAYOUT_FILE
        lines = changed.get(LAYOUT_FILE, LAYOUT).splitlines()
        here = lines[one.span.line - 1][one.span.column - 1 :]
        said = [say(words) for say in (ENGLISH, CHINESE) for words in (one.message, one.hint)]
        told.append((here.split()[0].rstrip(",}]"), *said))
    return told


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        (
            "\nfigures:\n",
            f"\nglossary:\n{TERM.format('one')}{TERM.format('two')}figures:\n",
            (
                "Posts",
                "the glossary explains Posts twice",
                "delete one of them",
                "名词解释中“Posts”出现两次",
                "请删去一处",
            ),
        ),
        (
            "\nfigures:\n",
            f"\n{CHART.format('share')}figures:\n",
            (
                "books",
                "money and books are no two parts of a whole: one holds the other",
                "name figures that do not overlap, or draw amounts: show: amount",
                "money 与 books 不是一个总数的两个部分：其中一个包含另一个",
                "请填互不重叠的数字；或者改画金额：show: amount",
            ),
        ),
        (
            "by: school}",
            "by: school, level: group}",
            (
                "group",
                "the lists have no level group",
                "delete it: there is none that it could be",
                "科目表和资金来源表中没有group这一级",
                "没有可填的内容，请删除",
            ),
        ),
        (
            "numerals: {",
            "language: an\nnumerals: {",
            (
                "an",
                "formats with pages have no words in the language an",
                OTHER_LANGUAGE,
                "分页的格式没有语言 an 的用语",
                OTHER_LANGUAGE_ZH,
            ),
        ),
    ],
    ids=["glossary", "chart", "level", "language"],
)
def test_what_is_said_twice_or_of_nothing_is_told(
    tmp_path: Path, right: str, wrong: str, said: Said
) -> None:
    assert _told(tmp_path, {LAYOUT_FILE: with_change(LAYOUT, right, wrong)}) == [said]


def test_amounts_of_a_chart_may_hold_one_another(tmp_path: Path) -> None:
    layout = with_change(LAYOUT, "\nfigures:\n", f"\n{CHART.format('amount')}figures:\n")
    assert _told(tmp_path, {LAYOUT_FILE: layout}) == []


def test_two_amounts_are_of_two_years_or_stages(tmp_path: Path) -> None:
    layout = with_change(LAYOUT, "prior: {year: -1,", "prior: {year: 0,")
    ((_, *said),) = _told(tmp_path, {LAYOUT_FILE: layout})
    hint = "correct the year or the stage; a word of your own may be a stage that no other source"
    assert said == [
        "amount is of the year and the stage of prior: 0, approved",
        f"{hint} tells",
        "amount 的年度和阶段与 prior 相同：0、approved",
        "请改正年度或阶段；没有其他源文件说明的阶段，可自取名称",
    ]


def test_a_table_is_placed_once(tmp_path: Path) -> None:
    ((_, *said),) = _told(tmp_path, {TEMPLATE_FILE: f'{TEMPLATE}\n{{{{ table("staff") }}}}\n'})
    assert said == [
        "the template fails: the templates place the table staff twice",
        "place it once; a form of it beside it is a table of its own",
        "模板出错：模板两次放置表 staff",
        "请只放置一次；需要另一种格式的，请另设一张表",
    ]
