"""Word: the text and every cell as printed elsewhere, grids that close, heads that repeat."""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pytest

from budgetc.diagnostics.messages import Translator
from budgetc.document.model import (
    Column,
    Document,
    Panel,
    Role,
    Row,
    RowKind,
    Table,
    line_text,
)
from budgetc.files.data import DataFaultError, Resources
from budgetc.files.workspace import Workspace
from budgetc.pipeline import compile_source
from budgetc.publish import targets
from budgetc.render.docx import render_docx
from budgetc.render.docx_look import LOOK, load_look
from budgetc.render.latex import render_latex
from budgetc.render.words import FRAME
from tests.cli.run import call
from tests.render.docx_file import Grid, body, parts
from tests.render.test_markdown import HOSTILE, document_with
from tests.support import KORLA, RESOURCES, ROOT, TODAY

SHIPPED = Workspace.on_disk(ROOT)
KORLA_NAME = "budgets/korla-etdz-market-supervision/2024.yaml"
BUDGETS = [source.name for source in SHIPPED.sources()]


@cache
def _document(name: str) -> Document:
    document = compile_source(SHIPPED.named(name), SHIPPED.resources(), TODAY).document
    assert document is not None
    return document


@cache
def _made(name: str) -> bytes:
    return render_docx(_document(name), RESOURCES)


def _grids(name: str) -> list[Grid]:
    return [one for one in body(_made(name)) if isinstance(one, Grid)]


def _one_line(text: str) -> str:
    return re.sub(r"[ \t-\r]+", " ", text)


@pytest.mark.parametrize("name", BUDGETS)
def test_the_grid_of_every_table_closes_and_its_heads_are_repeated(name: str) -> None:
    grids = _grids(name)
    for grid in grids:
        assert {sum(cell.columns for cell in row) for row in grid.rows} == {grid.columns}
    wanted = [
        max(len(column.header) for panel in table.panels for column in panel.columns)
        for table in _document(name).tables()
        if any(panel.columns for panel in table.panels)
    ]
    assert [grid.heads for grid in grids if grid.heads] == wanted


@pytest.mark.parametrize("name", BUDGETS)
def test_the_text_is_that_of_the_document(name: str) -> None:
    document = _document(name)
    texts = [one for one in body(_made(name)) if isinstance(one, str)]
    between = " " if document.language == "en" else ""
    wanted = [document.title]
    for block in document.blocks:
        lines = [line_text(line) for line in block.lines]
        if isinstance(block, Table):
            notes = [line_text(note) for note in block.notes]
            above = ["\t".join(block.above)] if any(block.above) else []
            wanted += [block.name, *above, *notes]
        elif getattr(block, "align", "left") == "right":
            wanted += lines
        else:
            wanted.append(between.join(filter(None, lines)))
    wanted = ["\t".join(map(_one_line, text.split("\t"))) for text in wanted if text]
    assert texts[0] == document.title
    assert texts[1 - len(wanted) :] == wanted[1:]  # before it, the contents


@pytest.mark.parametrize("name", BUDGETS)
def test_a_wide_table_stands_on_a_page_on_its_side_and_nothing_else_does(name: str) -> None:
    file = docx.Document(_path(name))
    lying = [int(one.page_width or 0) > int(one.page_height or 0) for one in file.sections]
    tables = list(_document(name).tables())
    changes = [table.wide for i, table in enumerate(tables)
               if not i or tables[i - 1].wide != table.wide]  # fmt: skip
    assert lying[0] is False
    assert any(lying) == any(table.wide for table in tables)
    assert sum(lying) >= sum(changes)


def _path(name: str) -> Any:
    return BytesIO(_made(name))


def test_the_same_document_is_the_same_file() -> None:
    name = BUDGETS[0]
    assert render_docx(_document(name), RESOURCES) == _made(name)


def test_the_cover_says_who_publishes_it_and_when() -> None:
    document = replace(document_with("a"), department="某局", issued="2024-02-08")
    content = render_docx(document, RESOURCES)
    texts = [paragraph.text for paragraph in docx.Document(BytesIO(content)).paragraphs]
    assert texts[:3] == [document.title, "某局", "2024 年 2 月 8 日"]


def test_word_puts_page_numbers_into_the_contents_when_it_opens_the_file() -> None:
    content = _made(BUDGETS[0])
    settings = ZipFile(BytesIO(content)).read("word/settings.xml").decode()
    assert '<w:updateFields w:val="true"/><w:compat>' in settings
    xml = ZipFile(BytesIO(content)).read("word/document.xml").decode()
    places = re.findall(r"PAGEREF (_Toc[0-9]+) ", xml)
    assert places
    assert all(f'w:name="{place}"' in xml for place in places)


def test_styles_have_chinese_fonts_for_chinese_characters() -> None:
    xml = parts(_made("budgets/korla-etdz-market-supervision/2024.yaml"))[
        "word/styles.xml"
    ].decode()
    for font in ("仿宋", "黑体", "楷体", "宋体"):
        assert f'w:eastAsia="{font}"' in xml


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_is_shown_as_typed_in_every_place(text: str) -> None:
    blocks = body(render_docx(document_with(text), RESOURCES))
    shown = [one for one in blocks if isinstance(one, str)]
    shown += [cell.text for one in blocks if isinstance(one, Grid) for row in one.rows
              for cell in row if cell.text]  # fmt: skip
    plain = _one_line(text)
    assert len(shown) > 10
    assert {one for one in shown if plain.strip() not in one} <= {"目　录"}


@pytest.mark.parametrize("sign", ["\x00", "\ufffe", "\ud800", "\x1b"])
def test_a_character_that_no_file_may_have_is_left_out(sign: str) -> None:
    content = render_docx(document_with(f"甲{sign}乙"), RESOURCES)
    assert "甲乙" in [one for one in body(content) if isinstance(one, str)]


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lambda told: told.pop("zh"), "zh is missing"),
        (lambda told: told["zh"].pop("contents"), "contents is missing"),
        (lambda told: told["zh"]["styles"]["Normal"].update(size=0), "size is missing"),
        (lambda told: told["zh"]["styles"]["Normal"].update(align="up"), "Normal: align"),
        (lambda told: told["zh"]["styles"].update(Normal=[]), "Normal is missing"),
        (lambda told: told["zh"]["margins"].update(top=True), "top is missing"),
    ],
)
def test_a_look_that_cannot_be_used_is_told(tmp_path: Path, harm: Any, said: str) -> None:
    told = json.loads((ROOT / LOOK).read_text(encoding="utf-8"))
    harm(told)
    (tmp_path / LOOK).parent.mkdir(parents=True)
    (tmp_path / LOOK).write_text(json.dumps(told), encoding="utf-8")
    document = replace(document_with("局"), language="zh")
    with pytest.raises(DataFaultError) as fault:
        render_docx(document, Resources.of_workspace(tmp_path))
    reason = fault.value.diagnostic.message.in_words(Translator("en"))
    assert said in reason
    assert reason.endswith("or cannot be used; copy it from the file that budgetc ships")


def test_without_its_library_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "budgets/ju").mkdir(parents=True)
    (tmp_path / "budgets/ju/2024.yaml").write_text(KORLA, encoding="utf-8")
    monkeypatch.setattr(targets, "LIBRARIES", {"docx": "no-such-library"})
    ran = call("build", "-f", "docx")
    assert ran.code == 2
    assert "the format docx needs python-docx: pip install 'budgetc[docx]'" in ran.err
    assert not (tmp_path / "build").exists()


def _with_columns(*columns: tuple[str, Role, float, str]) -> tuple[Grid, str]:
    """Return the grid of a table of one row, and the XML of its file."""
    document = document_with("a")
    *_, table = document.tables()
    heads = tuple(Column(head, (head,), role, width) for head, role, width, _ in columns)
    row = Row("r", RowKind.LEAF, None, "", 0, tuple((text,) for *_, text in columns))
    table = replace(table, panels=(Panel(heads, (row,)),))
    content = render_docx(replace(document, language="en", blocks=(table,)), RESOURCES)
    grid = next(one for one in body(content) if isinstance(one, Grid))
    return grid, parts(content)["word/document.xml"].decode()


def test_a_text_keeps_room_for_its_words_beside_many_amounts() -> None:
    name = ("Account", Role.LABEL, 1.0, "Grants and contributions to schools")
    amounts = [(f"Plan {year}", Role.AMOUNT, 1.0, "123.456.789,00") for year in range(6)]
    grid, xml = _with_columns(name, *amounts)
    sizes = {int(size) for size in re.findall(r'<w:sz w:val="(\d+)"', xml)}
    assert len(sizes) == 1  # letters are made smaller, heads and cells alike
    points = sizes.pop() / 2
    assert 6 <= points < 10
    assert all(width >= len("123.456.789,00") * points * 12 for width in grid.widths[1:])
    assert grid.widths[0] >= len("contributions") * points * 8


def test_what_a_narrow_column_is_given_is_not_taken_from_one_that_then_lacks_it() -> None:
    name = ("Name", Role.LABEL, 1.0, "Highways")
    wide = ("Budget", Role.AMOUNT, 3.0, "1.234.567.890,00")
    grid, _ = _with_columns(name, *[("Plan", Role.AMOUNT, 1.0, "123.456,00")] * 4, wide)
    assert grid.widths[0] > len("Highways") * 9 * 10
    assert sum(grid.widths) == pytest.approx(9072, abs=200)


def test_letters_become_smaller_before_names_are_a_few_letters_wide() -> None:
    name = ("科目名称", Role.LABEL, 1.0, "机关事业单位基本养老保险缴费支出")
    amounts = [(f"Plan {year}", Role.AMOUNT, 3.0, "12,750,024,010.00") for year in range(3)]
    grid, xml = _with_columns(name, *amounts)
    sizes = {int(size) for size in re.findall(r'<w:sz w:val="(\d+)"', xml)}
    assert len(sizes) == 1
    points = sizes.pop() / 2
    assert 8 <= points < 10
    assert grid.widths[0] >= 9 * 20 * points
    assert all(width >= len("12,750,024,010.00") * 14 * points for width in grid.widths[1:])


def test_a_column_that_has_room_is_as_wide_as_declared() -> None:
    grid, xml = _with_columns(
        ("Name", Role.LABEL, 4.0, "Highways"), ("Budget", Role.AMOUNT, 2.0, "1,234")
    )
    assert grid.widths[0] == pytest.approx(2 * grid.widths[1], abs=2)
    assert '<w:sz w:val="' not in xml


def test_a_long_word_of_a_head_is_not_broken_where_there_is_room() -> None:
    name = ("Name", Role.LABEL, 8.0, "Highways")
    grid, _ = _with_columns(name, ("Veränderung", Role.AMOUNT, 1.0, "5"))
    assert grid.widths[1] >= len("Veränderung") * 10 * 10


_BOLD = 13
"""How wide the letters of a bold word are, in twentieths of their size."""


def _points(xml: str) -> float:
    """Return the size of the letters of a table."""
    (size,) = {int(size) for size in re.findall(r'<w:sz w:val="(\d+)"', xml)} or {20}
    return size / 2


def test_the_longest_words_of_all_columns_stay_whole_if_smaller_letters_make_room() -> None:
    name = ("Description", Role.LABEL, 2.0, "Intergovernmental")
    years = [(f"FY{year} Proposed", Role.AMOUNT, 1.6, "(530,000)") for year in range(23, 27)]
    changes = [(f"{sign} Change", Role.AMOUNT, 1.2, "(22.9)") for sign in "$%"]
    grid, xml = _with_columns(("Account", Role.CODE, 1.0, "43110"), name, *years, *changes)
    points = _points(xml)
    words = ("Account", "Intergovernmental", *["Proposed"] * 4, *["Change"] * 2)
    assert 8 <= points < 10
    for width, word in zip(grid.widths, words, strict=True):
        assert width >= len(word) * points * _BOLD, word


def test_where_the_page_has_no_room_for_all_words_most_columns_keep_theirs() -> None:
    amounts = [("Proposed", Role.AMOUNT, 1.0, "929,789")] * 6
    long = ("Name", Role.LABEL, 1.0, "Intergovernmental Rechtsschutzversicherungen")
    grid, xml = _with_columns(*amounts, ("Change", Role.AMOUNT, 0.1, "5.0"), long)
    assert _points(xml) == 8  # what longer words are worth
    assert grid.widths[6] >= len("Change") * 8 * _BOLD


def test_an_address_makes_no_letters_smaller_and_no_word_is_longer_than_its_parts() -> None:
    address = "https://example.org/budget/" + "a" * 90
    name = ("Name", Role.LABEL, 1.0, address)
    grid, xml = _with_columns(name, *[("Plan", Role.AMOUNT, 1.0, "123,456")] * 5)
    assert _points(xml) == 10
    assert grid.widths[0] < len(address) * 10 * _BOLD / 4
    short, _ = _with_columns(*[("self-governing", Role.AMOUNT, 1.0, "1")] * 5, name)
    assert short.widths[0] < len("self-governing") * 10 * _BOLD


@pytest.mark.needs("soffice", "pdftotext")
def test_an_office_opens_it_and_prints_all_of_it(tmp_path: Path) -> None:
    name = KORLA_NAME
    (tmp_path / "one.docx").write_bytes(_made(name))
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
         "--convert-to", "pdf", "one.docx"], cwd=tmp_path, check=True, capture_output=True,
    )  # fmt: skip
    subprocess.run(["pdftotext", "one.pdf", "one.txt"], cwd=tmp_path, check=True)
    text = "".join((tmp_path / "one.txt").read_text(encoding="utf-8").split())
    for block in _document(name).blocks:
        if not isinstance(block, Table):
            continue
        assert "".join(block.name.split()) in text
    assert text.count("314.66") > 10


def test_japanese_has_fonts_of_its_own(tmp_path: Path) -> None:
    words = dict.fromkeys(("contents", "date", "months", "data", "facts"), "目次")
    (tmp_path / FRAME).parent.mkdir(parents=True)
    (tmp_path / FRAME).with_suffix(".ja.json").write_text(json.dumps(words), "utf-8")
    resources = Resources.of_workspace(tmp_path)
    look = load_look(resources, replace(document_with("a"), language="ja"))
    assert {style.east for style in look.styles.values()} == {"MS Mincho", "MS Gothic"}


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        (
            "某某经济技术开发区市场监督管理局",
            ["某某经济技术开发区市场监督管理局", "2024年部门预算公开"],
        ),
        ("某某局", ["某某局2024年部门预算公开"]),  # it fits on a line
    ],
)
def test_no_line_of_the_title_ends_within_the_year_and_the_kind(
    name: str, lines: list[str]
) -> None:
    """It was 2024 / 年部门预算公开, or 部门预 / 算, wherever the line was full."""
    titled = replace(document_with("字"), title=f"{name}2024年部门预算公开", department=name)
    file = docx.Document(BytesIO(render_docx(titled, RESOURCES)))
    (title,) = (one.text for one in file.paragraphs if one.style and one.style.name == "Title")
    assert title.split("\n") == lines
    mbox = rf"{name}\allowbreak\mbox{{2024年部门预算公开}}"
    assert mbox in render_latex(titled, RESOURCES)
