"""Rows that share a printed line."""

from __future__ import annotations

from budgetc.document.model import Panel, Row, RowKind, side_by_side


def _row(name: str, kind: RowKind = RowKind.LEAF, code: str | None = None) -> Row:
    return Row(name, kind, code, name, 0, ())


def _panel(*rows: Row) -> Panel:
    return Panel((), rows)


def _lines(*panels: Panel) -> list[tuple[str, ...]]:
    return [tuple(row.id if row else "" for row in rows) for rows in side_by_side(panels)]


def test_the_first_sums_of_all_sides_and_what_is_behind_them_stand_together() -> None:
    """本年收入合计 stood beside 九、卫生健康支出, and 本年支出合计 ten lines below it."""
    income = _panel(
        _row("general"),
        _row("income", RowKind.SUBTOTAL),
        _row("opening", RowKind.SUBTOTAL),
        _row("of it"),
        _row("total", RowKind.TOTAL),
    )
    spending = _panel(
        _row("201", code="201"),
        _row("202", code="202"),
        _row("spent", RowKind.SUBTOTAL),
        _row("closing"),
        _row("total", RowKind.TOTAL),
    )
    assert _lines(income, spending) == [
        ("general", "201"),
        ("", "202"),
        ("income", "spent"),
        ("opening", "closing"),
        ("of it", ""),
        ("total", "total"),
    ]


def test_sums_of_one_side_and_of_codes_stay_where_they_are() -> None:
    """A class of codes is a sum as well, and no foot of its column."""
    income = _panel(_row("general"), _row("income", RowKind.SUBTOTAL), _row("opening"))
    classes = _panel(_row("201", RowKind.SUBTOTAL, "201"), _row("20101", code="20101"))
    assert _lines(income, classes) == [("general", "201"), ("income", "20101"), ("opening", "")]
