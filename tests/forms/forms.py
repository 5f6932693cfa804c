"""The forms: what offices print otherwise than our documents do, and nothing is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from budgetc.document.model import (
    Column,
    Document,
    Figure,
    Formula,
    Heading,
    Line,
    Panel,
    Role,
    Row,
    RowKind,
    Table,
    line_text,
)

from .changing import Place, prose, with_figures, with_lines, with_rows, with_tables, with_words
from .layouts import (
    each_panel,
    heads_as,
    titles_as,
    with_counted_rows,
    with_names_cut_off,
    with_shifted_left_panel,
    with_the_first_amount_last,
    with_totals_first,
    without_subtotals,
)

Form = Callable[[Document], Document]

_FEN = {"元": 100, "千元": 100_000, "万元": 1_000_000, "亿元": 10_000_000_000}


def _is_money(figure: Figure, place: Place) -> bool:
    unit = figure.unit or (place.unit if place is not None else "")
    return unit in _FEN and isinstance(figure.value, int)


def _printed(fen: int, unit: str, decimals: int) -> str:
    step = Decimal(1).scaleb(-decimals)
    value = (Decimal(fen) / _FEN[unit]).quantize(step, ROUND_HALF_UP)
    return f"{value}"


def prose_in(unit: str, decimals: int) -> Form:
    """Return the form whose sentences have their amounts in another unit.

    An amount of which nothing would be left keeps its own.
    """

    def change(figure: Figure, place: Place) -> Figure:
        if (
            place is not None
            or not _is_money(figure, place)
            or not figure.text.endswith(figure.unit)
        ):
            return figure
        text = _printed(abs(int(figure.value)), unit, decimals)
        if figure.value and not Decimal(text):
            return figure
        return replace(figure, text=f"{text}{unit}")

    return lambda document: with_figures(document, change)


def tables_in(unit: str, said: str, decimals: int = 2) -> Form:
    """Return the form whose tables have their amounts in another unit; forms and notes keep theirs.

    Args:
        unit: of the amounts.
        said: what is said of it over each table; empty for nothing.
        decimals: of the amounts.
    """

    def cell(content: Line, table: Table) -> Line:
        return tuple(
            replace(part, text=f"{Decimal(_printed(int(part.value), unit, decimals)):,}")
            if isinstance(part, Figure)
            and part.text
            and _is_money(part, table)
            and _has_digits(part.text)
            else part
            for part in content
        )

    def change(table: Table) -> Table:
        if table.form or not any(c.role is Role.AMOUNT for p in table.panels for c in p.columns):
            return table
        above = (table.above[0], said) if table.unit else table.above
        return replace(
            table,
            above=above,
            panels=tuple(
                with_rows(
                    p, (replace(r, cells=tuple(cell(c, table) for c in r.cells)) for r in p.rows)
                )
                for p in table.panels
            ),
        )

    return lambda document: with_tables(document, change)


def some_tables_in_yuan(document: Document) -> Document:
    """Return the form whose second and third table are in 元, and the others not."""
    changed = list(tables_in("元", "单位：元")(document).tables())
    tables = list(document.tables())
    places = {id(tables[at]): changed[at] for at in (1, 2) if at < len(tables)}
    return with_tables(document, lambda table: places.get(id(table), table))


def _has_digits(text: str) -> bool:
    return any(character.isdigit() for character in text)


def whole_amounts(document: Document) -> Document:
    """Return the form whose sentences round all amounts to whole 万元, 0.36 to 0."""

    def change(figure: Figure, place: Place) -> Figure:
        if place is None and _is_money(figure, place) and figure.text.endswith("万元"):
            text = _printed(abs(int(figure.value)), "万元", 0)
            return replace(figure, text=f"{text}万元")
        return figure

    return with_figures(document, change)


def without_numbers(document: Document) -> Document:
    """Return the form whose tables have titles alone."""
    return with_tables(document, lambda table: replace(table, number=""))


def with_contents(document: Document) -> Document:
    """Return the form that begins with a list of its tables, which have no numbers then."""
    bare = without_numbers(document)
    titles = [table.title for table in bare.tables() if table.unit]
    return replace(bare, blocks=(*map(prose, titles), *bare.blocks))


def with_numbered_contents(document: Document) -> Document:
    """Return the form that begins with a list of its parts, counted by full-width marks."""
    names = [
        line_text(b.content) for b in document.blocks if isinstance(b, Heading) and b.level < 3
    ]
    tables = [table.title for table in document.tables() if table.unit]
    listed = [f"{n}．{name}" for n, name in enumerate((*names, *tables), 1)]
    return replace(document, blocks=(Heading(2, ("目录",)), *map(prose, listed), *document.blocks))


def with_dotted_contents(document: Document) -> Document:
    """Return the form whose contents lead to pages by dots."""
    names = [
        line_text(b.content) for b in document.blocks if isinstance(b, Heading) and b.level < 3
    ]
    listed = [f"{name}……………………{n + 2}" for n, name in enumerate(names)]
    return replace(
        document, blocks=(Heading(2, ("目　录",)), *map(prose, listed), *document.blocks)
    )


def with_joined_codes(document: Document) -> Document:
    """Return the form whose codes stand in one column."""

    def panel(one: Panel) -> Panel:
        codes = [at for at, column in enumerate(one.columns) if column.role is Role.CODE]
        if len(codes) < 2:
            return one
        first = codes[0]
        joined = replace(one.columns[first], id="code", header=("科目编码",))

        def row(each: Row) -> Row:
            code = "".join(line_text(each.cells[at]) for at in codes)
            cells = [cell for at, cell in enumerate(each.cells) if at not in codes]
            cells.insert(first, (code,) if code else ())
            return replace(each, cells=tuple(cells))

        columns: list[Column] = [c for at, c in enumerate(one.columns) if at not in codes]
        columns.insert(first, joined)
        return replace(one, columns=tuple(columns), rows=tuple(map(row, one.rows)))

    return with_tables(
        document, lambda table: replace(table, panels=tuple(map(panel, table.panels)))
    )


def nothing_as(text: str) -> Form:
    """Return the form whose amount cells print nothing as a text."""

    def panel(one: Panel) -> Panel:
        def row(each: Row) -> Row:
            return replace(
                each,
                cells=tuple(
                    (text,) if column.role is Role.AMOUNT and _is_nothing(cell) else cell
                    for column, cell in zip(one.columns, each.cells, strict=True)
                ),
            )

        return with_rows(one, map(row, one.rows))

    return lambda document: with_tables(
        document, lambda table: replace(table, panels=tuple(map(panel, table.panels)))
    )


def _is_nothing(cell: Line) -> bool:
    return line_text(cell).strip("0.,-—") == ""


def without_table(position: int) -> Form:
    """Return the form without one of its tables, by its position from 1."""

    def change(document: Document) -> Document:
        (gone,) = list(document.tables())[position - 1 : position]
        return with_tables(document, lambda table: None if table is gone else table)

    return change


def with_words_for(*pairs: tuple[str, str]) -> Form:
    """Return the form that says some words otherwise."""

    def change(text: str) -> str:
        for ours, theirs in pairs:
            text = text.replace(ours, theirs)
        return text

    return lambda document: with_words(document, change)


def with_shifted_panel(document: Document) -> Document:
    """Return the form whose first table of two panels has a row of nothing more on the right."""
    tables = [table for table in document.tables() if len(table.panels) == 2]

    def change(table: Table) -> Table:
        if not tables or table is not tables[0]:
            return table
        left, right = table.panels
        label = next(at for at, c in enumerate(right.columns) if c.role is Role.LABEL)
        cells = tuple(
            ("一、其他事务支出",) if at == label else () for at in range(len(right.columns))
        )
        empty = Row("more", RowKind.LEAF, None, "一、其他事务支出", 0, cells)
        return replace(table, panels=(left, with_rows(right, (empty, *right.rows))))

    return with_tables(document, change)


def tables_last(document: Document) -> Document:
    """Return the form that tells before it shows its tables."""
    tables = tuple(document.tables())
    rest = tuple(block for block in document.blocks if not isinstance(block, Table))
    return replace(document, blocks=(*rest, *tables))


def nothing_changed_in_numbers(document: Document) -> Document:
    """Return the form that says of what did not change by how much it did not."""

    def change(line: Line, place: Place) -> Line:
        if place is not None:
            return line
        return tuple(
            part
            if isinstance(part, Figure)
            else part.replace("持平", "相比增加0.00万元，增长0.00%")
            for part in line
        )

    return with_lines(document, change)


def with_signs(document: Document) -> Document:
    """Return the form that prints growth in cells of tables with a mark of percent."""

    def change(figure: Figure, place: Place) -> Figure:
        if place is None or figure.formula is not Formula.RATE or figure.text.endswith("%"):
            return figure
        return replace(figure, text=f"{figure.text}%") if _has_digits(figure.text) else figure

    return with_figures(document, change)


FORMS: Mapping[str, Form] = {
    "as compiled": lambda document: document,
    "no numbers of tables": without_numbers,
    "a contents list, no numbers": with_contents,
    "contents counted by 1．": with_numbered_contents,
    "contents with dots": with_dotted_contents,
    "codes in one column": with_joined_codes,
    "0.00 for nothing": nothing_as("0.00"),
    "0 for nothing": nothing_as("0"),
    "a dash for nothing": nothing_as("-"),
    "a long dash for nothing": nothing_as("—"),
    "blank for nothing": nothing_as(""),
    "sentences in 亿元": prose_in("亿元", 4),
    "sentences in 元": prose_in("元", 2),
    "whole 万元 in sentences": whole_amounts,
    "tables in 元": tables_in("元", "单位：元"),
    "tables in 人民币元": tables_in("元", "单位：人民币元"),
    "tables in （元）": tables_in("元", "单位（元）"),
    "tables in 千元": tables_in("千元", "单位：千元"),
    "tables in 元, unsaid": tables_in("元", ""),
    "tables in 万元": tables_in("万元", "金额单位：万元"),
    "an empty row in one panel": with_shifted_panel,
    "tables after the text": tables_last,
    "占比": with_words_for(("，占", "，占比"), ("占本年", "占比本年")),
    "较上年": with_words_for(
        ("比上年预算", "较上年预算数"), ("比2024年", "较2024年"), ("主要原因是", "主要是因为")
    ),
    "预算安排": with_words_for(
        ("预算数为", "预算安排"), ("当年拨款", "当年财政拨款"), ("其中：", "其中,")
    ),
    "执行数": with_words_for(("支出决算为", "当年预算执行数为"), ("年初预算为", "全年预算数为")),
    "no change in numbers": nothing_changed_in_numbers,
    "percent in cells": with_signs,
    "two tables in 元, the others not": some_tables_in_yuan,
    "other heads": heads_as(
        ("预算数", "预算金额"),
        ("决算数", "决算金额"),
        ("合计", "总额"),
        ("基本支出", "基本支出小计"),
        ("项目支出", "项目支出小计"),
        ("科目名称", "项目名称"),
    ),
    "other titles": titles_as(
        ("总体情况表", "汇总表"), ("总表", "汇总表"), ("支出表", "支出明细表"), ("情况表", "表")
    ),
    "the first amount last": each_panel(with_the_first_amount_last),
    "names cut off": each_panel(with_names_cut_off),
    "no subtotals": each_panel(without_subtotals),
    "totals first": each_panel(with_totals_first),
    "rows counted in a column": each_panel(with_counted_rows),
    "a blank row on the left": with_shifted_left_panel,
}
"""Every form by its name."""

LACKING: Mapping[str, Form] = {
    "no 表 3": without_table(3),
    "no 表 4": without_table(4),
}
"""Those without one of the tables: that it is missing is all that is told of them."""
