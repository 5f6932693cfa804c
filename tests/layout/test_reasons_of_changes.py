"""A line gives a reason, and owes one, only if it changed."""

from __future__ import annotations

from budgetc.diagnostics.messages import Translator
from budgetc.document.model import Paragraph, line_text
from tests.layout.shanghai import SOURCE
from tests.support import ROOT, compile_text, with_change

REVENUE = "  - {fund: general.own, amount: 1234567.80, prior: 1200000, reason: 人员增加}\n"
SAME = "  - {fund: general.transfer, amount: 500, prior: 500}\n"
COUNTY = (ROOT / "tests/golden/county/budgets/forestry-bureau/2025.yaml").read_text("utf-8")


def _said(source: str) -> tuple[list[str], list[str]]:
    """Return the sentences with a reason, and what the document lacks."""
    compiled = compile_text(source)
    say = Translator("en")
    lacks = [say(one.message) for one in compiled.findings if one.code == "DOC001"]
    blocks = compiled.draft.document.blocks if compiled.draft else ()
    told = [line_text(x) for one in blocks if isinstance(one, Paragraph) for x in one.sentences]
    return [text for text in told if "原因是" in text or "主要是" in text], lacks


def test_a_line_that_did_not_change_owes_no_reason() -> None:
    (told, *_), lacks = _said(with_change(SOURCE, REVENUE, REVENUE + SAME))
    assert (told, lacks) == ("财政拨款收入支出增加的主要原因是人员增加。", [])


def test_nor_does_it_give_the_one_it_has() -> None:
    same = SAME.replace("500}", "500, reason: 与上年预算持平}")
    (told, *_), _ = _said(with_change(SOURCE, REVENUE, REVENUE + same))
    assert told == "财政拨款收入支出增加的主要原因是人员增加。"


def test_one_that_changed_owes_its_reason() -> None:
    changed = SAME.replace("prior: 500", "prior: 400")
    _, (lacking, *_) = _said(with_change(SOURCE, REVENUE, REVENUE + changed))
    assert lacking.startswith("Revenue › general.transfer › Reason (reason) is missing; ")


def test_what_changed_is_told_by_the_amounts_that_are_compared() -> None:
    """As much as was budgeted, and more than was spent."""
    old = "prior: 31.00, executed: 30.86"
    same = with_change(COUNTY, old, "prior: 32.40, executed: 30.86")
    assert any("主要是缴费基数调整" in text for text in _said(same)[0])
    same = with_change(COUNTY, old, "prior: 31.00, executed: 32.40")
    assert not any("缴费基数调整" in text for text in _said(same)[0])
