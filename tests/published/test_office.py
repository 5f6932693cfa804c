"""Word and Excel files: what they show, and what is none."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from budgetc.diagnostics.messages import ENGLISH, Translator
from budgetc.form.returned import NoFormError, read_form
from budgetc.published import office, sheet_size

from .pages import read, refused

CHINESE = Translator("zh")
ROWS = [
    ("一、财政拨款", "1,300.00", "201", "一般公共服务支出", "1,200.00"),
    ("其中：一般财力", "1,300.00", "208", "社会保障和就业支出", "100.00"),
    ("收入总计", "1,300.00", "", "支出总计", "1,300.00"),
]


def _word(path: Path) -> None:
    document = docx.Document()
    document.add_heading("部门预算表", 1)
    document.add_paragraph("收支总表").alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph("单位：万元")
    table = document.add_table(rows=2 + len(ROWS), cols=5)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "收入"
    table.cell(0, 2).merge(table.cell(0, 4)).text = "支出"
    for column, head in enumerate(("项目", "预算数", "编码", "名称", "预算数")):
        table.cell(1, column).text = head
    for at, row in enumerate(ROWS, 2):
        for column, text in enumerate(row):
            table.cell(at, column).text = text
    table.cell(3, 0).paragraphs[0].paragraph_format.left_indent = Pt(20)
    paragraph = document.add_paragraph("收支总预算1300.00万元。")
    paragraph.add_run("8.88万元").font.hidden = True
    deleted = OxmlElement("w:del")
    deleted.append(document.add_paragraph().add_run("7.77万元")._r)
    paragraph._p.append(deleted)
    document.save(str(path))


def test_a_word_file(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    _word(path)
    document = read(path)
    (table,) = document.tables()
    assert (table.title, table.section) == ("收支总表", "部门预算表")
    assert [
        (row.code, row.label, row.cells[-1].text) for panel in table.panels for row in panel.rows
    ] == [
        ("", "一、财政拨款", "1,300.00"),
        ("", "其中：一般财力", "1,300.00"),
        ("", "收入总计", "1,300.00"),
        ("201", "一般公共服务支出", "1,200.00"),
        ("208", "社会保障和就业支出", "100.00"),
        ("", "支出总计", "1,300.00"),
    ]
    assert [row.indent for row in table.panels[0].rows] == [0, 2, 0]
    assert table.panels[1].columns[0].heads == ("支出", "编码")
    assert [sentence.text for sentence in document.sentences()] == ["收支总预算1300.00万元。"]


_SLIM, _ROOMY = 1, 900
"""How wide, in twips, a column is that an editor inserts, and one that holds an amount."""


def _with_a_column_between(path: Path, twips: int, text: str) -> None:
    """Write a table whose heads and rows end at edges that lie so far apart."""
    document = docx.Document()
    table = document.add_table(rows=2, cols=5)
    for at, column in enumerate(table._tbl.tblGrid):
        column.set(qn("w:w"), str(twips if at == 2 else _ROOMY))
    for row, (first, end, texts) in enumerate(
        (
            (1, 2, ("项目", "预算数", "", "项目", "预算数")),
            (2, 3, ("收入", "1.00", text, "支出", "2.00")),
        )
    ):
        for at, one in enumerate(texts):
            table.cell(row, at).text = one
        if not text:
            table.cell(row, first).merge(table.cell(row, end))
    document.save(str(path))


def _columns(path: Path) -> list[list[str]]:
    (table,) = read(path).tables()
    return [[cell.text for cell in line] for line in table.lines]


def test_a_column_of_a_word_file_without_room_for_a_letter_is_none(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    _with_a_column_between(path, _SLIM, "")
    assert _columns(path) == [["收入", "1.00", "支出", "2.00"]]
    assert [len(panel.columns) for panel in next(iter(read(path).tables())).panels] == [2, 2]


def test_a_column_with_room_or_with_text_stays(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    _with_a_column_between(path, _ROOMY, "")
    assert len(_columns(path)[0]) == 5
    _with_a_column_between(path, _SLIM, "8")
    assert _columns(path) == [["收入", "1.00", "8", "支出", "2.00"]]


def _with_columns_of(path: Path, twips: tuple[int, ...], *rows: tuple[str, ...]) -> None:
    """Write a table; a cell whose text is `<` is merged with the one before."""
    document = docx.Document()
    document.add_paragraph("前言。")
    table = document.add_table(rows=len(rows), cols=len(twips))
    for column, wide in zip(table._tbl.tblGrid, twips, strict=True):
        column.set(qn("w:w"), str(wide))
    for row, texts in enumerate(rows):
        for at, text in enumerate(texts):
            if text == "<":
                table.cell(row, at - 1).merge(table.cell(row, at))
            else:
                table.cell(row, at).text = text
    document.save(str(path))


_AMOUNTS = (("科目", "本年数", "<", "上年数"), ("工资", "12.00", "<", "11.00"))


@pytest.mark.parametrize("middle", [0, 1])
def test_text_over_columns_without_room_stays(tmp_path: Path, middle: int) -> None:
    path = tmp_path / "x.docx"
    _with_columns_of(path, (900, middle, middle, 900), *_AMOUNTS)
    ((line,),) = [table.lines for table in read(path).tables()]
    assert [cell.text for cell in line if cell.text] == ["工资", "12.00", "11.00"]


@pytest.mark.parametrize("twips", [0, 1])
def test_a_table_whose_columns_have_no_room_at_all(tmp_path: Path, twips: int) -> None:
    path = tmp_path / "x.docx"
    _with_columns_of(path, (twips,) * 4, *_AMOUNTS)
    assert [
        [cell.text for cell in line if cell.text] for line in next(read(path).tables()).lines
    ] == [["工资", "12.00", "11.00"]]
    for rows in ((("", "", ""),), (("合并", "<", "<"),)):
        _with_columns_of(path, (twips,) * 3, *rows)
        assert "前言。" in [sentence.text for sentence in read(path).sentences()]


def test_a_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "表1"
    sheet["A1"] = "支出总表"
    sheet.merge_cells("A1:C1")
    sheet["C2"] = "单位：元"
    for column, head in enumerate(("编码", "名称", "预算数"), 1):
        sheet.cell(3, column, head)
    for row, values in enumerate((("201", "一般公共服务支出", 1234.5), ("", "合计", 1234.5)), 4):
        for column, value in enumerate(values, 1):
            sheet.cell(row, column, value)
        sheet.cell(row, 3).number_format = "#,##0.00"
    sheet.cell(6, 2, "看不见")
    sheet.cell(6, 3, 9.99)
    sheet.row_dimensions[6].hidden = True
    book.create_sheet("藏").sheet_state = "hidden"
    path = tmp_path / "x.xlsx"
    book.save(path)
    document = read(path)
    (table,) = document.tables()
    assert table.title == "支出总表"
    assert table.unit is not None
    assert table.unit.name == "元"
    rows = table.panels[0].rows
    assert [(row.code, row.label, row.cells[2].text) for row in rows] == [
        ("201", "一般公共服务支出", "1,234.50"),
        ("", "合计", "1,234.50"),
    ]
    place = rows[0].cells[2].place
    assert (place.sheet, place.cell) == ("表1", "C4")


def test_a_number_of_more_digits_than_are_counted_is_shown(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("名称", "预算数"), ("工资", 1), ("合计", 1e30)):
        sheet.append(row)
    sheet["B3"].number_format = "#,##0.00"
    path = tmp_path / "x.xlsx"
    book.save(path)
    (table,) = read(path).tables()
    assert table.panels[0].rows[1].cells[1].text == f"{10**30:,}.00"


def _with_formulas(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "表1"
    rows = [
        ("名称", "合计", "说明"),
        ("工资", 1, '=IF(B2=1,"","!")'),
        ("合计", "=SUM(B2:B2)", None),
    ]
    for row in rows:
        sheet.append(row)
    book.create_sheet("藏").append(["=1"])
    book["藏"].sheet_state = "hidden"
    book.save(path)


def _saved_again(path: Path) -> None:
    """Save the values of formulas, as Excel and LibreOffice do: of an empty text the type alone."""
    values = {b'r="C2">': b'r="C2" t="str">', b"B2:B2)</f>": b"B2:B2)</f><v>1</v>"}
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for old, new in values.items():
        assert old in parts["xl/worksheets/sheet1.xml"]
        parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(old, new)
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)


def test_formulas_that_were_never_computed_are_not_read_as_blank(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    _with_formulas(path)
    unreadable = refused(path)
    assert ENGLISH(unreadable.reason) == (
        "it holds formulas that were never computed: 2, the first in sheet 表1, C2"
    )
    assert unreadable.hint is not None
    assert ENGLISH(unreadable.hint) == (
        "open the workbook in Excel or LibreOffice, save it, and name it again"
    )
    _saved_again(path)
    (table,) = read(path).tables()
    assert [[cell.text for cell in line] for line in table.lines] == [
        ["工资", "1", ""],
        ["合计", "1", ""],
    ]


def test_a_sheet_with_all_there_is_one_below_the_other(tmp_path: Path) -> None:
    """As LibreOffice makes it of a page: no blank rows, and columns that others have split."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    rows: list[dict[str, str | float]] = [
        {"A": "表 1 收入总表"},
        {"A": "单位：万元"},
        {"A": "项目", "C": "预算数"},
        {"A": "财政拨款", "C": 12.5},
        {"A": "其他收入"},
        {"A": "合计", "C": 12.5},
        {"A": "表 2 支出总表"},
        {"A": "单位：元"},
        {"A": "项目", "B": "预算数", "D": "上年数"},
        {"A": "行政运行", "B": 125000, "D": 9},
        {"A": "其他支出"},
        {"A": "四、情况说明"},
        {"A": "支出预算12.50万元。"},
    ]
    for number, row in enumerate(rows, 1):
        for column, value in row.items():
            sheet[f"{column}{number}"] = value
    for area in ("A3:B3", "A4:B4", "A6:B6", "B9:C9", "B10:C10", "D10:F10"):
        sheet.merge_cells(area)
    path = tmp_path / "x.xlsx"
    book.save(path)
    document = read(path)
    assert [
        (
            table.name,
            table.unit and table.unit.name,
            [[cell.text for cell in line] for line in table.lines],
        )
        for table in document.tables()
    ] == [
        ("表1 收入总表", "万元", [["财政拨款", "12.5"], ["其他收入", ""], ["合计", "12.5"]]),
        ("表2 支出总表", "元", [["行政运行", "125000", "9"]]),
    ]
    (sentence,) = [one.text for one in document.sentences() if one.numbers]
    assert sentence == "支出预算12.50万元。"


def _package(**parts: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return packed.getvalue()


_BOMB = (
    b'<!DOCTYPE x [<!ENTITY a "'
    + b"1" * 1000
    + b'">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + at, b"&%c;" % (97 + at) * 50) for at in range(8))
    + b"]><x>&i;</x>"
)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"PK\x03\x04abc", "broken or locked"),
        (_package(other=b"x"), "neither a Word nor an Excel file"),
        (_package(word__document_xml=b"<broken"), "broken or locked"),
        (_package(xl__workbook_xml=b"<broken"), "broken or locked"),
        (_package(word__document_xml=_BOMB), "broken or locked"),
        (_package(xl__workbook_xml=_BOMB), "broken or locked"),
    ],
)
def test_what_is_no_office_file(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "x.docx"
    path.write_bytes(content)
    assert reason in ENGLISH(refused(path).reason)


def test_a_file_that_unpacks_to_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "MAX_UNPACKED", 100_000)
    path = tmp_path / "x.docx"
    path.write_bytes(_package(word__document_xml=b"0" * 1_000_000))
    assert "unpacks to more" in ENGLISH(refused(path).reason)


def _with_sheet(change: tuple[bytes, bytes]) -> bytes:
    """Return a workbook in whose one sheet a text became another."""
    made = io.BytesIO()
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    book.save(made)
    changed = io.BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name.startswith("xl/worksheets/"):
                assert change[0] in content
                content = content.replace(*change)
            new.writestr(name, content)
    return changed.getvalue()


_END = b"</sheetData>"
_TOO_LARGE = (
    "sheet1 of this workbook is larger than any budget: at least {} rows, {} columns, {} merged "
    "cells; delete the empty rows and columns behind its last entry, unmerge what is merged there, "
    "and save it"
)
_LARGE_SHEETS = [
    pytest.param(
        (_END, _END + b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
        (3, 5, 16384 * 1048576),
        id="merged",
    ),
    pytest.param(
        (_END, _END + b'<hyperlinks><hyperlink ref="$A$1:XFD1048576" location="A1"/></hyperlinks>'),
        (3, 5, 16384 * 1048576),
        id="link",
    ),
    pytest.param(
        (_END, b'<row r="1048576"><c r="XFD1048576" s="0"/></row>' + _END),
        (1048576, 16384, 0),
        id="blank",
    ),
    pytest.param((_END, b"<row/>" * 120_000 + _END), (120_003, 5, 0), id="rows"),
]


@pytest.mark.parametrize(("change", "size"), _LARGE_SHEETS)
def test_a_sheet_of_more_cells_than_a_budget(
    tmp_path: Path, change: tuple[bytes, bytes], size: tuple[int, int, int]
) -> None:
    """A few bytes had Excel's library make cells for minutes, by the ten thousand millions."""
    content = _with_sheet(change)
    path = tmp_path / "x.xlsx"
    path.write_bytes(content)
    told = ENGLISH(refused(path).reason)
    assert told == _TOO_LARGE.format(*size)
    with pytest.raises(NoFormError) as caught:
        read_form(content)
    assert ENGLISH(caught.value.reason) == told


_COMMENTS = (
    b'<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><commentList>'
    b'<comment ref="%s" authorId="0"/></commentList></comments>'
)


@pytest.mark.parametrize(
    ("place", "merged"), [(b"XFD1048576", 1), (b"A1:XFD1048576", 16384 * 1048576)]
)
def test_a_comment_of_a_cell_far_off(tmp_path: Path, place: bytes, merged: int) -> None:
    """The library makes the cells that a comment is of."""
    path = tmp_path / "x.xlsx"
    content = io.BytesIO(_with_sheet((_END, _END)))
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/notes.xml", _COMMENTS % place)
    path.write_bytes(content.getvalue())
    told = _TOO_LARGE.format(1048576, 16384, merged).replace("sheet1", "notes")
    assert ENGLISH(refused(path).reason) == told


def _with_part(name: str, change: tuple[bytes, bytes]) -> bytes:
    """Return a workbook in one part of which a text became another."""
    content = io.BytesIO(_with_sheet((_END, _END)))
    changed = io.BytesIO()
    with (
        zipfile.ZipFile(content) as old,
        zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for one in old.namelist():
            part = old.read(one)
            assert one != name or change[0] in part
            new.writestr(one, part.replace(*change) if one == name else part)
        if name not in old.namelist():
            new.writestr(name, change[1])
    return changed.getvalue()


_MOST = 2_000
_STYLES, _BOOK, _PAGE = "xl/styles.xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"
_BESIDE_CELLS = {
    "styles": (_STYLES, b"</cellXfs>", b"<xf/>" * _MOST),
    "fonts": (_STYLES, b"</fonts>", b"<font/>" * _MOST),
    "texts": ("xl/strings.xml", b"", b"<sst>" + b"<si><t>a</t></si>" * _MOST + b"</sst>"),
    "runs": ("xl/strings.xml", b"", b"<sst><si>" + b"<r/>" * _MOST + b"</si></sst>"),
    "styles of texts": ("xl/strings.xml", b"", b"<sst>" + b"<xf/>" * _MOST + b"</sst>"),
    "names": (_BOOK, b"</sheets>", b"</sheets>" + b'<definedName name="n"/>' * _MOST),
    "columns": (_PAGE, b"<sheetData>", b'<col min="1" max="1"/>' * _MOST + b"<sheetData>"),
    "rules": (_PAGE, _END, _END + b'<conditionalFormatting sqref="A1"/>' * _MOST),
    "areas": (_PAGE, _END, _END + b'<dataValidation sqref="' + b"A1 " * _MOST + b'"/>'),
    "sheets": (_BOOK, b"</sheets>", b'<sheet name="x"/>' * 10),
    "values": (_PAGE, _END, b"<row><c>" + b"<v/>" * 2 * _MOST + b"</c></row>" + _END),
}


@pytest.mark.parametrize("case", _BESIDE_CELLS)
def test_what_a_workbook_repeats_beside_its_cells_is_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    """A few hundred kilobytes took minutes and gigabytes: an object each."""
    for bound in ("MOST_RECORDS", "MOST_TEXTS"):
        monkeypatch.setattr(sheet_size, bound, _MOST)
    name, old, many = _BESIDE_CELLS[case]
    content = _with_part(name, (old, many if old in many else many + old))
    path = tmp_path / "x.xlsx"
    path.write_bytes(content)
    unreadable = refused(path)
    part = Path(name).stem
    told = ENGLISH(unreadable.reason)
    assert told.startswith(
        "this workbook has more than any budget beside its cells, such as styles, texts, rules "
        "and names: at least "
    )
    assert told.endswith(f" in {part}")
    hint = "copy the cells of the sheets that count into a new workbook, save it, and name that"
    assert unreadable.hint is not None
    assert ENGLISH(unreadable.hint) == hint
    assert CHINESE(unreadable.hint) == (
        "请把需要的各工作表的单元格复制到新建的工作簿中，保存后改用该文件"
    )
    assert CHINESE(unreadable.reason).startswith(
        "该工作簿在单元格之外的内容（样式、文本、规则、名称等）多于任何一部预算"
    )
    with pytest.raises(NoFormError) as caught:
        read_form(content)
    assert caught.value.hint is not None
    assert (ENGLISH(caught.value.reason), ENGLISH(caught.value.hint)) == (told, hint)


def test_values_of_cells_count_with_their_cells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet_size, "MOST_TEXTS", _MOST)
    path = tmp_path / "x.xlsx"
    path.write_bytes(_with_sheet((_END, b"<row><c><f>1</f><v>1</v></c></row>" * _MOST + _END)))
    assert len(list(read(path).tables())) == 1


def test_a_sheet_that_is_named_again_and_again_counts_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    again = (
        b'<sheet xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
        b'name="x" sheetId="1" r:id="rId1"/>'
    )
    path = tmp_path / "x.xlsx"
    path.write_bytes(_with_part(_BOOK, (b"</sheets>", again * 5 + b"</sheets>")))
    monkeypatch.setattr(sheet_size, "MOST_CELLS", 80)
    unreadable = refused(path)
    assert ENGLISH(unreadable.reason) == (
        "the sheets of this workbook have more cells together than any budget: at least 90"
    )
    assert CHINESE(unreadable.reason) == (
        "该工作簿各工作表的单元格合计多于任何一部预算：至少有 90 个"
    )


@pytest.mark.parametrize("encoding", ["gbk", "utf-7", "utf-32", "utf-32-be"])
def test_a_part_in_characters_that_are_not_counted_is_not_read(
    tmp_path: Path, encoding: str
) -> None:
    """Another reader of XML knows them, and would read what nobody has counted."""
    styles = f'<?xml version="1.0" encoding="{encoding[:6]}"?><styleSheet/>'.encode(encoding)
    path = tmp_path / "x.xlsx"
    content = io.BytesIO(_with_sheet((_END, _END)))
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/other.xml", styles)
    path.write_bytes(content.getvalue())
    assert "broken or locked" in ENGLISH(refused(path).reason)


_TEXT = "<w:r><w:t>1.1万元，</w:t></w:r>"
_CELL = "<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>"


@pytest.mark.parametrize(
    "body",
    [
        f"<w:p>{_TEXT * 70_000}</w:p>",
        f"<w:tbl>{f'<w:tr>{_CELL * 500}</w:tr>' * 201}</w:tbl>",
        f"<w:p>{'<w:r/>' * 2_000_000}</w:p>",
    ],
    ids=["letters", "cells", "elements"],
)
def test_a_word_file_of_more_than_a_budget(tmp_path: Path, body: str) -> None:
    """A hundred kilobytes were read for minutes."""
    path = tmp_path / "x.docx"
    made = io.BytesIO()
    docx.Document().save(made)
    with (
        zipfile.ZipFile(made) as old,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                part = part.replace(b"<w:body>", f"<w:body>{body}".encode())
            new.writestr(name, part)
    assert ENGLISH(refused(path).reason) == "this document is too long for a budget"


def test_a_sheet_may_be_called_otherwise(tmp_path: Path) -> None:
    """Relations name the sheets, and not the ends of their names."""
    path = tmp_path / "x.xlsx"
    changed = io.BytesIO()
    content = _with_sheet((_END, b"<row/>" * 120_000 + _END))
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            part = old.read(name).replace(b"sheet1.xml", b"sheet1.dat")
            new.writestr(name.replace("sheet1.xml", "sheet1.dat"), part)
    path.write_bytes(changed.getvalue())
    assert ENGLISH(refused(path).reason) == _TOO_LARGE.format(120_003, 5, 0)


def test_a_sheet_with_empty_rows_behind_its_entries_is_read(tmp_path: Path) -> None:
    """LibreOffice leaves the last rows there are, and a whole row in a colour has 16,384 cells."""
    rows = b"".join(b'<row r="%d"><c r="A%d" s="0"/></row>' % (at, at) for at in range(10, 5_000))
    whole = b"<row>" + b"<c/>" * 16384 + b"</row>"
    path = tmp_path / "x.xlsx"
    path.write_bytes(_with_sheet((_END, rows + b'<row r="1048576"/>' + _END)))
    (table,) = read(path).tables()
    assert len(table.panels[0].rows) == len(ROWS)
    path.write_bytes(_with_sheet((_END, whole + _END)))
    assert len(list(read(path).tables())) == 1


def test_without_the_libraries_there_is_a_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.docx"
    _word(path)
    monkeypatch.setitem(__import__("sys").modules, "budgetc.published.docx", None)
    unreadable = refused(path)
    assert "more than is installed" in ENGLISH(unreadable.reason)
    assert unreadable.hint is not None
    assert "budgetc[office]" in ENGLISH(unreadable.hint)
