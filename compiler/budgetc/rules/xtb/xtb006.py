"""XTB006: basic expenditure is the same money by function and by economic item.

So it is in each group, and of each source of a fund that the economic items tell apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import msg
from budgetc.ledger import Dimensions, Fact
from budgetc.rules.facts import sum_of
from budgetc.rules.rule import Findings, NotApplicable, NotEvaluated, RuleContext, Violation, rule
from budgetc.rules.suspects import suspected


@rule("XTB006")
def basic_expenditure_agrees_by_function_and_economic_item(context: RuleContext) -> Findings:
    basic = context.consolidated.basic_expenditure
    narrow = Dimensions(kind=context.basic)
    mask = context.cube.either(
        context.cube.mask("function", narrow), context.cube.mask("economic", narrow)
    )
    if basic is None or not mask:
        raise NotApplicable(msg("there is no basic expenditure"))
    funds = dict.fromkeys(fact.fund for fact in context.cube.facts(mask))
    for group in dict.fromkeys(map(context.fund_group, funds)):
        narrow = Dimensions(fund=(group,), kind=context.basic)
        function, economic = context.total("function", narrow), context.total("economic", narrow)
        fund, both = context.name("fund", group, group), function.facts and economic.facts
        if function.known == economic.known:
            yield from _groups_agree(context, fund, function.facts, economic.facts)
            yield from _sources_agree(context, function.facts, economic.facts)
            continue
        if group != context.fund_group(context.own_fund) and not both:
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
            hint=suspected(
                msg("it is the same money; an amount in one of the lists is mistyped or left out"),
                context,
                function,
                economic,
            ),
        )


def _groups_agree(
    context: RuleContext, fund: str, function: Sequence[Fact], economic: Sequence[Fact]
) -> Findings:
    """Compare 人员经费 and 公用经费 of both margins; of lines without a group nothing is known."""
    told, known = _by("group", function), _by("group", economic)
    for group in (one for one in told if one):
        by_function, by_economic = sum_of(told[group]), sum_of(known.get(group, ()))
        if by_function > by_economic or ("" not in told and by_function < by_economic):
            yield Violation(
                told[group][0].origin.span("group"),
                msg(
                    "{fund}: {group} is {by_function} by function, {by_economic} by economic item: "
                    "a difference of {difference}",
                    fund=fund,
                    group=group,
                    **context.compared(by_function=by_function, by_economic=by_economic),
                ),
                related=context.related((*told[group], *known.get(group, ()))),
                hint=msg(
                    "correct the group of a line; of a line that is both, make two lines, or type "
                    "it under matrix: with its economic items"
                ),
            )


def _sources_agree(
    context: RuleContext, function: Sequence[Fact], economic: Sequence[Fact]
) -> Findings:
    """Compare the sources of a fund that agrees as a whole; the one that differs most is told.

    Lines that name none are of the department's own money; where no economic item names another,
    it is the lines by function alone that tell sources apart.
    """
    by_function, by_economic = _by("fund", function), _by("fund", economic)
    if by_economic.keys() <= {context.own_fund}:
        return
    sums = {
        fund: (sum_of(by_function.get(fund, ())), sum_of(by_economic.get(fund, ())))
        for fund in (*by_economic, *by_function)
    }
    # Of two that differ alike, the one with more by economic item: there stands a line of it.
    fund = max(
        sums, key=lambda one: (abs(sums[one][0] - sums[one][1]), sums[one][1] - sums[one][0])
    )
    if sums[fund][0] == sums[fund][1]:
        return
    lines = (*by_economic.get(fund, ()), *by_function.get(fund, ()))
    yield Violation(
        lines[0].origin.span("fund"),
        msg(
            "{fund}: basic expenditure is {by_function} by function, {by_economic} by economic "
            "item: a difference of {difference}",
            fund=context.name("fund", fund, fund),
            **context.compared(by_function=sums[fund][0], by_economic=sums[fund][1]),
        ),
        related=context.related(lines),
        hint=msg(
            "it is the same money: correct fund: of a line by function or of an economic item; a "
            "line without fund: is paid for by {own}",
            own=context.own_fund,
        ),
    )


def _by(dimension: str, facts: Iterable[Fact]) -> Mapping[str, list[Fact]]:
    by_code: dict[str, list[Fact]] = {}
    for fact in facts:
        by_code.setdefault(getattr(fact, dimension), []).append(fact)
    return by_code
