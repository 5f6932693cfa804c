"""CLS011: what buys an asset in a project is capital expenditure."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.budget.model import Allocation, Project
from budgetc.diagnostics import Diagnostic, Related, finding
from budgetc.diagnostics.messages import msg
from budgetc.rules.case import Case
from budgetc.rules.code_rules import Purchases, code_rules
from budgetc.rules.rule import Finding, NotApplicable


def purchases_of_assets_are_capital_expenditure(case: Case) -> Iterator[Finding]:
    """CLS011: an allocation that buys equipment is not coded 302 商品和服务支出.

    It is told by its words: one for buying, one for a thing that lasts, none that makes it
    something else (维修, 耗材). The words are `purchases` of `schema/code_rules.json`.

    Source: practice of audits; from what amount it is 310 资本性支出 is laid down locally.
    """
    if not case.own.projects:
        yield NotApplicable(msg("there are no projects"))
    rule = code_rules(case.resources).purchases
    for project in case.own.projects:
        for share in project.allocation:
            code = share.economic or project.economic
            if code.startswith(rule.economic) and code not in rule.exempt:
                yield from _check(case, rule, project, share)


def _check(
    case: Case, rule: Purchases, project: Project, share: Allocation
) -> Iterator[Diagnostic]:
    if not share.amount or not _buys_an_asset(share.item, rule):
        return
    code = share.economic or project.economic
    coded = share.origin if share.economic else project.origin
    entry = case.catalogue.economic.get(code)
    name = entry.name if entry else ""
    yield finding(
        "CLS011",
        msg(
            "{item} ({amount}) buys an asset, and is coded {code} {name}",
            item=share.item,
            amount=case.money(share.amount),
            code=code,
            name=name,
        ),
        share.origin.span("item"),
        related=[Related(coded.span("economic"), msg("{code} {name}", code=code, name=name))],
        hint=msg(
            "add economic: with an item of 310, such as 31002 or 31003; or, if it is below the "
            "value of an asset, be ready to explain"
        ),
    )


def _buys_an_asset(item: str, rule: Purchases) -> bool:
    return (
        any(word in item for word in rule.acts)
        and any(word in item for word in rule.things)
        and not any(word in item for word in rule.other)
    )
