"""Codes that no list has are named by their lines, each of which is looked at once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from budgetc.document.model import Table
from budgetc.source.origin import Origin
from tests.support import KORLA, compile_text, with_change


def _with_unlisted(count: int) -> str:
    lines = "".join(
        f"    - {{code: {2990001 + number}, name: 甲{number}, amount: 0.01, prior: 0.01}}\n"
        for number in range(count)
    )
    return with_change(KORLA, "  by_function:\n", f"  by_function:\n{lines}")


def test_the_work_grows_with_the_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[Origin] = []
    original = Origin.outwards

    def counted(self: Origin) -> Iterator[Origin]:
        looks.append(self)
        return iter(original(self))

    monkeypatch.setattr(Origin, "outwards", counted)
    counts = []
    for lines in (30, 60, 120):
        looks.clear()
        compile_text(_with_unlisted(lines))
        counts.append(len(looks))
    first, second, third = counts
    assert second - first > 0
    assert third - second <= 2 * (second - first) + 10


def test_each_has_the_name_that_its_line_types() -> None:
    compiled = compile_text(_with_unlisted(3))
    assert [found.code for found in compiled.findings].count("CLS001") == 3
    assert compiled.draft is not None
    blocks = compiled.draft.document.blocks
    panels = [panel for block in blocks if isinstance(block, Table) for panel in block.panels]
    names = {row.label for panel in panels for row in panel.rows}
    assert {"甲0", "甲1", "甲2"} <= names
