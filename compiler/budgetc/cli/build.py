"""`budgetc build`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from budgetc.cli.building import Building, Wish, refuse_a_link
from budgetc.cli.declared import SOURCES, declared, flag, option
from budgetc.cli.inputs import find_sources
from budgetc.cli.speech import UsageError, say
from budgetc.cli.stale import check_output, report_stale
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
        _build_once(wish, _compare if check else _write)


def _build_once(wish: Wish, finish: _Finish) -> None:
    """Build what is wished for.

    Raises:
        click.UsageError: there is nothing to build, or the output folder is a link.
        SystemExit: there are errors, or the output is not what it should be.
    """
    chosen = find_sources(wish.named)
    refuse_a_link(wish.output, chosen.workspace)
    building = Building(wish, chosen)
    for source in building.in_turn(chosen.sources):
        building.add(source)
    finish(building)


_Finish = Callable[[Building], None]


def _write(building: Building) -> None:
    built = building.built(building.books(), building.done)
    writes = building.wish.region or not built.failed
    problems = write_all(built.files, building.wish.output) if writes else ()
    building.report(sort_findings((*built.findings, *problems)))
    if built.failed:
        text = _PARTLY if writes else msg("nothing was written")
        say(text, to_stderr=True)
    for target in built.files if writes and not problems else ():
        say(printable(str(target)))
    if built.failed or problems:
        raise SystemExit(1)


def _compare(building: Building) -> None:
    built, wish = building.built(building.books(), building.done), building.wish
    building.report(built.findings)
    if built.failed and not wish.region:
        say(msg("nothing was compared: mend the errors first"), to_stderr=True)
        raise SystemExit(1)
    stale = check_output(
        built.files,
        built.sources,
        wish.formats,
        wish.output,
        all_sources=not wish.named,
        region=wish.region,
    )
    report_stale(stale)
    raise SystemExit(1 if built.failed or stale else 0)
