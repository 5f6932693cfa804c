"""Compiling looks for no garbage, and leaves the search for it as it was."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from budgetc import pipeline
from tests.support import MINIMAL, compile_text


@pytest.fixture(params=["on", "off"])
def switch(request: pytest.FixtureRequest) -> Iterator[str]:
    """Have the search on or off."""
    before = gc.isenabled()
    (gc.enable if request.param == "on" else gc.disable)()
    yield request.param
    (gc.enable if before else gc.disable)()


def test_the_search_for_garbage_is_as_it_was(switch: str) -> None:
    compile_text(MINIMAL)
    assert gc.isenabled() == (switch == "on")


def test_it_is_as_it_was_after_a_failure(switch: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> None:
        assert not gc.isenabled()
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "compile_inputs", fail)
    with pytest.raises(KeyboardInterrupt):
        compile_text(MINIMAL)
    assert gc.isenabled() == (switch == "on")
