"""NAR104: the words of a project do not speak of another project or item."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from budgetc.budget.declarations import Typed
from budgetc.diagnostics.messages import Value, enumerated, msg
from budgetc.frozen import NamedTuple
from budgetc.rules.nar.subjects import Own, Subjects, named_here, subjects, together
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some

_REASONS = ("reason", "variance_reason")
_ALL = 100
"""What of a name has to stand in the few words of an allocation, in percent."""


class _Said(NamedTuple):
    """What is said of projects.

    Attributes:
        entry: that has it, under the key.
        of: their names.
        own: returns what it is of.
        share: how much of another name has to stand in it; the usual share, if nothing.
    """

    text: str
    entry: Typed
    key: str
    of: Value
    own: Callable[[], Own]
    share: int | None = None


@rule("NAR104", looks_at=subjects)
def words_speak_of_their_project(context: RuleContext, named: Subjects) -> Findings:
    said = some(tuple(_said(context, named)), msg("no project has words of its own"))
    for one in said:
        other = named.other_in(one.text, one.own, one.share)
        if other is None and one.key in _REASONS:  # a goal tells of more than its project
            other = named.other_by_part(one.text, one.own)
        if other is not None:
            yield Violation(
                one.entry.origin.span(one.key),
                msg(
                    "the words speak of “{named}”, and stand under “{name}”",
                    named=other.called,
                    name=one.of,
                ),
                related=named_here(other),
                hint=msg("copied from there? Write what is its own; or correct the name"),
            )


def _said(context: RuleContext, named: Subjects) -> Iterator[_Said]:
    projects = context.budget.projects
    own_of = {one.id: partial(named.own, one.function, one.id) for one in projects}
    for project in projects:
        name, own = project.name, own_of[project.id]
        yield from _texts(project, _REASONS, name, own)
        if project.targets is not None:
            yield from _texts(project.targets, ("goal",), name, own)
        for part in project.allocation:
            yield _Said(part.item, part, "item", name, own, _ALL)
    statement = context.budget.project_statement
    listed = statement.projects if statement is not None else ()
    if statement is not None and listed and own_of.keys() >= set(listed):
        names = {project.id: project.name for project in projects}
        own = partial(_of_several, [own_of[one] for one in listed])
        of = enumerated(names[one] for one in listed)
        yield from _texts(statement, ("overview", "plan", "goal"), of, own)


def _of_several(owns: Iterable[Callable[[], Own]]) -> Own:
    return together(own() for own in owns)


def _texts(
    entry: Typed, keys: tuple[str, ...], of: Value, own: Callable[[], Own]
) -> Iterator[_Said]:
    for key in keys:
        if text := getattr(entry, key):
            yield _Said(text, entry, key, of, own)
