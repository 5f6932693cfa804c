"""`budgetc new`: a workspace, a department, a project, or a new year of a source."""

from __future__ import annotations

from pathlib import Path

import click

from budgetc.cli.declared import declared, flag, option
from budgetc.cli.new_source import department, project
from budgetc.cli.new_workspace import workspace
from budgetc.cli.new_year import new_year
from budgetc.cli.speech import UsageError
from budgetc.diagnostics.messages import msg


@declared(
    "new",
    msg(
        "Begin a workspace, a department or a project; or, with --from, roll a source forward "
        "to a new year. What is to be filled in is empty and marked with a comment, and "
        "`budgetc check` finds each of them. Of last year's source comments, order, codes, "
        "names and legal bases stay as they were typed; amounts, reasons, targets and dates "
        "are emptied and marked. Last year's amounts are left out, for they are found in last "
        "year's source beside it."
    ),
    option(
        "--from",
        "from_",
        text=msg("Last year's source."),
        metavar=msg("SOURCE"),
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
    ),
    option("--year", text=msg("The new year, such as 2025."), metavar=msg("YEAR")),
    option(
        "--output",
        "-o",
        text=msg("The new source. Default: <year>.yaml beside last year's."),
        metavar=msg("FILE"),
        type=click.Path(dir_okay=False, path_type=Path),
    ),
    flag(
        "--keep-prior",
        text=msg("Write last year's amounts as prior, for a place without last year's source."),
    ),
    flag("--force", text=msg("Replace the new source if there is one.")),
    example=msg("Example: budgetc new --from budgets/my-bureau/2024.yaml --year 2025"),
    commands=(workspace, department, project),
)
def command(
    context: click.Context,
    from_: Path | None,
    year: str | None,
    output: Path | None,
    *,
    keep_prior: bool,
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
    target = output or from_.with_name(f"{year}.yaml")
    new_year(from_, target, year, keep_prior=keep_prior, force=force)
