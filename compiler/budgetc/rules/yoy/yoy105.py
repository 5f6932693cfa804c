"""YOY105: a source whose amounts are taken for another period is of the same body."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.budget.consolidated import ConsolidatedBudget
from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import Message, msg
from budgetc.ledger import Flow, Period, is_typed
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some
from budgetc.rules.yoy.comparisons import changed_since


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
    for key in context.budgets_beside:
        other = changed_since(context, key)
        if other is not None and _is_taken(context, key):
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


def _is_taken(context: RuleContext, period: str) -> bool:
    """Tell whether expenditure of a period, or a figure of it, is not typed but looked up.

    Revenue is left aside: accounts have it by function, so no line of theirs is a budget's.
    """
    cube, figures = context.cube, context.layout.figures.values()
    told = (
        context.by_body(spec, paths[0], period)
        for spec in figures
        if len(paths := spec.typed.get(period, ())) == 1
    )
    return any(
        fact.fen and fact.flow is Flow.EXPENDITURE and not is_typed(fact)
        for fact in cube.facts(cube.of("period", period))
    ) or any(one is not None and (one.found().fen or one.instead_of_untyped) for one in told)
