"""GOV006: goods, works and services are paid from items that pay for such things."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgetc.budget.model import ProcurementLine, Project
from budgetc.diagnostics import finding
from budgetc.diagnostics.messages import msg
from budgetc.ledger import Fact
from budgetc.rules.case import Case
from budgetc.rules.gov.payers import by_item, by_project, money_of
from budgetc.rules.gov.purchases import CATEGORIES, knowledge, lines_of, named, without_lines
from budgetc.rules.rule import Finding


def items_pay_for_the_category(case: Case) -> Iterator[Finding]:
    """GOV006: Σ goods of a project ≤ its money under items that can pay for goods; so works, 服务.

    `schema/procurement.json` lists the items that never pay for a category, such as 劳务费 for
    goods. A project whose money stands under the class 302 alone can pay for any. In 分, exact.

    Source: the meaning of the items in 政府收支分类科目.
    """
    if not lines_of(case):
        yield without_lines(case)
    for project, lines in by_project(case).items():
        for category in CATEGORIES:
            of_category = [line for line in lines if line.category == category]
            if of_category:
                yield from _project(case, project, category, of_category)
    for code, lines in by_item(case).items():
        for line in lines:
            if _never(case, line.category, code):
                yield _item(case, line, code)


def _never(case: Case, category: str, code: str) -> bool:
    never = knowledge(case.resources).never_under[category]
    return any(above in never for above in case.catalogue.economic.lineage(code))


def _project(
    case: Case, project: Project, category: str, lines: Sequence[ProcurementLine]
) -> Iterator[Finding]:
    money = case.cube.facts(money_of(case, project))
    fitting = [fact for fact in money if not _never(case, category, fact.economic)]
    procured, there = sum(line.amount for line in lines), _sum(fitting)
    # That a project has too little money for all its lines is another rule's.
    if procured <= there or len(fitting) == len(money):
        return
    first, *others = lines
    yield finding(
        "GOV006",
        msg(
            "{project}: {category} for {procured} are to be procured, and {amount} of its money is "
            "under an item that can pay for them: a difference of {difference}",
            project=project.name,
            category=CATEGORIES[category],
            procured=case.money(procured),
            amount=case.money(there),
            difference=case.money(procured - there),
        ),
        first.origin.span("amount"),
        related=[
            *(named(case, line.origin, "amount", line.item, line.amount) for line in others),
            *case.related(money),
        ],
        hint=msg("correct the category of the line, or the economic item of the allocation"),
    )


def _sum(facts: Sequence[Fact]) -> int:
    return sum(fact.fen or 0 for fact in facts)


def _item(case: Case, line: ProcurementLine, code: str) -> Finding:
    entry = case.catalogue.economic.get(code)
    return finding(
        "GOV006",
        msg(
            "{item}: {code} {name} pays for no {category}, and is to pay {amount} for them",
            item=line.item,
            code=code,
            name=entry.name if entry else "",
            category=CATEGORIES[line.category],
            amount=case.money(line.amount),
        ),
        line.origin.span("economic"),
        hint=msg("correct the category or the economic item of the line"),
    )
