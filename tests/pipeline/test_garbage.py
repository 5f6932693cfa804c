"""Compiling looks for no garbage, and leaves the search for it as it was."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from budgetc import pipeline
from tests.support import MINIMAL, compile_text


@pytest.fixture(params=[True, False])
def switch(request: pytest.FixtureRequest) -> Iterator[bool]:
    """Have the search on or off."""
    before = gc.isenabled()
    on: bool = request.param
    (gc.enable if on else gc.disable)()
    yield on
    (gc.enable if before else gc.disable)()


def test_the_search_for_garbage_is_as_it_was(switch: bool) -> None:
    compile_text(MINIMAL)
    assert gc.isenabled() == switch


def test_it_is_as_it_was_after_a_failure(switch: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> None:
        assert not gc.isenabled()
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "compile_inputs", fail)
    with pytest.raises(KeyboardInterrupt):
        compile_text(MINIMAL)
    assert gc.isenabled() == switch
