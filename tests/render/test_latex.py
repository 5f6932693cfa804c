"""LaTeX: escaping, the merging of heads and cells, and the order of the blocks."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetc.diagnostics.characters import FORBIDDEN
from budgetc.document.model import (
    Align,
    Block,
    Column,
    Document,
    Figure,
    FormCell,
    Formula,
    Heading,
    Panel,
    Paragraph,
    Role,
    Row,
    RowKind,
    Table,
)
from budgetc.files.data import Resources
from budgetc.files.memory import Memory
from budgetc.render.grid import HeadCell, grid_rows, head_cells, head_depth, merged_cells
from budgetc.render.latex import render_latex
from budgetc.render.latex_escape import escape, escape_line
from budgetc.render.latex_tables import table_latex
from budgetc.render.words import FRAME
from tests.support import ROOT

UNESCAPED = {
    r"\textbackslash{}": "\\",
    r"\{": "{",
    r"\}": "}",
    r"\$": "$",
    r"\&": "&",
    r"\#": "#",
    r"\textasciicircum{}": "^",
    r"\_": "_",
    r"\textasciitilde{}": "~",
    r"\%": "%",
    r"\textless{}": "<",
    r"\textgreater{}": ">",
    r"\textbar{}": "|",
    r"\textquotedbl{}": '"',
    r"\textquotesingle{}": "'",
    r"\textasciigrave{}": "`",
    "{[}": "[",
    "{]}": "]",
    "-{}": "-",
    r"\softbreak{}": "",
}
TOKEN = re.compile("|".join(map(re.escape, sorted(UNESCAPED, key=len, reverse=True))))


def read_back(tex: str) -> str:
    """Read escaped text as TeX would, and fail on anything that is not plain text."""
    plain = TOKEN.sub("", tex)
    assert not set(plain) & set("\\{}$&#^_~%<>|\"'`[]"), tex
    return TOKEN.sub(lambda match: UNESCAPED[match[0]], tex)


def as_printed(text: str) -> str:
    """Say what escape promises: one space for any white space, and nothing that is refused."""
    return FORBIDDEN.sub("", re.sub(r"[^\S\u3000]+", " ", text))


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        ("预算 314.66 万元", "预算 314.66 万元"),
        (r"\input{x}", r"\textbackslash{}input\{x\}"),
        ("100%", r"100\%"),
        ("^^5c", r"\textasciicircum{}\textasciicircum{}5c"),
        ("[3pt]", "{[}3pt{]}"),
        ("---", "-{}-{}-"),
        ("?`", r"?\textasciigrave{}"),
        ("一\n二\t\r三", "一 二 三"),
        ("全\u3000角", "全\u3000角"),
        ("左\u202e右\x00\ufeff", "左右"),
    ],
)
def test_escape(text: str, tex: str) -> None:
    assert escape(text) == tex


@given(st.text())
def test_escaped_text_reads_back_as_typed(text: str) -> None:
    assert read_back(escape(text)) == as_printed(text)


@given(st.text(alphabet="\\{}$&#^_~%<>|\"'`[]-ab 预算\n", max_size=60))
def test_escaped_specials_read_back_as_typed(text: str) -> None:
    assert read_back(escape(text, run=3)) == as_printed(text)


def test_only_long_words_may_break() -> None:
    assert r"\softbreak" not in escape("abcdefghijkl")
    assert escape("abcd", run=3) == r"\softbreak{}".join("abcd")
    assert escape("预abcd算", run=3) == "预" + r"\softbreak{}".join("abcd") + "算"
    assert r"\softbreak" not in escape("1" * 40, run=None)
    assert r"\softbreak" not in escape("甲、乙，丙" * 20)


def test_long_words_break_in_the_best_places() -> None:
    assert escape("东/西/南/北", run=3).split(r"\softbreak{}") == ["东/", "西/", "南/", "北"]
    assert escape("(甲)(乙)", run=3).split(r"\softbreak{}") == ["(甲)", "(乙)"]
    assert escape("“甲”“乙”", run=3).split(r"\softbreak{}") == ["“甲”", "“乙”"]
    assert escape("（123）", run=3).split(r"\softbreak{}") == ["（1", "2", "3）"]
    assert escape("））））", run=3).split(r"\softbreak{}") == list("））））")


def test_a_line_prints_its_figures() -> None:
    figure = Figure("f", "37 万元", "37", Formula.SUM)
    assert escape_line((" 共 ", figure, "。")) == "共 37 万元。"


def columns(*headers: tuple[str, ...]) -> tuple[Column, ...]:
    return tuple(Column(str(i), header, Role.AMOUNT, 1) for i, header in enumerate(headers))


def panel(*headers: tuple[str, ...]) -> Panel:
    return Panel(columns(*headers), ())


def test_heads_that_begin_alike_share_a_cell() -> None:
    cells = head_cells([panel(("科目", "类"), ("科目", "款"), ("合计",))])
    assert cells == (
        HeadCell("科目", 0, 1, 0, 2),
        HeadCell("合计", 0, 2, 2, 1),
        HeadCell("类", 1, 1, 0, 1),
        HeadCell("款", 1, 1, 1, 1),
    )


def test_heads_alike_under_different_heads_stay_apart() -> None:
    cells = head_cells([panel(("甲", "合计"), ("乙", "合计"))])
    assert [(cell.text, cell.columns) for cell in cells] == [
        ("甲", 1), ("乙", 1), ("合计", 1), ("合计", 1),
    ]  # fmt: skip


def test_heads_of_two_panels_are_never_shared() -> None:
    panels = [panel(("项目",)), panel(("项目",), ("支出", "合计", "本年"))]
    assert head_depth(panels) == 3
    assert head_cells(panels)[:3] == (
        HeadCell("项目", 0, 3, 0, 1),
        HeadCell("项目", 0, 3, 1, 1),
        HeadCell("支出", 0, 1, 2, 1),
    )


def test_a_head_that_ends_is_not_merged_with_one_that_goes_on() -> None:
    cells = head_cells([panel(("科目",), ("科目", "类"))])
    assert cells[:2] == (HeadCell("科目", 0, 2, 0, 1), HeadCell("科目", 0, 1, 1, 1))


HEADERS = st.lists(
    st.lists(st.sampled_from(["甲", "乙", "丙"]), max_size=3).map(tuple), min_size=1, max_size=8
)


@given(st.lists(HEADERS, min_size=1, max_size=2))
def test_heads_cover_the_grid_once(sides: list[list[tuple[str, ...]]]) -> None:
    panels = [panel(*headers) for headers in sides]
    covered = [
        (row, column)
        for cell in head_cells(panels)
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns)
    ]
    width = sum(len(headers) for headers in sides)
    grid = [(row, column) for row in range(head_depth(panels)) for column in range(width)]
    assert sorted(covered) == grid


def row(*cells: str, kind: RowKind = RowKind.LEAF, indent: int = 0) -> Row:
    return Row("r", kind, None, cells[0], indent, tuple((cell,) if cell else () for cell in cells))


def merged_panel(*rows: Row) -> Panel:
    return Panel(
        (
            Column("1", ("一级",), Role.TEXT, 1, merged=True),
            Column("2", ("二级",), Role.TEXT, 1, merged=True),
            Column("3", ("三级",), Role.TEXT, 2),
        ),
        rows,
    )


def test_equal_cells_of_merged_columns_are_one_run() -> None:
    side = merged_panel(
        row("产出", "数量", "a"),
        row("产出", "数量", "b"),
        row("效益", "数量", "c"),
        row("", "", "d"),
        row("", "", "e"),
    )
    runs = merged_cells(side.columns, grid_rows([side]))
    assert [(run.column, run.first, run.rows) for run in runs] == [
        (0, 0, 2), (0, 2, 1), (0, 3, 1), (0, 4, 1),
        (1, 0, 2), (1, 2, 1), (1, 3, 1), (1, 4, 1),
    ]  # fmt: skip


def table(*panels: Panel, **changes: object) -> Table:
    values = {
        "id": "t", "number": "表 1", "title": "总表", "unit": "万元", "wide": False,
        "above": ("", ""), "form": (), "panels": panels, "notes": (),
    }  # fmt: skip
    return Table(**{**values, **changes})  # type: ignore[arg-type]


def test_totals_of_two_panels_stand_in_the_last_line() -> None:
    left = Panel(columns(("收入",)), (row("1"), row("3", kind=RowKind.TOTAL)))
    right = Panel(columns(("支出",)), (row("1"), row("2"), row("3", kind=RowKind.TOTAL)))
    tex = table_latex(table(left, right), "subsection")
    assert r"\bfseries \amount{3} & \bfseries \amount{3}" in tex
    assert " & \\amount{2}\n\\\\*\\gridkeep" in tex


def test_the_label_of_a_total_stands_over_the_whole_stub() -> None:
    side = Panel(
        (
            Column("c", ("编码",), Role.CODE, 1),
            Column("n", ("名称",), Role.LABEL, 2),
            Column("a", ("金额",), Role.AMOUNT, 1),
        ),
        (row("201", "行政运行", "5", indent=1), row("", "合计", "5", kind=RowKind.TOTAL)),
    )
    tex = table_latex(table(side), "subsection")
    assert r"\amount{201} & \gridindent{1}行政运行 & \amount{5}" in tex
    assert r"\multicolumn{2}{|C{0.75000}|}{\bfseries 合计} & \bfseries \amount{5}" in tex


def test_a_small_merged_cell_stays_on_one_page_and_a_large_one_may_break() -> None:
    small = table_latex(table(merged_panel(*[row("甲", "乙", "a")] * 3)), "subsection")
    assert r"\gridcline{3-3}" in small
    assert r"\gridbreak" not in small
    large = table_latex(table(merged_panel(*[row("甲", "乙", "a")] * 9)), "subsection")
    assert large.count(r"\gridbreak") == 8


def test_the_cells_of_a_form_fill_the_width_of_the_grid() -> None:
    form = ((FormCell(("项目",), 3, head=True), FormCell(("a & b",), 9, head=False)),)
    tex = table_latex(table(form=form), "subsection")
    assert r"\formrow{|C{0.25000}|C{0.75000}|}{\headfont 项目 & a \& b}" in tex
    assert r"\gridbegin" not in tex


def body(*blocks: Block) -> str:
    document = Document("某局", 2024, "x", "万元", "某局 2024 年预算", "2024-02-08", blocks)
    tex = render_latex(document, Resources.of_workspace(None))
    return tex.partition(r"\pagenumbering{arabic}")[2]


def test_sentences_run_on_and_paragraphs_do_not() -> None:
    tex = body(Paragraph((("一。",), ("二。",))), Paragraph((("三。",),)))
    assert "一。二。\n\n三。" in tex


@pytest.mark.parametrize(
    ("language", "prose", "cell"),
    [
        ("en", "Schülerbeförderung", "Veränderung"),
        ("de", "Schülerbeförderung", r"\wordbreak{}".join("Veränderung")),
        ("zh", r"\softbreak{}".join("Schülerbeförderung"), r"\softbreak{}".join("Veränderung")),
    ],
)
def test_words_are_left_to_the_hyphens_of_their_language(
    language: str, prose: str, cell: str
) -> None:
    blocks = (Paragraph((("Schülerbeförderung",),)), table(panel(("Veränderung",))))
    document = Document("Amt", 2024, "x", "€", "Plan", None, blocks, language=language)
    words = json.dumps(json.loads((ROOT / FRAME).read_text(encoding="utf-8"))["en"]).encode()
    roots = Resources.of_workspace(None).roots
    resources = Resources((Memory({FRAME.replace(".json", ".de.json"): words}), *roots))
    tex = render_latex(document, resources)
    body = tex.partition(r"\pagenumbering{arabic}")[2]
    assert f"\n{prose}\n" in body
    assert rf"\headfont {cell}}}" in body


def test_paragraphs_at_the_right_are_one_signature() -> None:
    tex = body(Paragraph((("某局",),), Align.RIGHT), Paragraph((("今日",),), Align.RIGHT))
    assert "\\begin{signature}\n某局\n\n今日\n\\end{signature}" in tex


def test_headings_go_onto_the_page_of_the_table_they_head() -> None:
    side = panel(("金额",))
    tex = body(Heading(1, ("第二部分",)), table(side, wide=True), table(side), Heading(3, ("末",)))
    wide, _, rest = tex.partition(r"\end{widepages}")
    assert wide.index(r"\begin{widepages}") < wide.index(r"\section{第二部分}")
    assert r"\begin{budgettable}{subsection}{表 1}{总表}" in wide
    assert rest.index(r"\clearpage") < rest.index(r"\begin{budgettable}")
    assert rest.index(r"\end{budgettable}") < rest.index(r"\subsubsection*{末}")


def test_the_title_page_says_when() -> None:
    document = Document("某局", 2024, "x", "万元", "题", "2024-02-08", ())
    assert "2024 年 2 月 8 日" in render_latex(document, Resources.of_workspace(None))


def test_tables_follow_the_text_where_the_layout_says_so() -> None:
    side = panel(("金额",))
    blocks = (Heading(1, ("一",)), table(side), table(side, wide=True))
    own = Document("某局", 2024, "x", "万元", "题", None, blocks)
    tex = render_latex(replace(own, table_pages="running"), Resources.of_workspace(None))
    assert r"\newcommand\tableroom" in tex
    body = tex.partition(r"\pagenumbering{arabic}")[2]
    assert re.search(r"\\tableroom\{\d+\}\n\\section\{一\}", body)
    assert body.count(r"\tableroom{") == body.count(r"\begin{widepages}") == 1
    assert r"\tableroom" not in render_latex(own, Resources.of_workspace(None))


def test_the_paper_is_that_of_the_layout() -> None:
    own = Document("某局", 2024, "x", "万元", "题", None, ())
    tex = render_latex(replace(own, paper="letter"), Resources.of_workspace(None))
    assert r"\documentclass[letterpaper," in tex
    assert r"\documentclass[a4paper," in render_latex(own, Resources.of_workspace(None))
