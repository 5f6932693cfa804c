"""The reference of `docs/jurisdictions.md`: every key of a layout, every name of a template.

`python -m tests.jurisdiction.reference docs/jurisdictions.md` writes it anew, between two marks.
The keys come from `schema/layout.schema.json`, the names from the code that answers them.
"""

from __future__ import annotations

import dataclasses
import inspect
import json
import sys
import typing
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from budgetc.budget.consolidated import ConsolidatedBudget
from budgetc.budget.paths import keys_of
from budgetc.document.model import Figure
from budgetc.files.data import Resources
from budgetc.files.writing import write_file
from budgetc.layout.blocks import Sections
from budgetc.layout.context import VALUES, Term
from budgetc.layout.functions import Date, Functions, function_names
from budgetc.layout.quantities import Change, Member, Quantity, Step
from budgetc.layout.tables import Tables
from budgetc.templating.exposed import Exposed
from budgetc.templating.sandbox import LOOP_ATTRIBUTES

BEGIN, END = "<!-- begin of the generated reference -->", "<!-- end of the generated reference -->"

_THINGS: tuple[type[Exposed], ...] = (Quantity, Figure, Change, Member, Step, Date, Term)

_EXTRA = {
    "name, code, index": "In `label` of rows: the code's name, the code, and its place from 1.",
    "first_year, last_year": "In the head of a column: the years of its amounts.",
    "entry": "In the title and form of a table that is made of an entry: the entry as typed.",
    "project": "In the title and form of a table that is printed once a project: the project as "
    "typed.",
}

_FILTERS = {
    "join": "Print the items of a list with something between them: "
    '`{{ source.department.offices | join(", ") }}`.'
}


def reference(resources: Resources) -> str:
    """Return the reference as Markdown."""
    document = json.loads(resources.text("schema/layout.schema.json"))
    return "\n".join([*_layout(document), *_templates(), ""])


def with_reference(text: str, resources: Resources) -> str:
    """Return a document with the reference between its marks written anew."""
    head, _, rest = text.partition(BEGIN)
    _, _, tail = rest.partition(END)
    return f"{head}{BEGIN}\n\n{reference(resources)}{END}{tail}"


def _layout(document: Mapping[str, Any]) -> Iterator[str]:
    yield "## Every key of `layout.yaml`"
    yield ""
    yield "Keys in **bold** must be there. A type in *italics* has a table of its own below."
    yield ""
    yield from _keys("layout.yaml", document, document["$defs"])
    for key, schema in document["properties"].items():
        for entry in schema.get("patternProperties", {}).values():
            if entry.get("properties"):
                yield from _keys(f"An entry of {key}", entry, document["$defs"])
    for name, schema in document["$defs"].items():
        if schema.get("type") == "object":
            yield from _keys(name, schema, document["$defs"])
        else:
            yield f"### {name}"
            yield ""
            yield from _described(schema)
            yield f"Written as {_type(schema)}."
            yield ""


def _keys(name: str, schema: Mapping[str, Any], shapes: Mapping[str, Any]) -> Iterator[str]:
    yield f"### {name}"
    yield ""
    yield from _described(schema)
    yield "| key | type | if left out | what it is |"
    yield "| --- | --- | --- | --- |"
    needed = schema.get("else", schema).get("required", ())
    for key, value in schema.get("properties", {}).items():
        shown = f"**`{key}`**" if key in needed else f"`{key}`"
        default = value.get("default", shapes.get(_shape(value), {}).get("default"))
        left_out = "" if key in needed else _code(default) if default is not None else "nothing"
        yield f"| {shown} | {_type(value)} | {left_out} | {_cell(value)} |"
    yield ""
    for rule in schema.get("allOf", ()):
        said = rule.get("description") or rule.get("then", {}).get("description", "")
        yield f"- {_escaped(said.replace(chr(10), ' '))}"
    yield ""


def _described(schema: Mapping[str, Any]) -> Iterator[str]:
    if description := schema.get("description"):
        yield _escaped(description.replace("\n", "\n\n"))
        yield ""


def _cell(schema: Mapping[str, Any]) -> str:
    return _escaped(schema.get("description", "").replace("\n", "<br>"))


def _escaped(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;").replace("&lt;br>", "<br>")


def _code(value: object) -> str:
    return f"`{json.dumps(value, ensure_ascii=False)}`"


def _shape(schema: Mapping[str, Any]) -> str:
    return str(schema.get("$ref", "")).rpartition("/")[2]


def _type(schema: Mapping[str, Any]) -> str:
    """Return in a few words how a value is written."""
    if "$ref" in schema:
        return f"*[{_shape(schema)}](#{_shape(schema)})*"
    if "enum" in schema:
        return " or ".join(f"`{value}`" for value in schema["enum"])
    if "if" in schema and "else" in schema:
        return f"{_type(schema['else'])}, or a list of them"
    if schema.get("type") == "array":
        return f"a list: {_type(schema['items'])}"
    if patterns := schema.get("patternProperties"):
        return f"names of your own: {' or '.join(_type(value) for value in patterns.values())}"
    kinds = schema.get("type", "anything")
    return " or ".join([kinds] if isinstance(kinds, str) else kinds)


def _templates() -> Iterator[str]:
    yield "## Every name of a template"
    yield ""
    yield "The short texts of a layout (titles, notes, the cells of forms) know the same names, but"
    yield "for the functions that place tables."
    yield ""
    yield from _names("Values", VALUES)
    yield from _names("Further values, in the short texts of a layout", _EXTRA)
    yield "### Functions"
    yield ""
    for functions, names in (
        (Tables, ("table", "tables")),
        (Sections, ("in_style",)),
        (Functions, function_names()),
    ):
        for name in names:
            yield from _function(name, getattr(functions, name))
    yield from _names("Filters", _FILTERS)
    yield from _names("Inside a loop", {f"loop.{name}": "" for name in sorted(LOOP_ATTRIBUTES)})
    for thing in _THINGS:
        title = f"What a {thing.__name__.lower()} knows"
        yield f"### {title}"
        yield ""
        yield f"{(inspect.getdoc(thing) or '').splitlines()[0]}"
        yield ""
        for name, meaning in thing.knows.items():
            yield f"- `{name}`: {meaning}"
        yield ""
    yield "### What the source has"
    yield ""
    yield "Every path of `source`; `[]` is an item of a list. `budgetc schema` says what"
    yield "each is."
    yield ""
    for path, kind in _paths(ConsolidatedBudget, "source", ()):
        yield f"- `{path}`: {kind}"
    yield ""


def _names(title: str, names: Mapping[str, str]) -> Iterator[str]:
    yield f"### {title}"
    yield ""
    for name, meaning in names.items():
        yield f"- `{name}`: {meaning}" if meaning else f"- `{name}`"
    yield ""


def _function(name: str, function: Any) -> Iterator[str]:
    parameters = list(inspect.signature(function).parameters)[1:]
    lines = (inspect.getdoc(function) or "").split("\n\n")
    yield f"- **`{name}({', '.join(parameters)})`**: {' '.join(' '.join(lines).split())}"
    yield ""


def _paths(cls: Any, path: str, above: tuple[Any, ...]) -> Iterator[tuple[str, str]]:
    for name, hint in keys_of(cls).items():
        is_list = typing.get_origin(hint) is tuple
        here = f"{path}.{name}[]" if is_list else f"{path}.{name}"
        kind = typing.get_args(hint)[0] if is_list else hint
        if typing.get_origin(kind) is Mapping or kind in above:
            continue  # nothing that a template could print
        if dataclasses.is_dataclass(kind):
            yield from _paths(kind, here, (*above, cls))
        else:
            yield here, _kind(kind)


def _kind(hint: Any) -> str:
    return str({"Amount": "an amount", "int": "a number", "Count": "a number",
                "Area": "a number, as written", "str": "a text", "bool": "yes or no",
                "Day": "a day, for `date()`", "Code": "a code"}[hint.__name__])  # fmt: skip


def main() -> None:
    """Write the reference into the file that is named."""
    (file,) = map(Path, sys.argv[1:])
    text = file.read_text(encoding="utf-8")
    write_file(file, with_reference(text, Resources.of_workspace(None)).encode())


if __name__ == "__main__":
    main()
