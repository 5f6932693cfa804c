"""Files of each kind, and what is none."""

from __future__ import annotations

import random
import time
from decimal import Decimal
from pathlib import Path

import pytest

from budgetc.diagnostics.messages import ENGLISH, Translator
from budgetc.published import read as read_module
from budgetc.published.html import table_grid
from budgetc.published.model import Omission, PublishedDocument

from .pages import read, read_text, refused

MARKDOWN = """# 某局2025年部门预算

## 第一部分 部门预算表

### 表 1 收支总表

编制部门：某局　单位：万元

| 收入 / 项目 | 收入 / 预算数 | 支出 / 编码 | 支出 / 名称 | 支出 / 预算数 |
| --- | ---: | --- | --- | ---: |
| 一、财政拨款 | 1,300.00 | 201 | 一般公共服务支出 | 1,200.00 |
| 　其中：一般财力 | 1,300.00 | 208 | 社会保障和就业支出 | 100.00 |
| **收入总计** | **1,300.00** | | **支出总计** | **1,300.00** |

## 第二部分 说明

2025年收支总预算1300.00万元，比上年增加30.00万元，增长2.36%。其中：基本支出1200万元，占92.31%。
"""


def _shape(document: PublishedDocument) -> list[tuple[str, str, str]]:
    """Return of each row its code, its label and its last cell."""
    return [
        (row.code, row.label, row.cells[-1].text)
        for table in document.tables()
        for panel in table.panels
        for row in panel.rows
    ]


ROWS = [
    ("", "一、财政拨款", "1,300.00"),
    ("", "其中：一般财力", "1,300.00"),
    ("", "收入总计", "1,300.00"),
    ("201", "一般公共服务支出", "1,200.00"),
    ("208", "社会保障和就业支出", "100.00"),
    ("", "支出总计", "1,300.00"),
]


def test_markdown(tmp_path: Path) -> None:
    document = read_text(tmp_path, MARKDOWN, "x.md")
    (table,) = document.tables()
    assert (table.number, table.title) == ("表1", "收支总表")
    assert table.section == "第一部分部门预算表"
    assert table.unit is not None
    assert table.unit.name == "万元"
    assert _shape(document) == ROWS
    assert [row.indent for row in table.panels[0].rows] == [0, 1, 0]
    assert [column.heads for column in table.panels[1].columns] == [
        ("支出", "编码"),
        ("支出", "名称"),
        ("支出", "预算数"),
    ]
    first, second = document.sentences()
    assert [(n.text, n.unit.name if n.unit else "") for n in first.numbers] == [
        ("1300.00", "万元"),
        ("30.00", "万元"),
        ("2.36", "%"),
    ]
    assert first.place.line == 17
    assert [n.value for n in second.numbers] == [Decimal(1200), Decimal("92.31")]
    (paragraph,) = document.paragraphs()
    assert paragraph.section == ("某局2025年部门预算", "第二部分说明")


HTML = """<!DOCTYPE html><html><head><title>9.99万元</title><style>p{}</style></head><body>
<h1>某局2025年部门预算</h1><h2>收支总表</h2><p>单位：万元</p>
<table><thead><tr><th colspan="2">收入</th><th colspan="3">支出</th></tr>
<tr><th>项目</th><th>预算数</th><th>编码</th><th>名称</th><th>预算数</th></tr></thead>
<tr><td>一、财政拨款</td><td>1,300.00</td><td>201</td><td>一般公共<br>服务支出</td><td>1,200.00</td></tr>
<tr><td>&nbsp;&nbsp;其中：一般财力</td><td>1,300.00</td><td>208</td><td>社会保障和就业支出</td>
<td>100.00</td></tr>
<tr><td>收入总计</td><td>1,300.00</td><td></td><td>支出总计</td><td>1,300.00</td></tr></table>
<p>收支总预算1300.00万元。<span style="display: none">8.88万元</span></p>
<script>var x = "7.77万元";</script><p hidden>6.66万元</p></body></html>"""


def test_html(tmp_path: Path) -> None:
    document = read_text(tmp_path, HTML, "x.html")
    assert _shape(document) == ROWS
    (table,) = document.tables()
    assert table.title == "收支总表"
    assert table.panels[0].columns[1].unit is not None
    assert [sentence.text for sentence in document.sentences()] == ["收支总预算1300.00万元。"]


TEXT = """                         收支总表
                                                   单位：万元
     项目                预算数        编码    名称                  预算数
一、财政拨款           1,300.00       201   一般公共服务支出      1,200.00
其中：一般财力         1,300.00       208   社会保障和就业支出      100.00
收入总计               1,300.00             支出总计              1,300.00

    2025年收支总预算1300.00万元，比上年增加30.00万元，增长2.36%，主要原因是人员增加和项
目增加，其中基本支出及其他各项支出合计为人民币一千二百万元整即以数字表示为总额1,20
0.00万元。
"""


def test_what_a_page_tells_beside_its_text_is_none_of_it(tmp_path: Path) -> None:
    document = read_text(
        tmp_path,
        "<!DOCTYPE html><html><body><button>查看 <span>4</span></button>"
        "<p>预算12.71万元<a class='mark warning' href='#n1' title='x'>XTB010</a>，"
        "支出1.00万元<sup role='doc-noteref'>2</sup>。<a class='f marks' href='#p1'>见表</a>。</p>"
        "<h2>表</h2><table><tr><th>名称</th><th>合计</th></tr><tr><td>工资</td>"
        "<td><a class='f' href='#p2'>12.71</a><a class='mark' href='#n1'>XTB010</a></td></tr>"
        "</table><section class='found'><h2>校验发现</h2><p>相差3.00万元。</p></section>"
        "</body></html>",
        "x.html",
    )
    assert [one.text for one in document.sentences()] == ["预算12.71万元，支出1.00万元。", "见表。"]
    (table,) = document.tables()
    assert table.panels[0].rows[0].cells[1].text == "12.71"


def test_text_in_columns(tmp_path: Path) -> None:
    document = read_text(tmp_path, TEXT)
    assert _shape(document) == ROWS
    (table,) = document.tables()
    assert (table.title, table.unit.name if table.unit else "") == ("收支总表", "万元")
    assert table.confidence < 1
    (sentence,) = document.sentences()
    assert [n.text for n in sentence.numbers] == ["1300.00", "30.00", "2.36", "1,200.00"]


def test_a_column_that_is_blank_has_its_head_all_the_same(tmp_path: Path) -> None:
    document = read_text(
        tmp_path,
        "单位：万元\n"
        "项目          合计     一般预算     基金预算     资本预算\n"
        "教育支出     12.00        12.00\n"
        "住房支出     80.00                     80.00\n",
    )
    (table,) = document.tables()
    (panel,) = table.panels
    heads = [column.head for column in panel.columns]
    assert heads == ["项目", "合计", "一般预算", "基金预算", "资本预算"]
    assert [cell.text for cell in panel.rows[1].cells] == ["住房支出", "80.00", "", "80.00", ""]


def test_a_table_of_one_row_of_figures_under_heads_of_their_own(tmp_path: Path) -> None:
    document = read_text(
        tmp_path,
        "单位：万元\n"
        "   预算数     预算数      预算数\n"
        "     合计     出国费     接待费\n"
        "     1.87       0.00       1.87\n",
    )
    (table,) = document.tables()
    (panel,) = table.panels
    assert [column.heads[-1] for column in panel.columns] == ["合计", "出国费", "接待费"]
    assert [cell.text for cell in panel.rows[0].cells] == ["1.87", "0.00", "1.87"]


def test_rows_of_a_second_panel_may_stand_alone(tmp_path: Path) -> None:
    document = read_text(
        tmp_path,
        "单位：万元\n"
        "项目         预算数     项目             预算数\n"
        "本年收入      10.00     一、教育支出       4.00\n"
        "上年结转       2.00     二、文化支出       8.00\n"
        "                        三、卫生支出\n"
        "收入总计      12.00     支出总计          12.00\n",
    )
    (table,) = document.tables()
    assert [[row.label for row in panel.rows] for panel in table.panels] == [
        ["本年收入", "上年结转", "收入总计"],
        ["一、教育支出", "二、文化支出", "三、卫生支出", "支出总计"],
    ]


def test_pages_of_a_text(tmp_path: Path) -> None:
    document = read_text(
        tmp_path, "一、概况\n    甲单位共有3人。\n1\f二、说明\n    支出5万元。\n2\f"
    )
    assert [(s.text, s.place.page, s.place.line) for s in document.sentences()] == [
        ("甲单位共有3人。", 1, 2),
        ("支出5万元。", 2, 4),
    ]
    assert [o.text for o in document.left_out if o.kind is Omission.RUNNING] == ["1", "2"]


def test_lines_are_counted_with_the_blank_ones_between_them(tmp_path: Path) -> None:
    line = "支出预算三百一十四万元以上其中基本支出二百七十七万元以上项目支出三十七万元，"
    text = f"{line}\n\n{line}\n\n比上年增加115.66万元。\n\n\n\n{line}\n\n增加2.00万元。\n"
    first, second = read_text(tmp_path, text).paragraphs()
    assert (first.sentences[0].place.line, second.sentences[0].place.line) == (1, 9)
    assert first.sentences[0].text == f"{line}{line}比上年增加115.66万元。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes("Total budget: 预算1.50万元。".encode(encoding))
    (sentence,) = read(path).sentences()
    assert sentence.numbers[0].money == 1_500_000


def test_a_list_of_contents_is_no_text(tmp_path: Path) -> None:
    titles = "目 录\n一、收支总表\n二、收入总表\n5．2025年支出总表\n"
    body = "一、收支总表\n甲。\n二、收入总表\n乙。\n5．2025年支出总表\n丙。\n"
    document = read_text(tmp_path, titles + body)
    assert [s.text for s in document.sentences()] == ["甲。", "乙。", "丙。"]
    assert [o.kind for o in document.left_out] == [Omission.CONTENTS] * 4


def test_leaders_are_of_a_list_of_contents(tmp_path: Path) -> None:
    document = read_text(
        tmp_path, "一、收支总表……………………12\n二、名词解释 . . . . . . . . 15\n甲。\n"
    )
    assert [s.text for s in document.sentences()] == ["甲。"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n \n", "empty"),
        (b"\xd0\xcf\x11\xe0abc", "old Word"),
        (b"a\0b\0\0\0", "no document that can be read"),
        (b"\xff\xff\xff\xff\xff", "no document that can be read"),
        ("一".encode() * 400_001, "too long"),
    ],
)
def test_what_is_no_document(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(content)
    assert reason in ENGLISH(refused(path).reason)


@pytest.mark.parametrize("suffix", ["pdf", "PDF", "docx", "xlsx"])
def test_a_text_under_the_name_of_another_kind_is_no_document(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"x.{suffix}"
    path.write_bytes("垃圾 junk".encode())
    why, kind = refused(path), suffix.lower()
    assert ENGLISH(why.reason) == f"this is no .{kind} file, whatever it is called"
    assert Translator("zh")(why.reason) == f"文件名是 .{kind}，内容却不是"
    assert why.hint is not None
    assert Translator("zh")(why.hint) == "请重新取得该文件，或按文件名的格式另存"


def test_what_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "no file" in ENGLISH(refused(tmp_path).reason)
    monkeypatch.setattr(read_module, "MAX_FILE", 3)
    path = tmp_path / "x.txt"
    path.write_bytes(b"abcd")
    assert "too large" in ENGLISH(refused(path).reason)


_SIZE = 60_000
_NOISE = random.Random(1)  # noqa: S311
HOSTILE = {
    "one number": "1" * _SIZE,
    "groups": "1,111," * (_SIZE // 6),
    "numbers": "1 2 3.5% " * (_SIZE // 9),
    "dots": "." * _SIZE + "x",
    "one word": "支出" * (_SIZE // 2),
    "one sentence": "支出 1 万元。" * (_SIZE // 9),
    "minus": "-1" * (_SIZE // 2),
    "empty lines": "\n" * _SIZE + "x",
    "columns": "a  1  2\n" * (_SIZE // 8),
    "pipes": "| 1 | 2 |\n|---|---|\n" * (_SIZE // 20),
    "one row": "|" * _SIZE + "\n|---|\n",
    "tables": "<table><tr><td rowspan=9999 colspan=9999>1" * (_SIZE // 42),
    "cells": "<table><tr>" + "<td>1" * 20_000,
    "open tags": "<div>" * (_SIZE // 5) + "1",
    "brackets": "(" * _SIZE + "万元",
    "noise": "".join(_NOISE.choices("支出预算收入万元0123456789.,。、； \n", k=_SIZE)),
}


def test_of_a_row_that_no_budget_has_only_the_first_columns_are_read() -> None:
    cells = "".join(f"<td>{at}" for at in range(300))
    grid = table_grid(f"<table><tr><td rowspan=2>a{cells}<tr>{cells}</table>", 1)
    assert grid is not None
    assert (grid.height, grid.width) == (2, 200)
    for row in (0, 1):
        own = [one for one in grid.cells if one.row == row and one.text != "a"]
        assert [(one.column, one.text) for one in own] == [(at + 1, str(at)) for at in range(199)]


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("suffix", ["txt", "md", "html"])
def test_a_hostile_text_is_read_in_time(tmp_path: Path, name: str, suffix: str) -> None:
    path = tmp_path / f"x.{suffix}"
    path.write_text(HOSTILE[name], encoding="utf-8")
    start = time.monotonic()
    read(path)
    assert time.monotonic() - start < 20


def test_what_is_said_again_is_no_list_of_contents(tmp_path: Path) -> None:
    """Projects and items are told in the same words again and again, amounts too."""
    item = (
        "### （{n}）项目名称：{name}\n\n预算安排规模：5万元\n\n项目承担单位：某局\n\n"
        "资金分配情况：{name}5万元。\n\n"
    )
    text = "".join(item.format(n=n, name=name) for n, name in zip("一二三", "甲乙丙", strict=True))
    document = read_text(tmp_path, f"收支总预算15.00万元。\n\n{text}", "x.md")
    assert document.left_out == ()
    assert sum(len(sentence.numbers) for sentence in document.sentences()) == 7
    rows = "201  行政运行  203.53\n208  养老支出  38.67\n221  住房支出  17.37\n\n"
    assert read_text(tmp_path, f"表一\n\n{rows}表二\n\n{rows}", "x.txt").left_out == ()
