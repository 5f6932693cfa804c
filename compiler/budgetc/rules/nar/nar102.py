"""NAR102: a name is spelt alike wherever it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from budgetc.budget.lines import Project
from budgetc.budget.targets import Indicator
from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import msg
from budgetc.diagnostics.spans import Span
from budgetc.diagnostics.suggest import one_slip_apart
from budgetc.lists.model import TextLists
from budgetc.rules.nar.filler import is_chinese
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some
from budgetc.source.origin import Origin

_SHORTEST = 5
"""From how many characters on a name is long enough that one like it is no other name."""

_SHORTEST_CHANGED = 6
"""The same where a character is another one."""

_PROJECTS = ("project_expenditure", "projects")
"""How the paths of projects begin."""


_Passage = tuple[str, Span]
"""Words in which a name may stand, and their place."""


@rule("NAR102")
def names_are_spelt_alike(context: RuleContext) -> Findings:
    lint = context.words.texts
    own = context.budget
    known = [own.department.name, *(project.name for project in own.projects)]
    some([name for name in known if len(name) >= _SHORTEST], msg("no name is long enough"))
    department = own.department
    if department.introduction and len(department.name) >= _SHORTEST:
        place = (department.introduction, department.origin.span("introduction"))
        yield from _check(department.name, department.origin, [place], known, lint)
    shared = [
        (text.value, text.span())
        for text in context.texts
        if text.is_printed() and text.origin.path[:2] != _PROJECTS
    ]
    if own.performance is not None:
        shared.extend(_indicators(own.performance.indicators))
    for project in own.projects:
        if len(project.name) >= _SHORTEST:
            places = [*_of_project(context, project), *shared]
            yield from _check(project.name, project.origin, places, known, lint)


def _of_project(context: RuleContext, project: Project) -> Iterator[_Passage]:
    if all(part.item != project.name for part in project.allocation):
        for part in project.allocation:
            yield part.item, part.origin.span("item")
    if project.targets is not None:
        yield from _indicators(project.targets.indicators)
    path = project.origin.path
    for text in context.texts:
        if text.origin.path[: len(path)] == path and text.key != "legal_basis":
            yield text.value, text.span()


def _indicators(indicators: Iterable[Indicator]) -> Iterator[_Passage]:
    for indicator in indicators:
        yield indicator.name, indicator.origin.span("name")


def _check(
    name: str, origin: Origin, places: Iterable[_Passage], known: list[str], lint: TextLists
) -> Findings:
    for words, span in places:
        near = _near(name, words, lint)
        if near is not None and near not in known:
            yield Violation(
                span,
                msg("“{near}” seems to be the name “{name}”, mistyped", near=near, name=name),
                related=[Related(origin.span("name"), msg("here the name is typed"))],
                hint=msg("write it alike in both places"),
            )


def _near(name: str, words: str, lint: TextLists) -> str | None:
    """Return the first run of characters that is a slip away from a name."""
    first, last, length = name[0], name[-1], len(name)
    start = words.find(first)
    while start >= 0:
        if not words.startswith(name, start):
            for size in (length, length - 1, length + 1):
                if not words.startswith(last, start + size - 1):
                    continue
                run = words[start : start + size]
                if one_slip_apart(name, run) and _is_a_slip(name, run, lint):
                    return run
        start = words.find(first, start + 1)
    return None


def _is_a_slip(name: str, run: str, lint: TextLists) -> bool:
    """Tell whether the difference may be a slip: no particle, and nothing that tells apart."""
    both = min(len(name), len(run))
    head = next((i for i in range(both) if name[i] != run[i]), both)
    if len(name) == len(run):
        pair = name[head] + run[head]
        if name[head + 1 :] != run[head + 1 :]:
            return True  # two characters exchanged
        told_apart = all(character in lint.contrast for character in pair)
        return len(name) >= _SHORTEST_CHANGED and not told_apart and all(map(is_chinese, pair))
    extra = max(name, run, key=len)[head]
    return is_chinese(extra) and extra not in lint.particle + lint.modifier
