"""Skeletons of sources: what is not known yet is empty and marked, as in a rolled source.

A jurisdiction has its own in `templates/<jurisdiction>/skeletons/`, a stage's there in
`<name>-<stage>.yaml`; one that has none takes those
of `schema/skeletons/`, where the files of a new workspace are as well, or, where its sources have
sections of their own, what their schema says (`sections.py`). They have `$name` for what is filled
in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import PurePosixPath
from string import Template

from budgetc.budget.declarations import APPROVED
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import Translator
from budgetc.files.data import Resources
from budgetc.formatting import plain_or_quoted
from budgetc.frozen import frozen

_WORKSPACE = "schema/skeletons/workspace"
"""Holds the files without words; those with words stand in one more folder a language."""

_DOT = "dot_"
"""Stands for the dot of a hidden file, which packaging and searching would pass over."""


@frozen(kw_only=True)
class NewDepartment:
    """What is known of a department whose source is new.

    Attributes:
        name: of the department, as printed.
        unit: of its amounts, such as 万元.
        kind: `department` or `unit`.
        schema_file: the schema for editors, seen from the source's folder.
        stage: of the budget.
    """

    name: str
    year: int
    jurisdiction: str
    unit: str
    kind: str
    schema_file: str
    stage: str = APPROVED

    @property
    def of_stage(self) -> Sequence[str]:
        """What a source says of its stage; of an approved budget nothing."""
        return () if self.stage == APPROVED else (f"stage: {self.stage}",)


@frozen(kw_only=True)
class NewProject:
    """What is known of a project that is new.

    Attributes:
        id: by which others name it.
        name: as printed.
        function: code of its function item.
        economic: code of its economic class or item.
        stage: of the source.
    """

    id: str
    name: str
    function: str
    economic: str
    stage: str = APPROVED


def department_text(department: NewDepartment, mark: str, resources: Resources) -> str:
    """Return the source of a new department.

    Args:
        department: what is known of it.
        mark: what the comment says behind a value that is to be filled in.
        resources: data files of the workspace.

    Raises:
        DataFaultError: the skeleton cannot be used.
    """
    values = {
        **asdict(department),
        "title": printable(department.name),
        "name": plain_or_quoted(department.name),
        "kind": "\n".join((department.kind, *department.of_stage)),  # skeletons have no stage
        "mark": mark,
    }
    own = _own("department", department.jurisdiction, department.stage, resources)
    return _filled(own, "department", values, resources)


def project_text(
    project: NewProject, year: str, jurisdiction: str, mark: str, resources: Resources
) -> str:
    """Return the entry of a new project, from the left margin and without its dash.

    Args:
        project: what is known of it.
        year: of the source.
        jurisdiction: of the source.
        mark: what the comment says behind a value that is to be filled in.
        resources: data files of the workspace.

    Raises:
        DataFaultError: the skeleton cannot be used.
    """
    values = {
        **asdict(project),
        "id": plain_or_quoted(project.id),
        "name": plain_or_quoted(project.name),
        "year": year,
        "mark": mark,
    }
    own = _own("project", jurisdiction, project.stage, resources)
    return _filled(own, "project", values, resources)


def has_skeleton(jurisdiction: str, stage: str, resources: Resources) -> bool:
    """Tell whether a jurisdiction has a skeleton of a department of its own."""
    return resources.has(_own("department", jurisdiction, stage, resources))


def _own(name: str, jurisdiction: str, stage: str, resources: Resources) -> str:
    """Return the file of a jurisdiction's own skeleton: that of a stage, if there is one."""
    folder = f"templates/{jurisdiction}/skeletons"
    of_stage = f"{folder}/{name}-{stage}.yaml"
    return of_stage if resources.has(of_stage) else f"{folder}/{name}.yaml"


def _filled(own: str, name: str, values: Mapping[str, object], resources: Resources) -> str:
    name = own if resources.has(own) else f"schema/skeletons/{name}.yaml"
    return resources.parsed(name, lambda text: Template(text).substitute(values))


def workspace_files(year: int, words: Translator, resources: Resources) -> Mapping[str, str]:
    """Return the files of a new workspace, by their names in it.

    Args:
        year: that the next steps speak of.
        words: the language of what they say.
        resources: data files.
    """
    values = {"year": str(year), "next_year": str(year + 1), "mark": words.text("fill in")}
    return {
        _real_name(PurePosixPath(name).relative_to(folder)): Template(
            resources.text(name)
        ).substitute(values)
        for folder in (_WORKSPACE, f"{_WORKSPACE}-{words.language}")
        for name in resources.names(folder)
    }


def _real_name(name: PurePosixPath) -> str:
    return "/".join(
        f".{part.removeprefix(_DOT)}" if part.startswith(_DOT) else part for part in name.parts
    )
