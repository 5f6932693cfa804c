"""PUB016: operating cost is that of administrative and civil-service bodies alone."""

from __future__ import annotations

from budgetc.diagnostics import Severity
from budgetc.diagnostics.messages import enumerated, msg
from budgetc.ledger import Dimensions
from budgetc.rules.facts import OWN_OFFICE
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some
from budgetc.rules.tpx.items import figure_of


@rule("PUB016")
def operating_cost_is_of_no_institution(context: RuleContext) -> Findings:
    own = context.budget
    figure = figure_of(context, "operating_cost")
    within = Dimensions(entity=OWN_OFFICE)
    here = context.cube.total(context.cube.narrowed(context.cube.asked(figure), within)).known
    typed = own.operating_cost.amount if own.operating_cost is not None else None
    if typed is not None and own.operating_cost is not None:
        if typed > here:
            yield Violation(
                own.operating_cost.origin.span("amount"),
                msg(
                    "the operating cost is {typed}, and the public expense of all bodies in this "
                    "file is {whole}",
                    typed=context.money(typed),
                    whole=context.money(here),
                ),
                hint=msg("correct the amount, or the public expense of basic expenditure"),
            )
        return
    named = [
        unit.name or ""
        for unit in own.department.subordinate_units
        if unit.id is None and unit.type not in figure.type
    ]
    some(here and named, msg("no institution is without a source of its own"))
    yield Violation(
        own.department.origin.key_span("subordinate_units"),
        msg(
            "the operating cost is {whole}, all public expense of this file, and institutions have "
            "none: {names}",
            whole=context.money(here),
            names=enumerated(named),
        ),
        severity=Severity.WARNING,  # they may be in no amount of this file
        hint=msg(
            "add under operating_cost: {key}: with what administrative and civil-service bodies "
            "spend of it; all of it, if the amounts of these institutions are not in this file",
            key=context.layout.reports,
        ),
    )
