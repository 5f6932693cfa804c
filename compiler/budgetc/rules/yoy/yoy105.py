"""YOY105: what is taken for last year's source is of the same body."""

from __future__ import annotations

from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import msg
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some


@rule("YOY105")
def last_years_source_is_of_the_same_body(context: RuleContext) -> Findings:
    last = some(context.last_budget, msg("there is no source of last year"))
    own, tree = context.budget, last.origin.tree
    department, theirs = own.department, last.department.name
    known = (department.name, department.also_named, *department.merged_units)
    is_named = bool(department.predecessors)  # on purpose, then
    if not is_named and theirs not in known and department.name != last.department.also_named:
        yield Violation(
            department.origin.span("name"),
            msg(
                "last year's source {file} is that of {theirs}, this one that of {mine}",
                file=tree.file,
                theirs=theirs,
                mine=department.name,
            ),
            related=[Related(last.department.origin.span("name"), msg("last year's is here"))],
            hint=msg(
                "where the file is another's, put it into that one's folder; where the body was "
                "renamed, waive the rule and say so, or move last year's file into a folder of its "
                "own and name that under predecessors:"
            ),
        )
    if own.kind != last.kind:
        yield Violation(
            own.origin.span("kind") if own.origin.node.get("kind") else own.origin.span("year"),
            msg(
                "last year's source {file} has kind: {theirs}, this one kind: {mine}",
                file=tree.file,
                theirs=last.kind,
                mine=own.kind,
            ),
            related=[Related(last.origin.key_span("kind"), msg("last year's is here"))],
            hint=msg(
                "correct the one that is wrong; where a unit became a department, waive the rule "
                "and say so"
            ),
        )
