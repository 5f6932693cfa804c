"""NAR007: a text that says whose budget or duty this is says it by the official name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import msg
from budgetc.rules.nar.passages import printed_texts
from budgetc.rules.rule import Findings, RuleContext, Violation, rule
from budgetc.rules.texts import Texts, excerpt, matching


@rule("NAR007", looks_at=printed_texts)
def budgets_bear_the_official_name(context: RuleContext, texts: Texts) -> Findings:
    lint = context.words.texts
    department = context.budget.department
    units = [unit.budget.department.name for unit in context.units]
    listed = [unit.name for unit in department.subordinate_units if unit.name]
    known = (department.name, department.also_named, *department.merged_units, *units, *listed)
    names = [name for name in known if name]
    yield from _of_others(context, texts, names)
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


def _of_others(context: RuleContext, texts: Texts, names: Sequence[str]) -> Iterator[Violation]:
    """Yield duties that begin with the name of another body of the same place."""
    department, body = context.budget.department, context.words.texts.body_of_a_place
    places = tuple(_places(context))
    own = [rest for name in names if (rest := name[len(_place_of(name, places)) :])]
    for text in texts:
        place = _place_of(text.value, places)
        # Duties are no other's; money may be for another's work.
        is_own = bool(place) and text.is_of_a_duty()
        found = body.search(text.value[len(place) :]) if is_own else None
        if found is not None and not any(_is_called(name, found.words) for name in own):
            called = place + found.words
            yield Violation(
                text.span(),
                msg(
                    "“{excerpt}”: {other} is another body than {name}",
                    excerpt=excerpt(text.value, 0, len(called)),
                    other=called,
                    name=department.name,
                ),
                related=[Related(department.origin.span("name"), msg("here the name is typed"))],
                hint=msg("it may have been copied from another body: correct it"),
            )


def _is_called(name: str, words: str) -> bool:
    """Tell whether words have a body's name, such as that of a part of it, or are short for it."""
    left = iter(name)
    return name in words or all(character in left for character in words)


def _place_of(text: str, places: Sequence[str]) -> str:
    return next((place for place in places if text.startswith(place)), "")


def _places(context: RuleContext) -> Iterator[str]:
    """Yield the place of a department as names of its bodies begin, with and without its city."""
    lint, name = context.words.texts, context.budget.department.name
    levels = [*lint.level_of_a_name.finditer(lint.no_level.blanked(name))]
    starts = (0, *(found.end for found in levels[:-1]))
    yield from (name[start : levels[-1].end] for start in starts if levels)
