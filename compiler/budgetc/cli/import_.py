"""`budgetc import`: a form into its source, or a published document into a draft of one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from budgetc.cli.declared import OPTIONAL_SOURCE, declared, file_argument, flag, option, output_file
from budgetc.cli.import_draft import Wanted, import_draft
from budgetc.cli.import_form import import_form
from budgetc.cli.speech import RefusedError, UsageError
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import msg

if TYPE_CHECKING:
    from budgetc.form.returned import Returned

_LARGEST = 100_000_000
"""Bytes of a workbook."""

_WORKBOOKS = (".xlsx", ".xlsm")
_OTHER_SHEETS = (".xls", ".ods", ".et")
"""What people save a form as, by mistake or habit."""


@declared(
    "import",
    msg(
        "Bring a form back that budgetc form made: what was changed in it is written into its "
        "source, and all else of that stays as it is. A cell that cannot be taken, or what was "
        "changed in both, is reported, and then nothing is written. Or begin a source from what "
        "was published (a PDF, Word, HTML or Markdown) or exported (a workbook of another "
        "layout): with -o, its amounts are typed with the place where each is printed, its totals "
        "are expected, and what print does not tell is marked."
    ),
    file_argument("file", msg("FILE")),
    OPTIONAL_SOURCE,
    flag(
        "--check", text=msg("Write nothing; show what would change, and exit with 1 if anything.")
    ),
    output_file(msg("The source to begin from a document.")),
    option(
        "--jurisdiction",
        text=msg("Whose layout the document follows; if left out, the one that it is most like."),
        metavar=msg("NAME"),
    ),
    option(
        "--mapping",
        text=msg(
            "What a workbook of another layout calls otherwise: "
            "templates/<jurisdiction>/imports/<NAME>.yaml."
        ),
        metavar=msg("NAME"),
    ),
    option("--year", text=msg("The budget year; if left out, as printed."), metavar=msg("YEAR")),
    option(
        "--name",
        text=msg("Of the department; if left out, as printed over its tables."),
        metavar=msg("NAME"),
    ),
    flag("--force", text=msg("Replace the file that is there.")),
    example=msg("Example: budgetc import form.xlsx"),
)
def command(  # noqa: PLR0913  # its options
    file: Path,
    source: Path | None,
    output: Path | None,
    *,
    jurisdiction: str | None,
    mapping: str | None,
    year: str | None,
    name: str | None,
    check: bool,
    force: bool,
) -> None:
    returned = _form(file, is_asked=output is None)
    if returned is not None and output is None:
        import_form(file, returned, source, check=check)
        return
    if returned is not None:
        problem = msg(
            "{file} is a form; bring it back without -o: budgetc import {file}",
            file=printable(str(file)),
        )
        raise UsageError(problem)
    if output is None and file.suffix.lower() in _OTHER_SHEETS:
        problem = msg(
            "{file} cannot be brought back as it is: open it, save it as .xlsx, and import that",
            file=printable(str(file)),
        )
        raise UsageError(problem)
    if output is None:
        problem = msg(
            "say which source to begin: budgetc import {file} -o budgets/DEPARTMENT/YEAR.yaml",
            file=printable(str(file)),
        )
        raise UsageError(problem)
    if source is not None or check:
        raise UsageError(msg("with -o, no SOURCE and no --check: a draft changes no source"))
    wanted = Wanted(jurisdiction or "", mapping or "", year or "", name or "", output, force=force)
    import_draft(file, wanted)


def _form(file: Path, *, is_asked: bool) -> Returned | None:
    """Return what stands in a form; nothing, where a file is none and need be none.

    Raises:
        click.ClickException: a workbook that is no form, and nothing else was asked for.
        click.UsageError: what reads workbooks is not installed.
    """
    if file.suffix.lower() not in _WORKBOOKS:
        return None
    try:
        from budgetc.form.returned import NoFormError, read_form  # noqa: PLC0415  # an extra
    except ImportError as error:
        raise UsageError(msg("forms need openpyxl: pip install 'budgetc[office]'")) from error
    try:
        return read_form(_content(file))
    except NoFormError as error:
        if not is_asked:
            return None
        shown = printable(str(file))
        problem = msg("{file}: {reason}", file=shown, reason=error.reason)
        raise RefusedError(problem, error.hint) from error


def _content(form: Path) -> bytes:
    """Return what a workbook holds.

    Raises:
        click.ClickException: it cannot be read, or is larger than any form.
    """
    try:
        if form.stat().st_size > _LARGEST:
            raise RefusedError(msg("{file} is no form: too large", file=printable(str(form))))
        return form.read_bytes()
    except OSError as error:
        raise RefusedError(
            msg("{file} cannot be read: {reason}", file=printable(str(form)), reason=str(error))
        ) from error
