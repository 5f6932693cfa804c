"""ROL011: what units have from above is declared as passed on by their department.

Money that a department pays out of a project or of basic expenditure is its expenditure, and the
unit's revenue from above: without a transfer the sum has it twice, and nothing else tells. ROL010
has what the department pays as a kind of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from budgetc.budget.consolidate import added_if_all
from budgetc.budget.consolidated import BudgetUnit
from budgetc.budget.lines import Project, RevenueLine
from budgetc.diagnostics.messages import Message, msg
from budgetc.frozen import NamedTuple
from budgetc.numbers.money import exact_text
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some
from budgetc.source.spoken import line_typed

_TRANSFER = ("transfers", 0)


class _FromAbove(NamedTuple):
    """What a unit has from above, and no transfer says that its department passes it on."""

    unit: BudgetUnit
    lines: Sequence[RevenueLine]

    @property
    def amount(self) -> int:
        """How much it is, in 分."""
        return sum(line.amount for line in self.lines)

    @property
    def prior(self) -> int | None:
        """How much it was last year, if all lines tell it."""
        prior: int | None = added_if_all([line.prior for line in self.lines])
        return prior


@rule("ROL011")
def revenue_from_above_is_passed_on_by_the_department(context: RuleContext) -> Findings:
    units = some(context.units, msg("no unit of the department has a source of its own"))
    told = {transfer.unit for transfer in context.budget.transfers}
    lines = [
        _FromAbove(unit, [line for line in unit.budget.revenue if _is_from_above(line, unit)])
        for unit in units
        if unit.id not in told and not unit.budget.transfers  # else ROL005 compares them
    ]
    undeclared = [one for one in lines if one.amount > 0]
    subsidies = _subsidies(context)
    if sum(one.amount for one in undeclared) <= subsidies:
        return
    of_subsidies = [one for one in undeclared if one.amount == subsidies]
    for one in undeclared:
        if [one] != of_subsidies:
            yield _may_be_twice(context, one)


def _is_from_above(line: RevenueLine, unit: BudgetUnit) -> bool:
    return line.fund == unit.budget.fund_from_above


def _subsidies(context: RuleContext) -> int:
    """Return what the department pays as subsidies and declares not, in 分: ROL010 has that."""
    arrives_as, own = context.lists.kind_funds.arrives_as, context.budget
    kinds = [kind for kind, fund in arrives_as.items() if fund == own.fund_from_above]
    given, declared = (
        sum(one.amount for one in lines if one.kind in kinds)
        for lines in (own.other_expenditure, own.transfers)
    )
    return given - declared


def _may_be_twice(context: RuleContext, one: _FromAbove) -> Violation:
    fund = one.unit.budget.fund_from_above
    name = context.name("fund", fund, fund)
    alike = [
        project
        for project in context.budget.projects
        if project.amount == one.amount and len(project.funds) == 1
    ]
    return Violation(
        one.unit.listed.origin.span("id"),
        msg(
            "{name}: no transfer declares its {fund} of {amount}; if the department pays it, it is "
            "in the sum twice",
            name=one.unit.budget.department.name,
            fund=name,
            amount=context.money(one.amount),
        ),
        related=[
            *(
                context.amount_at(line.origin.span("amount"), name, line.amount)
                for line in one.lines
            ),
            *(
                context.amount_at(project.origin.span("name"), project.name, project.amount)
                for project in alike
            ),
        ],
        hint=_way_out(context, one, alike),
    )


def _way_out(context: RuleContext, one: _FromAbove, alike: Sequence[Project]) -> Message:
    home, unit = one.lines[0].origin.tree, one.unit
    of_unit = context.lists.money_units.get(unit.budget.unit, context.unit)
    told = {"amount": one.amount} | ({} if one.prior is None else {"prior": one.prior})
    given, amounts = (
        {key: exact_text(fen, unit) for key, fen in told.items()}
        for unit in (context.unit, of_unit)
    )
    received = f"{{{line_typed(home, _TRANSFER, amounts)}}}"
    goes = {"unit": unit.id}
    scope = f"department.subordinate_units.{unit.id}"
    if len(alike) == 1:
        (project,) = alike
        goes |= {"kind": context.projects[0], "project": project.id, "fund": project.funds[0]}
        return msg(
            "if it is paid out of {project}, write {line} under transfers: of the department, and "
            "{received} under transfers: of the unit; if a body outside the department pays it, "
            "waive this with that reason (scope: {scope}, until: its last day)",
            project=project.name,
            line=f"{{{line_typed(context.budget.origin.tree, _TRANSFER, goes | given)}}}",
            received=received,
            scope=scope,
        )
    return msg(
        "if the department pays it, write {line} under transfers: of the department, with the "
        "kind:, fund: and project: or function: of the line that has it, and {received} under "
        "transfers: of the unit; if a body outside the department pays it, waive this with that "
        "reason (scope: {scope}, until: its last day)",
        line=f"{{{line_typed(context.budget.origin.tree, _TRANSFER, goes | given)}}}",
        received=received,
        scope=scope,
    )
