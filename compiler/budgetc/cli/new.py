"""`budgetc new`: a workspace, a department, a project, or a new year of a source."""

from __future__ import annotations

from pathlib import Path

import click

from budgetc.cli.app import language_option
from budgetc.cli.new_source import department_command, project_command
from budgetc.cli.new_workspace import workspace_command
from budgetc.cli.new_year import NewYear, year_of
from budgetc.diagnostics.messages import Translator, msg


def command(translator: Translator) -> click.Command:
    """Return the command, and those under it, in one language."""
    _ = translator.text

    @click.pass_context
    def new(  # its options
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
                problem = msg("--from stands alone, without a command behind it")
                raise click.UsageError(translator(problem))
            return
        if from_ is None:
            problem = msg(
                "say what is new: budgetc new workspace, department or project; or roll last "
                "year's source forward with --from and --year"
            )
            raise click.UsageError(translator(problem))
        if year is None:
            raise click.MissingParameter(ctx=context, param_hint="--year", param_type="option")
        target = output or from_.with_name(f"{year}.yaml")
        run = NewYear(translator, from_, target, keep_prior=keep_prior)
        run.check_target(force=force)
        run.write(run.rolled(year_of(year, translator)))

    return click.Group(
        "new",
        callback=new,
        invoke_without_command=True,
        commands=[
            workspace_command(translator),
            department_command(translator),
            project_command(translator),
        ],
        help=_(
            "Begin a workspace, a department or a project; or, with --from, roll a source forward "
            "to a new year. What is to be filled in is empty and marked with a comment, and "
            "`budgetc check` finds each of them. Of last year's source comments, order, codes, "
            "names and legal bases stay as they were typed; amounts, reasons, targets and dates "
            "are emptied and marked. Last year's amounts are left out, for they are found in last "
            "year's source beside it."
        ),
        options_metavar=_("[OPTIONS]"),
        subcommand_metavar=_("[COMMAND [ARGS]...]"),
        epilog=_("Example: budgetc new --from budgets/my-bureau/2024.yaml --year 2025"),
        params=[
            click.Option(
                ["--from", "from_"],
                type=click.Path(exists=True, dir_okay=False, path_type=Path),
                metavar=_("SOURCE"),
                help=_("Last year's source."),
            ),
            click.Option(["--year"], metavar=_("YEAR"), help=_("The new year, such as 2025.")),
            click.Option(
                ["--output", "-o"],
                type=click.Path(dir_okay=False, path_type=Path),
                metavar=_("FILE"),
                help=_("The new source. Default: <year>.yaml beside last year's."),
            ),
            click.Option(
                ["--keep-prior"],
                is_flag=True,
                help=_(
                    "Write last year's amounts as prior, for a place without last year's source."
                ),
            ),
            click.Option(
                ["--force"], is_flag=True, help=_("Replace the new source if there is one.")
            ),
            language_option(translator),
        ],
    )
