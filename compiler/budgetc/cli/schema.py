"""`budgetc schema`."""

from __future__ import annotations

from pathlib import Path

import click

from budgetc.budget.declarations import APPROVED, STAGES
from budgetc.cli.declared import choice, declared, flag, option
from budgetc.cli.inputs import resources_here
from budgetc.cli.report import write_or_exit
from budgetc.cli.speech import UsageError, say
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import msg
from budgetc.diagnostics.suggest import choices
from budgetc.editor import editor_schema, rule_schema, schema_text
from budgetc.files.data import DataFaultError
from budgetc.jurisdiction.load import jurisdictions

_FIRST, _LAST = 2000, 2100
"""The years that a source may be of."""


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
    option(
        "--output",
        "-o",
        text=msg("Write it to a file instead."),
        metavar=msg("FILE"),
        type=click.Path(dir_okay=False, path_type=Path),
    ),
    example=msg("Example: budgetc schema --output budgets/budget.schema.json"),
)
def command(
    year: int, jurisdiction: str | None, stage: str, *, rules: bool, output: Path | None
) -> None:
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
