"""Bringing a file forward: what names no key stays, to the byte."""

from __future__ import annotations

import pytest

from budgetc.source.nodes import SourceTree
from budgetc.upgrading.steps import Dissolved, Renamed, Steps
from budgetc.upgrading.upgrade import Step, Unread, Upgraded, upgrade_template, upgrade_yaml
from tests.support import KORLA, SCHEMA

STEPS = Steps(
    2,
    (
        Renamed(1, "source", "revenue.*", "money", "sum"),
        Renamed(2, "source", "revenue.*", "sum", "amount"),
        Renamed(2, "source", "department", "title", "name"),
    ),
    (Dissolved(1, "template", "this_year"), Dissolved(2, "template", "all_of")),
)
"""Steps that never were: a real source of today is written as it would have been before them."""


def upgrade(data: bytes) -> Upgraded | Unread:
    return upgrade_yaml("2024.yaml", data, "source", STEPS, SCHEMA.shaped)


def upgraded(text: str) -> Upgraded:
    done = upgrade(text.encode())
    assert isinstance(done, Upgraded)
    return done


OLDER = KORLA.replace("  name:", "  title:", 1).replace("    amount:", "    money:", 1)


def test_a_source_of_today_is_left_alone() -> None:
    assert upgraded(KORLA) == Upgraded(KORLA.encode(), KORLA.encode())


@pytest.mark.parametrize("style", ["unix", "windows", "marked"])
def test_a_real_source_comes_back_byte_for_byte(style: str) -> None:
    def styled(text: str) -> bytes:
        if style == "windows":
            return text.replace("\n", "\r\n").encode()
        return (b"\xef\xbb\xbf" if style == "marked" else b"") + text.encode()

    done = upgrade(styled(OLDER))
    assert isinstance(done, Upgraded)
    assert done.after == styled(KORLA)
    name, money = (number for number, line in enumerate(OLDER.split("\n"), 1)
                   if "title:" in line or "money:" in line)  # fmt: skip
    assert done.steps == (
        Step(name, "title", "name"), Step(money, "money", "sum"), Step(money, "sum", "amount")
    )  # fmt: skip
    assert upgrade(done.after) == Upgraded(done.after, done.after)


def test_comments_quotes_brackets_and_order_stay() -> None:
    text = (
        "# head\nyear: 2024   # year\nrevenue:   # all\n"
        '  - {fund: general.own, "money": 1.50}  # money: not this\n'
        "  # between\n  - 'sum' :   2\n    fund: title\n\n"
        "department: {offices: [title, money], title: 局}\n# end\n"
    )
    wanted = (
        text.replace('"money"', "amount")
        .replace("'sum'", "amount")
        .replace(" title: 局", " name: 局")
    )
    assert upgraded(text).after.decode() == wanted


def test_the_number_of_an_older_format_becomes_the_present_one() -> None:
    done = upgraded("格式: 0  # old\nrevenue:\n  - {money: 1}\n")
    assert done.after.decode() == "格式: 2  # old\nrevenue:\n  - {amount: 1}\n"
    assert done.steps[0] == Step(1, "0", "2")


def test_what_an_older_format_says_already_is_not_renamed() -> None:
    text = "format: 1\nrevenue:\n  - {money: 1, sum: 2}\n"
    assert upgraded(text).after.decode() == text.replace("sum", "amount").replace(
        "format: 1", "format: 2"
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: [\n", "SYN001"),
        ("format: 3\nrevenue: [{money: 1}]\n", "SCH009"),
        ("revenue: [{money: 1, sum: 2}]\n", "SCH010"),
        ("department: {title: 甲, name: 乙}\n", "SCH010"),
        ("department: {&a title: 甲, offices: [*a]}\n", "SYN004"),
        ("a: 1\na: 2\n", "SYN002"),
    ],
)
def test_what_cannot_be_read_or_kept_is_left_alone(text: str, code: str) -> None:
    done = upgrade(text.encode())
    assert isinstance(done, Unread)
    assert [one.code for one in done.findings] == [code]


def test_keys_behind_an_anchor_are_renamed_once() -> None:
    text = "revenue:\n  - &a {money: 1}\n  - *a\n"
    assert upgraded(text).after.decode() == text.replace("money", "amount")


def test_a_layout_is_no_source() -> None:
    data = b"format: 0\nrevenue:\n  - {money: 1}\n"

    def as_read(tree: SourceTree) -> SourceTree:
        return tree

    assert upgrade_yaml("layout.yaml", data, "layout", STEPS, as_read) == Upgraded(data, data)


def test_a_function_that_is_gone_leaves_what_it_was_given() -> None:
    text = (
        "{% for m in this_year( breakdowns.x ) %}{{ all_of(y) }} "
        "this_year(a + b) last_this_year(x)\r\n"
    )
    done = upgrade_template(text.encode(), STEPS)
    assert done.after.decode() == (
        "{% for m in breakdowns.x %}{{ y }} this_year(a + b) last_this_year(x)\r\n"
    )
    assert [one.now for one in done.steps] == ["breakdowns.x", "y"]
    assert upgrade_template(done.after, STEPS).steps == ()


def test_a_template_of_other_bytes_is_left_alone() -> None:
    data = "this_year(x) 甲".encode("gb18030")
    assert upgrade_template(data, STEPS) == Upgraded(data, data)
