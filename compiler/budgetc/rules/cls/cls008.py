"""CLS008: 人员经费 or 公用经费 follows from the code, and is typed where nothing tells it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from budgetc.budget.model import OWN_GENERAL, EconomicLine
from budgetc.diagnostics import Diagnostic, Severity, finding
from budgetc.diagnostics.messages import msg
from budgetc.jurisdiction.spec import ColumnSpec
from budgetc.ledger import Fact, Kind
from budgetc.rules.case import Case
from budgetc.rules.code_rules import code_rules
from budgetc.rules.own import own_facts
from budgetc.rules.rule import Finding, NotApplicable


def group_follows_from_the_code(case: Case) -> Iterator[Finding]:
    """CLS008: `group` of an economic line = the group of its code in the list.

    301 and 303 are 人员经费, all others 公用经费; items that places count under either are
    `group_exceptions` of `schema/code_rules.json`. Of a function line outside the general public
    budget, `group` is missing where a table splits the line by group: nothing else tells it.

    Source: practice of published tables; the groups are those of `economic_department.csv`.
    """
    basic = case.own.basic_expenditure
    typed = [line for line in basic.by_economic if line.group] if basic else []
    untold = tuple(_untold(case))
    if not (typed or untold):
        yield NotApplicable(msg("no group is typed, and none is needed"))
    for line in typed:
        yield from _contradicts(case, line)
    for fact in untold:
        if not fact.group:
            yield _missing(case, fact)


def _contradicts(case: Case, line: EconomicLine) -> Iterator[Diagnostic]:
    codes = case.catalogue.economic
    known = next((e for c in reversed(codes.lineage(line.code)) if (e := codes.get(c))), None)
    exceptions = code_rules(case.resources).group_exceptions
    if known is None or known.group == line.group or line.code in exceptions:
        return
    yield finding(
        "CLS008",
        msg(
            "{code} {name} ({amount}) is {right}, not {typed}",
            code=known.code,
            name=known.name,
            amount=case.money(line.amount),
            right=known.group,
            typed=line.group or "",
        ),
        line.origin.span("group"),
        hint=msg("delete group: and it follows from the code; or correct the code"),
    )


def _untold(case: Case) -> Iterator[Fact]:
    """Yield the basic lines outside the general public budget that a table splits by group."""
    cube = case.cube
    mask = 0
    for table in case.layout.tables:
        if table.kinds and case.budget.kind not in table.kinds:
            continue
        for panel in table.panels:
            if panel.margin == "function" and _splits_by_group(panel.columns):
                mask |= cube.mask(panel.margin, panel)
    mask &= cube.of("kind", Kind.BASIC) & ~cube.of("fund", case.fund_group(OWN_GENERAL))
    return (fact for fact in own_facts(case, mask) if not fact.economic)


def _splits_by_group(columns: Iterable[ColumnSpec]) -> bool:
    return any(column.group or _splits_by_group(column.over) for column in columns)


def _missing(case: Case, fact: Fact) -> Diagnostic:
    entry = case.catalogue.function.get(fact.function)
    economic = case.catalogue.economic.entries
    return finding(
        "CLS008",
        msg(
            "a table splits {code} {name} by group, and nothing says which group its {amount} is",
            code=fact.function,
            name=entry.name if entry else "",
            amount=case.money(fact.fen or 0),
        ),
        fact.origin.span("code"),
        hint=msg(
            "add group: ({groups}); of a line that is both, make two lines",
            groups=", ".join(sorted({e.group for e in economic.values() if e.group})),
        ),
        severity=Severity.WARNING,
    )
