"""PUB102: a contact is a person, and a telephone number has digits."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.diagnostics.messages import Message, msg
from budgetc.rules.rule import Findings, NotApplicable, RuleContext, Violation, rule
from budgetc.source.origin import Origin


@rule("PUB102")
def contacts_can_be_reached(context: RuleContext) -> Findings:
    people = [*_people(context)]
    performance = context.budget.performance
    phone = performance.phone if performance else None
    if not people and not phone:
        yield NotApplicable(msg("nobody is named"))
    for name, origin, key in people:
        if not any(character.isalpha() for character in name):
            yield _finding(msg("“{typed}” is no name of a person", typed=name), origin, key)
    if performance and phone and not any(character.isdigit() for character in phone):
        problem = msg("“{typed}” is no telephone number", typed=phone)
        yield _finding(problem, performance.origin, "phone")


def _people(context: RuleContext) -> Iterator[tuple[str, Origin, str]]:
    if (performance := context.budget.performance) and performance.contact:
        yield performance.contact, performance.origin, "contact"
    for project in context.budget.projects:
        if project.responsible:
            yield project.responsible, project.origin, "responsible"


def _finding(problem: Message, origin: Origin, key: str) -> Violation:
    hint = msg("name and number may have changed places: correct it")
    return Violation(origin.span(key), problem, hint=hint)
