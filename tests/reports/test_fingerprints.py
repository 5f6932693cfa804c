"""A finding keeps its fingerprint when its lines move, and no two findings share one."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetc.reports.checked import fingerprints
from tests.support import EXAMPLES, compile_text

FAILING = [
    path
    for path in sorted(EXAMPLES.glob("[A-Z]*/*.yaml"))
    if path.parent.name not in ("SYN005", "SYN008")  # they are about what stands first
    and not list(path.parent.glob(f"{path.stem}.*.yml"))
]
"""Examples that need no other file."""


def _fingerprints(text: str) -> list[str]:
    return list(fingerprints(found.identity for found in compile_text(text).named().findings))


@pytest.mark.parametrize("path", FAILING, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_moved_lines_change_no_fingerprint(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    names = _fingerprints(text)
    assert names
    assert len(set(names)) == len(names)
    assert _fingerprints("# 一行\n\n# 又一行\n" + text) == names


def test_an_other_amount_is_the_same_finding() -> None:
    text = (EXAMPLES / "XTB010/housing_fund.yaml").read_text(encoding="utf-8")
    other = text.replace("30113, amount: 3.00", "30113, amount: 2.00").replace("7.00", "8.00")
    assert other != text
    assert _fingerprints(text) == _fingerprints(other)
