"""budgetc: a compiler from leaf amounts in YAML to a published departmental budget."""

from __future__ import annotations

TYPE_CHECKING = False
"""What `typing` calls so: to import that takes a third of the time in which --version answers."""

if TYPE_CHECKING:
    from typing import Any

    from budgetc.interface import (
        BudgetError,
        CompiledBudget,
        Fact,
        Finding,
        OpenWorkspace,
        Place,
        PrintedFigure,
        Typed,
        open_workspace,
    )

__version__ = "0.1.0"

__all__ = [
    "BudgetError",
    "CompiledBudget",
    "Fact",
    "Finding",
    "OpenWorkspace",
    "Place",
    "PrintedFigure",
    "Typed",
    "open_workspace",
]


def __getattr__(name: str) -> Any:
    """Hand on the interface for programs, imported when it is asked for: commands start faster."""
    from importlib import import_module  # noqa: PLC0415  # most who import this ask for nothing

    if name not in __all__:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.interface"), name)
