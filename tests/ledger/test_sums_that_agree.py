"""Sums of different keys of declared sections that state one figure: the staff and its account."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from budgetc.diagnostics.messages import ENGLISH
from budgetc.pipeline import Compilation
from tests.jurisdiction.district import SECTIONS, SOURCE, write_district
from tests.support import compile_only, found

SECTIONS_FILE = "templates/district/source.schema.json"
SOURCE_FILE = "budgets/hill/2024.yaml"
STAFF = {"margins": ["staff", "accounts"], "of": ["salary", "amount"]}
"""What the staff earns is the amount of its account."""


def _compiled(folder: Path, agree: object, source: str = SOURCE) -> Compilation:
    sections = json.loads(SECTIONS)
    sections["agree"] = [agree]
    write_district(folder, {SECTIONS_FILE: json.dumps(sections), SOURCE_FILE: source})
    return compile_only(folder)


def test_the_staff_earns_what_its_account_says(tmp_path: Path) -> None:
    agree = STAFF | {"where": [{}, {"account": "5100"}]}
    assert found(_compiled(tmp_path, agree).findings) == []


def test_a_group_of_accounts_has_those_below_it(tmp_path: Path) -> None:
    agree = STAFF | {"where": [{}, {"account": "5"}]}
    (told,) = _compiled(tmp_path, agree).findings
    assert (told.code, ENGLISH(told.message)) == (
        "INT002",
        "in all: $1,000 under staff (salary), $1,250 under accounts (amount)",
    )


@pytest.mark.parametrize(("within", "severity"), [(249, "ERROR"), (250, "NOTE")])
def test_rounding_is_noted(tmp_path: Path, within: int, severity: str) -> None:
    agree = STAFF | {"where": [{}, {"account": "5"}], "within": within}
    (told,) = _compiled(tmp_path, agree).findings
    assert told.severity.name == severity


def test_several_keys_are_added_up_code_by_code(tmp_path: Path) -> None:
    agree = {
        "margins": ["money", "accounts"],
        "of": [["actual", "prior"], ["prior", "actual"]],
        "by": "account",
    }
    assert found(_compiled(tmp_path / "same", agree).findings) == []
    changed = SOURCE.replace(
        "actual: 100, prior: 0, amount: 250}", "actual: 101, prior: 0, amount: 250}", 1
    )
    (told,) = _compiled(tmp_path / "changed", agree, changed).findings
    assert ENGLISH(told.message) == (
        "5200 Pensions, in all: $101 under money (actual + prior), "
        "$100 under accounts (prior + actual)"
    )
