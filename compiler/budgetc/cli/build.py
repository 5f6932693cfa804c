"""`budgetc build`."""

from __future__ import annotations

from pathlib import Path

import click

from budgetc.cli.building import Building, Built, Wish
from budgetc.cli.declared import SOURCES, declared, flag, option
from budgetc.cli.speech import UsageError, say
from budgetc.cli.stale import report_stale
from budgetc.diagnostics import Severity, sort_findings
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import msg
from budgetc.files.writing import write_all
from budgetc.render.formats import FORMATS

_PARTLY = msg("what has errors was not written; the region book lists it")


@declared(
    "build",
    msg(
        "Build the documents of sources, or of all sources of the workspace. When there are "
        "errors, the exit code is 1 and nothing is written; with --region, only the sources "
        "with errors are left out, and the region book lists them."
    ),
    SOURCES,
    option(
        "--format",
        "-f",
        "formats",
        text=msg("What to build; may be given several times."),
        type=click.Choice(list(FORMATS)),
        multiple=True,
        default=["markdown"],
        show_default=True,
    ),
    option(
        "--output",
        "-o",
        text=msg("Folder of the documents: <output>/<department>/<year>.<suffix>."),
        metavar=msg("FOLDER"),
        type=click.Path(file_okay=False, path_type=Path),
        default=Path("build"),
        show_default=True,
    ),
    flag(
        "--region",
        text=msg(
            "Also write a region book for each year, <output>/region/<year>.<suffix>: the "
            "totals over all departments, and what is missing. budgets/region.yaml may "
            "name the region."
        ),
    ),
    flag("--strict", text=msg("Let warnings count as errors.")),
    flag(
        "--check",
        text=msg(
            "Write nothing; compare with what is in the folder, show the difference, and "
            "exit with 1 if anything would change."
        ),
    ),
    flag(
        "--watch",
        text=msg(
            "Go on building what each saved file touches, and show what changed, until Ctrl-C."
        ),
    ),
    example=msg("Example: budgetc build --format markdown --format pdf"),
)
def command(  # noqa: PLR0913  # its options
    sources: tuple[Path, ...],
    formats: tuple[str, ...],
    output: Path,
    *,
    region: bool,
    strict: bool,
    check: bool,
    watch: bool,
) -> None:
    worst = Severity.WARNING if strict else Severity.ERROR
    wish = Wish(sources, formats, output, region, worst)
    if watch and check:
        raise UsageError(msg("--check and --watch do not go together"))
    if watch:
        from budgetc.cli.watching import watch_build  # noqa: PLC0415

        watch_build(wish)
    else:
        building = Building(wish)
        building.add(building.chosen.sources)
        built = building.built(building.books(), building.done)
        finish = _compare if check else _write
        finish(building, built)


def _write(building: Building, built: Built) -> None:
    writes = building.wish.region or not built.failed
    problems = write_all(built.files, building.wish.output) if writes else ()
    building.report(sort_findings((*built.findings, *problems)))
    if built.failed:
        say(_PARTLY if writes else msg("nothing was written"), to_stderr=True)
    for target in built.files if writes and not problems else ():
        say(printable(str(target)))
    if built.failed or problems:
        raise SystemExit(1)


def _compare(building: Building, built: Built) -> None:
    building.report(built.findings)
    if built.failed and not building.wish.region:
        say(msg("nothing was compared: mend the errors first"), to_stderr=True)
        raise SystemExit(1)
    stale = report_stale(building.wish, built)
    raise SystemExit(1 if built.failed or stale else 0)
