"""PER115: what is told of the evaluation of projects fits together, and their number."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from budgetc.budget.accounts import Evaluation
from budgetc.diagnostics import Related, Severity
from budgetc.diagnostics.messages import enumerated, msg
from budgetc.rules.rule import Findings, NotApplicable, RuleContext, Violation, rule, some

_GRADES = ("excellent", "good", "passed", "failed")
"""The keys of how many projects have a grade: 优, 良, 合格, 不合格."""

_LEAST_EXCELLENT, _LEAST_PASSED, _MOST = 90, 60, 100
"""From how many points on a project is 优, and is not 不合格, by any scale in use; and the most."""


@rule("PER115")
def evaluation_fits_together(context: RuleContext) -> Findings:
    nothing = msg("no project was evaluated")
    evaluation = some(context.budget.evaluation, nothing)
    yield from _of_units(context, evaluation)
    if not evaluation.evaluated:
        yield NotApplicable(nothing)
        return
    number = len(evaluation.evaluated)
    graded = sum(getattr(evaluation, grade) for grade in _GRADES)
    if graded != number:
        yield Violation(
            evaluation.origin.key_span("evaluated"),
            msg(
                "projects evaluated: {number}; projects with a grade: {graded}; a difference of "
                "{difference}",
                number=number,
                graded=graded,
                difference=abs(number - graded),
            ),
            related=_grades(evaluation),
            hint=msg("each project that is evaluated has one of the four grades"),
        )
    if evaluation.corrected > evaluation.problems:
        yield Violation(
            evaluation.origin.span("corrected"),
            msg(
                "problems that were found: {problems}; that have been mended: {corrected}",
                problems=evaluation.problems,
                corrected=evaluation.corrected,
            ),
            related=[Related(evaluation.origin.span("problems"), msg("what was found is here"))],
            hint=msg("what has been mended is a part of what was found; correct one of them"),
        )
    if evaluation.average_score is not None:
        yield from _score(evaluation, Decimal(evaluation.average_score), graded)


def _of_units(context: RuleContext, evaluation: Evaluation) -> Findings:
    """Yield the projects that units name, and their department does not.

    Projects that report targets are counted in the same sentence, those of units among them.
    """
    for key in ("tracked", "evaluated"):
        named = {
            f"{unit.id}.{project}": None
            for unit in context.consolidated.units
            if unit.budget.evaluation is not None
            for project in getattr(unit.budget.evaluation, key)
        }
        if left := [one for one in named if one not in getattr(evaluation, key)]:
            yield Violation(
                evaluation.origin.key_span(key),
                msg(
                    "{key}: leaves out projects that units name under theirs: {projects}",
                    key=key,
                    projects=enumerated(left),
                ),
                hint=msg(
                    "add them: the sentence is about the department with its units, and counts "
                    "their targets"
                ),
                severity=Severity.WARNING,
            )


def _score(evaluation: Evaluation, score: Decimal, graded: int) -> Findings:
    """Yield a finding if an average score is none, or no average of projects of these grades."""
    place = evaluation.origin.span("average_score")
    if not 0 <= score <= _MOST:
        yield Violation(
            place,
            msg("the average score is {score} points, of {most}", score=str(score), most=_MOST),
            hint=msg("correct the score"),
        )
        return
    excellent, failed = evaluation.excellent, evaluation.failed
    others = graded - excellent - failed
    least = _LEAST_EXCELLENT * excellent + _LEAST_PASSED * others
    most = _MOST * (graded - failed) + _LEAST_PASSED * failed
    if graded and not least <= score * graded <= most:
        yield Violation(
            place,
            msg(
                "the average score is {score} points; of projects of these grades it is between "
                "{least} and {most}",
                score=str(score),
                least=_points(least, graded, ROUND_FLOOR),
                most=_points(most, graded, ROUND_CEILING),
            ),
            related=_grades(evaluation),
            hint=msg(
                "excellent: is of {excellent} points on, failed: below {passed}; correct the score "
                "or the grades",
                excellent=_LEAST_EXCELLENT,
                passed=_LEAST_PASSED,
            ),
            severity=Severity.WARNING,
        )


def _points(points: int, projects: int, rounding: str) -> str:
    average = Decimal(points) / projects
    return str(average.quantize(Decimal("0.01"), rounding))


def _grades(evaluation: Evaluation) -> list[Related]:
    """Return where it stands how many projects have which grade."""
    return [
        Related(
            evaluation.origin.span(grade),
            msg("projects here: {count}", count=getattr(evaluation, grade)),
        )
        for grade in _GRADES
        if evaluation.origin.node.get(grade) is not None
    ]
