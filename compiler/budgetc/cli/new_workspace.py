"""`budgetc new workspace`."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import click

from budgetc.cli.declared import argument, declared
from budgetc.cli.report import write_or_exit
from budgetc.cli.speech import say, translator
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import msg
from budgetc.editor import editor_schema, schema_text
from budgetc.files.data import Resources
from budgetc.files.workspace import BUDGETS
from budgetc.skeleton import workspace_files

SCHEMA_FILE = f"{BUDGETS}/budget.schema.json"
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
    files = dict(workspace_files(year, translator().text("fill in"), resources))
    files[SCHEMA_FILE] = schema_text(editor_schema(resources, year))
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
