"""`budgetc jurisdictions`: the list; `show`, `copy` and `override` under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

import click

from budgetc.cli.copying import copy_jurisdiction, original_text, record, write_overrides
from budgetc.cli.declared import argument, choice, declared, flag, option
from budgetc.cli.inputs import find_workspace, resources_here
from budgetc.cli.speech import UsageError, in_words, say
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.data import json_text
from budgetc.diagnostics.messages import msg
from budgetc.jurisdiction.load import Jurisdiction, jurisdictions, survey
from budgetc.jurisdiction.overrides import Target, overridden, targets_in


def _as_json(found: Sequence[Jurisdiction]) -> str:
    return json_text(
        [
            {**asdict(one), "tables": dict(one.tables), "overrides": list(map(str, one.overrides))}
            for one in found
        ]
    )


def _line(one: Jurisdiction) -> str:
    words = {"department": msg("documents of departments"), "unit": msg("documents of units")}
    tables = [
        in_words(msg("{kind} with {count} tables", kind=words[kind], count=count))
        for kind, count in one.tables
    ]
    if not one.title:
        tables = [in_words(msg("its layout has errors; check a source that names it"))]
    origin = msg("shipped") if one.shipped else msg("of this workspace")
    parts = [printable(one.title or "?"), *tables, in_words(origin)]
    if one.overrides:
        parts.append(in_words(msg("overrides here: {count}", count=len(one.overrides))))
    return f"{one.name}: {'; '.join(parts)}"


@declared(
    "show",
    msg(
        "Show everything that a workspace may override of a jurisdiction or of an output "
        "format: files, tables, figures, number formats, blocks of templates."
    ),
    argument("name", msg("NAME")),
    example=msg("Example: budgetc jurisdictions show my-county"),
)
def show(name: str) -> None:
    resources = resources_here()
    _refuse_unknown(name, resources.folders("templates"))
    replaced = set(overridden(resources))
    for target in targets_in(resources, f"templates/{name}"):
        text = printable(str(target))
        if target in replaced:
            text = in_words(msg("{target} (overridden here)", target=text))
        say(text)


@declared(
    "copy",
    msg(
        "Copy a jurisdiction into the workspace, to change it there. Files that are there "
        "already are not overwritten."
    ),
    argument("name", msg("NAME")),
    option(
        "--as",
        "new_name",
        text=msg(
            "Make it a new jurisdiction of this name: small letters, Chinese characters, digits "
            "and -."
        ),
        metavar=msg("NEW"),
    ),
    example=msg("Example: budgetc jurisdictions copy NAME --as my-county"),
)
def copy(name: str, new_name: str | None) -> None:
    workspace = find_workspace()
    _refuse_unknown(name, jurisdictions(workspace.resources()))
    written = copy_jurisdiction(workspace, name, new_name or name)
    for file in written:
        say(printable(file))
    if new_name is None:
        hint = msg(
            "change these files as you like; check warns when the originals change. To replace "
            "only a part, delete them and use budgetc jurisdictions override"
        )
    else:
        hint = msg(
            "change {layout}, beginning with its name; then say jurisdiction: {name} in a "
            "source, and check it",
            layout=f"templates/{new_name}/layout.yaml",
            name=new_name,
        )
    say(hint, to_stderr=True)


@declared(
    "override",
    msg(
        "Override a file, one table, figure or number format, or one block of a template: put "
        "a copy of just that into the workspace, and remember its original, so that check "
        "warns when it changes. What there is to override, budgetc jurisdictions show says."
    ),
    argument("names", msg("FILE[#PART]..."), nargs=-1, required=True),
    flag(
        "--renew",
        text=msg("Only remember the originals as they are now, for overrides that are right."),
    ),
    flag("--original", text=msg("Only print the originals as they are now.")),
    example=msg("Example: budgetc jurisdictions override templates/my-county/layout.yaml#tables.6"),
)
def override(names: tuple[str, ...], renew: bool, original: bool) -> None:  # noqa: FBT001
    targets = [Target.read(name) for name in names]
    workspace = find_workspace()
    if original:
        for target in targets:
            say(original_text(workspace, target).rstrip("\n"))
        return
    if not renew:
        for file in write_overrides(workspace, targets):
            say(printable(file))
    record(workspace, targets)


def _refuse_unknown(name: str, known: Sequence[str]) -> None:
    if name not in known:
        names = ", ".join(known)
        raise UsageError(msg("there is no {name}; there are {known}", name=name, known=names))


@declared(
    "jurisdictions",
    msg(
        "List the jurisdictions whose documents can be built; show, copy or override what "
        "they are made of."
    ),
    choice("--format", "output_format", choices=["text", "json"], text=msg("Form of the list.")),
    example=msg("Example: budgetc jurisdictions copy NAME --as my-county"),
    commands=(show, copy, override),
)
def command(context: click.Context, output_format: str) -> None:
    if context.invoked_subcommand is None:
        found = tuple(survey(resources_here()))
        say(_as_json(found) if output_format == "json" else "\n".join(map(_line, found)))
