"""The index of a region's page: whom it lists, what it says of them, and where it leads."""

from __future__ import annotations

import json
import re
import shutil
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from urllib.parse import unquote

import pytest

from budgetc.render import suffixes
from tests.cli.run import Ran, call
from tests.render.html_page import Cell, Page, Table
from tests.support import EXAMPLES, RESOURCES

from .book import write
from .generate import LAST_YEAR_ONLY, OF_UNITS, WITH_ERRORS, folder, name, region

FORMATS = ("-f", "html", "-f", "json", "-f", "markdown")
PLAIN = (*FORMATS, "--no-summary")
CENT = Decimal("0.01")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with the smallest jurisdiction; the tests stand in it."""
    shutil.copytree(EXAMPLES / "templates", tmp_path / "templates")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _build(*arguments: str) -> Ran:
    return call("build", "--region", *arguments)


def _index(home: Path) -> Table:
    page = Page((home / "build/region/2024.html").read_text(encoding="utf-8"))
    return next(one for one in page.tables if one.attributes["aria-labelledby"] == "index")


def _row(index: Table, words: str) -> list[Cell]:
    (row,) = (row for row in index.body if row[0].text.startswith(words))
    return row


def _links(home: Path) -> list[str]:
    """Return where the index leads, from the folder of the page."""
    html = (home / "build/region/2024.html").read_text(encoding="utf-8")
    section = html[html.index('<section class="index') :].partition("</section>")[0]
    return [unquote(link) for link in re.findall(r'<a href="([^"]*)"', section)]


def test_it_leads_to_each_document_that_was_built_and_to_no_other(home: Path) -> None:
    write(home, region(LAST_YEAR_ONLY))
    _build(*PLAIN)
    build = home / "build"
    led = {(build / "region" / link).resolve() for link in _links(home)}
    assert led == {one.resolve() for one in build.rglob("*.*")} - {
        build / "region/2024.html",
        *(build / f"region/2023.{suffix}" for suffix in ("json", "md")),
        *(build / f"{folder(LAST_YEAR_ONLY)}/2023.{suffix}" for suffix in ("html", "json", "md")),
    }
    index = _index(home)
    assert len(index.body) == 1 + LAST_YEAR_ONLY + 2  # with the total and the units
    assert _row(index, name(WITH_ERRORS))[2].text == "有错误，未汇总 错误 1"
    assert _row(index, name(LAST_YEAR_ONLY))[2].text == "没有本年源文件"
    assert [cell.text for cell in _row(index, name(1))][-2:] == ["警告 11", "Markdown JSON"]


def test_a_unit_has_a_row_of_its_own_below_its_department(home: Path) -> None:
    write(home, region(OF_UNITS))
    _build(*PLAIN)
    texts = [[cell.text for cell in row] for row in _index(home).body]
    at = next(i for i, row in enumerate(texts) if row[0] == name(OF_UNITS))
    assert len(texts[at]) > 5
    assert texts[at + 1 : at + 3] == [
        [name(101), "", "警告 16", "Markdown JSON"],
        [name(102), "", "警告 13", "Markdown JSON"],
    ]
    html = (home / "build/region/2024.html").read_text(encoding="utf-8")
    assert html.count('<tr class="part"') == 2
    assert html.count('data-said="所属单位，金额已计入部门"') == 2


def test_a_site_of_pages_alone_has_no_column_of_documents(home: Path) -> None:
    write(home, region(2))
    _build("-f", "html", "--no-summary")
    index = _index(home)
    assert [head[-1] for head, _ in index.columns()][-1] == "校验发现"
    assert {len(row) for row in index.body} == {len(index.columns())}


def test_its_figures_are_those_of_the_tables(home: Path) -> None:
    write(home, region(6))
    assert _build(*PLAIN).code == 0
    book = json.loads((home / "build/region/2024.json").read_text(encoding="utf-8"))
    wanted = {
        (row["label"], column["header"][-1]): Decimal(exact).quantize(CENT, ROUND_HALF_UP)
        for table in book["tables"]
        if table["id"] in {"2", "5", "6", "7"}
        for row in table["rows"]
        for column, exact in zip(table["columns"], row["cells"], strict=True)
        if exact is not None and column["id"] not in {"total", "fiscal"}
    }
    columns = _index(home).columns()
    names = [re.sub(r"(?<=（生成）).*", "", cell.text) for cell in columns[0][1]]
    found = {
        (row, head[-1]): Decimal(cell.text)
        for head, cells in columns[2:-2]
        for row, cell in zip(names, cells, strict=True)
        if cell.text
    }
    assert found == wanted
    assert len(found) > 30


def test_a_page_for_the_public_tells_of_no_findings(home: Path) -> None:
    write(home, region(LAST_YEAR_ONLY))
    _build(*PLAIN, "--public")
    index = _index(home)
    assert (
        len(index.body) == 1 + LAST_YEAR_ONLY + 2 - 2
    )  # with the units, without what is not counted
    assert [head[-1] for head, _ in index.columns()][-1] == "文件"
    html = (home / "build/region/2024.html").read_text(encoding="utf-8")
    assert 'id="found"' not in html
    assert "警告" not in re.sub(r"<script.*?</script>", "", html, flags=re.DOTALL)


def test_a_book_for_the_public_names_no_file_in_any_format(home: Path) -> None:
    write(home, region(LAST_YEAR_ONLY))
    _build(*PLAIN)
    markdown = home / "build/region/2024.md"
    assert "上年源文件budgets/" in markdown.read_text(encoding="utf-8").replace("<wbr>", "")
    assert 'class="ragged"' in (home / "build/region/2024.html").read_text(encoding="utf-8")
    _build(*PLAIN, "--public")
    for form in ("md", "html"):
        text = (home / f"build/region/2024.{form}").read_text(encoding="utf-8")
        assert "源文件budgets" not in text.replace("<wbr>", "")
        assert name(LAST_YEAR_ONLY) in text.replace("<wbr>", "")


def test_a_row_without_amounts_says_why_where_a_phone_shows_it(home: Path) -> None:
    write(home, region(LAST_YEAR_ONLY))
    _build(*PLAIN)
    html = (home / "build/region/2024.html").read_text(encoding="utf-8")
    assert re.search(r'<td class="none" colspan="\d+" data-said="没有本年源文件">', html)


def test_other_formats_make_another_page_and_it_is_compared(home: Path) -> None:
    write(home, region(3))
    assert _build("-f", "html", "--no-summary").code == 0
    assert len(_links(home)) == 3
    assert _build(*PLAIN).code == 0
    first = (home / "build/region/2024.html").read_bytes()
    assert len(_links(home)) == 2 + 3 * 3
    assert "up to date" in _build(*PLAIN, "--check").err
    assert _build(*PLAIN[-3:], *FORMATS[:-2], "--fresh").code == 0  # in another order
    assert (home / "build/region/2024.html").read_bytes() == first
    source = home / f"budgets/{folder(2)}/2024.yaml"
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace(name(2), "虚构某局"), encoding="utf-8")
    ran = _build(*PLAIN, "--check")
    assert ran.code == 1
    assert "build/region/2024.html: out of date" in ran.out


def test_a_name_is_text_and_a_link_is_a_way(home: Path) -> None:
    hostile = """</script><img src=x onerror="alert(1)">'&amp;"""
    text = region(1)[f"{folder(1)}/2024.yaml"].replace(name(1), json.dumps(hostile))
    write(home, {"甲-1/2024.yaml": text, "b/2024.yaml": region(2)[f"{folder(2)}/2024.yaml"]})
    assert _build(*PLAIN).code == 0, _build(*PLAIN).err
    assert _row(_index(home), "</script>")[0].text == hostile
    page = Page((home / "build/region/2024.html").read_text(encoding="utf-8"))
    assert not any(tag == "img" for tag, _ in page.tags)
    assert "../甲-1/2024.html" in _links(home)


def test_words_that_a_workspace_does_not_have_are_ours(home: Path) -> None:
    """Its own words may be older than the page."""
    own = json.loads(RESOURCES.text("templates/html/words.json"))
    own["zh"] = {"documents": "下载"}
    (home / "templates/html").mkdir()
    (home / "templates/html/words.json").write_text(json.dumps(own), encoding="utf-8")
    write(home, region(2))
    assert _build(*PLAIN).code == 0
    heads = [head[-1] for head, _ in _index(home).columns()]
    assert heads[-2:] == ["校验发现", "下载"]


def test_a_document_is_called_by_what_its_format_is_called(home: Path) -> None:
    """A reader does not know what onepage.html is; a workspace may call one otherwise."""
    told = json.loads(RESOURCES.text("templates/html/formats.json"))
    wanted = {suffix[1:] for suffix in suffixes.FORMATS.values()} - {"html"}
    assert {language: set(names) for language, names in told.items()} == {
        "zh": wanted,
        "en": wanted,
    }
    (home / "templates/html").mkdir()
    (home / "templates/html/formats.zh.json").write_text('{"md": "文本"}', encoding="utf-8")
    write(home, region(2))
    assert _build(*PLAIN).code == 0
    assert _row(_index(home), name(1))[-1].text == "文本 JSON"
    html = (home / "build/region/2024.html").read_text(encoding="utf-8")
    assert f'aria-label="{name(1)} 文本">文本</a>' in html
    assert '<a href="2024.md">文本</a>' in html
