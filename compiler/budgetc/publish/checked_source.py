"""What stays of a source once it was checked: its findings, and the lines that show them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from budgetc.diagnostics import Diagnostic
from budgetc.diagnostics.outcome import Outcome
from budgetc.diagnostics.packed import (
    UnpackError,
    finding_data,
    finding_of,
    message_data,
    message_of,
    packed,
    unpacked,
)
from budgetc.diagnostics.text import Lines
from budgetc.files.data import DataFaultError, Resources
from budgetc.files.port import FileRefusedError
from budgetc.files.workspace import Source
from budgetc.frozen import frozen

if TYPE_CHECKING:  # a report of what was found before needs no compiler
    from budgetc.pipeline import Compilation
    from budgetc.rules import RuleResult
    from budgetc.source.nodes import SourceTree


@frozen(eq=False)
class CheckedSource:
    """What stays of a source once it was checked; all else of its compilation is let go.

    Attributes:
        name: of the source.
        budget: whose budget of what year it is; nothing where it cannot be read.
        findings: sorted.
        outcomes: how many rules came out how.
        lines: those that the findings stand on.
        results: what became of each rule, where that was asked for.
        predecessors: the folders whose last year it took over.
    """

    name: str
    budget: str
    findings: tuple[Diagnostic, ...]
    outcomes: Mapping[Outcome, int]
    lines: Lines
    results: tuple[RuleResult, ...] = ()
    predecessors: tuple[str, ...] = ()


def checked(compilation: Compilation, resources: Resources) -> CheckedSource:
    """Return what stays of a compilation."""
    compilation, budget = compilation.named(), compilation.inputs.budget
    trees = compilation.inputs.trees()
    lines = lines_of(compilation.findings, compilation.source, resources, trees)
    return CheckedSource(
        compilation.source.name,
        _budget(compilation.tree),
        compilation.findings,
        Counter(result.outcome for result in compilation.results),
        lines,
        compilation.results,
        () if budget is None else budget.department.predecessors,
    )


def packed_source(one: CheckedSource) -> tuple[bytes, bytes]:
    """Return a checked source as bytes, and apart from it what became of each rule."""
    place = {found: number for number, found in enumerate(one.findings)}
    found = [
        one.name,
        one.budget,
        [finding_data(each) for each in one.findings],
        one.outcomes,
        [[file, number, text] for (file, number), text in one.lines.items()],
        one.predecessors,
    ]
    results = [
        [
            result.rule,
            result.outcome,
            [place.get(each, -1) for each in result.findings],
            [finding_data(each) for each in result.findings if each not in place],
            [message_data(reason) for reason in result.reasons],
        ]
        for result in one.results
    ]
    return packed(found), packed(results)


def unpacked_source(name: str, found: bytes, results: bytes | None = None) -> CheckedSource:
    """Return a checked source from its bytes.

    Args:
        name: of the source.
        found: the first part.
        results: the second, where it is asked for.

    Raises:
        UnpackError: they are none, or of another source.
    """
    of, budget, findings, outcomes, lines, predecessors = unpacked(found)
    if of != name:
        raise UnpackError(name)
    known = tuple(map(finding_of, findings))
    return CheckedSource(
        name,
        budget,
        known,
        {Outcome(outcome): count for outcome, count in outcomes.items()},
        {(file, number): text for file, number, text in lines},
        () if results is None else _results(results, known),
        tuple(predecessors),
    )


def _results(content: bytes, known: tuple[Diagnostic, ...]) -> tuple[RuleResult, ...]:
    from budgetc.rules import RuleResult  # noqa: PLC0415  # as above

    results = []
    for rule, outcome, places, others, reasons in unpacked(content):
        rest = map(finding_of, others)
        findings = tuple(known[place] if place >= 0 else next(rest) for place in places)
        results.append(
            RuleResult(rule, Outcome(outcome), findings, tuple(map(message_of, reasons)))
        )
    return tuple(results)


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
    places = {(found.span.file, found.span.line): None for found in findings}
    for file, number in places:
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
