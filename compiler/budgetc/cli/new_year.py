"""`budgetc new --from`: a source of a new year, from last year's."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from budgetc.beginning import Priors, Rolled, RollingOptions, amounts_of, roll
from budgetc.budget.declarations import APPROVED, STAGES
from budgetc.budget.model import Budget
from budgetc.cli.inputs import find_source
from budgetc.cli.report import (
    refuse_another_year,
    refuse_to_replace,
    refuse_to_write,
    say_what_to_fill,
)
from budgetc.cli.speech import UsageError, say, translator
from budgetc.diagnostics import Diagnostic
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import enumerated, msg
from budgetc.files.workspace import Source
from budgetc.files.writing import remove, write_all
from budgetc.frozen import frozen
from budgetc.jurisdiction.load import load_layout
from budgetc.pipeline import compile_source

_YEAR = re.compile(r"[0-9]{4}")


@frozen(eq=False)
class _New:
    """A source that is not yet written.

    Attributes:
        target: where it is to stand.
        begun: the same, as a source of the workspace.
        rolled: what it says.
        priors: where last year's amounts in it come from.
    """

    target: Path
    begun: Source
    rolled: Rolled
    priors: Priors

    @property
    def content(self) -> bytes:
        """Its text as it is written."""
        return self.rolled.tree.text.encode() if self.rolled.tree else b""


def new_year(named: Mapping[Path, Path], year: str, *, keep_prior: bool, force: bool) -> None:
    """Roll sources forward, write the new ones, and say what is to be done with them.

    All are written or none. Units' that are there stay, for much may have been filled in.

    Args:
        named: last year's sources with the new ones: of a department, and behind it of its units.
        year: the new year, as typed.
        keep_prior: whether last year's amounts are written into them.
        force: whether the department's replaces the file that is there.

    Raises:
        click.UsageError: one would be last year's source, or the year does not follow its year.
        click.ClickException: there are such files.
        SystemExit: a source has errors, or cannot be rolled, or a new one not be written.
    """
    (department, target), *_ = named.items()
    workspace, source = find_source(department)
    there = [
        new for new in named.values() if os.path.lexists(new) and not (force and new == target)
    ]
    if len(there) == len(named):
        _refuse_itself(target, source)
        refuse_to_replace(target)
    for file in there:
        text = printable(str(file))
        say(msg("{file} is there already, and stays as it is", file=text), to_stderr=True)
    made = [
        _rolled(old, new, year, keep_prior=keep_prior)
        for old, new in named.items()
        if new not in there
    ]
    if problems := _write(made, target):
        begun = made[0].begun
        refuse_to_write(problems, begun, workspace.resources(), made[0].rolled.tree)
    for one in made:
        _say_what_it_is(one, year)
    _say_what_of_units(units_of(department, target), year)


def _write(made: Sequence[_New], department: Path) -> Sequence[Diagnostic]:
    """Write all sources or none; return why not.

    The department's goes last: it alone may replace a file, and the others are taken back.
    """
    contents, home = {one.target: one.content for one in made}, made[0].begun.home
    last = {department: contents.pop(department)} if department in contents else {}
    problems = write_all(contents, home) or write_all(last, home)
    for begun in filter(os.path.lexists, contents if problems else ()):
        with suppress(OSError):  # it is not ours, or the folder can no more be written
            remove(begun)
    return problems


def units_of(named: Path, target: Path) -> dict[Path, Path]:
    """Return last year's sources of a department's units, with the new ones.

    Folders that the department does not list are none; of one that cannot be read, all are.

    Args:
        named: last year's source of the department.
        target: the new one.
    """
    workspace, source = find_source(named)
    budget = compile_source(source, workspace.resources()).inputs.budget
    units = source.unit_ids()
    listed = {one.id for one in budget.department.subordinate_units} if budget else units
    return {
        named.parent / unit / named.name: target.parent / unit / target.name
        for unit in units
        if unit in listed
    }


def _rolled(named: Path, target: Path, year: str, *, keep_prior: bool) -> _New:
    workspace, source = find_source(named)
    resources = workspace.resources()
    begun = workspace.source(target)
    _refuse_itself(target, source)
    number = _year_of(year)
    refuse_another_year(target, number)
    compilation = compile_source(source, resources)
    budget, tree = compilation.inputs.budget, compilation.tree
    if compilation.failed or budget is None or tree is None:
        refuse_to_write(compilation.named().findings, source, resources)
    _check_year(budget.year, number, keep_prior=keep_prior)
    layout, _ = load_layout(resources, budget.jurisdiction, budget.stage)
    options = RollingOptions(
        year=number,
        mark=translator().text("fill in"),
        priors=Priors.WRITTEN if keep_prior else _priors(begun, source, budget, number),
        amounts=amounts_of(compilation) if keep_prior else {},
        becomes=layout.a_year_later(number - budget.year) if layout is not None else {},
    )
    rolled = roll(tree, begun.name, options, resources)
    if rolled.tree is None or rolled.findings:
        refuse_to_write(rolled.findings, source, resources, rolled.tree)
    return _New(target, begun, rolled, options.priors)


def _refuse_itself(target: Path, source: Source) -> None:
    if _same_file(target, source.path):
        file = printable(str(target))
        raise UsageError(msg("{file} is last year's source; name another file", file=file))


def _say_what_it_is(new: _New, year: str) -> None:
    """Say where a new source is, and what is to be done with it."""
    file = printable(str(new.target))
    say(file)
    if new.priors is Priors.OPEN:
        problem = msg(
            "there is no {name} beside the new source, from which last year's amounts would come; "
            "they are to be filled in as well, unless --keep-prior writes them",
            name=f"{int(year) - 1}{stage_in(new.target)}.yaml",
        )
        say(problem, to_stderr=True)
    if new.rolled.lines_of_old_year:
        lines = enumerated(map(str, new.rolled.lines_of_old_year))
        problem = msg("texts that still name the old year, in lines: {lines}", lines=lines)
        say(problem, to_stderr=True)
    say_what_to_fill(len(new.rolled.to_fill), file)


def stage_in(source: Path) -> str:
    """Return what stands behind the year in the name of a source: `-final` of `2024-final.yaml`."""
    _, dash, stage = source.stem.partition("-")
    return f"{dash}{stage}" if stage in STAGES else ""


def _say_what_of_units(units: Mapping[Path, Path], year: str) -> None:
    """Say by which commands the units' sources are rolled; the department's needs each of them.

    Args:
        units: last year's sources with the new ones.
        year: the new year.
    """
    commands = tuple(
        shlex.join(("budgetc", "new", "--from", str(old), "--year", year, "-o", str(new)))
        for old, new in units.items()
        if not os.path.lexists(new)
    )
    if commands:
        problem = msg(
            "units with sources of their own, to be rolled as well: {number}; all at once by the "
            "same command with --with-units, or each by its own:",
            number=len(commands),
        )
        say(problem, to_stderr=True)
    for command in commands:
        say(f"  {printable(command)}", to_stderr=True)


def _check_year(old: int, new: int, *, keep_prior: bool) -> None:
    if new <= old:
        raise UsageError(
            msg("the new year must come after {year}, the year of the source", year=old)
        )
    if keep_prior and new != old + 1:
        raise UsageError(
            msg(
                "the amounts of {old} are not last year's amounts of {new}; leave out --keep-prior",
                old=old,
                new=new,
            )
        )


def _priors(begun: Source, source: Source, budget: Budget, new: int) -> Priors:
    """Return whether last year's amounts will be found beside the new source."""
    last = new - 1
    names = begun.of_year(last) if budget.stage == APPROVED else begun.of_stage(last, budget.stage)
    beside = (one for one in names if one.is_there())
    known = any(last != budget.year or one.path == source.path for one in beside)
    return Priors.FOUND if known else Priors.OPEN


def _year_of(text: str) -> int:
    if not _YEAR.fullmatch(text):
        raise UsageError(msg("{text} is no year; write four digits", text=printable(text)))
    return int(text)


def _same_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
