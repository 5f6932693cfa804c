"""`budgetc build`."""

from __future__ import annotations

from pathlib import Path

import click

from budgetc.characters import printable
from budgetc.cli.app import language_option
from budgetc.cli.inputs import find_sources, sources_argument
from budgetc.cli.report import report, say
from budgetc.diagnostics import Severity, sort_findings
from budgetc.messages import Translator, msg
from budgetc.output import render_all, write_all
from budgetc.pipeline import compile_source
from budgetc.render.formats import FORMATS


def command(translator: Translator) -> click.Command:
    """Return the command in one language."""
    _ = translator.text

    def build(sources: tuple[Path, ...], formats: tuple[str, ...], output: Path) -> None:
        workspace, chosen = find_sources(sources, translator)
        resources = workspace.resources()
        compiled = [compile_source(source, resources) for source in chosen]
        findings = [found for one in compiled for found in one.findings]
        files, problems = render_all(compiled, formats, output, resources)
        findings += problems
        failed = any(found.severity is Severity.ERROR for found in findings)
        if not failed:
            problems = write_all(files)
            findings += problems
        report(sort_findings(findings), compiled, workspace, translator, to_stderr=True)
        if failed:
            say(translator(msg("nothing was written")), to_stderr=True)
        if failed or problems:
            raise SystemExit(1)
        for target in files:
            say(printable(str(target)))

    return click.Command(
        "build",
        callback=build,
        help=_(
            "Build the documents of sources, or of all sources of the workspace. Nothing is "
            "written when there are errors."
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
            language_option(translator),
        ],
    )
