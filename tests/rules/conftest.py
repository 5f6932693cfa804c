"""What the tests of rules share: every built budget, one at a time."""

from __future__ import annotations

import pytest

from .construction.built import COUNT, Built, built


@pytest.fixture(params=range(COUNT), ids=lambda number: f"budget-{number + 1}")
def budget(request: pytest.FixtureRequest) -> Built:
    """Give a test each of the built budgets."""
    number: int = request.param
    return built()[number]
