"""GOV005: what is procured is paid for by a line of the budget.

each line names what pays for it; Σ lines of it ≤ its amount.
What pays is a project, or an economic item of basic expenditure. Of a procurement in sums only
the whole can be judged: what is more than all projects comes from 公用经费. In 分, exact.
Source: practice; government procurement is budgeted money (政府采购法), not money beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgetc.budget.model import Procurement, ProcurementLine
from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import Message, Value, msg
from budgetc.diagnostics.suggest import choices
from budgetc.ledger import Dimensions, ExpenditureKind, Mask
from budgetc.rules.gov.payers import OWN, all_projects, basic_item, by_item, by_project, money_of
from budgetc.rules.gov.purchases import NOTHING_PROCURED, amounts_of, named, purchases, total
from budgetc.rules.rule import Findings, RuleContext, Violation, rule


@rule("GOV005")
def procurement_has_its_money(context: RuleContext) -> Findings:
    procurement = context.budget.procurement
    if procurement is None or total(procurement) == 0:
        yield NOTHING_PROCURED
    elif procurement.lines:
        for line in procurement.lines:
            yield from _payer(context, line)
        yield from _amounts(context)
    else:
        yield from _sums(context, procurement)


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
    elif not basic_item(context, line.economic):
        yield Violation(
            line.origin.span("economic"),
            msg(
                "{item}: basic expenditure has no economic item {code} to pay for it",
                item=line.item,
                code=line.economic,
            ),
            hint=_items(context, line.economic),
        )


def _items(context: RuleContext, wrong: str) -> Message | None:
    """Return which economic items basic expenditure has that are like a wrong one."""
    mask = context.cube.mask("economic", Dimensions(kind=(ExpenditureKind.BASIC,), entity=OWN))
    codes = tuple(dict.fromkeys(fact.economic for fact in context.cube.facts(mask)))
    return choices(wrong, codes) if codes else None


def _amounts(context: RuleContext) -> Findings:
    for project, lines in by_project(context).items():
        yield from _enough(context, lines, project.name, money_of(context, project))
    for code, lines in by_item(context).items():
        money = basic_item(context, code)
        if money:
            entry = context.catalogue.economic.get(code)
            name = msg("{code} {name}", code=code, name=entry.name) if entry else code
            yield from _enough(context, lines, name, money)


def _enough(
    context: RuleContext, lines: Sequence[ProcurementLine], name: Value, money: Mask
) -> Findings:
    procured, there = sum(line.amount for line in lines), context.sum(money)
    if procured <= there:
        return
    first, *others = lines
    yield Violation(
        first.origin.span("amount"),
        msg(
            "{name}: {procured} is to be procured with it, and it has {amount}: a difference of "
            "{difference}",
            name=name,
            procured=context.money(procured),
            amount=context.money(there),
            difference=context.money(procured - there),
        ),
        related=[
            *(named(context, line.origin, "amount", line.item, line.amount) for line in others),
            *context.related(context.cube.facts(money)),
        ],
        hint=msg("correct an amount, or name what pays for the rest"),
    )


def _sums(context: RuleContext, procurement: Procurement) -> Findings:
    whole, projects = total(procurement), context.sum(all_projects(context))
    rest, public = whole - projects, _public(context)
    if rest > public:
        problem = msg(
            "procurement is {whole}; all projects ({projects}) and the public funds of basic "
            "expenditure ({public}) have less: a difference of {difference}",
            whole=context.money(whole),
            projects=context.money(projects),
            public=context.money(public),
            difference=context.money(rest - public),
        )
    elif rest > 0 and projects > 0:
        # An office without projects buys out of basic expenditure, and nothing is odd in that.
        problem = msg(
            "procurement is {whole}, more than the {projects} of all projects: the other "
            "{difference} can only come from the public funds of basic expenditure ({public})",
            whole=context.money(whole),
            projects=context.money(projects),
            difference=context.money(rest),
            public=context.money(public),
        )
    else:
        return
    yield Violation(
        context.budget.origin.key_span("procurement"),
        problem,
        related=[*amounts_of(context, purchases(procurement)), *_projects(context)],
        hint=msg("give procurement line by line (lines:), each with what pays for it"),
    )


def _public(context: RuleContext) -> int:
    """Return what basic expenditure has besides personnel, by function where no items say it."""
    basic = Dimensions(kind=(ExpenditureKind.BASIC,), entity=OWN)
    whole = max(
        context.sum(context.cube.mask(margin, basic)) for margin in ("function", "economic")
    )
    groups = context.lists.procurement.personnel_groups
    people = Dimensions(kind=(ExpenditureKind.BASIC,), group=groups, entity=OWN)
    return whole - context.sum(context.cube.mask("economic", people))


def _projects(context: RuleContext) -> Iterator[Related]:
    for project in context.budget.projects:
        fen = context.sum(money_of(context, project))
        yield named(context, project.origin, "name", project.name, fen)
