"""Waivers: what becomes of a finding when the last day of its waiver is over."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from budgetc.diagnostics import Severity
from budgetc.diagnostics.messages import Translator
from budgetc.files.workspace import Workspace
from budgetc.pipeline import Compilation, compile_source
from tests.support import KORLA, RESOURCES, ROOT

LAST_DAY = date(2024, 3, 31)
WAIVED = KORLA + f"\nwaive:\n  - {{rule: CLS011, reason: 待核实, until: {LAST_DAY}}}\n"
"""Korla's budget; one of the warnings that it has is waived."""


def _on(day: date, folder: Path) -> Compilation:
    path = folder / "budgets/bureau/2024.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(WAIVED, encoding="utf-8")
    return compile_source(Workspace.find(folder).source(path), RESOURCES, day)


def _codes(compiled: Compilation, severity: Severity) -> set[str]:
    return {f.code for f in compiled.findings if f.severity is severity and f.waived is None}


def test_a_day_that_passes_brings_the_finding_back_and_blocks_no_build(tmp_path: Path) -> None:
    held = _on(LAST_DAY, tmp_path)
    assert held.document is not None
    assert not _codes(held, Severity.WARNING) & {"CLS011", "SRC003"}
    over = _on(date(2024, 4, 1), tmp_path)
    assert over.document is not None
    assert _codes(over, Severity.WARNING) == _codes(held, Severity.WARNING) | {"CLS011", "SRC003"}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "the waiver of CLS011 expired on 2024-03-31"),
        ("zh", "对 CLS011 的豁免已于 2024-03-31 到期"),
    ],
)
def test_it_is_told_which_waiver_is_over(tmp_path: Path, language: str, words: str) -> None:
    (told,) = (f for f in _on(date(2024, 4, 1), tmp_path).findings if f.code == "SRC003")
    assert told.message.in_words(Translator(language)) == words


def test_the_day_that_the_schema_shows_is_not_over() -> None:
    schema = json.loads((ROOT / "schema/budget.schema.json").read_text(encoding="utf-8"))
    said = schema["$defs"]["waiver"]["properties"]["until"]["description"]
    shown = re.findall(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", said)
    assert shown
    assert min(map(date.fromisoformat, shown)) >= date(2030, 1, 1)
