"""A new year of a source with sections of its own: its schema says what is of its year."""

from __future__ import annotations

from pathlib import Path

from tests.cli.run import run
from tests.jurisdiction.district import SECTIONS, SOURCE, write_district
from tests.support import with_change


def test_reasons_and_lists_of_their_year_are_asked_for_anew(tmp_path: Path) -> None:
    keys = (
        '"goals": {"type": "array", "items": {"$ref": "#/$defs/name"}, "x-of-its-year": true},'
        '"aims": {"type": "array", "items": {"$ref": "#/$defs/name"}},'
    )
    sections = with_change(SECTIONS, '"head": {', f'{keys} "head": {{')
    reason = '"reason": {"$ref": "#/$defs/reason"}, "account": {'
    sections = with_change(sections, '"account": {"type"', f'{reason}"type"')
    source = with_change(
        SOURCE,
        "    head: A. Reed\n",
        "    head: A. Reed\n    goals:\n      - Read\n      - Write\n    aims: [Count]\n",
    )
    line = "{account: 5200, actual: 100, prior: 0, amount: 250"
    source = source.replace(f"{line}}}", f"{line}, reason: new pensions}}", 1)
    write_district(
        tmp_path,
        {
            "templates/district/source.schema.json": sections,
            "budgets/hill/2024.yaml": source,
        },
    )
    ran = run("new", "--from", "budgets/hill/2024.yaml", "--year", "2025", cwd=tmp_path)
    assert ran.code == 0, ran.err
    new = (tmp_path / "budgets/hill/2025.yaml").read_text(encoding="utf-8")
    assert "    goals:\n      -  # fill in\n      -  # fill in\n    aims: [Count]\n" in new
    assert "new pensions" not in new
    assert "reason: }  # fill in" in new


def test_dates_and_counts_of_own_sections_are_asked_for_anew(tmp_path: Path) -> None:
    keys = '"stood": {"$ref": "#/$defs/date"}, "pupils": {"$ref": "#/$defs/count"},'
    built = '"built": {"type": "integer"},'
    sections = with_change(SECTIONS, '"head": {', f'{keys}{built} "head": {{')
    source = with_change(
        SOURCE,
        "    head: A. Reed\n",
        "    head: A. Reed\n    stood: 2024-01-31\n    pupils: 210\n    built: 1950\n",
    )
    write_district(
        tmp_path,
        {"templates/district/source.schema.json": sections, "budgets/hill/2024.yaml": source},
    )
    ran = run("new", "--from", "budgets/hill/2024.yaml", "--year", "2025", cwd=tmp_path)
    assert ran.code == 0, ran.err
    new = (tmp_path / "budgets/hill/2025.yaml").read_text(encoding="utf-8")
    assert "    stood:  # fill in\n    pupils:  # fill in\n    built: 1950\n" in new
