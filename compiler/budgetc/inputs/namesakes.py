"""Whether one department is in two folders of a workspace, and so twice in every sum."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from budgetc.diagnostics import Diagnostic, Related, finding
from budgetc.diagnostics.messages import msg
from budgetc.diagnostics.spans import Span
from budgetc.files.data import Resources
from budgetc.files.workspace import Workspace
from budgetc.frozen import NamedTuple
from budgetc.inputs.reading import read_tree
from budgetc.source.nodes import Path


class Called(NamedTuple):
    """What a source says whose budget it is.

    Attributes:
        name: of the department; empty where it cannot be read.
        budget: the same with whatever else two budgets of a department differ in.
    """

    name: str
    budget: str


def check_namesakes(
    called: Mapping[str, Called], place: Callable[[str], Span]
) -> Iterator[Diagnostic]:
    """Yield a finding for each name that sources of several folders give their department.

    A unit may be called like the department that it is in. It is a warning only: in a province the
    offices of two counties may have typed the same short name.

    Args:
        called: by the name of each source.
        place: returns where the name stands in one.
    """
    alike: dict[str, list[str]] = {}
    for file, one in sorted(called.items(), key=_depth):
        there = alike.setdefault(one.budget, [])
        if one.name and not any(_folder(file).startswith(_folder(other)) for other in there):
            there.append(file)
    for files in alike.values():
        if len(files) > 1:
            yield finding(
                "ROL008",
                msg(
                    "{name} has budgets in {count} folders, and each of them is counted",
                    name=called[files[0]].name,
                    count=len(files),
                ),
                place(files[1]),
                related=[Related(place(files[0]), msg("the first of them is here"))],
                hint=msg("delete the others; where they are other offices, write their full names"),
            )


def check_predecessors(
    named: Mapping[str, Sequence[str]], place: Callable[[str], Span]
) -> Iterator[Diagnostic]:
    """Yield a finding for each folder whose last year several departments of a year take over.

    Args:
        named: the folders that each source names as its predecessors, by the name of the source.
        place: returns where it does.
    """
    by: dict[tuple[str, str], list[str]] = {}
    for file, folders in sorted(named.items()):
        stem = file.rpartition("/")[2]
        for folder in dict.fromkeys(folders):
            by.setdefault((stem, folder), []).append(file)
    for stem, folder in tuple(by):
        # A folder brings those below it along: who names one of them takes it over as well.
        above, _, below = folder.partition("/")
        if below:
            by[stem, folder] += by.get((stem, above), ())
    for (_, folder), found in by.items():
        files = list({_department(file): file for file in reversed(found)}.values())[::-1]
        if len(files) > 1:
            yield finding(
                "YOY104",
                msg(
                    "{folder} is the predecessor of {count} departments, and its last year is "
                    "counted in each of them",
                    folder=folder,
                    count=len(files),
                ),
                place(files[1]),
                related=[Related(place(files[0]), msg("the first of them is here"))],
                hint=msg(
                    "name it in one source; in the other, type last year's amounts, with "
                    "restated: and the reason"
                ),
            )


def place_of_predecessors(workspace: Workspace, resources: Resources) -> Callable[[str], Span]:
    """Return a function that reads where a source names its predecessors."""
    return _place_of(("department", "predecessors"), workspace, resources)


def place_of_name(workspace: Workspace, resources: Resources) -> Callable[[str], Span]:
    """Return a function that reads where a source says what its department is called."""
    return _place_of(("department", "name"), workspace, resources)


def _place_of(path: Path, workspace: Workspace, resources: Resources) -> Callable[[str], Span]:
    def place(file: str) -> Span:
        tree, _ = read_tree(workspace.named(file), resources)
        return Span.point(file) if tree is None else tree.span(tree.at(path)[0])

    return place


def _depth(one: tuple[str, Called]) -> tuple[int, str]:
    """Departments before their units, which may be called alike."""
    return one[0].count("/"), one[0]


def _department(file: str) -> str:
    """Return the folder of a department: the first under that of all budgets."""
    return "/".join(file.split("/")[:2])


def _folder(file: str) -> str:
    return file.rpartition("/")[0] + "/"
