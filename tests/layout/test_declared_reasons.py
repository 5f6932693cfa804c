"""Reasons beside the lines of declared sections: of those alone that moved as their sum did."""

from __future__ import annotations

from pathlib import Path

from budgetc.document.model import Paragraph, line_text
from budgetc.files.workspace import Workspace
from budgetc.pipeline import compile_source
from tests.jurisdiction.district import SECTIONS, SOURCE, write_district
from tests.support import with_change

_AMOUNT = '"amount": {"$ref": "#/$defs/amount"}'
CHANGED = {
    "templates/district/source.schema.json": with_change(
        SECTIONS, _AMOUNT, f'{_AMOUNT}, "reason": {{"$ref": "#/$defs/reason"}}'
    ),
    "templates/district/document.j2": """\
It rises by {{ figures.money.change.size }}: {{ figures.money.reasons | join("; ") }}.
{% set others = figures.money.counter_reasons %}
{% if others %}But: {{ others | join("; ") }}.{% endif %}
""",
}
_MOVED = SOURCE.partition("accounts:\n")[0].replace("amount: 1000}", "amount: 1000, reason: pay}")


def _said(folder: Path, source: str, before: str = "") -> list[str]:
    earlier = {"budgets/hill/2023.yaml": before} if before else {}
    write_district(folder, {**CHANGED, "budgets/hill/2024.yaml": source, **earlier})
    workspace = Workspace.find(folder)
    *_, source_file = workspace.sources()
    compiled = compile_source(source_file, workspace.resources())
    assert compiled.document is not None, compiled.findings
    blocks = [one for one in compiled.document.blocks if isinstance(one, Paragraph)]
    return [line_text(line) for one in blocks for line in one.lines]


def test_a_line_that_fell_gives_no_reason_for_a_rise(tmp_path: Path) -> None:
    source = _MOVED.replace("amount: 250}", "amount: 250, reason: new plan}").replace(
        "amount: -20}", "amount: -20, reason: fewer books}"
    )
    assert _said(tmp_path, source) == [
        "It rises by $269.50: pay; new plan.",
        "But: fewer books.",
    ]


def test_a_line_that_did_not_move_owes_no_reason(tmp_path: Path) -> None:
    source = _MOVED.replace("prior: 0, amount: 250}", "prior: 250, amount: 250}").replace(
        "amount: -20}", "amount: 10}"
    )
    assert _said(tmp_path, source) == ["It rises by $49.50: pay."]


def test_lines_whose_amounts_another_source_tells_are_told_apart(tmp_path: Path) -> None:
    source = _MOVED.replace("prior: 950.50, ", "").replace("prior: 0, amount: 250}", "amount: 250}")
    source = source.replace("prior: 10, amount: -20}", "amount: -20, reason: fewer books}")
    before = SOURCE.replace("year: 2024", "year: 2023").replace("amount: 1000}", "amount: 900}")
    before = before.replace("amount: -20}", "amount: 5}")
    assert _said(tmp_path, source, before) == ["It rises by $75.00: pay.", "But: fewer books."]


def test_entries_that_are_one_line_to_another_source_are_one_line(tmp_path: Path) -> None:
    """Their amount of last year is found for both together: neither moved by itself."""
    source = _MOVED.replace("prior: 950.50, ", "").replace("prior: 10, amount: -20", "amount: 5")
    source = source.replace(
        "{account: 5200, actual: 100, prior: 0, amount: 250}",
        "{account: 5100, actual: 100, amount: 250, reason: pensions}",
    )
    before = SOURCE.replace("year: 2024", "year: 2023").replace("account: 5200", "account: 5100")
    before = before.replace("amount: -20}", "amount: 5}").replace("amount: 1000}", "amount: 900}")
    assert _said(tmp_path, source, before) == ["It rises by $100.00: pay; pensions."]


def test_an_entry_that_is_new_tells_why_it_is(tmp_path: Path) -> None:
    source = _MOVED.replace("prior: 950.50, ", "").replace("prior: 10, amount: -20", "amount: 5")
    source = source.replace(
        "{account: 5200, actual: 100, prior: 0, amount: 250}",
        "{account: 5200, actual: 100, amount: 250, reason: pensions}",
    )
    before = SOURCE.replace("year: 2024", "year: 2023").replace("amount: 1000}", "amount: 900}")
    before = before.replace("amount: -20}", "amount: 5}")
    before = before.replace("      - {account: 5200, actual: 100, prior: 0, amount: 250}\n", "")
    assert _said(tmp_path, source, before) == ["It rises by $350.00: pay; pensions."]
