"""`budgetc import` of a published document."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from budgetc.budget.declarations import APPROVED
from budgetc.cli.inputs import resources_here
from budgetc.cli.prompts import will_not_do
from budgetc.cli.report import refuse_another_year, refuse_to_replace, show, write_or_exit
from budgetc.cli.speech import RefusedError, UsageError, say, translator
from budgetc.cli.unreadable import readable
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import Message, enumerated, msg
from budgetc.diagnostics.suggest import choices
from budgetc.files.data import Resources
from budgetc.frozen import frozen
from budgetc.jurisdiction.load import jurisdiction_called, load_layout, offered, sections_of
from budgetc.jurisdiction.spec import DEPARTMENTAL
from budgetc.lists import load_lists
from budgetc.published.model import PublishedDocument
from budgetc.published.read import read_published
from budgetc.recovery.mapping import load_mapping, mappings
from budgetc.recovery.recover import StageError, recover
from budgetc.recovery.whose import Asked
from budgetc.recovery.wording import Words
from budgetc.source.nodes import scalars
from budgetc.source.read import read_bytes

_TITLES = 3
"""Of a layout's tables, those that are named where none was found."""


@frozen()
class Wanted:
    """What was asked for; empty where print has to say it.

    Attributes:
        mapping: the name of what says how a workbook differs from the layout.
        output: the source to begin.
        force: whether it replaces the file that is there.
    """

    jurisdiction: str
    mapping: str
    year: str
    name: str
    output: Path
    force: bool


def import_draft(file: Path, wanted: Wanted) -> None:
    """Begin a source from a published document.

    Raises:
        click.UsageError: the document cannot be read, or is like that of no layout.
        click.ClickException: there is such a source already.
    """
    target, shown = wanted.output, printable(str(file))
    if not wanted.force:
        refuse_to_replace(target)
    resources = resources_here()
    asked = Asked(_jurisdiction(wanted.jurisdiction, resources), wanted.name, _year(wanted.year))
    words = _words(wanted.mapping, asked.jurisdiction, resources)
    printed = _read(file, resources)
    try:
        done = recover(printed, shown, asked, resources, translator(), words)
    except StageError as error:
        raise RefusedError(error.reason) from error
    if done is None:
        raise RefusedError(_nothing_read(shown, asked, printed, resources))
    refuse_another_year(target, done.whose.year)
    write_or_exit({target: done.text.encode()}, target.parent)
    show(done.findings, (), to_stderr=True)
    say(printable(str(target)))
    whose = done.whose
    say(
        msg(
            "read as {layout}, {year}, {name}",
            layout=whose.conventions.layout.name,
            year=str(whose.year),
            name=whose.name or "—",
        ),
        to_stderr=True,
    )
    tree, _ = read_bytes(str(target), done.text.encode())
    values = tuple(scalars(tree.root)) if tree is not None else ()
    filled = sum(one.value is not None for one in values)
    say(
        msg(
            "{filled} of {all} places are filled in; the others are marked # {mark}, and this "
            "finds them: budgetc check --all {file}",
            filled=str(filled),
            all=str(len(values)),
            mark=translator().text("fill in"),
            file=printable(str(target)),
        ),
        to_stderr=True,
    )


def _nothing_read(
    file: str, asked: Asked, printed: PublishedDocument, resources: Resources
) -> Message:
    """Return why nothing was read, and what may still be said."""
    whose = asked.jurisdiction
    if whose and sections_of(resources, whose) != DEPARTMENTAL:
        return msg(
            "sources of {jurisdiction} have sections of their own, which are not read from a "
            "document; begin one with budgetc new department",
            jurisdiction=whose,
        )
    if whose:
        layout, _ = load_layout(resources, whose, APPROVED)
        titles = [one.title for one in layout.tables if "{" not in one.title] if layout else []
        tables = [one.place.sheet or one.name for one in printed.tables()]
        return msg(
            "{file} has no table of the layout of {jurisdiction}, whose tables are called "
            "{titles}; it has {tables}. Say in a mapping which is which (--mapping NAME); where no "
            "title has the year, name it with --year; or fill in a form: budgetc new department, "
            "and budgetc form",
            file=file,
            jurisdiction=whose,
            titles=enumerated(titles[:_TITLES]),
            tables=enumerated(dict.fromkeys(map(printable, filter(None, tables)))) or "—",
        )
    return msg(
        "{file} has no table of any layout that is known here; name the layout with "
        "--jurisdiction and the year with --year",
        file=file,
    )


def _read(file: Path, resources: Resources) -> PublishedDocument:
    lists, findings = load_lists(resources)
    if lists is None:
        show(findings, (), to_stderr=True)
        raise SystemExit(1)
    return readable(file, read_published(file, lists.printed))


def _words(name: str, jurisdiction: str, resources: Resources) -> Mapping[str, Words]:
    """Return what a mapping says, by the jurisdictions that have it.

    Raises:
        click.UsageError: there is none of that name.
        SystemExit: it cannot be used.
    """
    found = {}
    for one in ((jurisdiction,) if jurisdiction else offered(resources)) if name else ():
        words, findings = load_mapping(resources, one, name)
        if findings:
            show(findings, (), to_stderr=True)
            raise SystemExit(1)
        if words is not None:
            found[one] = words
    if name and not found:
        known = choices(name, mappings(resources))
        raise UsageError(
            msg("there is no mapping {name} here; {hint}", name=printable(name), hint=known)
        )
    return found


def _jurisdiction(typed: str, resources: Resources) -> str:
    named = jurisdiction_called(resources, typed)
    if named and named not in offered(resources):
        raise UsageError(msg("there is no jurisdiction {name}", name=printable(typed)))
    return named


def _year(typed: str) -> str:
    if typed and not (typed.isascii() and typed.isdigit() and len(typed) == len("2024")):
        will_not_do(typed, msg("four digits, such as 2025"))
    return typed
