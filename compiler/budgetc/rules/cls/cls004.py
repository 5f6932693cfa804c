"""CLS004: a code goes down to the level that the tables print.

An amount above the printed level is in the 类's row and in no row below it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from budgetc.diagnostics.messages import enumerated, msg
from budgetc.diagnostics.spans import Span
from budgetc.jurisdiction.tables import PanelSpec
from budgetc.ledger import Fact
from budgetc.rules.facts import line_of, printed_panels, sum_of
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some


@rule("CLS004")
def codes_reach_the_printed_level(context: RuleContext) -> Findings:
    panels = some(
        [panel for panel in printed_panels(context) if panel.rows.by == "economic"],
        msg("no table has rows of economic items"),
    )
    reported: set[Span] = set()
    for panel in panels:
        for place, facts in _above_the_rows(context, panel).items():
            if place not in reported:
                reported.add(place)
                yield _finding(context, place, facts, panel.rows.levels[-1])


def _above_the_rows(context: RuleContext, panel: PanelSpec) -> Mapping[Span, list[Fact]]:
    """Return the source's own amounts whose codes stand above a panel's lowest rows, by place."""
    places: dict[Span, list[Fact]] = defaultdict(list)
    if not panel.margin or not panel.rows.levels:
        return places
    *upper, _ = panel.rows.levels
    for fact in context.asked(panel).facts:
        entry = context.catalogue.economic.get(fact.economic)
        mine = fact.origin.tree.file == context.budget.origin.tree.file
        if mine and entry is not None and entry.level in upper:
            # The code was typed in its allocation, or in its project.
            holder = fact.origin if "economic" in fact.origin.node.entries else line_of(fact)
            places[holder.span("economic")].append(fact)
    return places


def _finding(context: RuleContext, place: Span, facts: list[Fact], level: str) -> Violation:
    entry = context.catalogue.economic.entries[facts[0].economic]
    items = [e for e in context.catalogue.economic.of_level(level) if e.parent == entry.code]
    return Violation(
        place,
        msg(
            "{code} {name} is a {above}, and {amount} of it stands in a table that goes down to "
            "{level}",
            code=entry.code,
            name=entry.name,
            above=entry.level,
            amount=context.money(sum_of(facts)),
            level=level,
        ),
        related=context.related(facts),
        hint=msg(
            "write the code of an item, such as {codes}",
            codes=enumerated(f"{item.code} {item.name}" for item in items[:3]),
        ),
    )
