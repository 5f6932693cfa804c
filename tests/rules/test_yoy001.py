"""YOY001: where last year's source says another amount."""

from __future__ import annotations

from budgetc.diagnostics.messages import Translator
from tests.rules.examples import compiled
from tests.support import EXAMPLES


def test_last_years_line_of_revenue_is_named_by_its_fund() -> None:
    (found,) = compiled(EXAMPLES / "YOY001/other_amount.yaml").findings
    (there,) = found.related
    assert there.message.in_words(Translator("en")) == "general.own 一般财力: 12 万元"
