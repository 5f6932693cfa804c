"""GOV005: what is procured is paid for by a line of the budget."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from budgetc.budget.declarations import FINAL
from budgetc.budget.matters import Procurement, ProcurementLine
from budgetc.diagnostics.messages import Value, msg
from budgetc.diagnostics.suggest import choices
from budgetc.ledger import Dimensions, Total
from budgetc.rules.facts import OWN_OFFICE
from budgetc.rules.gov import purchases
from budgetc.rules.rule import Findings, NotApplicable, RuleContext, Violation, rule


@rule("GOV005", looks_at=purchases.procured)
def procurement_has_its_money(context: RuleContext, procurement: Procurement) -> Findings:
    if context.budget.stage == FINAL:
        raise NotApplicable(msg("accounts count contracts, which other years may pay for as well"))
    if not procurement.lines:
        yield from _sums(context, procurement)
        return
    for line in procurement.lines:
        yield from _payer(context, line)
    for project, lines in purchases.by_project(context, procurement.lines).items():
        yield from _enough(context, lines, project.name, purchases.money_of(context, project))
    for code, lines in purchases.by_item(procurement.lines).items():
        money = purchases.basic_items(context, code)
        if money.facts:
            listed = code in context.catalogue.economic
            shown = context.coded("economic", code) if listed else code
            yield from _enough(context, lines, shown, money)


def _payer(context: RuleContext, line: ProcurementLine) -> Findings:
    """Yield a finding if a line names nothing that pays for it, or something that is not there."""
    ids = tuple(project.id for project in context.budget.projects)
    if line.project is not None:
        if line.project not in ids:
            yield Violation(
                line.origin.span("project"),
                msg(
                    "{item}: there is no project {project} to pay for it",
                    item=line.item,
                    project=line.project,
                ),
                hint=choices(line.project, ids) if ids else None,
            )
    elif line.economic is None:
        yield Violation(
            line.origin.span("item"),
            msg(
                "{item}: nothing says what pays for its {amount}",
                item=line.item,
                amount=context.money(line.amount),
            ),
            hint=msg(
                "add project: with the id of a project, or economic: with an item of basic "
                "expenditure"
            ),
        )
    elif not purchases.basic_items(context, line.economic).facts:
        codes = tuple(dict.fromkeys(fact.economic for fact in purchases.basic_items(context).facts))
        yield Violation(
            line.origin.span("economic"),
            msg(
                "{item}: basic expenditure has no economic item {code} to pay for it",
                item=line.item,
                code=line.economic,
            ),
            hint=choices(line.economic, codes) if codes else None,
        )


def _enough(
    context: RuleContext, lines: Sequence[ProcurementLine], name: Value, money: Total
) -> Findings:
    wanted = sum(line.amount for line in lines)
    if wanted <= money.known:
        return
    first, *others = lines
    yield Violation(
        first.origin.span("amount"),
        msg(
            "{name}: {procured} is to be procured with it, and it has {amount}: a difference of "
            "{difference}",
            name=name,
            **context.compared(procured=wanted, amount=money.known),
        ),
        related=[*purchases.places_of(context, others), *context.related(money.facts)],
        hint=msg("correct an amount, or name what pays for the rest"),
    )


def _sums(context: RuleContext, procurement: Procurement) -> Findings:
    all_projects = Dimensions(kind=context.projects, entity=OWN_OFFICE)
    whole, projects = purchases.total(procurement), context.total("economic", all_projects).known
    # Basic expenditure besides personnel: by function, where no items say it.
    basic = Dimensions(kind=context.basic, entity=OWN_OFFICE)
    people = replace(basic, group=context.lists.procurement.personnel_groups)
    all_basic = max(context.total(margin, basic).known for margin in ("function", "economic"))
    rest, public = whole - projects, all_basic - context.total("economic", people).known
    shown = {
        "whole": context.money(whole),
        "projects": context.money(projects),
        "public": context.money(public),
    }
    if rest > public:
        problem = msg(
            "procurement is {whole}; all projects ({projects}) and the public funds of basic "
            "expenditure ({public}) have less: a difference of {difference}",
            difference=context.money(rest - public),
            **shown,
        )
    elif rest > 0 and projects > 0:
        # An office without projects buys out of basic expenditure, and nothing is odd in that.
        problem = msg(
            "procurement is {whole}, more than the {projects} of all projects: the other "
            "{difference} can only come from the public funds of basic expenditure ({public})",
            difference=context.money(rest),
            **shown,
        )
    else:
        return
    yield Violation(
        context.budget.origin.key_span("procurement"),
        problem,
        related=[
            *purchases.amounts_of(context, purchases.each_of(procurement)),
            *(
                context.amount_at(
                    it.origin.span("name"), it.name, purchases.money_of(context, it).known
                )
                for it in context.budget.projects
            ),
        ],
        hint=msg("give procurement line by line (lines:), each with what pays for it"),
    )
