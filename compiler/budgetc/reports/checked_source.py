"""What stays of a source once it was checked: its findings, and the lines that show them."""

from __future__ import annotations

from collections.abc import Iterable

from budgetc.diagnostics import Diagnostic
from budgetc.diagnostics.text import Lines
from budgetc.files.data import DataFaultError, Resources
from budgetc.files.port import FileRefusedError
from budgetc.files.workspace import Source
from budgetc.frozen import frozen
from budgetc.pipeline import Compilation
from budgetc.rules import RuleResult
from budgetc.source.nodes import SourceTree


@frozen(eq=False)
class CheckedSource:
    """What stays of a source once it was checked; all else of its compilation is let go.

    Attributes:
        budget: whose budget of what year it is; nothing where it cannot be read.
        findings: sorted.
        results: what became of each rule.
        lines: those that the findings stand on.
    """

    source: Source
    budget: str
    findings: tuple[Diagnostic, ...]
    results: tuple[RuleResult, ...]
    lines: Lines


def checked(compilation: Compilation, resources: Resources) -> CheckedSource:
    """Return what stays of a compilation."""
    compilation = compilation.named()
    trees = compilation.inputs.trees()
    lines = lines_of(compilation.findings, compilation.source, resources, trees)
    return CheckedSource(
        compilation.source,
        _budget(compilation.tree),
        compilation.findings,
        compilation.results,
        lines,
    )


def _budget(tree: SourceTree | None) -> str:
    if tree is None or not (name := tree.said("department", "name")):
        return ""
    return f"{name} {tree.said('year')} {tree.said('stage')}".strip()


def lines_of(
    findings: Iterable[Diagnostic],
    source: Source,
    resources: Resources,
    trees: Iterable[SourceTree] = (),
) -> Lines:
    """Return the lines that findings stand on; of a file that is refused, none is shown.

    Args:
        findings: of any file of a workspace.
        source: one of its sources.
        resources: its data files.
        trees: files that were read already.
    """
    read = {tree.file: tree.text.split("\n") for tree in trees}
    lines = {}
    for file, number in {(found.span.file, found.span.line) for found in findings}:
        if file not in read:
            read[file] = _read(file, source, resources).splitlines()
        if number <= len(read[file]):
            lines[file, number] = read[file][number - 1]
    return lines


def _read(file: str, source: Source, resources: Resources) -> str:
    try:
        content = resources.read(file)
        if content is None:
            content = source.read() if file == source.name else source.files.read(file)
    except (DataFaultError, FileRefusedError):
        content = None
    return (content or b"").decode("utf-8", errors="replace")
