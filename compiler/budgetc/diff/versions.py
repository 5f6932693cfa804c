"""A source in one of two states, compiled or only read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from budgetc.diagnostics import Diagnostic
from budgetc.diff.sides import Side
from budgetc.document.model import Document
from budgetc.files.data import Resources
from budgetc.files.workspace import Source
from budgetc.inputs import Inputs, load
from budgetc.inputs.reading import read_tree
from budgetc.pipeline import Draft, compile_inputs
from budgetc.source.nodes import SourceTree


@dataclass(frozen=True, slots=True, eq=False)
class Version:
    """A source in one state.

    Attributes:
        tree: the file as read, if it could be.
        document: of a source without errors that was compiled.
        draft: what it comes to, whatever was found in it.
    """

    name: str
    tree: SourceTree | None
    findings: tuple[Diagnostic, ...]
    document: Document | None = None
    draft: Draft | None = None


def compiled(inputs: Inputs) -> Version:
    """Return a source that is compiled; of its compilation, what is compared stays."""
    done = compile_inputs(inputs)
    return Version(done.source.name, done.tree, done.findings, done.document, done.draft)


def compiled_source(source: Source, resources: Resources) -> Version:
    """Return a source that is compiled from its file."""
    return compiled(load(source, resources, date.today()))


class Versions:
    """The sources of one state; each is loaded once."""

    def __init__(self, side: Side, resources: Resources) -> None:
        """Begin with nothing loaded.

        Args:
            side: the state.
            resources: its data files; two states with the same ones share them.
        """
        self._side = side
        self._resources = resources
        self._today = date.today()
        self._loaded: dict[str, Inputs] = {}

    def inputs(self, name: str) -> Inputs:
        """Return what a source is compiled with."""
        if name not in self._loaded:
            source = self._side.workspace.named(name)
            self._loaded[name] = load(source, self._resources, self._today)
        return self._loaded[name]

    def compiled(self, name: str | None) -> Version | None:
        """Return a source that is compiled; nothing where this state does not have it."""
        return None if name is None else compiled(self.inputs(name))

    def read(self, name: str | None) -> Version | None:
        """Return a source that is only read; nothing where this state does not have it."""
        if name is None or name not in self._side.ids:
            return None
        tree, findings = read_tree(self._side.workspace.named(name), self._resources)
        return Version(name, tree, findings)
