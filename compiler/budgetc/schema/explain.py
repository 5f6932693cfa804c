"""Why a tree does not fit: one finding for each failure, at the place it stands."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

import jsonschema_rs

from budgetc.diagnostics import Diagnostic, finding
from budgetc.diagnostics.characters import beginning
from budgetc.diagnostics.messages import Bilingual, Message, msg
from budgetc.diagnostics.spans import Span
from budgetc.diagnostics.suggest import choices
from budgetc.source.bounds import MAX_DIGITS
from budgetc.source.identity import Names
from budgetc.source.nodes import Mapping, Path, Scalar, SourceTree

_EXCERPT = 40
"""Characters of a text that a finding shows."""

_TYPE_NAMES: dict[str, Message] = {
    "string": msg("a text"),
    "number": msg("a number"),
    "integer": msg("a whole number"),
    "boolean": msg("true or false"),
    "array": msg("a list"),
    "object": msg("a mapping of keys"),
    "null": msg("nothing"),
}


def explain(
    document: dict[str, Any], tree: SourceTree, errors: Iterable[jsonschema_rs.ValidationError]
) -> Iterator[Diagnostic]:
    """Yield a finding for each way in which a tree does not fit a schema.

    Args:
        document: the schema.
        tree: what does not fit.
        errors: what the validator says of it.
    """
    names = Names(tree)
    for failure in map(_furthest, errors):
        kind: Any = failure.kind
        schema: Any = document  # the part of it that is not met
        for step in failure.schema_path[:-1]:
            schema = schema[step]
        path = tuple(failure.instance_path)
        match kind.name:
            case "additionalProperties":
                yield from _unknown_keys(tree, path, schema, kind.unexpected)
            case "required":
                yield _missing_key(names, path, schema, kind.property)
            case "type":
                yield _wrong_type(names, path, schema)
            case keyword:
                yield _refused(names, path, schema, keyword)


def _furthest(error: jsonschema_rs.ValidationError) -> jsonschema_rs.ValidationError:
    """Return a failure; of alternatives that all fail inside of them, the one that fails first."""
    kind: Any = error.kind
    if kind.name in ("anyOf", "oneOf"):
        inside = [one for alternative in kind.context for one in alternative]
        first = min(inside, key=lambda one: len(one.instance_path), default=error)
        if len(first.instance_path) > len(error.instance_path):
            return _furthest(first)
    return error


def _unknown_keys(
    tree: SourceTree, path: Path, schema: dict[str, Any], keys: Iterable[str]
) -> Iterator[Diagnostic]:
    node, _ = tree.at(path)
    known = [*schema.get("properties", {})]
    if not isinstance(node, Mapping):
        return
    roles: dict[str, str] = schema.get("x-roles", {})
    for key in keys:
        # What is so called elsewhere is called otherwise here: of accounts, the outturn.
        meant = [roles[key]] if key in roles else known
        yield finding(
            "SCH002",
            msg("the key {key} is not known here", key=key),
            tree.span(node.entries[key][0]),
            hint=choices(key, meant) if meant else _help(schema),
        )


def _missing_key(names: Names, path: Path, schema: dict[str, Any], key: str) -> Diagnostic:
    return finding(
        "SCH003",
        msg("{path} is missing", path=names.text((*path, key))),
        _begin(names.tree, path),
        hint=_help(schema.get("properties", {}).get(key, {})) or _help(schema),
    )


def _wrong_type(names: Names, path: Path, schema: dict[str, Any]) -> Diagnostic:
    tree = names.tree
    node, _ = tree.at(path)
    name = names.text(path) or tree.file
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    expected: Message = _TYPE_NAMES[types[0]]
    for other in types[1:]:
        expected = msg("{first} or {second}", first=expected, second=_TYPE_NAMES[other])
    hint = _help(schema)
    if isinstance(node, Scalar) and isinstance(node.value, str):
        problem = msg(
            "{path} must be {expected}; “{text}” is a text",
            path=name,
            expected=expected,
            text=beginning(node.text, _EXCERPT),
        )
        if "number" in types or "integer" in types:
            hint = _number_hint(node)
    elif isinstance(node, Scalar) and node.value is None:
        problem = msg("{path} is empty", path=name)
        hint = msg("fill it in, or delete the key")
    else:
        problem = msg("{path} must be {expected}", path=name, expected=expected)
    return finding("SCH001", problem, _span(tree, path), hint=hint)


def _number_hint(node: Scalar) -> Message:
    text = unicodedata.normalize("NFKC", node.text).replace(",", "").strip()
    try:
        digits = f"{Decimal(text):f}"
    except ArithmeticError:
        digits = ""
    if digits and len(digits) > MAX_DIGITS:
        return msg("a number has at most {limit} digits", limit=MAX_DIGITS)
    if digits:
        return msg("write {digits}, without quotes and separators", digits=digits)
    return msg("write digits and a point only; the unit stands once, at the top of the file")


def _refused(names: Names, path: Path, schema: dict[str, Any], keyword: str) -> Diagnostic:
    tree = names.tree
    node, _ = tree.at(path)
    name = names.text(path) or tree.file
    text = beginning(node.text, _EXCERPT) if isinstance(node, Scalar) else ""
    limit = str(schema.get(keyword))
    span = _span(tree, path)
    hint = _help(schema)
    match keyword:
        case "enum":
            problem = msg("{path} may not be {text}", path=name, text=text)
            hint = choices(text, [str(value) for value in schema[keyword]])
        case "pattern":
            problem = msg("{path} is not written as it must be: {text}", path=name, text=text)
        case "minimum" | "maximum" if "pattern" in schema:
            # The bounds of a code written as a number only say that it has too few or many digits.
            problem = msg("{path} is not written as it must be: {text}", path=name, text=text)
        case "minimum":
            problem = msg("{path} is {text}; at least {limit}", path=name, text=text, limit=limit)
        case "maximum":
            problem = msg("{path} is {text}; at most {limit}", path=name, text=text, limit=limit)
        case "minLength" | "minItems":
            problem = msg("{path} is empty", path=name)
        case _:
            problem = msg("the parts of {path} do not go together", path=name)
            return finding("SCH005", problem, span, hint=hint)
    return finding("SCH004", problem, span, hint=hint)


def _help(schema: object) -> Message | None:
    """Return the schema's own description of a thing as a hint, if it has one."""
    description = schema.get("description") if isinstance(schema, dict) else None
    if not isinstance(description, str):
        return None
    return msg("{description}", description=Bilingual.of_lines(description))


def _span(tree: SourceTree, path: Path) -> Span:
    node, _ = tree.at(path)
    return tree.span(node) if isinstance(node, Scalar) else _begin(tree, path)


def _begin(tree: SourceTree, path: Path) -> Span:
    """Return where a thing begins: its key if it has one, for a block's place is its content."""
    if path and isinstance(path[-1], str):
        parent, _ = tree.at(path[:-1])
        if isinstance(parent, Mapping) and path[-1] in parent.entries:
            return tree.span(parent.entries[path[-1]][0])
    node, _ = tree.at(path)
    return Span.point(tree.file, node.line + 1, node.column + 1)
