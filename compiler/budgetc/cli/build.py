"""`budgetc build`."""

from __future__ import annotations

from pathlib import Path

import click

from budgetc.cli.app import language_option
from budgetc.cli.inputs import find_sources, in_turn, sources_argument
from budgetc.cli.progress import render_with_bar
from budgetc.cli.report import report, say
from budgetc.cli.stale import check_output, report_stale
from budgetc.diagnostics import Severity, counts, sort_findings
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import Translator, msg
from budgetc.files.workspace import Workspace
from budgetc.pipeline import compile_source
from budgetc.publish.write import leads_out, write_all
from budgetc.region import compile_region
from budgetc.render.formats import FORMATS

_PARTLY = msg("what has errors was not written; the region book lists it")


def command(translator: Translator) -> click.Command:
    """Return the command in one language."""
    _ = translator.text

    def build(  # noqa: PLR0913  # its options
        sources: tuple[Path, ...],
        formats: tuple[str, ...],
        output: Path,
        *,
        region: bool,
        strict: bool,
        check: bool,
        watch: bool,
    ) -> None:
        workspace, chosen = find_sources(sources, translator)
        _refuse_a_link(output, workspace, translator)
        worst = Severity.WARNING if strict else Severity.ERROR
        if watch and check:
            raise click.UsageError(translator(msg("--check and --watch do not go together")))
        if watch:
            from budgetc.cli.watching import Wish, watch_build  # noqa: PLC0415

            watch_build(Wish(sources, formats, output, region, worst), translator)
            return
        resources = workspace.resources()
        compiled = [compile_source(source, resources) for source in in_turn(chosen, translator)]
        books = compile_region(compiled, workspace, resources) if region else ()
        findings = [found for one in (*compiled, *books) for found in one.findings]
        files, problems = render_with_bar(
            (*compiled, *books), formats, output, resources, translator
        )
        findings += problems
        failed = counts(findings, worst)
        writes = region or not failed
        if check:
            report(
                sort_findings(findings),
                compiled,
                workspace,
                translator,
                to_stderr=True,
                books=books,
            )
            if not writes:
                say(translator(msg("nothing was compared: mend the errors first")), to_stderr=True)
                raise SystemExit(1)
            stale = check_output(
                files, (*compiled, *books), formats, output, all_sources=not sources, region=region
            )
            report_stale(stale, translator)
            raise SystemExit(1 if failed or stale else 0)
        problems = write_all(files) if writes else ()
        findings += problems
        ordered = sort_findings(findings)
        report(ordered, compiled, workspace, translator, to_stderr=True, books=books)
        if failed:
            text = _PARTLY if writes else msg("nothing was written")
            say(translator(text), to_stderr=True)
        for target in files if writes and not problems else ():
            say(printable(str(target)))
        if failed or problems:
            raise SystemExit(1)

    return click.Command(
        "build",
        callback=build,
        help=_(
            "Build the documents of sources, or of all sources of the workspace. When there are "
            "errors, the exit code is 1 and nothing is written; with --region, only the sources "
            "with errors are left out, and the region book lists them."
        ),
        options_metavar=_("[OPTIONS]"),
        epilog=_("Example: budgetc build --format markdown --format pdf"),
        params=[
            sources_argument(translator),
            click.Option(
                ["--format", "-f", "formats"],
                type=click.Choice(list(FORMATS)),
                multiple=True,
                default=["markdown"],
                show_default=True,
                help=_("What to build; may be given several times."),
            ),
            click.Option(
                ["--output", "-o"],
                type=click.Path(file_okay=False, path_type=Path),
                metavar=_("FOLDER"),
                default=Path("build"),
                show_default=True,
                help=_("Folder of the documents: <output>/<department>/<year>.<suffix>."),
            ),
            click.Option(
                ["--region"],
                is_flag=True,
                help=_(
                    "Also write a region book for each year, <output>/region/<year>.<suffix>: the "
                    "totals over all departments, and what is missing. budgets/region.yaml may "
                    "name the region."
                ),
            ),
            click.Option(["--strict"], is_flag=True, help=_("Let warnings count as errors.")),
            click.Option(
                ["--check"],
                is_flag=True,
                help=_(
                    "Write nothing; compare with what is in the folder, show the difference, and "
                    "exit with 1 if anything would change."
                ),
            ),
            click.Option(
                ["--watch"],
                is_flag=True,
                help=_(
                    "Go on building what each saved file touches, and show what changed, until "
                    "Ctrl-C."
                ),
            ),
            language_option(translator),
        ],
    )


def _refuse_a_link(output: Path, workspace: Workspace, translator: Translator) -> None:
    """Refuse an output folder that is a link out of the workspace, which a stranger may have made.

    Raises:
        click.UsageError: it is one.
    """
    if output.absolute().is_relative_to(workspace.root) and leads_out(output, workspace.root):
        raise click.UsageError(
            translator(
                msg(
                    "{folder} is a link that leads out of {root}; name the folder it leads to with "
                    "-o, or delete the link",
                    folder=printable(str(output)),
                    root=printable(str(workspace.root)),
                )
            )
        )
