"""Waivers: findings that a source accepts for a time, and waivers that accept nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from budgetc.budget.declarations import Waiver
from budgetc.budget.model import Budget
from budgetc.diagnostics import Diagnostic, finding
from budgetc.diagnostics.messages import Message, msg
from budgetc.diagnostics.spans import Span
from budgetc.diagnostics.suggest import choices
from budgetc.rules.catalogue import RULES
from budgetc.rules.check import outcome_of
from budgetc.rules.rule import Outcome, RuleResult
from budgetc.source.nodes import Mapping, Node, Scalar
from budgetc.source.nodes import Sequence as Items

_NOT_THE_SOURCES = ("SRC002",)
"""Rules that a source cannot waive: what was approved is the region's to change."""

WAIVERS = "SRC003"
"""The rule about waivers themselves, which none can waive."""

_NAMING_KEYS = ("id", "code", "name", "item", "fund", "term", "function")
"""Keys whose value names an entry of a list."""


def apply_waivers(
    verdicts: Sequence[RuleResult], budget: Budget, today: date
) -> tuple[RuleResult, ...]:
    """Return the verdicts with the waivers of a source applied, and the verdict on the waivers."""
    if not budget.waive:
        reason = msg("the source has no waivers")
        return (*verdicts, RuleResult(WAIVERS, Outcome.NOT_APPLICABLE, reasons=(reason,)))
    used: set[Waiver] = set()
    judged = []
    for verdict in verdicts:
        findings = tuple(_waived(found, budget, used, today) for found in verdict.findings)
        outcome = outcome_of(findings) if findings else verdict.outcome
        judged.append(replace(verdict, findings=findings, outcome=outcome))
    problems = tuple(_problems(budget, used, today))
    judged.append(RuleResult(WAIVERS, outcome_of(problems), problems))
    return tuple(judged)


def _waived(found: Diagnostic, budget: Budget, used: set[Waiver], today: date) -> Diagnostic:
    for waiver in budget.waive:
        if waiver.rule in _NOT_THE_SOURCES:
            continue
        if waiver.rule == found.code and _in_force(waiver, today) and _covers(waiver, found):
            used.add(waiver)
            return replace(found, waived=_waived_words(waiver))
    return found


def _waived_words(waiver: Waiver) -> Message:
    if waiver.by is None:
        return msg("waived until {until}: {reason}", until=waiver.until, reason=waiver.reason)
    return msg(
        "waived until {until} by {by}: {reason}",
        until=waiver.until,
        by=waiver.by,
        reason=waiver.reason,
    )


def _in_force(waiver: Waiver, today: date) -> bool:
    return date.fromisoformat(waiver.until) >= today


def _covers(waiver: Waiver, found: Diagnostic) -> bool:
    """Tell whether a finding, or a place it speaks of, lies in the scope of a waiver."""
    if waiver.scope is None:
        return True
    node = _entry(waiver)
    if node is None:
        return False
    places = (found.span, *(other.span for other in found.related))
    return any(_contains(waiver, node, place) for place in places)


def _contains(waiver: Waiver, node: Node, place: Span) -> bool:
    tree = waiver.origin.tree
    span = tree.span(node)
    begin, end = (span.line, span.column), (span.end_line, span.end_column)
    return place.file == tree.file and begin <= (place.line, place.column) <= end


def _entry(waiver: Waiver) -> Node | None:
    """Return the entry that a scope names; its keys are joined by dots."""
    node: Node | None = waiver.origin.tree.root
    rest = (waiver.scope or "").split(".")
    while rest and node is not None:
        node = _step(node, rest.pop(0))
    return node


def _step(node: Node, name: str) -> Node | None:
    if isinstance(node, Mapping):
        return node.get(name)
    if isinstance(node, Items):
        return next((item for item in node.items if name in _names_of(item)), None)
    return None


def _names_of(item: Node) -> Iterator[str]:
    if isinstance(item, Scalar):
        yield item.text
    elif isinstance(item, Mapping):
        for key in _NAMING_KEYS:
            value = item.get(key)
            if isinstance(value, Scalar):
                yield value.text


def _problems(budget: Budget, used: set[Waiver], today: date) -> Iterator[Diagnostic]:
    codes = tuple(rule.code for rule in RULES if rule.code not in _NOT_THE_SOURCES)
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
            )
        elif waiver.scope is not None and _entry(waiver) is None:
            yield finding(
                WAIVERS,
                msg("the source has no entry {scope}", scope=waiver.scope),
                origin.span("scope"),
                hint=msg(
                    "join keys by dots, and name list entries by their id, code or name, such as "
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
