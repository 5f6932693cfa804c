"""NAR102: a name is spelt alike wherever it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from budgetc.budget.lines import Project
from budgetc.budget.targets import Indicator
from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import msg
from budgetc.diagnostics.suggest import one_slip_apart
from budgetc.lists.model import TextLists
from budgetc.rules.nar.filler import is_chinese
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some
from budgetc.rules.texts import TypedText
from budgetc.source.nodes import Path
from budgetc.source.origin import Origin, Place

_SHORTEST = 5
"""From how many characters on a name is long enough that one like it is no other name."""

_SHORTEST_CHANGED = 6
"""The same where a character is another one."""

_PROJECTS = ("project_expenditure", "projects")
"""How the paths of projects begin."""


class _Passages:
    """Texts in which a name may stand.

    Most have no name but as it is typed: one search in all of them tells.
    """

    def __init__(self, passages: Iterable[_Passage]) -> None:
        self.each = tuple(passages)
        self.joined = "\n".join([words for words, _ in self.each])


_Passage = tuple[str, tuple[Origin, str, int | None]]
"""Words, and what their `Place` is made of: of few passages anything is told."""


@rule("NAR102")
def names_are_spelt_alike(context: RuleContext) -> Findings:
    lint = context.words.texts
    own = context.budget
    known = {own.department.name, *(project.name for project in own.projects)}
    some(
        [name for name in known if len(name) >= _SHORTEST],
        msg("no name has {count} characters or more", count=_SHORTEST),
    )
    department = own.department
    if department.introduction and len(department.name) >= _SHORTEST:
        passage = (department.introduction, (department.origin, "introduction", None))
        yield from _check(department.name, department.origin, _Passages([passage]), known, lint)
    shared = _Passages(_shared(context))
    texts = _texts_of_projects(context)
    for project in own.projects:
        if len(project.name) >= _SHORTEST:
            its = _Passages(_of_project(project, texts.get(project.origin.path, ())))
            for passages in (its, shared):
                yield from _check(project.name, project.origin, passages, known, lint)


def _shared(context: RuleContext) -> Iterator[_Passage]:
    """Yield the texts that are no project's: each of them may speak of any project."""
    for text in context.texts:
        if text.is_printed() and text.origin.path[:2] != _PROJECTS:
            yield _of_text(text)
    if context.budget.performance is not None:
        yield from _indicators(context.budget.performance.indicators)


def _texts_of_projects(context: RuleContext) -> Mapping[Path, Sequence[TypedText]]:
    """Return the texts of each project by its path."""
    texts: dict[Path, list[TypedText]] = defaultdict(list)
    for text in context.texts:
        if text.origin.path[:2] == _PROJECTS:
            texts[text.origin.path[:3]].append(text)
    return texts


def _of_project(project: Project, texts: Iterable[TypedText]) -> Iterator[_Passage]:
    if all(part.item != project.name for part in project.allocation):
        for part in project.allocation:
            yield part.item, (part.origin, "item", None)
    if project.targets is not None:
        yield from _indicators(project.targets.indicators)
    for text in texts:
        if text.key != "legal_basis":
            yield _of_text(text)


def _of_text(text: TypedText) -> _Passage:
    return text.value, (text.origin, text.key, text.item)


def _indicators(indicators: Iterable[Indicator]) -> Iterator[_Passage]:
    for indicator in indicators:
        yield indicator.name, (indicator.origin, "name", None)


def _check(
    name: str, origin: Origin, passages: _Passages, known: Collection[str], lint: TextLists
) -> Findings:
    if _near(name, passages.joined, lint) is None:
        return
    for words, place in passages.each:
        near = _near(name, words, lint)
        if near is not None and near not in known:
            yield Violation(
                Place(*place).span,
                msg("“{near}” seems to be the name “{name}”, mistyped", near=near, name=name),
                related=[Related(origin.span("name"), msg("here the name is typed"))],
                hint=msg("write it alike in both places"),
            )


def _near(name: str, words: str, lint: TextLists) -> str | None:
    """Return the first run of characters that is a slip away from a name."""
    length = len(name)
    for start in _starts(name, words):
        if name in words[max(start - 1, 0) : start + length]:
            continue  # what begins within the name is no other one
        for size in (length, length - 1, length + 1):
            run = words[start : start + size]
            if run[-1] == name[-1] and one_slip_apart(name, run) and _is_a_slip(name, run, lint):
                return run
    return None


def _starts(name: str, words: str) -> list[int]:
    """Return where a run may begin that is a slip away from a name: with the same character.

    One half of the name is in it as it is typed, unless the slip exchanged what is between them.
    """
    half = len(name) // 2
    head, tail = name[:half], name[half:]
    exchanged = f"{head[:-1]}{tail[0]}{head[-1]}{tail[1:]}"
    starts = {*_places(head, words), *_places(exchanged, words)}
    for place in _places(tail, words):
        starts.update(range(max(place - half - 1, 0), place - half + 2))
    return sorted(start for start in starts if words[start] == name[0])


def _places(part: str, words: str) -> Iterator[int]:
    place = words.find(part)
    while place >= 0:
        yield place
        place = words.find(part, place + 1)


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
