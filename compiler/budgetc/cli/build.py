"""`budgetc build`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from pathlib import Path

import click

from budgetc.cli.building import Building, Built, Wish, build
from budgetc.cli.declared import FONTS, SOURCES, choice, declared, flag, option, output_folder
from budgetc.cli.formats import formats_option
from budgetc.cli.gaps import sum_up
from budgetc.cli.inputs import find_workspace
from budgetc.cli.keeping import FRESH, JOBS, one_at_a_time, with_kept
from budgetc.cli.report import say_unmatched, show
from budgetc.cli.speech import UsageError, in_words, say
from budgetc.diagnostics import Diagnostic, Severity
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import Message, msg
from budgetc.diagnostics.text import summary
from budgetc.files.spool import Spool
from budgetc.files.workspace import REGION
from budgetc.files.writing import remove_leftovers, write_spool
from budgetc.keeping import Keeper
from budgetc.publish.checked_source import lines_of
from budgetc.publish.stale import Stale, Staleness, documents_in, stale_files
from budgetc.publish.targets import version_of
from budgetc.render.look import (
    ENGINES,
    NO_CHARTS,
    WIDE_TABLES,
    Look,
    Typesetting,
    draws_charts,
    engine_there,
)
from budgetc.render.suffixes import DRAWN, EXTRAS, FORMATS, LIBRARIES, stem_of, suffix_of
from budgetc.reports.baseline import has_baseline
from budgetc.reports.unfilled import apart

_PARTLY = msg("what has errors was not written; the region book lists it")
_NO_BOOK = msg("what has errors was not written, the region book among it")
_UNREADABLE = msg("out of date; its difference is not shown")
_UNREADABLE_PDF = msg(
    "out of date, without a difference to read; two versions of Typst, TeX or fonts make two PDFs "
    "of one document: check -f latex where they are not the same"
)


@declared(
    "build",
    msg(
        "Build the documents of sources, or of all sources of the workspace. When there are "
        "errors, the exit code is 1 and nothing is written; with --region, only the sources "
        "with errors are left out, and the region book lists them."
    ),
    SOURCES,
    formats_option(
        msg("What to build; may be given several times."), default=["markdown"], show_default=True
    ),
    output_folder(msg("Folder of the documents: <output>/<department>/<year>.<suffix>."), "build"),
    flag(
        "--region",
        text=msg(
            "Also write a region book for each year, <output>/region/<year>.<suffix>: the "
            "totals over all departments, and what is missing; accounts have one of their own, "
            "<year>-final.<suffix>. budgets/region.yaml may name the region."
        ),
    ),
    flag(
        "--public",
        text=msg(
            "Leave sources, their paths and what was found in them out of web pages; the region "
            "book names no path in any format."
        ),
    ),
    option(
        "--summary/--no-summary",
        text=msg("Whether web pages have charts, which need budgetc[charts]; by default they do."),
        default=True,
    ),
    option(
        "--pdf-engine",
        text=msg(
            "Who makes a PDF: Typst, which comes with budgetc[pdf], or the XeLaTeX of the system. "
            "Default: Typst, if it is installed."
        ),
        type=click.Choice(ENGINES),
        default=engine_there,
    ),
    FONTS,
    choice(
        "--wide-tables",
        choices=WIDE_TABLES,
        text=msg(
            "How Markdown has tables that are wider than a page: pipes, or HTML with merged heads."
        ),
    ),
    flag(
        "--csv-bom",
        text=msg("Begin CSV with a byte order mark, without which Excel reads it as another code."),
    ),
    flag("--strict", text=msg("Let warnings count as errors.")),
    JOBS,
    choice(
        "--engine",
        choices=("processes", "dask"),
        text=msg(
            "Who works: processes of this machine, or the workers of a Dask cluster, which need "
            "budgetc[dask] and none of the files."
        ),
    ),
    option(
        "--scheduler",
        text=msg("Address of the scheduler of the Dask cluster, such as tcp://10.0.0.1:8786."),
        metavar=msg("ADDRESS"),
    ),
    FRESH,
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
    public: bool,
    summary: bool,
    pdf_engine: str,
    fonts: Path | None,
    wide_tables: str,
    csv_bom: bool,
    strict: bool,
    jobs: int,
    engine: str,
    scheduler: str | None,
    fresh: bool,
    check: bool,
    watch: bool,
) -> None:
    worst = Severity.WARNING if strict else Severity.ERROR
    typesetting = Typesetting(pdf_engine, "" if fonts is None else str(fonts), wide_tables)
    look = Look(public, summary, typesetting, csv_bom)
    wish = Wish(
        sources, tuple(dict.fromkeys(formats)), output, region, worst, jobs, scheduler, look
    )
    _refuse_what_cannot_be(wish)
    if (engine == "dask") != (scheduler is not None):
        raise UsageError(msg("--engine dask and --scheduler ADDRESS go together"))
    if watch and scheduler is not None:
        raise UsageError(msg("--watch and --engine dask do not go together"))
    if watch and check:
        raise UsageError(msg("--check and --watch do not go together"))
    if watch:
        from budgetc.cli.watching import watch_build  # noqa: PLC0415

        watch_build(wish)
        return
    today, workspace = date.today(), find_workspace(sources)  # of the office

    def run(keeper: Keeper) -> None:
        if fresh:
            keeper.forget()
        building = Building(wish, workspace, keeper.state.scan)
        with Spool[Path]() as files:
            built = build(building, keeper, files, today)
            if may_have_left and not check:
                remove_leftovers({path.parent for path in built.fresh})
            finish = _compare if check else _write
            finish(building, built, keeper)

    with one_at_a_time(workspace, output) as may_have_left:
        with_kept(workspace, today, run)


def _refuse_what_cannot_be(wish: Wish) -> None:
    """Refuse what cannot be made, before anything is.

    Raises:
        click.UsageError: a library is not installed, or the folder of the documents is no folder.
    """
    if wish.look.summary and not DRAWN.isdisjoint(wish.formats) and not draws_charts():
        raise UsageError(NO_CHARTS)
    if (suffix := suffix_of(wish.output.name)) and not wish.output.is_dir():
        raise UsageError(
            msg(
                "-o names the folder of the documents, not a file: -o {folder} makes "
                "{folder}/<department>/<year>{suffix}",
                folder=printable(str(wish.output.parent)),
                suffix=suffix,
            )
        )
    for form in wish.formats:
        if form != "pdf" or wish.look.typesetting.engine == "typst":
            _need_library(form)


def _need_library(form: str) -> None:
    """Look for the library of a format before anything is made.

    Raises:
        click.UsageError: it is not installed.
    """
    try:
        version_of(form)
    except ImportError as error:
        raise UsageError(
            msg(
                "the format {form} needs {library}: pip install 'budgetc[{extra}]'",
                form=form,
                library=LIBRARIES[form],
                extra=EXTRAS[form],
            )
        ) from error


def _write(building: Building, built: Built, keeper: Keeper) -> None:
    wish = building.wish
    writes = wish.region or not built.failed
    problems = write_spool(built.files, wish.output) if writes else ()
    if writes and not problems:
        _keep(built, keeper)
    _report(built, problems, building)
    if built.failed:
        left_out = _PARTLY if built.has_book else _NO_BOOK
        say(left_out if writes else msg("nothing was written"), to_stderr=True)
    for target in built.files if writes and not problems else ():
        say(printable(str(target)))
    if writes and built.fresh:
        say(msg("documents up to date: {count}", count=len(built.fresh)))
    if writes:
        _say_of_no_source(wish, built)
    if built.failed or problems:
        raise SystemExit(1)


def _keep(built: Built, keeper: Keeper, but: Collection[Path] = ()) -> None:
    """Keep that documents stand in the output folder, but for some."""
    keeper.written(
        {
            source: [(maker, path, built.files.digest(path)) for maker, path in written
                     if path not in but]
            for source, written in built.written.items()
        }
    )  # fmt: skip


def _report(built: Built, problems: Iterable[Diagnostic], building: Building) -> None:
    """Print on the error output what stops the build and what no check shows; count all."""
    unchecked = (*built.others, *problems)
    counted, shown = built.tally.told(unchecked)
    workspace = building.workspace
    others = lines_of(shown, workspace.region(), workspace.resources())
    single, unfilled = apart(shown)
    show(single, (*built.tally.lines, others), to_stderr=True)
    for name, gaps in unfilled.items():
        sum_up(workspace.named(name), gaps, workspace.resources(), to_stderr=True)
    told = summary(counted, built.tally.sources)
    if len(shown) < counted.total:
        known = has_baseline(building.workspace)
        command = "budgetc check --no-baseline" if known else "budgetc check"
        # What a format lacks, a check does not look for.
        told = (
            msg("{told}; {command} shows the others", told=told, command=command)
            if unchecked
            else msg("{told}; {command} shows them all", told=told, command=command)
        )
    say(told, to_stderr=True)
    say_unmatched(workspace, building.resources)


def _compare(building: Building, built: Built, keeper: Keeper) -> None:
    _report(built, (), building)
    if built.failed and not building.wish.region:
        say(msg("nothing was compared: mend or fill in first what is said above"), to_stderr=True)
        raise SystemExit(1)
    stale = _report_stale(building.wish, built)
    _keep(built, keeper, stale)
    raise SystemExit(1 if built.failed or stale else 0)


def _fault_of(one: Stale) -> Message:
    """Return in what way a file is stale, and why where nothing of it is shown."""
    if one.fault is not Staleness.OTHER or one.difference:
        return one.fault.value
    return _UNREADABLE_PDF if one.path.suffix == FORMATS["pdf"] else _UNREADABLE


def _report_stale(wish: Wish, built: Built) -> frozenset[Path]:
    """Print what is stale in the output folder, each with its difference, and how to mend it.

    A source with errors keeps the document that it has. Files of other formats are left alone, and
    so are those of no source where only some sources were named, or of the region without books;
    how many there are is said.
    """
    beside = tuple(documents_in(wish.output, frozenset(FORMATS.values())))
    others = _of_no_source(beside, wish, built)
    stale = stale_files(built.files, others, built.fresh)
    for one in stale:
        say(f"{printable(one.path.as_posix())}: {in_words(_fault_of(one))}")
        for line in one.difference:
            say(line)
    seen = {*built.files, *built.fresh, *others}
    unseen = [path for path in beside if path not in seen]
    old = sum(one.fault is not Staleness.SUPERFLUOUS for one in stale)
    if old:
        say(
            msg(
                "stale files: {count}; run the same command without --check and commit what "
                "it writes",
                count=old,
            ),
            to_stderr=True,
        )
    if others:
        say(msg("documents of no source: {count}; delete them, for a build leaves them alone",
                count=len(others)), to_stderr=True)  # fmt: skip
    if not stale:
        say(msg("what was compared is up to date") if unseen else
            msg("the output folder is up to date"), to_stderr=True)  # fmt: skip
    if unseen:
        _say_unseen(unseen, wish)
    return frozenset(one.path for one in stale)


def _of_no_source(beside: Iterable[Path], wish: Wish, built: Built) -> tuple[Path, ...]:
    """Return the documents of an output folder that no source of the whole workspace makes."""
    if wish.named:
        return ()
    suffixes = frozenset(FORMATS[name] for name in wish.formats)
    own = {wish.output / source.department / source.stem for source in built.sources}
    return tuple(
        path
        for path in beside
        if suffix_of(path.name) in suffixes
        and path.with_name(stem_of(path.name)) not in own
        and (wish.region or path.parent != wish.output / REGION)
    )


def _say_of_no_source(wish: Wish, built: Built) -> None:
    """Say that documents stand in the output folder whose department is gone, or has moved.

    Folders of departments that are there are not looked into: in a region that takes as long as
    all the rest of a build in which nothing changed.
    """
    there = {source.department.partition("/")[0] for source in built.sources}
    beside = documents_in(wish.output, frozenset(FORMATS.values()), there)
    if others := sorted(_of_no_source(beside, wish, built)):
        say(
            msg(
                "documents of no source: {count}, such as {file}; delete them: build --check "
                "lists them",
                count=len(others),
                file=printable(others[0].as_posix()),
            ),
            to_stderr=True,
        )


def _say_unseen(unseen: Sequence[Path], wish: Wish) -> None:
    """Say how many documents of the output folder were not looked at, and what would."""
    suffixes = {suffix_of(path.name) for path in unseen}
    options = [f"-f {name}" for name, suffix in FORMATS.items()
               if suffix in suffixes and name not in wish.formats]  # fmt: skip
    if not wish.region and any(path.parent == wish.output / REGION for path in unseen):
        options.append("--region")
    text = msg("documents not looked at: {count}", count=len(unseen))
    if options:
        text = msg("{text}; add {options}", text=text, options=" ".join(options))
    say(text, to_stderr=True)
