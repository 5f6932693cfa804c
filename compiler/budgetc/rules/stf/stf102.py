"""STF102: a text counts the bodies as the document does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from budgetc.diagnostics.messages import enumerated, msg
from budgetc.document.model import line_text
from budgetc.rules.bodies import TYPES
from budgetc.rules.nar.passages import printed_texts
from budgetc.rules.printed import text_lines
from budgetc.rules.rule import Findings, NotApplicable, RuleContext, Violation, rule
from budgetc.rules.texts import Texts, matching


@rule("STF102", looks_at=printed_texts)
def bodies_are_counted_in_one_way(context: RuleContext, texts: Texts) -> Findings:
    lint = context.words.texts
    counting = matching(texts, lint.bodies_counted)
    if not counting:
        raise NotApplicable(msg("no text counts bodies"))
    printed: dict[str, set[int]] = {}
    for line in context.look(text_lines):
        words = line_text(line.line)
        if any(text.value.strip() in words for text in counting):
            continue
        for kind, number in _counts(context, words):
            printed.setdefault(kind, set()).add(number)
    by_type = _by_type(context)
    for text in counting:
        for kind, number in _counts(context, text.value):
            types = lint.types_of_bodies.get(kind, ())
            counted = {sum(by_type[one] for one in counts) for counts in types}
            known = printed.get(kind) or counted
            if number not in known:
                yield Violation(
                    text.span(),
                    msg(
                        "{kind}: {number} are counted here; by their types there are {known}",
                        number=number,
                        kind=kind,
                        known=enumerated(map(str, sorted(known))),
                    ),
                    hint=msg(
                        "count them as the document does, bodies under the civil service law too; "
                        "or correct department.type and subordinate_units"
                    ),
                )


def _counts(context: RuleContext, words: str) -> Iterator[tuple[str, int]]:
    lint = context.words.texts
    for found in lint.bodies_counted.finditer(words):
        number = found["number"]
        yield found["kind"], int(lint.numerals.get(number, number))


def _by_type(context: RuleContext) -> Mapping[str, int]:
    """Return how many bodies there are of each type, the own office among them."""
    department = context.budget.department
    types = [department.type]
    for unit in department.subordinate_units:
        its = next((one.budget for one in context.units if one.id == unit.id), None)
        types.append(its.department.type if its is not None else unit.type)
    return {kind: types.count(kind) for kind in TYPES}
