"""The benchmark of regions runs, and the reports name what was measured."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.scale import measure, report


@pytest.mark.slow
def test_a_small_region_is_measured(tmp_path: Path) -> None:
    rows = [*measure(2, tmp_path / "region")]
    assert [row.what for row in rows] == [
        "scan and sign the sources",
        "read and hash the sources",
        "naive check of each",
        "full build, one process",
        "full build, two processes",
        "unchanged build",
        "one source changed",
        "full build with the region book",
        "unchanged build with the book",
    ]
    assert all(row.run.seconds > 0 for row in rows)
    assert all(row.run.peak > 0 for row in rows[3:])
    lines = [*report(rows)]
    assert lines[1] == "### 2 departments"
    assert len(lines) == len(rows) + len(("", "head", "", "names", "rule"))
    assert [*(tmp_path / "region/build").glob("*/2024.md")] != []
