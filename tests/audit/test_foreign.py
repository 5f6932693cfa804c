"""Documents of other places: decimal commas, rates and codes in columns, unknown totals."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from budgetc.audit.writing import amount_text
from budgetc.diagnostics.messages import Translator
from budgetc.numbers.marks import WITH_COMMA
from budgetc.published.numbers import NumberReader
from tests.cli.run import call
from tests.lists.support import shipped

from .support import audited, told

UNREAD = "what its tables add up to: no sum was understood, nothing compared"

CODED = """\
### Table 1

| Code | Name | Last year | Growth | Budget |
| ---: | --- | ---: | ---: | ---: |
| 61 | Staff | 1,000.00 | 10.0% | 1,100.00 |
| 611 | Wages | 1,000.00 | 10.0% | 1,100.00 |
| 62 | Things | 500.00 | 20.0% | 600.00 |
| {blank} | Total | 1,500.00 | 13.3% | {total} |
"""

COMMAS = """\
### Table 1

| Name | Last year | Budget |
| --- | ---: | ---: |
| Staff | 1.000 | 1.100,50 |
| Things | 500 | 600,00 |
| Total | 1.500 | {total} |
"""

NO_TOTAL = """\
### Table 1

| Name | Last year | Budget |
| --- | ---: | ---: |
| Staff | 1,000 | 1,100 |
| In all | 1,000 | 1,200 |
"""


@pytest.mark.parametrize("blank", ["", "-", "—"])
def test_rates_and_codes_are_not_added_up(tmp_path: Path, blank: str) -> None:
    assert told(audited(tmp_path, CODED.format(blank=blank, total="1,700.00"))) == []
    wrong = audited(tmp_path, CODED.format(blank=blank, total="1,800.00"))
    (one,) = wrong.contradictions
    assert one.quotes[0].text == "1,800.00"


def test_numbers_with_a_decimal_comma_are_compared(tmp_path: Path) -> None:
    right = audited(tmp_path, COMMAS.format(total="1.700,50"))
    assert (told(right), right.unread) == ([], ())
    assert right.checked > 0
    (one,) = audited(tmp_path, COMMAS.format(total="1.800,50")).contradictions
    assert one.quotes[0].text == "1.800,50"
    assert dict(one.reason.values) == {"sum": "1.700,50", "difference": "100,00"}


def test_where_no_sum_is_understood_it_says_so(tmp_path: Path) -> None:
    made = audited(tmp_path, NO_TOTAL)
    assert made.checked == 0
    assert [part.in_words(Translator("en")) for part in made.unread] == [UNREAD]
    path = tmp_path / "x.md"
    ran = call("audit", str(path))
    assert ran.code == 0
    assert ran.out == f"compared: 0; contradictions: 0\nnot read: {UNREAD}\n"
    (document,) = json.loads(call("audit", "--format", "json", str(path)).out)["documents"]
    assert (document["compared"], document["not_read"]) == (0, [UNREAD])
    chinese = call("audit", str(path), language="zh").out
    assert "各表的合计关系：没有识别出任何合计，未作比对" in chinese


@pytest.mark.parametrize(
    ("text", "written"),
    [("500", "1234,5"), ("1.234", "1.234,5"), ("12,50", "1234,50"), ("2\u00a0000", "1\u00a0234,5")],
)
def test_an_amount_is_written_as_its_document_writes_numbers(text: str, written: str) -> None:
    like = NumberReader(shipped().printed, WITH_COMMA).cell(text, None)
    assert amount_text(Decimal("1234.5"), like) == written
