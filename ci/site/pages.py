"""The pages of the site that no file under `docs/` holds, made of what the compiler itself says.

Its commands, the schema of a source, the docstrings of the interface for programs.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any

import click

from budgetc.cli.app import make_group
from budgetc.diagnostics.messages import Translator
from budgetc.files.data import Resources
from budgetc.jurisdiction.sources import source_schema

_SHOWN = ("china", 2024)
"""The jurisdiction whose sources the page of keys shows, the one others stand on, and a year."""


def made_pages() -> Mapping[str, str]:
    """Return the pages, by their names under `docs/`."""
    return {
        "reference/commands.md": "\n".join(_commands("en")),
        "reference/commands.zh-CN.md": "\n".join(_commands("zh")),
        "reference/keys.md": "\n".join(_keys(0, "Keys of a source", "key | name | what it is")),
        "reference/keys.zh-CN.md": "\n".join(_keys(1, "填报项", "键 | 名称 | 说明")),
        "reference/interface.md": _INTERFACE,
    }


_INTERFACE = """# The interface for programs

[Budgets in a program](../guide/programs.md) shows it at work. `import budgetc` gives all of these.

```{eval-rst}
.. automodule:: budgetc.interface
   :members:
   :member-order: bysource
```
"""


def _commands(language: str) -> Iterator[str]:
    """Yield the lines of the page of commands in one language, as `--help` says them."""
    group = make_group(Translator(language))
    context = click.Context(group, info_name="budgetc")
    yield f"# {'命令' if language == 'zh' else 'Commands'}\n"
    yield from _command(group, context, 2)


def _command(command: click.Command, context: click.Context, level: int) -> Iterator[str]:
    yield f"{'#' * level} `{context.command_path}`\n"
    yield f"{_plain(command.help or '')}\n"
    yield f"```text\n{command.get_usage(context)}\n```\n"
    options = [
        found for one in command.get_params(context) if (found := one.get_help_record(context))
    ]
    for names, about in options:
        yield f"- `{names}`  \n  {_plain(about)}\n"
    if command.epilog:
        yield f"{_plain(command.epilog)}\n"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            if inner is not None and not inner.hidden:
                yield from _command(inner, click.Context(inner, context, name), 2)


def _plain(text: str) -> str:
    """Return a text of the help as Markdown that shows it as it is, its lines joined."""
    words = " ".join(text.replace("\b", "").split())
    return re.sub(r"([\\`*_{}\[\]<>#|])", r"\\\1", words)


def _keys(language: int, title: str, heads: str) -> Iterator[str]:
    """Yield the lines of the page of keys, section by section."""
    document = source_schema(Resources.of_workspace(None), *_SHOWN).document
    yield f"# {title}\n"
    for name, schema in document["properties"].items():
        known = _resolved(schema, document)
        yield f"## `{name}` {_said(known.get('x-name', ''), language)}\n"
        yield f"{_cell(_said(known.get('description', ''), language))}\n"
        rows = list(_rows(known, document, "", language))
        if rows:
            yield f"| {heads} |\n| --- | --- | --- |"
            yield "\n".join(rows) + "\n"


def _rows(
    schema: Mapping[str, Any], document: Mapping[str, Any], path: str, language: int
) -> Iterator[str]:
    for name, inner in schema.get("properties", {}).items():
        known = _resolved(inner, document)
        here = f"{path}.{name}" if path else name
        called, about = (_said(known.get(key, ""), language) for key in ("x-name", "description"))
        yield f"| `{here}` | {_cell(called)} | {_cell(about)} |"
        yield from _rows(known, document, here, language)
    for inner, mark in ((schema.get("items"), "[]"), (schema.get("additionalProperties"), ".*")):
        if isinstance(inner, Mapping):
            yield from _rows(_resolved(inner, document), document, f"{path}{mark}", language)


def _resolved(schema: Mapping[str, Any], document: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a schema with what it refers to; what it says itself goes first."""
    if "$ref" not in schema:
        return schema
    found: Any = document
    for part in schema["$ref"].removeprefix("#/").split("/"):
        found = found[part]
    return {**_resolved(found, document), **{k: v for k, v in schema.items() if k != "$ref"}}


def _said(text: str, language: int) -> str:
    """Return what a text of the schema, English over Chinese, says in one of them."""
    parts = text.split("\n")
    return parts[min(language, len(parts) - 1)]


def _cell(text: str) -> str:
    return re.sub(r"([\\`*_{}\[\]|])", r"\\\1", html.escape(text, quote=False))
