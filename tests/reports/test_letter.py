"""`check --format html` and `docx`: findings by who has to act, and how far the departments are."""

from __future__ import annotations

import io
import json
from html.parser import HTMLParser
from pathlib import Path
from shutil import copytree

import docx
import pytest

from budgetc.diagnostics import SEVERITIES, finding
from budgetc.diagnostics.messages import ENGLISH, msg
from budgetc.diagnostics.spans import Span
from budgetc.files.data import Resources
from budgetc.render.formats import render_document
from budgetc.reports.letter import Letter, letter_document
from budgetc.rules.actors import load_actors
from budgetc.rules.pages import family_of, load_words
from tests.cli.run import call, run_in_shell
from tests.support import EMPTY, EXAMPLES, MINIMAL, with_change, write_files

from .hostile import hostile_check

SHIPPED = Resources.of_workspace(None)


class _Seen(HTMLParser):
    """What a browser makes of a page: its elements, and its text outside of scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.links: list[str] = []
        self._hidden = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._hidden = tag in ("script", "style")
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_endtag(self, tag: str) -> None:
        self._hidden = False
        self.text += " | " if tag in ("td", "th") else ""

    def handle_data(self, data: str) -> None:
        self.text += "" if self._hidden else data


def _acts(code: str, file: str) -> str:
    return load_actors().key_of(finding(code, msg("x"), Span.point(file)))


def test_it_is_declared_who_acts_on_every_finding() -> None:
    actors = load_actors()
    families = set(load_words().families)
    named = {*actors.by_file.values(), *actors.by_code.values()}
    assert named <= set(actors.actors)
    assert families <= set(actors.by_code)
    assert set(actors.by_code) <= families | set(SEVERITIES)
    assert {family_of(code) for code in SEVERITIES} <= families


def test_the_place_tells_before_the_code_who_acts() -> None:
    source = "budgets/archives/2024.yaml"
    assert _acts("BAL001", source) == "office"
    assert _acts("SRC002", source) == "office"
    assert _acts("SRC002", "budgets/control-totals.yaml") == "bureau"
    assert _acts("SYN001", "budgets/region.yaml") == "bureau"
    assert _acts("SYN001", "templates/xinjiang/layout.yaml") == "keeper"
    assert _acts("INT001", source) == "keeper"
    assert _acts("INT002", source) == "office"


def _named(name: str) -> str:
    return with_change(MINIMAL, "name: 某某局", f"name: {name}")


BUDGETS = {
    "budgets/archives/2024.yaml": _named("档案馆"),
    "budgets/finance/2024.yaml": with_change(_named("财政局"), "amount: 12.00", "amount: 12.90"),
    "budgets/health/2023.yaml": with_change(_named("卫健委"), "year: 2024", "year: 2023"),
    "budgets/schools/2024.yaml": with_change(EMPTY, "某某局", "学校"),
    "budgets/control-totals.yaml": "totals:\n"
    "  - {department: nobody, year: 2024, figure: revenue, amount: 1}\n",
}
"""One that is done, one with a slip, one without a source of the year, one being filled in."""


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace of four departments."""
    root = tmp_path_factory.mktemp("region")
    copytree(EXAMPLES / "templates", root / "templates")
    write_files(root, BUDGETS)
    return root


HOW_FAR = {
    "en": """\
档案馆  done             errors: 0; warnings: 0; notes: 0
财政局  errors to mend   errors: 1; warnings: 0; notes: 0
卫健委  no source yet
学校    being filled in  errors: 0; warnings: 0; notes: 0; to fill in: 5 of 12
2024: done: 1 of 4; errors left: 1; warnings: 0; places to fill in: 5
errors of other years, or of no source: 1; budgetc check lists them
""",
    "zh": """\
档案馆  已完成      错误 0 个；警告 0 个；说明 0 个
财政局  有错误待改  错误 1 个；警告 0 个；说明 0 个
卫健委  尚无源文件
学校    填报中      错误 0 个；警告 0 个；说明 0 个；待填 5 处，共 12 处
2024 年：共 4 个，已完成 1 个；尚有错误 1 个，警告 0 个，待填 5 处
另有错误 1 个，在其他年度或不在源文件中；逐条用 budgetc check 查看
""",
}


@pytest.mark.parametrize("language", HOW_FAR)
def test_a_region_is_told_department_by_department(
    region: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.chdir(region)
    ran = call("check", "--region", language=language)
    assert ran.out == HOW_FAR[language]
    assert ran.code == 1


def test_programs_are_told_how_far_it_is(region: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(region)
    ran = call("check", "--region", "--format", "json")
    assert (ran.code, ran.err) == (1, "")
    told = json.loads(ran.out)
    (volume,) = told["region"]["volumes"]
    departments = volume.pop("departments")
    nothing = {"errors": 0, "warnings": 0, "notes": 0}
    assert volume == {
        "stage": "approved",
        "done": 1,
        "all": 4,
        "found": {**nothing, "errors": 1},
        "to_fill_in": 5,
    }
    assert {name: told["region"][name] for name in ("year", "elsewhere", "other_years")} == {
        "year": 2024,
        "elsewhere": {"errors": 1, "warnings": 2, "notes": 0},
        "other_years": [],
    }
    assert [(one["name"], one["state"], one["to_fill_in"]) for one in departments] == [
        ("档案馆", "done", 0),
        ("财政局", "failed", 0),
        ("卫健委", "absent", 0),
        ("学校", "being_filled", 5),
    ]
    absent = departments[2]
    assert (absent["file"], absent["last_file"]) == (None, "budgets/health/2023.yaml")
    assert told["findings"] == json.loads(call("check", "--format", "json").out)


APART = {
    "en": """\
学校  done  errors: 0; warnings: 0; notes: 0
budgets of 2024: done: 1 of 1; errors left: 0; warnings: 0; places to fill in: 0
学校  done  errors: 0; warnings: 1; notes: 0
accounts of 2024: done: 1 of 1; errors left: 0; warnings: 1; places to fill in: 0
""",
    "zh": """\
学校  已完成  错误 0 个；警告 0 个；说明 0 个
2024 年预算：共 1 个，已完成 1 个；尚有错误 0 个，警告 0 个，待填 0 处
学校  已完成  错误 0 个；警告 1 个；说明 0 个
2024 年决算：共 1 个，已完成 1 个；尚有错误 0 个，警告 1 个，待填 0 处
""",
}
APART_IN_A_LETTER = {
    "en": ("Departments, budgets of 2024", "Departments, accounts of 2024"),
    "zh": ("2024 年预算各部门", "2024 年决算各部门"),
}


def test_a_budget_and_the_accounts_of_its_year_are_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copytree(EXAMPLES / "templates", tmp_path / "templates")
    school = _named("学校")
    final = with_change(school, "year: 2024\n", "year: 2024\nstage: final\n")
    write_files(
        tmp_path, {"budgets/schools/2024.yaml": school, "budgets/schools/2024-final.yaml": final}
    )
    monkeypatch.chdir(tmp_path)
    for language, expected in APART.items():
        assert call("check", "--region", language=language).out == expected
        said = _Seen(call("check", "--region", "--format", "html", language=language).out).text
        assert all(words in said for words in APART_IN_A_LETTER[language])
    write_files(
        tmp_path,
        {"budgets/schools/2023-final.yaml": with_change(final, "year: 2024", "year: 2023")},
    )
    assert call("check", "--region").out == APART["en"]
    write_files(
        tmp_path, {"budgets/schools/2025.yaml": with_change(school, "year: 2024", "year: 2025")}
    )
    told = call("check", "--region", "--year", "2025").out.splitlines()
    assert told[1].startswith("2025: done: 1 of 1;")  # accounts of 2025 are not due yet


WITH_UNIT = {
    "budgets/schools/2024.yaml": with_change(
        _named("学校"), "name: 学校", "name: 学校\n  subordinate_units: [{id: first}]"
    ),
    "budgets/schools/first/2024.yaml": with_change(
        _named("一中"), "unit: 万元\n", "unit: 万元\nkind: unit\n"
    ),
    "budgets/control-totals.yaml": "totals:\n"
    "  - {department: schools, year: 2024, figure: revenue, amount: 24.01}\n",
}


def test_an_approved_figure_keeps_its_department_from_being_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is no matter of the source's file, and the book has no such department all the same."""
    copytree(EXAMPLES / "templates", tmp_path / "templates")
    write_files(tmp_path, WITH_UNIT)
    monkeypatch.chdir(tmp_path)
    assert (
        call("check", "--region").out
        == """\
学校  errors to mend  errors: 1; warnings: 1; notes: 0
一中  done            errors: 0; warnings: 0; notes: 0
2024: done: 0 of 1; errors left: 1; warnings: 1; places to fill in: 0
"""
    )
    right = WITH_UNIT["budgets/control-totals.yaml"].replace("24.01", "24.00")
    write_files(tmp_path, {"budgets/control-totals.yaml": right})
    assert (
        call("check", "--region").out
        == """\
学校  done  errors: 0; warnings: 1; notes: 0
一中  done  errors: 0; warnings: 0; notes: 0
2024: done: 1 of 1; errors left: 0; warnings: 1; places to fill in: 0
"""
    )
    wrong = with_change(WITH_UNIT["budgets/schools/first/2024.yaml"], "amount: 12.00", "amount: 13")
    write_files(tmp_path, {"budgets/schools/first/2024.yaml": wrong})
    assert call("check", "--region").out.splitlines()[-1].startswith("2024: done: 0 of 1;")


LACKING = {
    "en": """\
学校  waiting for other sources  errors: 0; warnings: 1; notes: 0
一中  errors to mend             errors: 1; warnings: 0; notes: 0
2024: done: 0 of 1; errors left: 1; warnings: 1; places to fill in: 0
""",
    "zh": """\
学校  待其他源文件完成  错误 0 个；警告 1 个；说明 0 个
一中  有错误待改        错误 1 个；警告 0 个；说明 0 个
2024 年：共 1 个，已完成 0 个；尚有错误 1 个，警告 1 个，待填 0 处
""",
}


@pytest.mark.parametrize("language", LACKING)
def test_what_a_unit_and_its_department_both_lack_keeps_both_from_being_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    """Two sentences need the same value, and a report tells of one of them."""
    copytree(EXAMPLES / "templates", tmp_path / "templates")
    layout = tmp_path / "templates/outturn/layout.yaml"
    last = "figures: {last: {margin: function, of: executed}}\n"
    layout.write_text(layout.read_text("utf-8") + last, "utf-8")
    document = tmp_path / "templates/tiny/document.j2"
    said = "{{ source.department.name }}上年支出{{ figures.last }}。\n\n"
    document.write_text(said + document.read_text("utf-8"), "utf-8")
    texts = {name: text for name, text in WITH_UNIT.items() if name.endswith("/2024.yaml")}
    for old, new in (
        ("jurisdiction: tiny", "jurisdiction: outturn"),
        ("302\n", "302\n      executed: 1\n"),
        ("2013801, amount: 9.00", "2013801, amount: 9.00, executed: 1"),
        ("2210201, amount: 1.00", "2210201, amount: 1.00, executed: 1"),
    ):
        texts = {name: with_change(text, old, new) for name, text in texts.items()}
    unit = "budgets/schools/first/2024.yaml"
    write_files(tmp_path, texts | {unit: with_change(texts[unit], "9.00, executed: 1", "9.00")})
    monkeypatch.chdir(tmp_path)
    assert call("check", "--region", language=language).out == LACKING[language]
    letter = call("check", "--region", "--format", "html", language=language).out
    assert LACKING[language].split("  ")[1] in _Seen(letter).text


@pytest.mark.parametrize(
    ("language", "line", "summary"),
    [
        (
            "en",
            "学校  being filled in  errors: 0; warnings: 0; notes: 0; to fill in: 1",
            "2024: done: 0 of 1; errors left: 0; warnings: 0; places to fill in: 1",
        ),
        (
            "zh",
            "学校  填报中  错误 0 个；警告 0 个；说明 0 个；待填 1 处",
            "2024 年：共 1 个，已完成 0 个；尚有错误 0 个，警告 0 个，待填 1 处",
        ),
    ],
)
def test_one_place_left_empty_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, line: str, summary: str
) -> None:
    copytree(EXAMPLES / "templates", tmp_path / "templates")
    left = with_change(
        _named("学校"), "fund: general.own, amount: 12.00", "fund: general.own, amount: "
    )
    write_files(tmp_path, {"budgets/schools/2024.yaml": left})
    monkeypatch.chdir(tmp_path)
    ran = call("check", "--region", language=language)
    assert ran.out.splitlines() == [line, summary]
    letter = _Seen(call("check", "--region", "--format", "html", language=language).out).text
    assert ("错误 0 个" if language == "zh" else "errors: 0") in letter
    assert ran.code == 1


def _of(year: int, name: str) -> str:
    return with_change(_named(name), "year: 2024", f"year: {year}")


YEARS = {
    **{f"budgets/{name}/2024.yaml": _of(2024, f"{name}局") for name in "甲乙丙"},
    "budgets/甲/2025.yaml": _of(2025, "甲局"),
    "budgets/丁/2019.yaml": _of(2019, "丁局"),
}
"""Three of four departments have a source of 2024, one of 2019, and the first one of 2025."""

NOT_COUNTED = {
    "en": "sources of other years, not counted here: 2019, 2025; --year, or year: in "
    "budgets/region.yaml, chooses the year",
    "zh": "另有其他年度的源文件，此处未计：2019、2025；"
    "用 --year 或 budgets/region.yaml 的 year: 选定年度",
}


@pytest.mark.parametrize("language", NOT_COUNTED)
def test_the_year_is_that_of_most_departments_unless_one_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    copytree(EXAMPLES / "templates", tmp_path / "templates")
    write_files(tmp_path, YEARS)
    monkeypatch.chdir(tmp_path)
    year = "{0} 年：共 {1} 个，已完成 {2} 个" if language == "zh" else "{0}: done: {2} of {1};"

    def told(*options: str) -> list[str]:
        return call("check", "--region", *options, language=language).out.splitlines()

    usual = told()
    assert usual[3].startswith(year.format(2024, 3, 3))
    assert usual[-1] == NOT_COUNTED[language]
    asked = told("--year", "2025")
    assert asked[3].startswith(year.format(2025, 3, 1))
    assert asked[-1] == NOT_COUNTED[language].replace("2019, 2025", "2019").replace("、2025", "")
    write_files(tmp_path, {"budgets/region.yaml": "name: 某地\nyear: 2019\n"})
    assert told()[1].startswith(year.format(2019, 1, 1))
    assert told("--year", "2025") == asked
    letter = call("check", "--region", "--year", "2024", "--format", "html", language=language).out
    assert NOT_COUNTED[language] in letter


def test_a_letter_counts_the_departments_that_it_tells_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One was called otherwise the year before, and has accounts: it is one department."""
    copytree(EXAMPLES / "templates", tmp_path / "templates")
    renamed = {"budgets/甲/2025.yaml": _of(2025, "甲委"), "budgets/甲/2024-final.yaml": "x"}
    write_files(tmp_path, {**YEARS, **renamed})
    monkeypatch.chdir(tmp_path)
    text = _Seen(call("check", "--format", "html", language="zh").out).text
    assert "4 个部门" in text
    assert "甲委 2025年：1 条" in text
    assert "甲 2024 年决算：1 条" in text
    write_files(
        tmp_path, {"budgets/甲/2024.yaml": _of(2023, "甲局"), "budgets/甲/2024-adjusted.yaml": "x"}
    )
    text = _Seen(call("check", "--format", "html", language="zh").out).text
    assert "甲局 2024年：" in text  # its year is the slip that is told
    assert "甲 2024 年调整预算：1 条" in text
    text = _Seen(call("check", "--format", "html", "--region", language="zh").out).text
    assert "3 个部门" in text


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--year", "2024"], "--year is for --region"),
        (["--region", "--year", "2031"],
         "no source is of 2031; there are sources of 2019, 2024, 2025"),
    ],
)  # fmt: skip
def test_a_year_that_nothing_is_told_of_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], says: str
) -> None:
    copytree(EXAMPLES / "templates", tmp_path / "templates")
    write_files(tmp_path, YEARS)
    monkeypatch.chdir(tmp_path)
    ran = call("check", *arguments)
    assert (ran.code, ran.err.rpartition("Error: ")[2]) == (2, f"{says}\n")


KNOWN = {
    "en": """\
档案馆  known errors only  errors: 0; warnings: 0; notes: 0; known errors, with which nothing is \
published: 1
2024: done: 0 of 1; errors left: 0; warnings: 0; places to fill in: 0
""",
    "zh": """\
档案馆  仅有已记下的错误  错误 0 个；警告 0 个；说明 0 个；已记下的错误 1 个，不能公开
2024 年：共 1 个，已完成 0 个；尚有错误 0 个，警告 0 个，待填 0 处
""",
}


@pytest.mark.parametrize("language", KNOWN)
def test_known_errors_are_told_and_nothing_is_done_with_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    copytree(EXAMPLES / "templates", tmp_path / "templates")
    slip = with_change(_named("档案馆"), "amount: 12.00", "amount: 12.90")
    write_files(tmp_path, {"budgets/archives/2024.yaml": slip})
    monkeypatch.chdir(tmp_path)
    call("check", "--write-baseline")
    ran = call("check", "--region", language=language)
    assert (ran.code, ran.out) == (0, KNOWN[language])
    state = "仅有已记下的错误" if language == "zh" else "known errors only"
    letter = call("check", "--region", "--format", "html", language=language).out
    assert state in _Seen(letter).text


TOLD = """\
检查源文件 4 个；错误 2 个；警告 2 个；说明 0 个
待填 5 处
各部门进度
2024 年：共 4 个，已完成 1 个；尚有错误 1 个，警告 0 个，待填 5 处
其他年度或不在源文件中的（下文一并列出）：错误 1 个；警告 2 个；说明 0 个
2024 年各部门
部门 | 进度 | 错误 | 警告 | 说明 | 待填 | 应填 |
档案馆 | 已完成 | 0 | 0 | 0 | 0 |  |
财政局 | 有错误待改 | 1 | 0 | 0 | 0 |  |
卫健委 | 尚无源文件 |  |  |  |  |  |
学校 | 填报中 | 0 | 0 | 0 | 5 | 12 |
部门（单位）经办人
修改本部门源文件中填写的内容，补齐尚未填写之处。
财政局 2024年：1 条
budgets/finance/2024.yaml
问题 | 位置 | 问题所在 | 怎么办 |
错误 BAL001 | 收入（budgets/finance/2024.yaml:6） | 收支不平衡：收入总计12.9万元，支出总计12万元，\
相差0.9万元；第 8 行：基本支出：10万元；第 15 行：项目支出：2万元 | \
请逐行核对收入和支出，找出错填、漏填的一行 |
卫健委 2023年：1 条
budgets/health/2023.yaml
问题 | 位置 | 问题所在 | 怎么办 |
警告 PUB101 | 公开日期（budgets/health/2023.yaml:28） | 公开日期 2024-02-08；2023 年的文件\
应在 2022-10-01 至 2023-12-31 之间公开；第 2 行：预算年度在此 | \
可能沿用其他年度的文件未改，改正日期 |
学校 2024年：尚未填写之处
budgets/schools/2024.yaml
部分 | 首处未填的行 | 待填 | 应填 |
收入 (revenue) | 7 | 1 | 2 |
基本支出 (basic_expenditure) | 11 | 4 | 5 |
财政部门
更正批复数和全地区共用的文件。
budgets/control-totals.yaml：1 条
budgets/control-totals.yaml
问题 | 位置 | 问题所在 | 怎么办 |
错误 SRC002 | budgets/control-totals.yaml:2 | 没有 nobody 2024 年的源文件 | \
可填：archives、finance、health、schools |
模板和程序维护人员
修改版式、模板、科目表和数据文件；源文件不用改动。
卫健委 2023年：1 条
budgets/health/2023.yaml
问题 | 位置 | 问题所在 | 怎么办 |
警告 CLS101 | 年度（budgets/health/2023.yaml:2） | 缺少2023年政府收支分类科目，\
暂按2024年科目处理 | 该年科目公布后，请运行以下命令导入：\
budgetc classification import TABLE.xlsx --edition 2023（尚未公布的，可暂不处理） |
"""


def test_a_letter_tells_everybody_what_is_theirs(
    region: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(region)
    first, second = (call("check", "--region", "--format", "html", language="zh") for _ in "ab")
    assert first.out == second.out
    assert first.code == 1
    assert "Content-Security-Policy" in first.out
    seen = _Seen(first.out)
    told = seen.text[seen.text.index("检查源文件") :]
    assert [line.strip() for line in told.splitlines() if line.strip()] == TOLD.splitlines()


def test_a_word_file_says_the_same(region: Path, tmp_path: Path) -> None:
    """As a process: its output is bytes, the same twice, and it is written whole into a file."""
    line = (
        "$budgetc check --lang zh --region --format docx > {0}/one.docx; "
        "$budgetc check --lang zh --region --format docx -o {0}/two.docx; echo $?"
    )
    ran = run_in_shell(line.format(tmp_path), cwd=region)
    assert ran.out == "1\n"
    one, two = ((tmp_path / name).read_bytes() for name in ("one.docx", "two.docx"))
    assert one == two
    file = docx.Document(io.BytesIO(one))
    titles = [line.text for line in file.paragraphs]
    assert titles[:2] == ["部门预算校验情况", "检查源文件 4 个；错误 2 个；警告 2 个；说明 0 个"]
    overview, *others = file.tables
    cells = [[cell.text for cell in row.cells] for row in overview.rows]
    assert cells[1] == ["档案馆", "已完成", "0", "0", "0", "0", ""]
    assert cells[-1] == ["学校", "填报中", "0", "0", "0", "5", "12"]
    words = " ".join(cell.text for table in others for row in table.rows for cell in row.cells)
    assert "收支不平衡：收入总计12.9万元，支出总计12万元，相差0.9万元" in words


def test_what_a_stranger_typed_stays_text() -> None:
    document = letter_document(Letter(hostile_check(), {}), ENGLISH)
    for form in ("html", "docx"):
        content, findings = render_document(form, document, SHIPPED)
        assert content is not None
        assert not findings
    content, _ = render_document("html", document, SHIPPED)
    assert content is not None
    seen = _Seen(content.decode())
    assert "img" not in seen.tags
    assert seen.tags.count("script") == 3  # the page's own: words, data, and what runs
    assert not [link for link in seen.links if not link.startswith("#")]
    shown = [one for one in hostile_check().baselined.new if one.waived is None]
    for text in {ENGLISH(one.message) for one in shown if "evil.example" in ENGLISH(one.message)}:
        assert text in seen.text


def test_who_finds_nothing_is_told_so(region: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(region)
    ran = call("check", "budgets/archives", "--format", "html")
    assert ran.code == 0
    assert "Nothing is left to do." in ran.out
    assert ">档案馆<" in ran.out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["-o", "x.html"], "-o is for --format docx, gitlab, html, json, junit, sarif"),
        (["--format", "sarif", "-o", "2024.yaml"], "let it end with .sarif"),
        (["--format", "docx", "-o", "2024.yaml"], "let it end with .docx"),
        (["--format", "sarif", "--region"], "--region is for --format text, json, html and docx"),
        (["--coverage", "--region"], "--coverage is for the list of findings: leave out --region"),
        (
            ["--coverage", "--format", "html"],
            "--coverage is for the list of findings: leave out --format html",
        ),
        *(
            (
                ["--write-baseline", *more],
                f"--write-baseline reports nothing: leave out {' '.join(more)}",
            )
            for more in (["--format", "json"], ["--region"], ["--coverage"], ["--all"])
        ),
    ],
)
def test_an_option_in_vain_is_refused(
    region: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], says: str
) -> None:
    monkeypatch.chdir(region)
    ran = call("check", *arguments)
    assert ran.code == 2
    assert says in " ".join(ran.err.split())
    assert not (region / "2024.yaml").exists()


@pytest.mark.parametrize(
    ("form", "name"),
    [("json", "a.json"), ("gitlab", "a.json"), ("sarif", "a.sarif"), ("junit", "a.xml")],
)
def test_a_report_for_programs_is_written_as_it_is_printed(
    region: Path, monkeypatch: pytest.MonkeyPatch, form: str, name: str
) -> None:
    monkeypatch.chdir(region)
    printed = call("check", "--format", form)
    ran = call("check", "--format", form, "-o", name)
    assert (ran.code, ran.out, ran.err) == (printed.code, "", f"{name}\n")
    assert (region / name).read_text("utf-8") == printed.out
