"""`budgetc new`: a workspace, a department, a project, or a new year of a source."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import click

from budgetc.beginning import workspace_files
from budgetc.cli.declared import argument, declared, flag, option, output_file
from budgetc.cli.departments import SourcePath
from budgetc.cli.new_source import department, project
from budgetc.cli.new_year import new_year, stage_in, units_of
from budgetc.cli.report import write_or_exit
from budgetc.cli.speech import UsageError, say, translator
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import msg
from budgetc.editor import SCHEMA_NAME, editor_schema, schema_text
from budgetc.files.data import Resources
from budgetc.files.workspace import BUDGETS

_SCHEMA_FILE = f"{BUDGETS}/{SCHEMA_NAME}"
"""The schema for editors, which the first line of a source names."""


@declared(
    "workspace",
    msg(
        "Make a folder for budgets: with a README that says what comes next, the schema for "
        "editors, and settings for git, VS Code and pre-commit. Files that are there already "
        "stay as they are."
    ),
    argument(
        "folder",
        msg("[FOLDER]"),
        type=click.Path(file_okay=False, path_type=Path),
        default=Path(),
        required=False,
    ),
    example=msg("Example: budgetc new workspace my-budgets"),
    summary=msg("Make a folder for budgets."),
)
def workspace(folder: Path) -> None:
    resources = Resources.of_workspace(None)
    year = date.today().year  # the year of the user
    files = dict(workspace_files(year, translator(), resources))
    files[_SCHEMA_FILE] = schema_text(editor_schema(resources, year))
    new = {name: text for name, text in files.items() if not os.path.lexists(folder / name)}
    write_or_exit({folder / name: text.encode() for name, text in new.items()}, folder)
    for name in files:
        path = printable(str(folder / name))
        if name in new:
            say(path)
        else:
            say(msg("{file} is there already, and stays as it is", file=path), to_stderr=True)
    done = msg("next: read {file}; begin with budgetc new department", file="README.md")
    say(done, to_stderr=True)


@declared(
    "new",
    msg(
        "Begin a workspace, a department or a project; or, with --from, roll a source forward "
        "to a new year. What is to be filled in is empty and marked with a comment, and "
        "`budgetc check` finds each of them. Of last year's source comments, order, codes, "
        "names and legal bases stay as they were typed; amounts, reasons, targets and dates "
        "are emptied and marked. The comment at the head that names the department and last year "
        "names the new one. Last year's amounts are left out where they are found in last "
        "year's source beside it; in sections of a layout's own, which type them, they are "
        "written."
    ),
    option(
        "--from",
        "from_",
        text=msg("Last year's source."),
        metavar=msg("SOURCE"),
        type=SourcePath(exists=True, dir_okay=False, path_type=Path),
    ),
    option("--year", text=msg("The new year, such as 2025."), metavar=msg("YEAR")),
    output_file(
        msg("The new source. Default: <year>.yaml beside last year's, or <year>-final.yaml.")
    ),
    flag(
        "--keep-prior",
        text=msg("Write last year's amounts as prior, for a place without last year's source."),
    ),
    flag(
        "--with-units",
        text=msg(
            "Roll the sources of the department's units as well; new ones that are there stay."
        ),
    ),
    flag("--force", text=msg("Replace the new source if there is one.")),
    example=msg("Example: budgetc new --from budgets/my-bureau/2024.yaml --year 2025"),
    commands=(workspace, department, project),
)
def command(  # noqa: PLR0913  # its options
    context: click.Context,
    from_: Path | None,
    year: str | None,
    output: Path | None,
    *,
    keep_prior: bool,
    with_units: bool,
    force: bool,
) -> None:
    if context.invoked_subcommand is not None:
        if from_ is not None:
            raise UsageError(msg("--from stands alone, without a command behind it"))
        return
    if from_ is None:
        problem = msg(
            "say what is new: budgetc new workspace, department or project; or roll last "
            "year's source forward with --from and --year"
        )
        raise UsageError(problem)
    if year is None:
        raise click.MissingParameter(ctx=context, param_hint="--year", param_type="option")
    target = output or from_.with_name(f"{year}{stage_in(from_)}.yaml")
    units = units_of(from_, target) if with_units else {}
    if with_units and not units:
        name = printable(from_.name)
        raise UsageError(msg("--with-units: no unit has a source {name}", name=name))
    new_year({from_: target, **units}, year, keep_prior=keep_prior, force=force)
