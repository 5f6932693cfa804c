"""What needs no person is mended, and every other byte stays."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgetc.jurisdiction.sources import schema_of
from budgetc.schema import Schema
from budgetc.schema.mend import mend
from budgetc.source.nodes import SourceTree, plain
from budgetc.source.read import read_bytes
from tests.guide.people import CASES, Case
from tests.support import KORLA, RESOURCES, with_change

LINES = KORLA.split("\n")
NUMBERED = [
    number
    for number, line in enumerate(LINES)
    if re.search(r"(?:amount|prior|weight|current): [0-9]", line) and "\\" not in line
]

OPEN = {
    "{code: 30207, amount: 1,278}",
    "{code: 30207, amount: 12,78}",
    "{code: 30207, 12.00}",
    "{编码: 30207, 1278}",
    "{code: 30207, amount＝3.00}",
    "{code: 30207, amount: 3.00",
    "＃备注 in a text",
    "{item: 新录用1人,工资增加}",
    "amount: (3.92)",
    "amount: （3.92）",
    "amount: 203,53",
    "amount: 1,400,00.00",
    "amount: 1 2.00",
    "amount: 1 278",
    "amount: ¥3.92",
    "amount: ₹3.92",
    "amount: 3.92元",
    'amount: "3.92\u200b"',
    "code: 2080501 行政单位离退休",
    "code: 208 0501 行政单位离退休",
    "code: 208 05",
    "code: 9992601",
    "code: 71102",
    "jurisdiction: 新疆",
    "fund: 一般公共预算",
    "fund: 财政的钱",
    "operator: ≥",
    "phone: “7001234”",
    "by_functon:",
    "amuont:",
    "Amount:",
    "year: 2024年",
    "operator: >=",
    "unit: %",
    "amount: =SUM(A1:A2)",
    "{code: 30207, amount: =SUM(A1:A2)}",
    "{code: 30207, amount: 3.00, label: 时间8:30}",
    "%TAG x",
    "{@code: 30207}",
    "code: 30207, amount: 12.00",
    "code: 30207 amount: 12.00",
    "reason: @退休",
    "reason: - 退休",
    "reason: ? 退休",
    "reason: ] 退休",
    "reason: “退休”: 5人",
    "reason: 时间: 8点  # 备注",
    'reason: "退\\休"',
    'reason: "退休" 增加',
    "issued: 2025-02-30",
    "issued: 2025-13-01",
    "issued: 二月十日",
    "weight: 8%",
    "weight: 8.5分",
    "establishment: 14人",
    "reason: 主要原因是新录用1人",
    "no operating_cost",
    "no issued",
}
"""The rows whose meaning is open, or that are no slips of a mark: a person has to look at them."""


def _schema(tree: SourceTree) -> Schema:
    return schema_of(RESOURCES, tree)


def _mended(data: bytes) -> bytes:
    return mend("a.yaml", data, _schema)


def _values(data: bytes) -> object:
    tree, findings = read_bytes("a.yaml", data)
    assert findings == ()
    assert tree is not None
    return plain(tree.root)


def _is_right(data: bytes) -> bool:
    tree, findings = read_bytes("a.yaml", data)
    return tree is not None and not findings and _schema(tree).check(tree) == ()


@pytest.mark.parametrize("case", CASES, ids=[case.row for case in CASES])
def test_a_slip_is_mended_or_left_as_it_is(case: Case) -> None:
    typed = with_change(KORLA, case.old, case.new).encode()
    mended = _mended(typed)
    assert (mended == typed) == (case.row in OPEN or case.row[0] in "e37")
    if mended != typed:
        assert _is_right(mended)
        assert _mended(mended) == mended


def _wide_colon(line: str) -> str:
    return re.sub(r"(amount|prior|weight|current): (?=[0-9])", r"\1：", line, count=1)


def _wide_digits(line: str) -> str:
    return re.sub(r"(?<=: )[0-9.]+$", lambda m: m[0].translate(_WIDE), line)


def _wide_point(line: str) -> str:
    return re.sub(r"(?<=[0-9])\.(?=[0-9]+$)", "。", line)


def _invisible(line: str) -> str:
    return re.sub(r"([0-9])(?=[,}]|$)", "\\1\u200b", line, count=1)


def _no_blank(line: str) -> str:
    return re.sub(r"^( *(?:- )?[a-z_]+): (?=[0-9])", r"\1:", line)


def _wide_comma(line: str) -> str:
    return re.sub(r", (?=[a-z_]+:)", "，", line)


def _wide_braces(line: str) -> str:
    return line.replace("{", "｛").replace("}", "｝")


_WIDE = str.maketrans("0123456789.", "０１２３４５６７８９．")
SLIPS: tuple[Callable[[str], str], ...] = (
    _wide_colon, _wide_digits, _wide_point, _invisible, _no_blank, _wide_comma, _wide_braces,
)  # fmt: skip


@settings(max_examples=30, deadline=None)
@given(
    st.dictionaries(st.sampled_from(NUMBERED), st.sampled_from(SLIPS), min_size=1, max_size=6),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([b"", codecs.BOM_UTF8]),
)
def test_what_was_typed_comes_back_and_nothing_else_is_touched(
    slips: dict[int, Callable[[str], str]], end: str, mark: bytes
) -> None:
    """A source with slips in some lines becomes the source that it was, to the byte."""
    typed = [slips[n](line) if n in slips else line for n, line in enumerate(LINES)]
    mended = _mended(mark + end.join(typed).encode())
    lines = mended.removeprefix(mark).decode().split(end)
    for number, line in enumerate(lines):
        assert line == LINES[number] or number in slips
    assert mended.startswith(mark)
    assert _values(mended) == _values(KORLA.encode())
    assert _mended(mended) == mended


@settings(max_examples=30, deadline=None)
@given(st.integers(0, len(KORLA) - 1), st.text(min_size=0, max_size=3), st.integers(0, 3))
def test_a_second_time_changes_nothing(place: int, words: str, lost: int) -> None:
    typed = (KORLA[:place] + words + KORLA[place + lost :]).encode("utf-8", errors="replace")
    mended = _mended(typed)
    assert _mended(mended) == mended


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe\x00", b"\xb1\xb1\xbe\xa9", b"\x00: 1", b"a: [1,2]"]
)
def test_what_is_no_source_stays_as_it_is(data: bytes) -> None:
    assert _mended(data) == data
