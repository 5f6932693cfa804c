"""`budgetc new --from`: a source of a new year, from last year's."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import NoReturn

from budgetc.budget import Budget
from budgetc.cli.inputs import find_source
from budgetc.cli.report import report_on
from budgetc.cli.speech import RefusedError, UsageError, say, translator
from budgetc.diagnostics import Diagnostic
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import msg
from budgetc.files.workspace import Source
from budgetc.files.writing import write_all
from budgetc.pipeline import compile_source
from budgetc.rolling import Priors, Rolled, RollingOptions, amounts_of, roll
from budgetc.source.nodes import SourceTree

_YEAR = re.compile(r"[0-9]{4}")


class NewYear:
    """Rolling one source forward."""

    def __init__(self, named: Path, target: Path, *, keep_prior: bool) -> None:
        """Find last year's source.

        Args:
            named: last year's source.
            target: the new one.
            keep_prior: whether last year's amounts are written into it.
        """
        self._workspace, self._source = find_source(named)
        self._resources = self._workspace.resources()
        self._target = target
        self._keep_prior = keep_prior

    @property
    def _new_source(self) -> Source:
        return self._workspace.source(self._target)

    def check_target(self, *, force: bool) -> None:
        """Refuse to write over last year's source, or, unless forced, over any file.

        Raises:
            click.UsageError: it would be last year's source.
            click.ClickException: there is such a file.
        """
        file = printable(str(self._target))
        if _same_file(self._target, self._source.path):
            problem = msg("{file} is last year's source; name another file", file=file)
            raise UsageError(problem)
        if os.path.lexists(self._target) and not force:
            problem = msg(
                "{file} is there already; look at it, and replace it with --force", file=file
            )
            raise RefusedError(problem)

    def rolled(self, year: int) -> Rolled:
        """Return the new source.

        Raises:
            click.UsageError: the year does not follow that of the source.
            SystemExit: the source has errors, or cannot be rolled.
        """
        compilation = compile_source(self._source, self._resources)
        budget, tree = compilation.inputs.budget, compilation.tree
        if compilation.failed or budget is None or tree is None:
            self._refuse(compilation.findings, self._source)
        self._check_year(budget.year, year)
        options = RollingOptions(
            year=year,
            mark=translator().text("fill in"),
            priors=self._priors(budget, year),
            amounts=amounts_of(compilation) if self._keep_prior else {},
        )
        rolled = roll(tree, self._new_source.name, options, self._resources)
        if rolled.tree is None or rolled.findings:
            self._refuse(rolled.findings, self._source, rolled.tree)
        if options.priors is Priors.OPEN:
            self._tell_open(year)
        return rolled

    def write(self, rolled: Rolled) -> None:
        """Write the new source, and say what is to be done with it.

        Raises:
            SystemExit: it could not be written.
        """
        if rolled.tree is None:
            raise TypeError(rolled)
        problems = write_all({self._target: rolled.tree.text.encode()}, self._new_source.home)
        if problems:
            self._refuse(problems, self._new_source, rolled.tree)
        file = printable(str(self._target))
        say(file)
        if lines := rolled.lines_of_old_year:
            shown = ", ".join(str(line) for line in lines)
            problem = msg("texts that still name the old year, in lines: {lines}", lines=shown)
            say(problem, to_stderr=True)
        done = msg(
            "places to fill in: {number}; they are marked # {mark}, and this finds them: "
            "budgetc check {file}",
            number=len(rolled.to_fill),
            mark=translator().text("fill in"),
            file=file,
        )
        say(done, to_stderr=True)

    def _check_year(self, old: int, new: int) -> None:
        if new <= old:
            problem = msg("the new year must come after {year}, the year of the source", year=old)
            raise UsageError(problem)
        if self._keep_prior and new != old + 1:
            problem = msg(
                "the amounts of {old} are not last year's amounts of {new}; leave out --keep-prior",
                old=old,
                new=new,
            )
            raise UsageError(problem)

    def _priors(self, budget: Budget, year: int) -> Priors:
        if self._keep_prior:
            return Priors.WRITTEN
        beside = (one for one in self._new_source.of_year(year - 1) if one.is_there())
        known = any(year - 1 != budget.year or one.path == self._source.path for one in beside)
        return Priors.FOUND if known else Priors.OPEN

    def _tell_open(self, year: int) -> None:
        problem = msg(
            "there is no {name} beside the new source, from which last year's amounts would come; "
            "they are to be filled in as well, unless --keep-prior writes them",
            name=f"{year - 1}.yaml",
        )
        say(problem, to_stderr=True)

    def _refuse(
        self, findings: tuple[Diagnostic, ...], source: Source, tree: SourceTree | None = None
    ) -> NoReturn:
        report_on(findings, source, self._resources, (tree,) if tree else ())
        say(msg("nothing was written"), to_stderr=True)
        raise SystemExit(1)


def year_of(text: str) -> int:
    """Return a year that was typed.

    Raises:
        click.UsageError: it is none.
    """
    if not _YEAR.fullmatch(text):
        problem = msg("{text} is no year; write four digits", text=printable(text))
        raise UsageError(problem)
    return int(text)


def _same_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
