"""PUB102: a contact is a person, and a telephone number has digits."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.diagnostics import Diagnostic, finding
from budgetc.diagnostics.messages import Message, msg
from budgetc.rules.case import Case
from budgetc.rules.rule import Finding, NotApplicable
from budgetc.source.origin import Origin


def contacts_can_be_reached(case: Case) -> Iterator[Finding]:
    """PUB102: contact and responsible have a letter or a Chinese character, phone has a digit.

    Source: practice.
    """
    people = [*_people(case)]
    performance = case.own.performance
    phone = performance.phone if performance else None
    if not people and not phone:
        yield NotApplicable(msg("nobody is named"))
    for name, origin, key in people:
        if not any(character.isalpha() for character in name):
            yield _finding(msg("“{typed}” is no name of a person", typed=name), origin, key)
    if performance and phone and not any(character.isdigit() for character in phone):
        problem = msg("“{typed}” is no telephone number", typed=phone)
        yield _finding(problem, performance.origin, "phone")


def _people(case: Case) -> Iterator[tuple[str, Origin, str]]:
    if (performance := case.own.performance) and performance.contact:
        yield performance.contact, performance.origin, "contact"
    for project in case.own.projects:
        if project.responsible:
            yield project.responsible, project.origin, "responsible"


def _finding(problem: Message, origin: Origin, key: str) -> Diagnostic:
    hint = msg("name and number may have changed places: correct it")
    return finding("PUB102", problem, origin.span(key), hint=hint)
