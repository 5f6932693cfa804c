"""XTB006: basic expenditure is the same money by function and by economic item."""

from __future__ import annotations

from budgetc.budget.model import OWN_GENERAL
from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import msg
from budgetc.ledger import Dimensions, ExpenditureKind
from budgetc.rules.rule import Findings, NotApplicable, NotEvaluated, RuleContext, Violation, rule


@rule("XTB006")
def basic_expenditure_agrees_by_function_and_economic_item(context: RuleContext) -> Findings:
    basic = context.consolidated.basic_expenditure
    narrow = Dimensions(kind=(ExpenditureKind.BASIC,))
    mask = context.cube.either(
        context.cube.mask("function", narrow), context.cube.mask("economic", narrow)
    )
    if basic is None or not mask:
        raise NotApplicable(msg("there is no basic expenditure"))
    for group in dict.fromkeys(context.fund_group(f.fund) for f in context.cube.facts(mask)):
        narrow = Dimensions(fund=(group,), kind=(ExpenditureKind.BASIC,))
        function, economic = context.total("function", narrow), context.total("economic", narrow)
        fund, both = context.name("fund", group, group), function.facts and economic.facts
        if function.known == economic.known:
            continue
        if group != context.fund_group(OWN_GENERAL) and not both:
            yield NotEvaluated(msg("{fund}: basic expenditure is split one way only", fund=fund))
            continue
        yield Violation(
            basic.origin.key_span("by_function"),
            msg(
                "{fund}: basic expenditure is {by_function} by function, {by_economic} by economic "
                "item: a difference of {difference}",
                fund=fund,
                **context.compared(by_function=function.known, by_economic=economic.known),
            ),
            related=[
                Related(basic.origin.key_span("by_economic"), msg("the economic items stand here"))
            ],
            hint=msg("it is the same money; an amount in one of the lists is mistyped or left out"),
        )
