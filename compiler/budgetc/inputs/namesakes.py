"""Whether one department is in two folders of a workspace, and so twice in every sum."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from budgetc.diagnostics import Diagnostic, Related, finding
from budgetc.diagnostics.messages import msg
from budgetc.diagnostics.spans import Span
from budgetc.files.data import Resources
from budgetc.files.workspace import Workspace
from budgetc.inputs.reading import read_tree

_NAME = ("department", "name")


def check_namesakes(
    called: Mapping[str, str], workspace: Workspace, resources: Resources
) -> Iterator[Diagnostic]:
    """Yield a finding for each name that sources of several folders give their department.

    A unit may be called like the department that it is in. It is a warning only: in a province the
    offices of two counties may have typed the same short name.

    Args:
        called: by the name of each source, whose budget it says it is, with whatever else two
            budgets differ in; empty where that cannot be read.
        workspace: of the sources.
        resources: the data files.
    """
    alike: dict[str, list[str]] = {}
    for file, name in sorted(called.items(), key=_depth):
        there = alike.setdefault(name, [])
        if name and not any(_folder(file).startswith(_folder(one)) for one in there):
            there.append(file)
    for files in alike.values():
        if len(files) > 1:
            (name, first), (_, second) = (_typed(one, workspace, resources) for one in files[:2])
            yield finding(
                "ROL008",
                msg(
                    "{name} has budgets in {count} folders, and each of them is counted",
                    name=name,
                    count=len(files),
                ),
                second,
                related=[Related(first, msg("the first of them is here"))],
                hint=msg("delete the others; where they are other offices, write their full names"),
            )


def _depth(one: tuple[str, str]) -> tuple[int, str]:
    """Departments before their units, which may be called alike."""
    return one[0].count("/"), one[0]


def _folder(file: str) -> str:
    return file.rpartition("/")[0] + "/"


def _typed(file: str, workspace: Workspace, resources: Resources) -> tuple[str, Span]:
    tree, _ = read_tree(workspace.named(file), resources)
    if tree is None:  # changed since
        return "", Span.point(file)
    return tree.said(*_NAME), tree.span(tree.at(_NAME)[0])
