"""NAR007: a text that says whose budget this is says it by the official name."""

from __future__ import annotations

from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import msg
from budgetc.rules.nar.passages import printed_texts
from budgetc.rules.rule import Findings, RuleContext, Violation, rule
from budgetc.rules.texts import Texts, matching


@rule("NAR007", looks_at=printed_texts)
def budgets_bear_the_official_name(context: RuleContext, texts: Texts) -> Findings:
    lint = context.words.texts
    department = context.budget.department
    units = [unit.budget.department.name for unit in context.units]
    listed = [unit.name for unit in department.subordinate_units if unit.name]
    known = (department.name, department.also_named, *department.merged_units, *units, *listed)
    names = [name for name in known if name]
    for text in matching(texts, lint.whose_budget):
        for found in lint.whose_budget.finditer(lint.title.blanked(text.value)):
            if not any(found.words.endswith(name) for name in names):
                yield Violation(
                    text.span(),
                    msg(
                        "“{excerpt}”: this is the budget of {name}",
                        excerpt=text.around(found),
                        name=department.name,
                    ),
                    related=[
                        Related(department.origin.span("name"), msg("here the name is typed"))
                    ],
                    hint=msg(
                        "write the full name; if another body is meant, say what it has to do"
                    ),
                )
                break
