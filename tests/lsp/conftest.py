"""What the tests of this room share."""

from __future__ import annotations

import pytest

from tests.lsp.desk import Desk


@pytest.fixture(scope="package")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Return an editor; what ships is read once for all tests."""
    return Desk(tmp_path_factory.mktemp("desk"))
