"""The budgets that ship and the department of five units, each compiled once for whoever walks."""

from __future__ import annotations

from functools import cache

from budgetc.files.workspace import Workspace
from budgetc.pipeline import Compilation, compile_source
from tests.budget.department import sources
from tests.support import ROOT, TODAY, compile_text

BUDGETS = (
    "budgets/korla-etdz-market-supervision/2024.yaml",
    "budgets/putuo-finance-bureau/2025.yaml",
    "budgets/putuo-finance-bureau/2024-final.yaml",
    "budgets/boston-neighborhood-services/2019.yaml",
    "five units",
)


@cache
def compiled(name: str) -> Compilation:
    """Return one of them."""
    if name == "five units":
        own, *units = sources().items()
        return compile_text(own[1], beside=dict(units))
    workspace = Workspace.on_disk(ROOT)
    return compile_source(workspace.named(name), workspace.resources(), TODAY)
