"""Waivers: findings that a source accepts for a time, and waivers that accept nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from budgetc.budget.declarations import Waiver
from budgetc.budget.model import Budget
from budgetc.diagnostics import Diagnostic, Severity, finding
from budgetc.diagnostics.messages import msg
from budgetc.diagnostics.outcome import Outcome
from budgetc.diagnostics.suggest import choices
from budgetc.local.known import BROKEN
from budgetc.rules.check import outcome_of
from budgetc.rules.rule import RuleResult
from budgetc.source.identity import Names

_NOT_THE_SOURCES = ("SRC002", BROKEN)
"""What a source cannot waive: what was approved, and rules of the workspace that are wrong."""

WAIVERS = "SRC003"
"""The rule about waivers themselves, which none can waive."""


def apply_waivers(
    results: Sequence[RuleResult], budget: Budget, today: date
) -> tuple[RuleResult, ...]:
    """Return the results with the waivers of a source applied, and what became of the waivers."""
    if not budget.waive:
        reason = msg("the source has no waivers")
        return (*results, RuleResult(WAIVERS, Outcome.NOT_APPLICABLE, reasons=(reason,)))
    used: set[Waiver] = set()
    names = Names(budget.origin.tree)
    judged = []
    for result in results:
        findings = tuple(_waived(found, budget, names, used, today) for found in result.findings)
        outcome = outcome_of(findings) if findings else result.outcome
        judged.append(replace(result, findings=findings, outcome=outcome))
    codes = tuple(one.rule for one in results if one.rule not in _NOT_THE_SOURCES)
    problems = tuple(_problems(budget, names, used, today, codes))
    judged.append(RuleResult(WAIVERS, outcome_of(problems), problems))
    return tuple(judged)


def _waived(
    found: Diagnostic, budget: Budget, names: Names, used: set[Waiver], today: date
) -> Diagnostic:
    for waiver in budget.waive if found.code not in _NOT_THE_SOURCES else ():
        if waiver.rule == found.code and _in_force(waiver, today) and _covers(waiver, found, names):
            used.add(waiver)
            said = {"until": waiver.until, "reason": waiver.reason}
            accepted = msg("waived until {until}: {reason}", **said)
            if waiver.by is not None:
                accepted = msg("waived until {until} by {by}: {reason}", by=waiver.by, **said)
            return replace(found, waived=accepted)
    return found


def _in_force(waiver: Waiver, today: date) -> bool:
    return date.fromisoformat(waiver.until) >= today


def _covers(waiver: Waiver, found: Diagnostic, names: Names) -> bool:
    """Tell whether a finding, or a place it speaks of, lies in the scope of a waiver."""
    if waiver.scope is None:
        return True
    scope = names.find(waiver.scope)
    spans = (found.span, *(other.span for other in found.related))
    paths = (names.at(span) for span in spans if span.file == names.tree.file)
    return scope is not None and any(path[: len(scope)] == scope for path in paths)


def _problems(
    budget: Budget, names: Names, used: set[Waiver], today: date, codes: Sequence[str]
) -> Iterator[Diagnostic]:
    for waiver in budget.waive:
        origin = waiver.origin
        if waiver.rule not in codes:
            yield finding(
                WAIVERS,
                msg("no rule that can be waived is called {code}", code=waiver.rule),
                origin.span("rule"),
                hint=choices(waiver.rule, codes),
            )
        elif not _in_force(waiver, today):
            yield finding(
                WAIVERS,
                msg("the waiver of {code} expired on {day}", code=waiver.rule, day=waiver.until),
                origin.span("until"),
                hint=msg("mend what {code} finds, or agree on a later day", code=waiver.rule),
                # What it waived is back as bad as it ever was; a day that passes adds no fault.
                severity=Severity.WARNING,
            )
        elif waiver.scope is not None and names.find(waiver.scope) is None:
            yield finding(
                WAIVERS,
                msg("the source has no entry {scope}", scope=waiver.scope),
                origin.span("scope"),
                hint=msg(
                    "take a path as the report prints it, such as "
                    "project_expenditure.projects.training"
                ),
            )
        elif waiver not in used:
            yield finding(
                WAIVERS,
                msg("the waiver of {code} waives nothing", code=waiver.rule),
                origin.span("rule"),
                hint=msg("delete it: what it was for is mended, or stands elsewhere"),
            )
