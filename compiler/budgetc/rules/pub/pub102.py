"""PUB102: a contact is a person, and a telephone number has digits."""

from __future__ import annotations

from budgetc.diagnostics.messages import msg
from budgetc.rules.rule import Findings, NotApplicable, RuleContext, Violation, rule


@rule("PUB102")
def contacts_can_be_reached(context: RuleContext) -> Findings:
    overall, projects = context.budget.performance, context.budget.projects
    named = [(project.origin, "responsible", project.responsible) for project in projects]
    if overall:
        named = [
            (overall.origin, "contact", overall.contact), *named,
            (overall.origin, "phone", overall.phone),
        ]  # fmt: skip
    typed = [(origin, key, text) for origin, key, text in named if text]
    if not typed:
        yield NotApplicable(msg("nobody is named"))
    for origin, key, text in typed:
        if key == "phone" and not any(map(str.isdigit, text)):
            problem = msg("“{typed}” is no telephone number", typed=text)
        elif key != "phone" and not any(map(str.isalpha, text)):
            problem = msg("“{typed}” is no name of a person", typed=text)
        else:
            continue
        hint = msg("name and number may have changed places: correct it")
        yield Violation(origin.span(key), problem, hint=hint)
