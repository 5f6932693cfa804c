"""`budgetc check`."""

from __future__ import annotations

from pathlib import Path

import click

from budgetc.cli.app import language_option
from budgetc.cli.inputs import find_sources, sources_argument
from budgetc.cli.report import report, say
from budgetc.diagnostics import Severity, sort_findings
from budgetc.diagnostics.data import findings_json
from budgetc.messages import Translator
from budgetc.pipeline import compile_source


def command(translator: Translator) -> click.Command:
    """Return the command in one language."""
    _ = translator.text

    def check(sources: tuple[Path, ...], output_format: str, strict: bool) -> None:  # noqa: FBT001
        workspace, chosen = find_sources(sources, translator)
        resources = workspace.resources()
        compiled = [compile_source(source, resources) for source in chosen]
        findings = sort_findings(found for c in compiled for found in c.findings)
        if output_format == "json":
            say(findings_json(findings, translator))
        else:
            report(findings, compiled, workspace, translator, to_stderr=False)
        worst = Severity.WARNING if strict else Severity.ERROR
        if any(found.severity <= worst for found in findings):
            raise SystemExit(1)

    return click.Command(
        "check",
        callback=check,
        help=_(
            "Report everything that is wrong with sources, or with all sources of the workspace. "
            "Exits with 1 if there are errors."
        ),
        options_metavar=_("[OPTIONS]"),
        epilog=_("Example: budgetc check budgets/korla-etdz-market-supervision/2024.yaml"),
        params=[
            sources_argument(translator),
            click.Option(
                ["--format", "output_format"],
                type=click.Choice(["text", "json"]),
                default="text",
                show_default=True,
                help=_("Form of the report."),
            ),
            click.Option(["--strict"], is_flag=True, help=_("Let warnings count as errors.")),
            language_option(translator),
        ],
    )
