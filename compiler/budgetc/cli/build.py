"""`budgetc build`."""

from __future__ import annotations

from pathlib import Path

import click

from budgetc.characters import printable
from budgetc.cli.app import language_option
from budgetc.cli.inputs import find_sources, sources_argument
from budgetc.cli.report import report, say
from budgetc.diagnostics import Severity, counts, sort_findings
from budgetc.messages import Translator, msg
from budgetc.output import render_all, write_all
from budgetc.pipeline import compile_source
from budgetc.region import compile_region
from budgetc.render.formats import FORMATS

_PARTLY = msg("what has errors was not written; the region book lists it")


def command(translator: Translator) -> click.Command:
    """Return the command in one language."""
    _ = translator.text

    def build(
        sources: tuple[Path, ...],
        formats: tuple[str, ...],
        output: Path,
        *,
        region: bool,
        strict: bool,
    ) -> None:
        workspace, chosen = find_sources(sources, translator)
        resources = workspace.resources()
        compiled = [compile_source(source, resources) for source in chosen]
        books = compile_region(compiled, workspace, resources) if region else ()
        findings = [found for one in (*compiled, *books) for found in one.findings]
        files, problems = render_all((*compiled, *books), formats, output, resources)
        findings += problems
        worst = Severity.WARNING if strict else Severity.ERROR
        failed = counts(findings, worst)
        writes = region or not failed
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
            language_option(translator),
        ],
    )
