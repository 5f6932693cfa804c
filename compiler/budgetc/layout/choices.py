"""The choices of wording that a source has, where its jurisdiction leaves them."""

from __future__ import annotations

from collections.abc import Mapping

from budgetc.budget.consolidated import Consolidated
from budgetc.jurisdiction.spec import Layout


def chosen_wording(budget: Consolidated, layout: Layout) -> Mapping[str, str]:
    """Return the value of every choice of wording: the source's, else the layout's first."""
    chosen = budget.options.wording if budget.options else {}
    return {name: chosen.get(name, choice.values[0]) for name, choice in layout.wording.items()}
