"""Of a code on two lines one may type another period's amount, and nothing is added twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.periods.county import APPROVED, compiled, said
from tests.support import with_change

LAST = with_change(
    APPROVED.replace("year: 2024", "year: 2023"),
    "    - {code: 2120101, amount: 1000, prior: 900, executed: 800}\n",
    "    - {code: 2120101, group: 人员经费, amount: 100, prior: 900, executed: 800}\n"
    "    - {code: 2120101, group: 公用经费, amount: 40}\n",
)
LAST = with_change(LAST, "{code: 30101, amount: 1000}", "{code: 30101, amount: 100}\n"
                   "    - {code: 30201, amount: 40}")  # fmt: skip
LAST = with_change(LAST, "amount: 1500", "amount: 640")
LAST = with_change(LAST, "      prior: 500\n", "      prior: 400\n")
LAST = LAST.replace("prior: 1400", "prior: 1300")
PEOPLE = "    - {code: 2120101, group: 人员经费, amount: 600}\n"
OFFICE = "    - {code: 2120101, group: 公用经费, amount: 400, prior: 40, executed: 800}\n"


def _split(*lines: str) -> str:
    source = with_change(
        APPROVED,
        "    - {code: 2120101, amount: 1000, prior: 900, executed: 800}\n",
        "".join(lines),
    )
    source = with_change(source, "amount: 1500, prior: 1400", "amount: 1500")
    return with_change(
        source,
        "{code: 30101, amount: 1000}",
        "{code: 30101, amount: 600}\n    - {code: 30201, amount: 400}",
    )


def _prior(folder: Path, source: str, last: str = LAST) -> int:
    draft = compiled(folder, source, {"2023.yaml": last}).draft
    assert draft is not None, said(compiled(folder, source, {"2023.yaml": last}))
    return sum(
        fact.fen or 0
        for fact in draft.ledger.facts
        if fact.period == "prior" and fact.function == "2120101"
    )


@pytest.mark.parametrize("lines", [(PEOPLE, OFFICE), (OFFICE, PEOPLE)])
def test_the_other_part_comes_from_its_own_line(tmp_path: Path, lines: tuple[str, str]) -> None:
    assert _prior(tmp_path, _split(*lines)) == 140_00
    assert said(compiled(tmp_path, _split(*lines), {"2023.yaml": LAST})) == []


@pytest.mark.parametrize("lines", [(PEOPLE, OFFICE), (OFFICE, PEOPLE)])
def test_what_is_typed_is_compared_with_its_own_line(
    tmp_path: Path, lines: tuple[str, str]
) -> None:
    source = with_change(_split(*lines), "prior: 40", "prior: 50")
    (found,) = said(compiled(tmp_path, source, {"2023.yaml": LAST}))
    assert found == (
        "YOY001 last year's amount is 50 元 here, and 40 元 in last year's source: a "
        "difference of 10 元 | delete prior: and it comes from there; or add restated: with the "
        "reason"
    )


@pytest.mark.parametrize("lines", [(PEOPLE, OFFICE), (OFFICE, PEOPLE)])
def test_beside_a_source_without_groups_it_is_of_the_whole(
    tmp_path: Path, lines: tuple[str, str]
) -> None:
    last = LAST.replace("    - {code: 2120101, group: 公用经费, amount: 40}\n", "")
    last = last.replace("group: 人员经费, amount: 100,", "amount: 140,")
    source = with_change(_split(*lines), "prior: 40", "prior: 140")
    assert _prior(tmp_path, source, last) == 140_00
    assert said(compiled(tmp_path, source, {"2023.yaml": last})) == []
