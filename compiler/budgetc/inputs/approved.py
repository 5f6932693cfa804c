"""Reading the approved figures of a region, `budgets/control-totals.yaml`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from budgetc.budget.control_totals import ControlTotal, ControlTotals
from budgetc.diagnostics import Diagnostic, finding
from budgetc.diagnostics.messages import msg
from budgetc.diagnostics.spans import Span
from budgetc.diagnostics.suggest import choices
from budgetc.files.data import Resources
from budgetc.files.workspace import CONTROL_TOTALS, REGION, Source
from budgetc.jurisdiction.load import units
from budgetc.schema import load_schema
from budgetc.schema.binding import Binding
from budgetc.source.read import read_file


@dataclass(frozen=True, slots=True, eq=False)
class Approved:
    """What the file of approved figures says; nothing where there is no such file."""

    totals: ControlTotals | None
    findings: tuple[Diagnostic, ...]

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


def read_approved(source: Source, resources: Resources) -> Approved:
    """Return the approved figures of the workspace that a source is in."""
    path = source.control_totals()
    if path is None:
        return Approved(None, ())
    if path.is_symlink() or not path.is_file():
        return Approved(None, (_no_file(),))
    stamp = path.stat()
    return _read(path, (stamp.st_mtime_ns, stamp.st_size), resources)


def _no_file() -> Diagnostic:
    # Were it passed over, whoever changes it into a link would switch all approved figures off.
    return finding(
        "SYN012",
        msg("{file} is a link or a folder, and no file", file=CONTROL_TOTALS),
        Span.point(CONTROL_TOTALS),
        hint=msg("put the file itself there"),
    )


@lru_cache(maxsize=8)
def _read(path: Path, _: tuple[int, int], resources: Resources) -> Approved:
    """Read the file once for all departments; its stamp tells a changed file from the old one."""
    tree, findings = read_file(path, CONTROL_TOTALS)
    if tree is None or findings:
        return Approved(None, findings)
    findings = load_schema(resources, "control-totals.schema.json").check(tree)
    if findings:
        return Approved(None, findings)
    unit = next(iter(units(resources).values()))  # amounts stay as written until they are compared
    binding = Binding(tree, unit)
    return Approved(binding.bind(ControlTotals, tree.root), tuple(binding.findings))


def unmatched_totals(sources: Sequence[Source], resources: Resources) -> tuple[Diagnostic, ...]:
    """Return a finding for each approved figure of a department and year that has no source.

    Args:
        sources: all of a workspace.
        resources: the data files.
    """
    approved = read_approved(sources[0], resources).totals
    there = {(source.department, source.edition) for source in sources}
    departments = tuple(dict.fromkeys(source.department for source in sources))
    return tuple(
        _unmatched(total, departments)
        for total in (approved.totals if approved else ())
        if total.department != REGION and (total.department, str(total.year)) not in there
    )


def _unmatched(total: ControlTotal, departments: tuple[str, ...]) -> Diagnostic:
    return finding(
        "SRC002",
        msg("there is no source of {department} for {year}", department=total.department,
            year=str(total.year)),
        total.origin.span("department"),
        hint=choices(total.department, departments),
    )  # fmt: skip
