"""PER001: what accounts say was evaluated has targets."""

from __future__ import annotations

from tests.support import ROOT, find

ACCOUNTS = (ROOT / "budgets/putuo-finance-bureau/2024-final.yaml").read_text(encoding="utf-8")


def test_what_was_evaluated_has_targets() -> None:
    """“编报绩效目标的项目0个” stood beside “绩效自评的项目4个”."""
    assert "PER001" not in {code for _, _, code in find(ACCOUNTS)}
    told = find(ACCOUNTS.replace("      reports_targets: true\n", ""))
    assert [code for _, _, code in told].count("PER001") == 4
