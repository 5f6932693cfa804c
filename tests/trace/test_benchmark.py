"""What provenance costs is measured against the same documents without it."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.measure import interleave
from benchmarks.provenance import build, clocks, report, without_provenance
from benchmarks.warm import document, subjects


def test_without_provenance_the_same_is_printed_and_nothing_is_known(tmp_path: Path) -> None:
    for subject in subjects(tmp_path):
        whole = build(subject, "markdown")
        with without_provenance():
            assert build(subject, "markdown") == whole
            for figure in document(subject).figures():
                assert not (*figure.facts, *figure.operands, *figure.places)
        assert any(figure.facts for figure in document(subject).figures())


@pytest.mark.slow
def test_both_are_measured_in_each_round(tmp_path: Path) -> None:
    subject, _ = subjects(tmp_path)
    results = interleave(list(clocks(subject)), rounds=2, warm_ups=0)
    table = list(report(results, [subject.name]))
    assert len(table) == 3 + len(results) // 2
    assert "| markdown Korla |" in table[4]
