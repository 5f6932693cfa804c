"""GOV005: what is procured is paid for by a line of the budget."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgetc.budget.model import Procurement, ProcurementLine
from budgetc.diagnostics import Related, finding
from budgetc.diagnostics.messages import Message, Value, msg
from budgetc.diagnostics.suggest import choices
from budgetc.ledger import Dimensions, Kind
from budgetc.rules.case import Case
from budgetc.rules.gov.payers import OWN, all_projects, basic_item, by_item, by_project, money_of
from budgetc.rules.gov.purchases import (
    NOTHING_PROCURED,
    amounts_of,
    knowledge,
    named,
    purchases,
    total,
)
from budgetc.rules.rule import Finding


def procurement_has_its_money(case: Case) -> Iterator[Finding]:
    """GOV005: each line names what pays for it; Σ lines of it ≤ its amount.

    What pays is a project, or an economic item of basic expenditure. Of a procurement in sums only
    the whole can be judged: what is more than all projects comes from 公用经费. In 分, exact.

    Source: practice; government procurement is budgeted money (政府采购法), not money beside it.
    """
    procurement = case.own.procurement
    if procurement is None or total(procurement) == 0:
        yield NOTHING_PROCURED
    elif procurement.lines:
        for line in procurement.lines:
            yield from _payer(case, line)
        yield from _amounts(case)
    else:
        yield from _sums(case, procurement)


def _payer(case: Case, line: ProcurementLine) -> Iterator[Finding]:
    """Yield a finding if a line names nothing that pays for it, or something that is not there."""
    ids = tuple(project.id for project in case.own.projects)
    if line.project is not None:
        if line.project not in ids:
            yield finding(
                "GOV005",
                msg(
                    "{item}: there is no project {project} to pay for it",
                    item=line.item,
                    project=line.project,
                ),
                line.origin.span("project"),
                hint=choices(line.project, ids) if ids else None,
            )
    elif line.economic is None:
        yield finding(
            "GOV005",
            msg(
                "{item}: nothing says what pays for its {amount}",
                item=line.item,
                amount=case.money(line.amount),
            ),
            line.origin.span("item"),
            hint=msg("add project: with the id of a project, or economic: with an item of basic "
                     "expenditure"),
        )  # fmt: skip
    elif not basic_item(case, line.economic):
        yield finding(
            "GOV005",
            msg(
                "{item}: basic expenditure has no economic item {code} to pay for it",
                item=line.item,
                code=line.economic,
            ),
            line.origin.span("economic"),
            hint=_items(case, line.economic),
        )


def _items(case: Case, wrong: str) -> Message | None:
    """Return which economic items basic expenditure has that are like a wrong one."""
    mask = case.cube.mask("economic", Dimensions(kind=(Kind.BASIC,), entity=OWN))
    codes = tuple(dict.fromkeys(fact.economic for fact in case.cube.facts(mask)))
    return choices(wrong, codes) if codes else None


def _amounts(case: Case) -> Iterator[Finding]:
    for project, lines in by_project(case).items():
        yield from _enough(case, lines, project.name, money_of(case, project))
    for code, lines in by_item(case).items():
        money = basic_item(case, code)
        if money:
            entry = case.catalogue.economic.get(code)
            name = msg("{code} {name}", code=code, name=entry.name) if entry else code
            yield from _enough(case, lines, name, money)


def _enough(
    case: Case, lines: Sequence[ProcurementLine], name: Value, money: int
) -> Iterator[Finding]:
    procured, there = sum(line.amount for line in lines), case.sum(money)
    if procured <= there:
        return
    first, *others = lines
    yield finding(
        "GOV005",
        msg(
            "{name}: {procured} is to be procured with it, and it has {amount}: a difference of "
            "{difference}",
            name=name,
            procured=case.money(procured),
            amount=case.money(there),
            difference=case.money(procured - there),
        ),
        first.origin.span("amount"),
        related=[
            *(named(case, line.origin, "amount", line.item, line.amount) for line in others),
            *case.related(case.cube.facts(money)),
        ],
        hint=msg("correct an amount, or name what pays for the rest"),
    )


def _sums(case: Case, procurement: Procurement) -> Iterator[Finding]:
    whole, projects = total(procurement), case.sum(all_projects(case))
    rest, public = whole - projects, _public(case)
    if rest > public:
        problem = msg(
            "procurement is {whole}; all projects ({projects}) and the public funds of basic "
            "expenditure ({public}) have less: a difference of {difference}",
            whole=case.money(whole),
            projects=case.money(projects),
            public=case.money(public),
            difference=case.money(rest - public),
        )
    elif rest > 0 and projects > 0:
        # An office without projects buys out of basic expenditure, and nothing is odd in that.
        problem = msg(
            "procurement is {whole}, more than the {projects} of all projects: the other "
            "{difference} can only come from the public funds of basic expenditure ({public})",
            whole=case.money(whole),
            projects=case.money(projects),
            difference=case.money(rest),
            public=case.money(public),
        )
    else:
        return
    yield finding(
        "GOV005",
        problem,
        case.own.origin.key_span("procurement"),
        related=[*amounts_of(case, purchases(procurement)), *_projects(case)],
        hint=msg("give procurement line by line (lines:), each with what pays for it"),
    )


def _public(case: Case) -> int:
    """Return what basic expenditure has besides personnel, by function where no items say it."""
    basic = Dimensions(kind=(Kind.BASIC,), entity=OWN)
    whole = max(case.sum(case.cube.mask(margin, basic)) for margin in ("function", "economic"))
    groups = knowledge(case.resources).personnel_groups
    people = Dimensions(kind=(Kind.BASIC,), group=groups, entity=OWN)
    return whole - case.sum(case.cube.mask("economic", people))


def _projects(case: Case) -> Iterator[Related]:
    for project in case.own.projects:
        fen = case.sum(money_of(case, project))
        yield named(case, project.origin, "name", project.name, fen)
