"""The sources of one state, loaded and compiled."""

from __future__ import annotations

from datetime import date

from budgetc.diff.snapshots import Snapshot
from budgetc.inputs import Inputs, load
from budgetc.pipeline import Compilation, compile_inputs


class Versions:
    """The sources of one state; each is loaded once."""

    def __init__(self, snapshot: Snapshot) -> None:
        """Begin with nothing loaded."""
        self._snapshot = snapshot
        self._today = date.today()
        self._loaded: dict[str, Inputs] = {}

    def inputs(self, name: str) -> Inputs:
        """Return what a source is compiled with."""
        if name not in self._loaded:
            source = self._snapshot.workspace.named(name)
            self._loaded[name] = load(source, self._snapshot.resources, self._today)
        return self._loaded[name]

    def compiled(self, name: str | None) -> Compilation | None:
        """Return a source that is compiled; nothing where this state does not have it."""
        return None if name is None else compile_inputs(self.inputs(name))

    def read(self, name: str | None) -> Inputs | None:
        """Return a source that is only read; nothing where this state does not have it."""
        return None if name is None or name not in self._snapshot.ids else self.inputs(name)
