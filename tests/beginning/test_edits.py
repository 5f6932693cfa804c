"""Single changes of a text, in every shape in which YAML may be written."""

from __future__ import annotations

import pytest

from budgetc.beginning import Priors
from budgetc.beginning.roll import moved_period

from .support import MARK, new_text

Y = "year: 2024\n"
N = "year: 2025\n"

SHAPES = [
    pytest.param("issued: 2024-02-08", "issued:  # FILL", id="no line break at the end"),
    pytest.param("issued:\n  2024-02-08  # day\n", "issued:  # day  # FILL\n", id="own line"),
    pytest.param("issued:   # day\n  '2024-02-08'\n", "issued:   # day  # FILL\n", id="key"),
    pytest.param('"issued": "2024-02-08"\n', '"issued":  # FILL\n', id="quoted key"),
    pytest.param("operating_cost: {prior: 1}\n", "operating_cost: {}\n", id="all of braces"),
    pytest.param("operating_cost: {prior: 1 ,}\n", "operating_cost: {}\n", id="last comma"),
    pytest.param("operating_cost:\n  prior: 1\n", "operating_cost: {}\n", id="all of a block"),
    pytest.param(
        "operating_cost:  # cost\n  # above\n  prior: 1  # beside\n  # below\n",
        "operating_cost: {}  # cost\n  # above\n  # beside\n  # below\n",
        id="all of a block with comments",
    ),
    pytest.param(
        "revenue:\n- prior: 1\n  amount: 2\n  restated: |\n    a # b\n\n    c\n\n# next\n",
        "revenue:\n- amount:  # FILL\n\n# next\n",
        id="behind the dash, and a block text",
    ),
    pytest.param(
        "revenue:\n- prior: 1 # why\n  amount: 2\n",
        "revenue:\n# why\n- amount:  # FILL\n",
        id="behind the dash with a comment",
    ),
    pytest.param(
        "revenue: [{prior: 1, restated: x, amount: 2}]\n",
        "revenue: [{amount: }]  # FILL\n",
        id="first ones of braces",
    ),
    pytest.param(
        "revenue: [{amount: 2, prior: 1, fund: x, restated: y}]\n",
        "revenue: [{amount: , fund: x}]  # FILL\n",
        id="later ones of braces",
    ),
    pytest.param(
        'revenue: [{amount: 2, name: "a\\\n  # b"},\n {amount: 3\n}]\n',
        'revenue: [{amount: , name: "a\\\n  # b"},  # FILL\n {amount: ~  # FILL\n}]\n',
        id="the mark never falls into a text",
    ),
    pytest.param(
        "revenue:\n  - reason: >-\n      a\n      b\n    fund: x\n",
        "revenue:\n  - reason:  # FILL\n    fund: x\n",
        id="folded text",
    ),
    pytest.param(
        "carry_over:\n- item: a\n  amount: 1\n- item: b\n# next\n",
        "carry_over:  # FILL\n# next\n",
        id="list",
    ),
    pytest.param(
        "carry_over: [{item: a}, {item: b}]\n", "carry_over:  # FILL\n", id="list in brackets"
    ),
    pytest.param("carry_over: []\n", "carry_over: []\n", id="list without entries"),
    pytest.param("assets: {vehicles_by_use: {other: 1}}\n",
                 "assets: {vehicles_by_use: {other: }}  # FILL\n", id="nested"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new"), SHAPES)
def test_shapes(old: str, new: str) -> None:
    assert new_text(Y + old) == N + new


def test_dropping_the_first_line_of_a_file_leaves_the_rest() -> None:
    assert new_text("operating_cost: {prior: 2, reason: x}\n" + Y) == (
        "operating_cost: {reason: }  # FILL\n" + N
    )


WRITTEN = [
    ("operating_cost: {}\n", "operating_cost: {prior: 9.50}\n"),
    ("operating_cost: {prior: 1}\n", "operating_cost: {prior: 9.50}\n"),
    ("operating_cost:\n  prior: 1  # c\n", "operating_cost:\n  prior: 9.50  # c\n"),
    (
        "operating_cost:\n  reason: a  # c\nissued: x\n",
        "operating_cost:\n  reason:  # c  # FILL\n  prior: 9.50\nissued:  # FILL\n",
    ),
]


@pytest.mark.parametrize(("old", "new"), WRITTEN)
def test_written_priors(old: str, new: str) -> None:
    amounts = {("operating_cost",): "9.50"}
    assert new_text(Y + old, 2025, Priors.WRITTEN, amounts) == N + new


def test_open_priors_are_marked() -> None:
    text = Y + "operating_cost: {prior: 1, reason: x}\n"
    assert new_text(text, 2025, Priors.OPEN) == N + "operating_cost: {prior: , reason: }  # FILL\n"


@pytest.mark.parametrize(
    ("start", "end", "new"),
    [
        ("2024-01-01", "2024-12-31", ("2026-01-01", "2026-12-31")),
        ("2024-01-01", "2026-12-31", ("2024-01-01", "2026-12-31")),
        ("2022-01-01", "2024-12-31", None),
        ("2024-03-01", "2024-12-31", None),
        ("2024-01-01", "2024-06-30", None),
    ],
)
def test_periods(start: str, end: str, new: tuple[str, str] | None) -> None:
    result = moved_period(start, end, 2024, 2026)
    assert (result and (result["start"], result["end"])) == new


def test_a_period_that_is_no_year_is_to_be_filled_in() -> None:
    old = Y + "project_statement:\n  period: {start: 2024-03-01, end: 2024-12-31}\n"
    assert new_text(old) == N + "project_statement:\n  period: {start: , end: }  # FILL\n"


def test_a_mark_of_last_year_stays_only_where_something_is_to_be_filled_in() -> None:
    old = (
        "department:\n"
        f"  name: Bureau  # {MARK}\n"
        f"  # {MARK}\n"
        f"  phone: 0991-1  # before nine  # {MARK}\n"
        f"  motto: |\n    a\n    # {MARK}\n"
        f'  theme: "two\n    lines  # {MARK}\n    more"\n'
        f"issued: 2024-02-08  # {MARK}\n"
    )
    assert new_text(old) == (
        "department:\n"
        "  name: Bureau\n"
        "  phone: 0991-1  # before nine\n"
        f"  motto: |\n    a\n    # {MARK}\n"
        f'  theme: "two\n    lines  # {MARK}\n    more"\n'
        f"issued:  # {MARK}\n"
    )
