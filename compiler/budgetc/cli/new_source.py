"""`budgetc new department` and `budgetc new project`."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import NoReturn

from budgetc.cli.asking import asked
from budgetc.cli.declared import SOURCE, argument, choice, declared, option
from budgetc.cli.inputs import find_source, find_workspace
from budgetc.cli.report import report_on
from budgetc.cli.speech import RefusedError, UsageError, say, translator
from budgetc.diagnostics import Diagnostic
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import Message, msg
from budgetc.diagnostics.suggest import choices
from budgetc.files.workspace import BUDGETS, Source, Workspace
from budgetc.files.writing import write_all
from budgetc.jurisdiction.load import jurisdictions
from budgetc.lists import money_units
from budgetc.schema import load_schema
from budgetc.skeleton import (
    Department,
    NoRoomError,
    Project,
    department_text,
    project_text,
    with_project,
)
from budgetc.source.nodes import Mapping, Scalar, Sequence, SourceTree, scalars
from budgetc.source.read import read_bytes, read_file

_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_DEPARTMENT = re.compile(rf"{_ID.pattern}(/{_ID.pattern})?")
_FUNCTION = re.compile(r"2[0-9]{2}-?[0-9]{2}-?[0-9]{2}")
_ECONOMIC = re.compile(r"3[0-9]{2}(-?[0-9]{2})?")
_YEAR = re.compile(r"20[0-9]{2}|2100")
_KINDS = ("department", "unit")


@declared(
    "department",
    msg(
        "Begin the source of a department, budgets/<id>/<year>.yaml, with comments that "
        "explain each part. What is not given is asked for on a terminal. A unit of a "
        "department has the id <department>/<unit>."
    ),
    argument("id_", msg("[ID]"), required=False),
    option("--name", text=msg("Of the department, as printed."), metavar=msg("NAME")),
    option("--year", text=msg("The budget year."), metavar=msg("YEAR")),
    option(
        "--jurisdiction",
        text=msg("Whose tables and wording the document follows."),
        metavar=msg("NAME"),
    ),
    choice("--kind", choices=_KINDS, text=msg("Whether it is a department or one of its units.")),
    option("--unit", text=msg("Unit of the amounts."), metavar=msg("UNIT")),
    example=msg(
        "Example: budgetc new department my-bureau --name NAME --year 2025 --jurisdiction my-county"
    ),
    summary=msg("Begin the source of a department."),
)
def department(
    id_: str | None,
    name: str | None,
    year: str | None,
    jurisdiction: str | None,
    kind: str,
    unit: str | None,
) -> None:
    run = _Run(find_workspace())
    run.department(id_, name, year, jurisdiction, kind, unit)


@declared(
    "project",
    msg(
        "Add a project to a source, behind its other projects; every other line stays as it "
        "is. What is not given is asked for on a terminal."
    ),
    SOURCE,
    argument("id_", msg("[ID]"), required=False),
    option("--name", text=msg("Of the project, as printed."), metavar=msg("NAME")),
    option("--function", text=msg("Its function item, 7 digits."), metavar=msg("CODE")),
    option(
        "--economic", text=msg("Its economic class or item, 3 or 5 digits."), metavar=msg("CODE")
    ),
    example=msg(
        "Example: budgetc new project budgets/my-bureau/2025.yaml training --name NAME "
        "--function 2013805 --economic 30216"
    ),
    summary=msg("Add a project to a source."),
)
def project(
    source: Path,
    id_: str | None,
    name: str | None,
    function: str | None,
    economic: str | None,
) -> None:
    workspace, chosen = find_source(source)
    _Run(workspace).project(chosen, source, (id_, name, function, economic))


class _Run:
    """One run in one workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._resources = workspace.resources()
        self._mark = translator().text("fill in")

    def department(  # one parameter for each option
        self,
        id_: str | None,
        name: str | None,
        year: str | None,
        jurisdiction: str | None,
        kind: str,
        unit: str | None,
    ) -> None:
        """Write the source of a new department.

        Raises:
            click.UsageError: a value is missing or wrong.
            click.ClickException: there is such a source.
            SystemExit: it could not be written.
        """
        _, known_units = translator().text, tuple(money_units(self._resources))
        known = jurisdictions(self._resources)
        folder = asked(
            id_, "ID", _("Id of the department (its folder under budgets)"),
            check=self._fits(_DEPARTMENT, msg("small letters, digits and -, such as my-bureau")),
        )  # fmt: skip
        title = asked(name, "--name", _("Name of the department"), check=self._words)
        edition = asked(
            year, "--year", _("Budget year"), default=str(date.today().year),
            check=self._fits(_YEAR, msg("four digits, such as 2025")),
        )  # fmt: skip
        whose = asked(
            jurisdiction, "--jurisdiction", _("Jurisdiction"), choices=known,
            check=partial(self._one_of, known=known),
        )  # fmt: skip
        money = self._one_of(unit or known_units[-1], known_units)
        target = self._workspace.root / BUDGETS / folder / f"{edition}.yaml"
        if os.path.lexists(target):
            problem = msg("{file} is there already; nothing was written", file=_shown(target))
            raise RefusedError(problem)
        department = Department(
            name=title,
            year=int(edition),
            jurisdiction=whose,
            unit=money,
            kind=kind,
            schema_file="../" * (folder.count("/") + 1) + "budget.schema.json",
        )
        text = department_text(department, self._mark, self._resources)
        self._write(self._workspace.source(target), target, text)

    def project(
        self,
        source: Source,
        typed: Path,
        given: tuple[str | None, str | None, str | None, str | None],
    ) -> None:
        """Write a source with a further project.

        Args:
            source: to which it is added.
            typed: its path as it was typed.
            given: its id, name, function code and economic code, as far as they were given.

        Raises:
            click.UsageError: a value is missing or wrong.
            click.ClickException: the source has such a project, or no place for it.
            SystemExit: the source cannot be read, or could not be written.
        """
        id_, name, function, economic = given
        tree, findings = read_file(source)
        if tree is None or findings:
            self._refuse(findings, source, tree)
        _ = translator().text
        short = asked(
            id_, "ID", _("Id of the project"),
            check=self._fits(_ID, msg("small letters, digits and -, such as training")),
        )  # fmt: skip
        if short in _texts(tree, "id"):
            problem = msg("{file} has a project {id} already", file=_shown(typed), id=short)
            raise RefusedError(problem)
        project = Project(
            id=short,
            name=asked(name, "--name", _("Name of the project"), check=self._words),
            function=asked(
                function, "--function", _("Code of its function item (7 digits)"),
                check=self._fits(_FUNCTION, msg("7 digits, such as 2013805")),
            ),
            economic=asked(
                economic, "--economic", _("Code of its economic class or item (3 or 5 digits)"),
                check=self._fits(_ECONOMIC, msg("3 or 5 digits, such as 302 or 30227")),
            ),
        )  # fmt: skip
        year, jurisdiction = _top(tree, "year"), _top(tree, "jurisdiction")
        entry = project_text(project, year, jurisdiction, self._mark, self._resources)
        keys = load_schema(self._resources, "budget.schema.json").document["properties"]
        try:
            text = with_project(tree, entry, tuple(keys))
        except NoRoomError as error:
            problem = msg(
                "no project can be added to {file}: {reason}",
                file=_shown(typed),
                reason=error.reason,
            )
            raise RefusedError(problem) from error
        self._write(source, typed, text)

    def _write(self, source: Source, shown: Path, text: str) -> None:
        problems = write_all({source.path: text.encode()}, source.home)
        if problems:
            self._refuse(problems, source, None)
        file = _shown(shown)
        say(file)
        tree, _ = read_bytes(source.name, text.encode())
        done = msg(
            "places to fill in: {number}; they are marked # {mark}, and this finds them: "
            "budgetc check {file}",
            number=sum(one.value is None for one in scalars(tree.root)) if tree else 0,
            mark=self._mark,
            file=file,
        )
        say(done, to_stderr=True)

    def _refuse(
        self, findings: tuple[Diagnostic, ...], source: Source, tree: SourceTree | None
    ) -> NoReturn:
        trees = (tree,) if tree else ()
        report_on(findings, source, self._resources, trees)
        say(msg("nothing was written"), to_stderr=True)
        raise SystemExit(1)

    def _fits(self, pattern: re.Pattern[str], wanted: Message) -> Callable[[str], str]:
        """Return a check for a form."""

        def check(value: str) -> str:
            if not pattern.fullmatch(value):
                problem = msg("{value} does not do; write {wanted}", value=printable(value),
                              wanted=wanted)  # fmt: skip
                raise UsageError(problem)
            return value

        return check

    def _words(self, value: str) -> str:
        words = value.strip()
        if not words or words != printable(words):
            problem = msg("{value} does not do; write {wanted}", value=printable(value) or '""',
                          wanted=msg("a name, on one line"))  # fmt: skip
            raise UsageError(problem)
        return words

    def _one_of(self, value: str, known: tuple[str, ...]) -> str:
        if value not in known:
            problem = msg("there is no {name} here; {hint}", name=printable(value),
                          hint=choices(value, known))  # fmt: skip
            raise UsageError(problem)
        return value


def _shown(path: Path) -> str:
    """Return a path as the user would type it."""
    absolute = path.absolute()
    here = Path.cwd()
    return printable(str(absolute.relative_to(here) if absolute.is_relative_to(here) else path))


def _top(tree: SourceTree, key: str) -> str:
    node, rest = tree.at((key,))
    return node.text if not rest and isinstance(node, Scalar) else ""


def _texts(tree: SourceTree, key: str) -> set[str]:
    """Return what the projects of a source have under a key."""
    projects, rest = tree.at(("project_expenditure", "projects"))
    if rest or not isinstance(projects, Sequence):
        return set()
    values = (item.get(key) for item in projects.items if isinstance(item, Mapping))
    return {value.text for value in values if isinstance(value, Scalar)}
