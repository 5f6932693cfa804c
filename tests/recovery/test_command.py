"""`budgetc import` of a published document, as it is typed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.run import call
from tests.recovery.counting import COUNTY, MARK, PUTUO, built
from tests.support import ROOT

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


@pytest.mark.parametrize("content", [b"", b"<html></html>", "没有表的公开说明。2025年。".encode()])
def test_a_document_without_tables_is_an_answer(here: Path, content: bytes) -> None:
    (here / "published.html").write_bytes(content)
    done = call("import", "published.html", "-o", DRAFT)
    assert done.code in {1, 2}
    assert "Traceback" not in done.err
    assert not (here / DRAFT).exists()


def test_the_published_putuo_is_read(here: Path) -> None:
    shutil.copy(ROOT / "tests/reference/putuo-finance-bureau-2025.published.pdf", "p.pdf")
    done = call("import", "p.pdf", "-o", DRAFT)
    assert done.code == 0
    assert "read as 上海市, 2025, 上海市普陀区财政局" in done.err
    text = (here / DRAFT).read_text(encoding="utf-8")
    for line in PUTUO.split("\n"):
        if "- {code: 30" in line:
            assert line.partition("}")[0].strip() in text
