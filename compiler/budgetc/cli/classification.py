"""`budgetc classification`: the editions; `diff` and `import` under it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path

import click

from budgetc.classification import Catalogue, CodeList, load_catalogue
from budgetc.classification.catalogue import editions
from budgetc.cli.declared import argument, choice, declared, file_argument, option
from budgetc.cli.inputs import find_sources, find_workspace, resources_here
from budgetc.cli.report import write_or_exit
from budgetc.cli.speech import RefusedError, UsageError, in_words, say
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.data import json_text
from budgetc.diagnostics.messages import Message, enumerated, msg
from budgetc.editions.changes import Change, ChangeKind, changes
from budgetc.editions.make import SUCCESSORS, edition_files
from budgetc.editions.table import TableError, load_words, read_table, successors_of
from budgetc.editions.touched import Touched, touched
from budgetc.files.data import Resources

_DIMENSIONS: Mapping[str, Message] = {
    "function": msg("function items"),
    "economic": msg("economic items"),
}
"""The lists that the ministry publishes anew each year."""

_MARKS = {ChangeKind.NEW: "+", ChangeKind.GONE: "-", ChangeKind.RENAMED: "~", ChangeKind.MOVED: ">"}


@declared(
    "diff",
    msg(
        "Say what an edition of the code lists has otherwise than an earlier one: codes that are "
        "new (+), gone (-), renamed (~) or under another code (>), and which amounts of the "
        "sources here stand under them."
    ),
    argument("before", msg("EDITION"), type=int),
    argument("after", msg("EDITION"), type=int),
    choice("--format", "output_format", choices=["text", "json"], text=msg("Form of the answer.")),
    example=msg("Example: budgetc classification diff 2024 2025"),
)
def diff(before: int, after: int, output_format: str) -> None:
    chosen = find_sources(())
    resources = chosen.workspace.resources()
    old, new = (_edition(resources, year) for year in (before, after))
    changed = {name: changes(old.lists()[name], new.lists()[name], new.successors)
               for name in _DIMENSIONS}  # fmt: skip
    there = {name: {one.code: one for one in found if one.kind is not ChangeKind.NEW}
             for name, found in changed.items()}  # fmt: skip
    places = tuple(
        sorted(touched(chosen.sources, there, resources), key=lambda one: (one.file, one.line))
    )
    if output_format == "json":
        say(_as_json(changed, places))
        return
    for name, found in changed.items():
        say(_counted(name, found))
        for one in found:
            say(f"  {_MARKS[one.kind]} {_told(one)}")
    say(msg("amounts of sources here under codes that changed: {count}", count=len(places)))
    for place in places:
        say(f"  {printable(place.file)}:{place.line}: {_told(place.change)}")


def _edition(resources: Resources, year: int) -> Catalogue:
    if year not in (known := editions(resources)):
        there = ", ".join(map(str, known))
        raise UsageError(
            msg(
                "there is no edition {year}; there are {known}. budgetc classification import "
                "makes one of the ministry\u2019s table",
                year=str(year),
                known=there,
            )
        )
    return load_catalogue(resources, year)


def _counted(name: str, found: tuple[Change, ...]) -> Message:
    count = {kind: sum(one.kind is kind for one in found) for kind in ChangeKind}
    return msg(
        "{list}: new: {new}; gone: {gone}; renamed: {renamed}; moved: {moved}",
        list=_DIMENSIONS[name],
        **{kind.value: number for kind, number in count.items()},
    )


def _told(one: Change) -> str:
    before = f"{one.code} {one.before}".strip()
    if one.kind is ChangeKind.NEW:
        return f"{one.code} {one.after}"
    if one.kind is ChangeKind.GONE:
        to = f"{one.successor} {one.after}" if one.successor else in_words(msg("no successor"))
        return f"{before} → {to}"
    return f"{before} → {one.after}"


def _as_json(changed: Mapping[str, tuple[Change, ...]], places: tuple[Touched, ...]) -> str:
    return json_text(
        {
            "changes": {name: [asdict(one) for one in found] for name, found in changed.items()},
            "amounts": [
                {"file": one.file, "line": one.line, "dimension": one.dimension,
                 "code": one.change.code} for one in places
            ],
        }
    )  # fmt: skip


@declared(
    "import",
    msg(
        "Make an edition of a workbook that has the ministry\u2019s table of function or economic "
        "items: a column of names, and codes whole or in columns of their levels. It is written "
        "into schema/classification of this workspace; lists that it lacks are the edition\u2019s "
        "before it."
    ),
    file_argument("table", msg("TABLE")),
    option("--edition", text=msg("The year of the new edition."), metavar=msg("YEAR"), type=int,
           required=True),
    choice("--list", "dimension", choices=list(_DIMENSIONS), text=msg("Which list the table has.")),
    example=msg("Example: budgetc classification import table.xlsx --edition 2025"),
    summary=msg("Make an edition of the ministry\u2019s workbook."),
)  # fmt: skip
def import_(table: Path, edition: int, dimension: str) -> None:
    workspace = find_workspace()
    resources = workspace.resources()
    before = load_catalogue(resources, edition)
    codes = _read(table, before.lists()[dimension], resources)
    files = {
        workspace.root / name: content
        for name, content in edition_files(resources, edition, dimension, codes).items()
    }
    if there := [path for path in files if path.exists()]:
        raise RefusedError(
            msg("{file} is there already; delete it, and import anew",
                file=printable(str(there[0])))
        )  # fmt: skip
    write_or_exit(files, workspace.root)
    for path in files:
        say(printable(str(path.relative_to(workspace.root))))
    say(msg("codes read: {count}; what changed: budgetc classification diff {before} {after}",
            count=len(codes.entries), before=str(before.edition), after=str(edition)),
        to_stderr=True)  # fmt: skip
    known = successors_of(before.function, codes, before.successors)
    gone = [code for code, to in known.items() if not to] if dimension == "function" else ()
    if gone:
        say(msg("gone, and nothing says what took their place; where something did, write it into "
                "{file}: {codes}", file=f"schema/classification/{edition}/{SUCCESSORS}",
                codes=enumerated(gone)), to_stderr=True)  # fmt: skip


def _read(table: Path, before: CodeList, resources: Resources) -> CodeList:
    try:
        return read_table(table, before, load_words(resources))
    except ImportError as error:
        raise UsageError(msg("workbooks need openpyxl: pip install 'budgetc[office]'")) from error
    except TableError as error:
        raise RefusedError(
            msg(
                "{file} is no table of codes: {reason}",
                file=printable(str(table)),
                reason=error.reason,
            ),
            error.hint,
        ) from error


@declared(
    "classification",
    msg("List the editions of the code lists; say what one changed, and read a new one."),
    example=msg("Example: budgetc classification diff 2024 2025"),
    commands=(diff, import_),
)
def command(context: click.Context) -> None:
    if context.invoked_subcommand is None:
        for line in _lines(resources_here()):
            say(line)


def _lines(resources: Resources) -> Iterator[str]:
    for year in editions(resources):
        lists = load_catalogue(resources, year).lists()
        told = "; ".join(f"{in_words(_DIMENSIONS[name])}: {len(lists[name].entries)}"
                         for name in _DIMENSIONS)  # fmt: skip
        yield f"{year}: {told}"
