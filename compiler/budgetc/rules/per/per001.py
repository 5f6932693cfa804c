"""PER001: every project with money has performance targets, or a reason why not, and not both."""

from __future__ import annotations

from budgetc.budget.lines import Project
from budgetc.diagnostics.messages import msg
from budgetc.rules.per.tables import NO_FRAMEWORK, PROJECT
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some


@rule("PER001")
def projects_have_targets(context: RuleContext) -> Findings:
    followed = _followed(context)
    paid = [
        one
        for one in context.budget.projects
        if (one.amount and not context.cube.is_spent_by_units(one.id)) or one.id in followed
    ]
    reported = any(_tells(one) or one.id in followed for one in paid)
    some(PROJECT in context.layout.frameworks or reported, NO_FRAMEWORK)
    for project in some(paid, msg("no project has money")):
        has_targets = bool(project.targets or project.reports_targets)
        if has_targets and project.targets_exempt:
            yield Violation(
                project.origin.span("targets_exempt"),
                msg("{name} is said to need no performance targets, and has some",
                    name=project.name),
                hint=msg("delete targets_exempt:, or the targets"),
            )  # fmt: skip
        elif project.targets_exempt and project.id in followed:
            yield Violation(
                project.origin.span("targets_exempt"),
                msg("{name} is said to need no performance targets, and evaluation: names it",
                    name=project.name),
                hint=msg("delete targets_exempt: and write reports_targets: true, or take the "
                         "project out of evaluation:"),
            )  # fmt: skip
        if has_targets or project.targets_exempt:
            continue
        yield Violation(
            project.origin.span("name"),
            msg(
                "{name} has {amount} and no performance targets",
                name=project.name,
                amount=context.money(project.amount),
            ),
            hint=msg(
                "write reports_targets: true, or targets_exempt: with the reason why it has none"
            )
            if reported
            else msg("add targets:, or targets_exempt: with the reason why it needs none"),
        )


def _tells(project: Project) -> bool:
    """Tell whether a project says that it reports targets, or that it does not."""
    return project.origin.node.get("reports_targets") is not None


def _followed(context: RuleContext) -> frozenset[str]:
    """Return the ids of the projects that accounts say were judged by their targets."""
    told = context.budget.evaluation
    return frozenset((*told.tracked, *told.evaluated)) if told is not None else frozenset()
