"""`budgetc import` of a published document, as it is typed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from budgetc.render.formats import render_document
from tests.cli.run import call, run
from tests.jurisdiction.district import write_district
from tests.recovery.counting import COUNTY, MARK, PUTUO, built
from tests.support import KORLA, RESOURCES, ROOT
from tests.walk import compiled

DRAFT = "budgets/bureau/2025.yaml"


@pytest.fixture(scope="module")
def county() -> bytes:
    """Return the document of a county's department, in HTML."""
    return built(COUNTY, "html")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, county: bytes) -> Path:
    """Return a workspace with that document, and stand in it."""
    (tmp_path / "budgets" / "bureau").mkdir(parents=True)
    (tmp_path / "published.html").write_bytes(county)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_draft_is_written_and_told_of(here: Path) -> None:
    done = call("import", "published.html", "-o", DRAFT, language="zh")
    assert done.code == 0
    assert done.out == f"{DRAFT}\n"
    assert "按全国通用格式识别：2025 年，青禾县林业和草原局" in done.err
    text = (here / DRAFT).read_text(encoding="utf-8")
    assert "name: 青禾县林业和草原局" in text
    assert f"# {MARK}" in text
    assert (
        "- {code: 30108, amount: 32.4}  # 表6 一般公共预算基本支出表，机关事业单位基本养老保险缴费"
        in text
    )
    check = call("check", DRAFT)
    assert "error[SRC005]" not in check.out


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_file_called_by_another_year_is_not_begun(here: Path, language: str) -> None:
    done = call("import", "published.html", "-o", "budgets/bureau/2023.yaml", language=language)
    assert done.code == 2
    said = {
        "en": "budgets/bureau/2023.yaml is called by 2023, and this is of 2025: name it "
        "budgets/bureau/2025.yaml, or say the year with --year",
        "zh": "budgets/bureau/2023.yaml 按 2023 年命名，而内容是 2025 年的："
        "请改用 budgets/bureau/2025.yaml，或用 --year 写明年度",
    }
    assert said[language] in " ".join(done.err.split())
    assert not (here / "budgets/bureau/2023.yaml").exists()


def test_a_file_that_is_there_stays(here: Path) -> None:
    (here / DRAFT).write_text("mine", encoding="utf-8")
    done = call("import", "published.html", "-o", DRAFT)
    assert done.code == 1
    assert f"{DRAFT} is there already; look at it, and replace it with --force" in done.err
    assert (here / DRAFT).read_text(encoding="utf-8") == "mine"
    assert call("import", "published.html", "-o", DRAFT, "--force").code == 0


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (("published.html",), "say which source to begin: budgetc import published.html -o"),
        (("published.html", "-o", DRAFT, "--check"), "a draft changes no source"),
        (("published.html", "-o", DRAFT, "--year", "25"), "write four digits, such as 2025"),
        (("published.html", "-o", DRAFT, "--jurisdiction", "x"), "there is no jurisdiction x"),
    ],
)
@pytest.mark.usefixtures("here")
def test_what_means_nothing(arguments: tuple[str, ...], answer: str) -> None:
    done = call("import", *arguments)
    assert done.code == 2
    assert answer in " ".join(done.err.split())
    assert not Path(DRAFT).exists()


@pytest.mark.usefixtures("here")
def test_the_source_to_begin_is_asked_for_in_chinese() -> None:
    done = call("import", "published.html", language="zh")
    assert done.err.splitlines()[-1].endswith(
        "请说明生成到哪里：budgetc import published.html -o budgets/部门/2025.yaml"
    )


@pytest.mark.parametrize("content", [b"", b"<html></html>", "没有表的公开说明。2025年。".encode()])
def test_a_document_without_tables_is_an_answer(here: Path, content: bytes) -> None:
    (here / "published.html").write_bytes(content)
    done = call("import", "published.html", "-o", DRAFT)
    assert done.code in {1, 2}
    assert "Traceback" not in done.err
    assert not (here / DRAFT).exists()


def test_accounts_are_told_from_budgets(here: Path) -> None:
    """They were read as the budget of a region that prints a table or two like theirs."""
    accounts = compiled("budgets/putuo-finance-bureau/2024-final.yaml").document
    assert accounts is not None
    content, _ = render_document("html", accounts, RESOURCES)
    (here / "published.html").write_bytes(content or b"")
    done = call("import", "published.html", "-o", DRAFT)
    assert (done.code, done.out) == (1, "")
    assert done.err == (
        "Error: published.html holds final accounts of 上海市; drafts are made of approved budgets "
        "alone; begin final accounts with: budgetc new department --stage final\n"
    )
    assert (
        "published.html 是上海市的决算；目前只能从批复的预算生成草稿，"
        "决算用 budgetc new department --stage final 开始编制"
        in call("import", "published.html", "-o", DRAFT, language="zh").err
    )
    assert not (here / DRAFT).exists()


def test_a_few_tables_alike_are_no_layout(here: Path) -> None:
    """Whose document it is has to be said where less than half of every layout is in print."""
    whole = built(COUNTY, "markdown").decode()
    (here / "published.md").write_text(whole[: whole.index("表 4 ")], "utf-8")
    done = call("import", "published.md", "-o", DRAFT)
    assert done.code == 1
    assert "name the layout with --jurisdiction and the year with --year" in done.err
    asked = ("--jurisdiction", "china", "--year", "2025")
    done = call("import", "published.md", "-o", DRAFT, *asked)
    assert done.code == 0
    assert "IMP003" in done.err


def test_a_line_of_several_values_is_marked_until_all_are_there(here: Path) -> None:
    (here / "published.html").write_bytes(built(KORLA, "html"))
    draft = DRAFT.replace("2025", "2024")
    assert call("import", "published.html", "-o", draft, language="zh").code == 0
    lines = [one for one in (here / draft).read_text("utf-8").split("\n") if ": {current" in one]
    assert lines
    for line in lines:
        values, _, comment = line.partition("#")
        assert " ," not in values
        assert " }" not in values
        assert (MARK in comment) == (": }" in values or ": ," in values), line


def test_the_published_putuo_is_read(here: Path) -> None:
    shutil.copy(ROOT / "tests/reference/putuo-finance-bureau-2025.published.pdf", "p.pdf")
    done = call("import", "p.pdf", "-o", DRAFT)
    assert done.code == 0
    assert "read as 上海市, 2025, 上海市普陀区财政局" in done.err
    text = (here / DRAFT).read_text(encoding="utf-8")
    for line in PUTUO.split("\n"):
        if "- {code: 30" in line:
            assert line.partition("}")[0].strip() in text


@pytest.mark.parametrize(
    ("jurisdiction", "language", "reason"),
    [
        (
            "district",
            "en",
            (
                "sources of district have sections of their own, which are not read from a "
                "document; begin one with budgetc new department\n"
            ),
        ),
        (
            "district",
            "zh",
            "district 的源文件有自己的栏目，不能由公开文件得出；请用 budgetc new department 新建\n",
        ),
        (
            "china",
            "en",
            (
                "x.md has no table of the layout of china, whose tables are called "
                "财政拨款收支总表, 一般公共预算支出表, 一般公共预算基本支出表; it has Budget. "
                "Say in a mapping which is which (--mapping NAME); where no title has the year, "
                "name it with --year; or fill in a form: budgetc new department, and budgetc "
                "form\n"
            ),
        ),
        (
            "china",
            "zh",
            (
                "x.md 中没有 china 版式的表：该版式的表名有财政拨款收支总表、"
                "一般公共预算支出表、一般公共预算基本支出表，文件中的表是Budget。叫法不同的，"
                "写进对照文件并用 --mapping 指明；表名中没有年度的，用 --year 指明；"
                "也可以用 budgetc new department 新建，再用 budgetc form 生成填报表填写\n"
            ),
        ),
    ],
)
def test_what_was_named_is_not_asked_for_again(
    tmp_path: Path, jurisdiction: str, language: str, reason: str
) -> None:
    write_district(tmp_path)
    (tmp_path / "x.md").write_text("# Budget\n\n| a | b |\n| --- | --- |\n| c | 1 |\n", "utf-8")
    named = ("--jurisdiction", jurisdiction, "--year", "2024")
    new = ("import", "x.md", "-o", "budgets/new/2024.yaml", *named)
    ran = run("--lang", language, *new, cwd=tmp_path)
    assert ran.code == 1
    assert ran.err.endswith(reason)
