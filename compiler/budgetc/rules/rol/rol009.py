"""ROL009: a project whose allocation is printed is passed on to units as a whole, or not at all.

The sum takes what is passed on off the project, and nothing tells of which line of its allocation:
the lines that are printed beside the amount make another one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from budgetc.diagnostics.messages import msg
from budgetc.document.model import Figure
from budgetc.ledger import Fact, Period
from budgetc.rules.facts import sum_of
from budgetc.rules.printed import text_lines
from budgetc.rules.rule import Findings, RuleContext, Violation, document_of, rule, some


@rule("ROL009")
def printed_projects_are_passed_on_whole(context: RuleContext) -> Findings:
    nothing = msg("nothing of a project is passed on to a unit")
    some(context.budget.transfers, nothing)  # of most: their facts need not be looked through
    projects = defaultdict[tuple[str, str], list[Fact]](list)
    for fact in _typed_here(context):
        projects[fact.project, fact.fund].append(fact)
    passed = [facts for facts in projects.values() if any(fact.is_passed_on for fact in facts)]
    some(passed, nothing)
    document_of(context)
    printed = set(_printed_entries(context))
    names = {project.id: project.name for project in context.budget.projects}
    for facts in passed:
        less = next(fact for fact in facts if fact.is_passed_on)
        lines = [fact for fact in facts if not fact.is_passed_on]
        whole, rest = sum_of(lines), sum_of(facts)
        if rest > 0 and any(id(line.origin.node) in printed for line in lines):
            yield Violation(
                less.span,
                msg(
                    "{name}: {passed} of {whole} is passed on, so {rest} is printed beside an "
                    "allocation that makes {whole}",
                    name=names[less.project],
                    passed=context.money(whole - rest),
                    whole=context.money(whole),
                    rest=context.money(rest),
                ),
                related=context.related(lines),
                hint=msg(
                    "make what is passed on a project of its own, and pass that on whole; the "
                    "unit's project is printed in its place"
                ),
            )


def _typed_here(context: RuleContext) -> Iterator[Fact]:
    """Yield this year's amounts of the source's own projects, and what takes from them."""
    file = context.budget.origin.tree.file
    for fact in context.cube.facts(context.cube.of("period", Period.CURRENT)):
        if fact.project and fact.origin.tree.file == file:
            yield fact


def _printed_entries(context: RuleContext) -> Iterator[int]:
    """Yield the identities of the entries whose amounts stand in the text as they were typed."""
    for text in context.look(text_lines):
        for part in text.line:
            if isinstance(part, Figure):
                yield from (id(place.origin.node) for place in part.places)
