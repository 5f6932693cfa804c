"""What was typed beside the tables of a form is not read, and that is said."""

from __future__ import annotations

from typing import Any

import pytest

from budgetc.diagnostics.messages import Translator
from budgetc.form.make import make_form
from budgetc.source.read import read_bytes
from tests.form.workbooks import CHINESE, ENGLISH, NAME, SHIPPED, Change, brought, filled
from tests.support import KORLA

FIRST, LAST = "收入!L6", "补充!B2"
HINT = "what belongs into the budget goes into the tables; the rest may stay"
HINT_ZH = "属于预算内容的，填进表中；其余的可以留着"


def remark(place: str, text: str = "另有专户资金300") -> Change:
    """Return a change that writes a text into a cell."""

    def change(book: Any) -> None:
        sheet, cell = place.split("!")
        if sheet not in book.sheetnames:
            book.create_sheet(sheet)
        book[sheet][cell].value = text

    return change


def told(translator: Translator, *changes: Change) -> list[str]:
    """Return what is said of a form that is taken."""
    done = filled(KORLA, *changes, translator=translator)
    assert done.content == KORLA.encode()
    return [
        f"{found.code} {translator(found.message)} → {translator(found.hint)}"
        for found in done.findings
        if found.hint is not None
    ]


def test_remarks_and_further_sheets_are_told() -> None:
    changes = remark(FIRST), remark(LAST), remark("补充!C9")
    assert told(ENGLISH, *changes) == [
        f"FRM005 this is in no table, and was not read: {FIRST}, {LAST} → {HINT}"
    ]
    assert told(CHINESE, *changes) == [
        f"FRM005 以下内容不在表中，没有读取：{FIRST}、{LAST} → {HINT_ZH}"
    ]


def test_of_many_the_first_are_told() -> None:
    changes = [remark(f"收入!L{row}") for row in range(6, 14)]
    listed = [f"收入!L{row}" for row in range(6, 11)]
    assert told(ENGLISH, *changes) == [
        f"FRM005 this is in no table, and was not read: {', '.join(listed)} and 3 more → {HINT}"
    ]
    assert told(CHINESE, *changes) == [
        f"FRM005 以下内容不在表中，没有读取：{'、'.join(listed)}，另有 3 处 → {HINT_ZH}"
    ]


@pytest.mark.parametrize(
    "place", ["收入!D1", "收入!M5", "收入!L4", "基本信息!E4", "填写说明!A99", "收入!B1"]
)
def test_wherever_a_remark_stands(place: str) -> None:
    assert told(ENGLISH, remark(place)) == [
        f"FRM005 this is in no table, and was not read: {place} → {HINT}"
    ]


def test_a_sheet_without_anything_is_no_remark() -> None:
    assert told(ENGLISH, lambda book: book.create_sheet("空白")) == []


def test_forms_that_do_not_mark_what_is_their_own_have_no_remarks() -> None:
    def age(book: Any) -> None:
        origin = book["_budgetc"]["A1"]
        origin.value = origin.value.split(', "tables"')[0] + "}"

    assert told(ENGLISH, age, remark(FIRST), remark(LAST)) == []


def test_what_a_form_shows_beside_its_tables_is_no_remark() -> None:
    tree, _ = read_bytes(NAME, KORLA.encode())
    assert tree is not None
    form = make_form(
        KORLA.encode(), tree, SHIPPED, "zh", {("revenue", 0): 1, ("operating_cost", "prior"): 1}
    )
    done = brought(form, KORLA)
    assert (done.content, done.findings) == (KORLA.encode(), ())
