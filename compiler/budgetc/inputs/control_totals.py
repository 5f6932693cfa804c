"""Reading the approved figures (批复数) of a region, `budgets/control-totals.yaml`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from budgetc.budget.declarations import ControlTotal, ControlTotals
from budgetc.diagnostics import Diagnostic, finding
from budgetc.diagnostics.messages import Message, enumerated, msg
from budgetc.diagnostics.suggest import choices
from budgetc.files.data import Resources, kept
from budgetc.files.port import FileRefusedError
from budgetc.files.workspace import CONTROL_TOTALS, REGION, Source
from budgetc.frozen import frozen
from budgetc.inputs.reading import read_tree
from budgetc.jurisdiction.sources import beside_schema
from budgetc.lists import money_units
from budgetc.schema.binding import Binding
from budgetc.source.identity import addresses
from budgetc.source.read import read_bytes

_YEAR = 4
"""How many digits the name of a source begins with; a stage may follow."""


@frozen(eq=False)
class Approved:
    """What the file of approved figures says; nothing where there is no such file."""

    totals: ControlTotals | None = None
    findings: tuple[Diagnostic, ...] = ()

    def of(self, department: str, year: int) -> tuple[ControlTotal, ...]:
        """Return the approved figures of a department and a year."""
        if self.totals is None:
            return ()
        unit = self.totals.unit
        return tuple(
            replace(total, unit=total.unit or unit)
            for total in self.totals.totals
            if total.department == department and total.year == year
        )


def read_control_totals(source: Source, resources: Resources) -> Approved:
    """Return the approved figures of the workspace that a source is in."""
    file = source.control_totals()
    try:
        content = file.read() if file is not None else None
    except FileRefusedError as error:
        # Were it passed over, whoever makes it a link would switch all approved figures off.
        return Approved(findings=(error.diagnostic,))
    return Approved() if content is None else _approved(resources, content)


@kept
def _approved(resources: Resources, content: bytes) -> Approved:
    """Understand a file once for all departments."""
    tree, findings = read_bytes(CONTROL_TOTALS, content)
    if tree is None or findings:
        return Approved(findings=findings)
    schema = beside_schema(resources, "control-totals.yaml")
    tree = schema.shaped(tree)
    findings = schema.check(tree)
    if findings:
        return Approved(findings=tuple(map(addresses([tree]), findings)))
    unit = next(iter(money_units(resources).values()))  # as written until they are compared
    binding = Binding(tree, unit)
    return Approved(binding.bind(ControlTotals, tree.root), tuple(binding.findings))


def unmatched_totals(sources: Sequence[Source], resources: Resources) -> tuple[Diagnostic, ...]:
    """Return a finding for each approved figure of a department and year that has no source.

    Args:
        sources: all of a workspace.
        resources: the data files.
    """
    approved = read_control_totals(sources[0], resources).totals
    years: dict[str, dict[str, None]] = {}
    for source in sources:
        for department in (source.department, REGION):  # a book has what departments have
            years.setdefault(department, {})[source.stem[:_YEAR]] = None
    return tuple(
        finding(
            "SRC002",
            msg("there is no source of {department} for {year}", department=total.department,
                year=str(total.year)),
            total.origin.span("year" if total.department in years else "department"),
            hint=_meant(total, years, sources, resources),
        )
        if total.department != REGION
        else finding(
            "SRC002",
            msg("no department has a source for {year}", year=str(total.year)),
            total.origin.span("year"),
            hint=msg("correct the year, or delete the figure"),
        )
        for total in (approved.totals if approved else ())
        if str(total.year) not in years.get(total.department, ())
    )  # fmt: skip


def _meant(
    total: ControlTotal,
    years: Mapping[str, Iterable[str]],
    sources: Sequence[Source],
    resources: Resources,
) -> Message:
    """Return what may be meant by the department and year of a figure that have no source."""
    if there := years.get(total.department):
        return msg(
            "there is one for {years}: correct the year, or delete the figure",
            years=enumerated(sorted(there)),
        )
    for source in sources:  # people type what the department is called
        tree, _ = read_tree(source, resources)
        if tree is not None and tree.said("department", "name") == total.department:
            return msg("write the folder of its source: {folder}", folder=source.department)
    return choices(total.department, [one for one in years if one != REGION])
