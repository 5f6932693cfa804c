"""Lists from files: a wrong one is found where it is wrong, and every list that ships is right."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from budgetc.files.data import Resources
from budgetc.lists import load_lists
from budgetc.lists.load import FILES
from budgetc.lists.model import in_force
from tests.lists.support import shipped
from tests.support import KORLA, ROOT, compile_only, found

THRESHOLDS = (ROOT / "schema/thresholds.json").read_text(encoding="utf-8")


def _with_thresholds(folder: Path, text: str) -> Resources:
    path = folder / "schema/thresholds.json"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return Resources.of_workspace(folder)


def test_every_file_has_its_part() -> None:
    lists = shipped()
    assert all(getattr(lists, part) for part in FILES)
    assert lists.money_units["万元"].fen == 1_000_000


def test_every_list_that_rules_read_is_json() -> None:
    for name in FILES.values():
        json.loads((ROOT / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('"growth_reason": 10', '"growth_reason": "ten"', ("SCH", 2, 20)),
        ('"growth_reason": 10', '"growth_reason": -1', ("SCH", 2, 20)),
        ('"growth_reason": 10', '"growth_reason": 1.5', ("SCH", 2, 20)),
        ('"growth_reason": 10', '"grow_reason": 10', ("SCH", 2, 3)),
        ('"growth_reason": 10', '"growth_reason": 1e999', ("SCH", 2, 20)),
        ('"growth_reason": 10', '"growth_reason": [', ("SYN", None, None)),
        (THRESHOLDS, "[]", ("SCH", 1, 1)),
        (THRESHOLDS, "", ("SYN", None, None)),
        (THRESHOLDS, "[" * 100_000, ("SYN", None, None)),
    ],
)
def test_what_is_wrong_has_its_place(
    tmp_path: Path, old: str, new: str, place: tuple[str, int | None, int | None]
) -> None:
    lists, findings = load_lists(_with_thresholds(tmp_path, THRESHOLDS.replace(old, new)))
    assert lists is None
    kind, line, column = place
    assert {each.span.file for each in findings} == {"schema/thresholds.json"}
    assert all(each.code.startswith(kind) for each in findings), found(findings)
    if line is not None:
        assert (line, column) in {(each.span.line, each.span.column) for each in findings}


def test_a_workspace_may_have_its_own_thresholds(tmp_path: Path) -> None:
    changed = THRESHOLDS.replace('"growth_reason": 10', '"growth_reason": null')
    lists, findings = load_lists(_with_thresholds(tmp_path, changed))
    assert findings == ()
    assert lists is not None
    assert lists.thresholds.growth_reason is None
    assert lists.thresholds.other_share == shipped().thresholds.other_share


def test_a_wrong_list_is_a_finding_of_the_source(tmp_path: Path) -> None:
    _with_thresholds(tmp_path, THRESHOLDS.replace("10", "ten", 1))
    source = tmp_path / "budgets/bureau/2024.yaml"
    source.parent.mkdir(parents=True)
    source.write_text(KORLA, encoding="utf-8")
    compiled = compile_only(tmp_path)
    assert compiled.document is None
    assert {found.span.file for found in compiled.findings} == {"schema/thresholds.json"}


@pytest.mark.parametrize(
    ("year", "own", "share", "days"),
    [(2014, None, None, None), (2015, None, None, 20), (2020, None, None, 20),
     (2021, None, 30, 20), (2014, 40, 40, None)],
)  # fmt: skip
def test_a_number_holds_from_the_first_day_of_its_source_on(
    year: int, own: int | None, share: int | None, days: int | None
) -> None:
    lists = shipped()
    given = lists.thresholds
    if own is not None:  # of the place itself: the source does not tell of it
        given = replace(given, small_and_medium_share=own)
    held = in_force(given, lists.threshold_sources, year)
    assert (held.small_and_medium_share, held.publication_days) == (share, days)
    assert held.other_share == given.other_share
