"""PER017: the indicators of a table have names of their own, and all that is printed of them."""

from __future__ import annotations

from budgetc.budget.consistency import repeated
from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import enumerated, msg
from budgetc.rules.per.indicators import number_of
from budgetc.rules.per.tables import TargetTable, filled_tables, prints
from budgetc.rules.rule import Findings, RuleContext, Violation, rule


@rule("PER017", looks_at=filled_tables)
def indicators_are_complete(context: RuleContext, tables: list[TargetTable]) -> Findings:
    for table in tables:
        for indicator, earlier in repeated(table.indicators, lambda indicator: indicator.name):
            yield Violation(
                indicator.origin.span("name"),
                msg(
                    "{table}: two indicators are named {name}",
                    table=table.name,
                    name=indicator.name,
                ),
                related=[Related(earlier.origin.span("name"), msg("the first one is here"))],
                hint=msg("say in each name what it counts, or delete one"),
            )
        unscored = [i for i in table.indicators if i.scoring is None and number_of(i) is not None]
        unproved = [indicator for indicator in table.indicators if indicator.evidence is None]
        for key, silent in (("scoring", unscored), ("evidence", unproved)):
            if not silent or not prints(context, table.framework, key):
                continue
            said = {"table": table.name, "names": enumerated(i.name for i in silent)}
            if key == "scoring":
                problem = msg("{table}: nothing says how points are given for {names}", **said)
                hint = msg("add scoring: to each")
            else:
                problem = msg("{table}: nothing says what proves the result of {names}", **said)
                hint = msg("add evidence: to each")
            yield Violation(silent[0].origin.span("name"), problem, hint=hint)
