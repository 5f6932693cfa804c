"""Why a tree does not fit: one finding for each failure, at the place it stands."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import jsonschema_rs

from budgetc.diagnostics import Diagnostic, finding
from budgetc.diagnostics.characters import beginning
from budgetc.diagnostics.messages import Bilingual, Message, msg
from budgetc.diagnostics.spans import Span
from budgetc.diagnostics.suggest import choices
from budgetc.source.bounds import MAX_DIGITS
from budgetc.source.nodes import Mapping, Path, Scalar, SourceTree, path_text

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


@dataclass(frozen=True, slots=True)
class _Failure:
    """One failure.

    Attributes:
        keyword: of the schema that was not met.
        limit: what the keyword demands.
        schema: the part of the schema that holds the keyword.
        keys: those that are missing, or that are not known.
    """

    path: Path
    keyword: str
    limit: Any
    schema: dict[str, Any]
    keys: tuple[str, ...]


def explain(
    document: dict[str, Any], tree: SourceTree, errors: Iterable[jsonschema_rs.ValidationError]
) -> Iterator[Diagnostic]:
    """Yield a finding for each way in which a tree does not fit a schema.

    Args:
        document: the schema.
        tree: what does not fit.
        errors: what the validator says of it.
    """
    for error in errors:
        yield from _explain(tree, _failure(_furthest(error), document))


def _furthest(error: jsonschema_rs.ValidationError) -> jsonschema_rs.ValidationError:
    """Return a failure; of alternatives that all fail inside of them, the one that fails first."""
    kind: Any = error.kind
    if kind.name in ("anyOf", "oneOf"):
        inside = [one for alternative in kind.context for one in alternative]
        first = min(inside, key=lambda one: len(one.instance_path), default=error)
        if len(first.instance_path) > len(error.instance_path):
            return _furthest(first)
    return error


def _failure(error: jsonschema_rs.ValidationError, document: dict[str, Any]) -> _Failure:
    kind: Any = error.kind
    schema: Any = document
    for step in error.schema_path[:-1]:
        schema = schema[step]
    match kind.name:
        case "additionalProperties":
            keys = tuple(kind.unexpected)
        case "required":
            keys = (kind.property,)
        case _:
            keys = ()
    path = tuple(error.instance_path)
    return _Failure(path, kind.name, schema.get(kind.name), schema, keys)


def _explain(tree: SourceTree, failure: _Failure) -> Iterator[Diagnostic]:
    match failure.keyword:
        case "additionalProperties":
            yield from _unknown_keys(tree, failure)
        case "required":
            yield from _missing_keys(tree, failure)
        case "type":
            yield _wrong_type(tree, failure)
        case _:
            yield _refused(tree, failure)


def _unknown_keys(tree: SourceTree, failure: _Failure) -> Iterator[Diagnostic]:
    node, _ = tree.at(failure.path)
    known = [*failure.schema.get("properties", {})]
    if not isinstance(node, Mapping):
        return
    for key in failure.keys:
        yield finding(
            "SCH002",
            msg("the key {key} is not known here", key=key),
            tree.span(node.entries[key][0]),
            hint=choices(key, known) if known else _help(failure.schema),
        )


def _missing_keys(tree: SourceTree, failure: _Failure) -> Iterator[Diagnostic]:
    for key in failure.keys:
        yield finding(
            "SCH003",
            msg("{path} is missing", path=path_text((*failure.path, key))),
            _begin(tree, failure.path),
            hint=_help(failure.schema.get("properties", {}).get(key, {})) or _help(failure.schema),
        )


def _wrong_type(tree: SourceTree, failure: _Failure) -> Diagnostic:
    node, _ = tree.at(failure.path)
    name = path_text(failure.path) or tree.file
    types = failure.limit if isinstance(failure.limit, list) else [failure.limit]
    expected: Message = _TYPE_NAMES[types[0]]
    for other in types[1:]:
        expected = msg("{first} or {second}", first=expected, second=_TYPE_NAMES[other])
    hint = _help(failure.schema)
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
    return finding("SCH001", problem, _span(tree, failure.path), hint=hint)


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


def _refused(tree: SourceTree, failure: _Failure) -> Diagnostic:
    node, _ = tree.at(failure.path)
    name = path_text(failure.path) or tree.file
    text = beginning(node.text, _EXCERPT) if isinstance(node, Scalar) else ""
    limit = str(failure.limit)
    span = _span(tree, failure.path)
    hint = _help(failure.schema)
    match failure.keyword:
        case "enum":
            problem = msg("{path} may not be {text}", path=name, text=text)
            hint = choices(text, [str(value) for value in failure.limit])
        case "pattern":
            problem = msg("{path} is not written as it must be: {text}", path=name, text=text)
        case "minimum" | "maximum" if "pattern" in failure.schema:
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
    english, _, chinese = description.partition("\n")
    return msg("{description}", description=Bilingual(english, chinese or english))


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
