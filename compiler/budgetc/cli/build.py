"""`budgetc build`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from budgetc.cli.building import Building, Built, Wish
from budgetc.cli.declared import SOURCES, declared, flag, option
from budgetc.cli.speech import UsageError, in_words, say
from budgetc.diagnostics import Severity, sort_findings
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import msg
from budgetc.files.workspace import REGION
from budgetc.files.writing import write_all
from budgetc.publish.stale import Staleness, documents_in, stale_files
from budgetc.render.formats import FORMATS

_PARTLY = msg("what has errors was not written; the region book lists it")
_UNREADABLE = msg(
    "out of date, without a difference to read; two versions of TeX make two PDFs of one document: "
    "check -f latex where they are not the same"
)


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
    stale = _report_stale(building.wish, built)
    raise SystemExit(1 if built.failed or stale else 0)


def _report_stale(wish: Wish, built: Built) -> bool:
    """Print what is stale in the output folder, each with its difference, and how to mend it.

    A source with errors keeps the document that it has. Files of other formats are left alone, and
    so are those of no source where only some sources were named, or of the region without books;
    how many there are is said.
    """
    others: tuple[Path, ...] = ()
    suffixes = frozenset(FORMATS[name] for name in wish.formats)
    beside = tuple(documents_in(wish.output, frozenset(FORMATS.values())))
    if not wish.named:
        own = {wish.output / source.department / source.stem for source in built.sources}
        others = tuple(
            path
            for path in beside
            if path.suffix in suffixes
            and path.with_suffix("") not in own
            and (wish.region or path.parent != wish.output / REGION)
        )
    stale = stale_files(built.files, others)
    for one in stale:
        plain = one.fault is Staleness.OTHER and not one.difference
        said = in_words(_UNREADABLE if plain else one.fault.value)
        say(f"{printable(one.path.as_posix())}: {said}")
        for line in one.difference:
            say(line)
    unseen = [path for path in beside if path not in built.files and path not in others]
    if stale:
        say(
            msg(
                "stale files: {count}; run the same command without --check and commit what "
                "it writes",
                count=len(stale),
            ),
            to_stderr=True,
        )
    elif unseen:
        say(msg("what was compared is up to date"), to_stderr=True)
    else:
        say(msg("the output folder is up to date"), to_stderr=True)
    if unseen:
        _say_unseen(unseen, wish)
    return bool(stale)


def _say_unseen(unseen: Sequence[Path], wish: Wish) -> None:
    """Say how many documents of the output folder were not looked at, and what would."""
    suffixes = {path.suffix for path in unseen}
    options = [f"-f {name}" for name, suffix in FORMATS.items()
               if suffix in suffixes and name not in wish.formats]  # fmt: skip
    if not wish.region and any(path.parent == wish.output / REGION for path in unseen):
        options.append("--region")
    text = msg("documents not looked at: {count}", count=len(unseen))
    if options:
        text = msg("{text}; add {options}", text=text, options=" ".join(options))
    say(text, to_stderr=True)
