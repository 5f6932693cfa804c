"""YOY105: a source whose amounts are taken for another period is of the same body."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.budget.consolidated import ConsolidatedBudget
from budgetc.budget.declarations import APPROVED
from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import Message, msg
from budgetc.ledger import Period
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some


@rule("YOY105")
def sources_beside_are_of_the_same_body(context: RuleContext) -> Findings:
    some(context.budgets_beside, msg("there is no source of last year"))
    seen: set[str] = set()
    for period, other in context.budgets_beside.items():
        file = other.origin.tree.file
        if file not in seen:
            seen.add(file)
            source = (
                msg("last year's source {file}", file=file)
                if period == Period.PRIOR
                else msg("the source {file}", file=file)
            )
            yield from _of_another(context, other, source)
    yield from _of_another_stage(context)


def _of_another(
    context: RuleContext, other: ConsolidatedBudget, source: Message
) -> Iterator[Violation]:
    """Yield what tells that a source is another's, or a copy of one."""
    own, department = context.budget, context.budget.department
    theirs = other.department.name
    known = (department.name, department.also_named, *department.merged_units)
    is_named = bool(department.predecessors)  # on purpose, then
    if not is_named and theirs not in known and department.name != other.department.also_named:
        yield Violation(
            department.origin.span("name"),
            msg(
                "{source} is that of {theirs}, this one that of {mine}",
                source=source,
                theirs=theirs,
                mine=department.name,
            ),
            related=[Related(other.department.origin.span("name"), msg("that one's is here"))],
            hint=msg(
                "where the file is another's, put it into that one's folder; where the body was "
                "renamed, waive the rule and say so, or move last year's file into a folder of its "
                "own and name that under predecessors:"
            ),
        )
    if own.kind != other.kind:
        yield Violation(
            own.origin.span("kind") if own.origin.node.get("kind") else own.origin.span("year"),
            msg("{source} has {key}: {theirs}, this one {key}: {mine}", source=source, key="kind",
                theirs=other.kind, mine=own.kind),
            related=[Related(other.origin.key_span("kind"), msg("that one's is here"))],
            hint=msg(
                "correct the one that is wrong; where a unit became a department, waive the rule "
                "and say so"
            ),
        )  # fmt: skip
    layouts = {tree.file.split("/")[1] for tree in context.layout.trees}
    if other.jurisdiction not in {own.jurisdiction, *layouts}:
        yield Violation(
            own.origin.span("jurisdiction"),
            msg("{source} has {key}: {theirs}, this one {key}: {mine}", source=source,
                key="jurisdiction", theirs=other.jurisdiction, mine=own.jurisdiction),
            related=[Related(other.origin.span("jurisdiction"), msg("that one's is here"))],
            hint=msg(
                "correct the one that is wrong; where the form of documents was changed, waive the "
                "rule and say so"
            ),
        )  # fmt: skip


def _of_another_stage(context: RuleContext) -> Iterator[Violation]:
    """Yield the budget that the year began with, where the file is one that was changed since."""
    layout = context.layout
    reported = layout.amounts[layout.reports]
    for key, spec in layout.amounts.items():
        other = context.budgets_beside.get(layout.period(key))
        is_of_its_year = spec.year == reported.year and spec.stage == APPROVED
        if other is not None and is_of_its_year and other.own.stage != APPROVED:
            yield Violation(
                context.budget.origin.span("year"),
                msg(
                    "{key} is taken from {file}, which has stage: {stage}: it is not what the year "
                    "began with",
                    key=key,
                    file=other.origin.tree.file,
                    stage=other.own.stage,
                ),
                related=[Related(other.origin.span("stage"), msg("that one's is here"))],
                hint=msg(
                    "keep the approved budget in {file}, or type {key}: at each line",
                    file=other.origin.tree.file,
                    key=key,
                ),
            )
