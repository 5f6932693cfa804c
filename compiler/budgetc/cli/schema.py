"""`budgetc schema`."""

from __future__ import annotations

from pathlib import Path

import click

from budgetc.budget.declarations import APPROVED, STAGES
from budgetc.cli.declared import choice, declared, flag, option, output_file
from budgetc.cli.inputs import resources_here
from budgetc.cli.report import refuse_another_name, write_or_exit
from budgetc.cli.speech import RefusedError, UsageError, say
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import msg
from budgetc.diagnostics.suggest import choices
from budgetc.editor import editor_schema, rule_schema, schema_text
from budgetc.files.data import DataFaultError
from budgetc.files.disk import Disk
from budgetc.files.port import FileRefusedError
from budgetc.jurisdiction.load import jurisdictions

_FIRST, _LAST = 2000, 2100
"""The years that a source may be of."""
_SCHEMA, _WITHIN = b'"$schema"', 1_000
"""What each schema says of itself, and within how many bytes of its beginning."""


@declared(
    "schema",
    msg(
        "Print the JSON Schema of sources with the codes of a year in it. An editor with a "
        "YAML language server then offers each code with its name, explains codes and keys, "
        "and marks mistakes. The first line of a source names the file: "
        "# yaml-language-server: $schema=../budget.schema.json"
    ),
    option(
        "--year",
        text=msg("Whose lists of codes. Default: the newest."),
        metavar=msg("YEAR"),
        type=click.IntRange(_FIRST, _LAST),
        default=_LAST,
    ),
    option(
        "--jurisdiction",
        text=msg("Also offer the tables and wordings that this jurisdiction has."),
        metavar=msg("NAME"),
    ),
    choice(
        "--stage",
        choices=sorted(STAGES, key=APPROVED.__ne__),
        text=msg("Of sources of which stage, whose amounts may have other keys."),
    ),
    flag(
        "--rules",
        text=msg("Print the schema of a workspace's own rules, rules/LOC001.yaml, instead."),
    ),
    output_file(msg("Write it to a file instead.")),
    example=msg("Example: budgetc schema --output budgets/budget.schema.json"),
)
def command(
    year: int, jurisdiction: str | None, stage: str, *, rules: bool, output: Path | None
) -> None:
    if output is not None:
        _refuse_to_replace(output)
    resources = resources_here()
    try:
        if jurisdiction is not None and jurisdiction not in (known := jurisdictions(resources)):
            name, hint = printable(jurisdiction), choices(jurisdiction, known)
            raise UsageError(msg("there is no jurisdiction {name}; {hint}", name=name, hint=hint))
        schema = rule_schema(resources) if rules else None
        text = schema_text(schema or editor_schema(resources, year, jurisdiction, stage))
    except DataFaultError as fault:
        problem = msg("{file} cannot be used: {reason}", file=fault.name, reason=fault.reason)
        raise UsageError(problem) from fault
    if output is None:
        say(text.rstrip("\n"))
        return
    write_or_exit({output: text.encode()}, output.parent)
    say(printable(str(output)))


def _refuse_to_replace(output: Path) -> None:
    """Refuse to write a schema over what is none: a source, the findings that are known, or data.

    Raises:
        click.ClickException: there is such a file.
        click.UsageError: it is not called as a schema is.
    """
    refuse_another_name(output, "JSON Schema", ".json")
    try:
        there = Disk(output.parent).read(output.name)
    except FileRefusedError:
        return  # as is said when it is written
    if there is not None and _SCHEMA not in there[:_WITHIN]:
        raise RefusedError(
            msg(
                "{file} is there already, and is no schema: choose another name, or delete it",
                file=printable(str(output)),
            )
        )
