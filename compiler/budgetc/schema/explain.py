"""Why a tree does not fit: one finding for each failure, at the place it stands."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match
from jsonschema.protocols import Validator
from jsonschema.validators import extend

from budgetc.diagnostics import Diagnostic, finding
from budgetc.messages import Bilingual, Message, Value, msg
from budgetc.source.nodes import Mapping, Path, Scalar, SourceTree, path_text
from budgetc.spans import Span

_TYPE_NAMES: dict[str, Message] = {
    "string": msg("a text"),
    "number": msg("a number"),
    "integer": msg("a whole number"),
    "boolean": msg("true or false"),
    "array": msg("a list"),
    "object": msg("a mapping of keys"),
    "null": msg("nothing"),
}


def _is_integer(_: object, value: object) -> bool:
    if isinstance(value, Decimal):
        return value == value.to_integral_value()
    return isinstance(value, int) and not isinstance(value, bool)


_Explainer = extend(
    Draft202012Validator,
    type_checker=Draft202012Validator.TYPE_CHECKER.redefine("integer", _is_integer),
)


def validator_of(document: dict[str, Any]) -> Validator:
    """Return a validator whose idea of a whole number agrees with the fast one's."""
    return _Explainer(document)


def explain(validator: Validator, tree: SourceTree, instance: object) -> Iterator[Diagnostic]:
    """Yield a finding for each failure of a tree."""
    for error in validator.iter_errors(instance):
        yield from _explain(tree, error)


def _explain(tree: SourceTree, error: ValidationError) -> Iterator[Diagnostic]:
    if error.validator in ("anyOf", "oneOf") and error.context:
        deepest = best_match(error.context)
        if deepest is not None and len(deepest.absolute_path) > len(error.absolute_path):
            yield from _explain(tree, deepest)
            return
    path: Path = tuple(error.absolute_path)
    if error.validator == "additionalProperties":
        yield from _unknown_keys(tree, path, error)
    elif error.validator == "required":
        yield from _missing_keys(tree, path, error)
    elif error.validator == "type":
        yield _wrong_type(tree, path, error)
    else:
        yield _refused(tree, path, error)


def _unknown_keys(tree: SourceTree, path: Path, error: ValidationError) -> Iterator[Diagnostic]:
    node, _ = tree.at(path)
    known = [*error.schema.get("properties", {})]
    if not isinstance(node, Mapping):
        return
    for key in node.entries:
        if key in known or _matches_pattern(key, error.schema.get("patternProperties", {})):
            continue
        close = difflib.get_close_matches(key, known, n=3, cutoff=0.6)
        hint = (
            msg("did you mean {names}?", names=", ".join(close))
            if close
            else msg("the keys known here are {names}", names=", ".join(known))
        )
        yield finding(
            "SCH002",
            msg("the key {key} is not known here", key=key),
            tree.span(node.entries[key][0]),
            hint=hint,
        )


def _matches_pattern(key: str, patterns: Iterable[str]) -> bool:
    import re  # noqa: PLC0415

    return any(re.search(pattern, key) for pattern in patterns)


def _missing_keys(tree: SourceTree, path: Path, error: ValidationError) -> Iterator[Diagnostic]:
    required = error.validator_value
    present = error.instance
    for key in required:
        if key not in present:
            yield finding(
                "SCH003",
                msg("{path} is missing", path=path_text((*path, key))),
                _begin(tree, path),
                hint=_help(error.schema.get("properties", {}).get(key, {}), error),
            )


def _wrong_type(tree: SourceTree, path: Path, error: ValidationError) -> Diagnostic:
    node, _ = tree.at(path)
    types = error.validator_value if isinstance(error.validator_value, list) else None
    expected: Value = _TYPE_NAMES[types[0] if types else error.validator_value]
    for other in (types or [])[1:]:
        expected = msg("{first} or {second}", first=expected, second=_TYPE_NAMES[other])
    if isinstance(node, Scalar) and isinstance(node.value, str):
        problem = msg(
            "{path} must be {expected}; “{text}” is a text",
            path=path_text(path),
            expected=expected,
            text=_short(node.text),
        )
        hint = _number_hint(node) if "number" in str(error.validator_value) else None
    elif isinstance(node, Scalar) and node.value is None:
        problem = msg("{path} is empty", path=path_text(path))
        hint = msg("fill it in, or delete the key")
    else:
        problem = msg("{path} must be {expected}", path=path_text(path), expected=expected)
        hint = None
    return finding("SCH001", problem, tree.span(node), hint=hint or _help(error.schema, error))


def _number_hint(node: Scalar) -> Message:
    digits = node.text.replace(",", "").replace("，", "").strip()
    if digits.isascii() and digits.replace(".", "", 1).lstrip("-").isdigit():
        return msg("write {digits}, without quotes and separators", digits=digits)
    return msg("write digits and a point only; the unit stands once, at the top of the file")


def _refused(tree: SourceTree, path: Path, error: ValidationError) -> Diagnostic:
    node, _ = tree.at(path)
    name = path_text(path) or tree.file
    limit = error.validator_value
    text = _short(node.text) if isinstance(node, Scalar) else ""
    hint = _help(error.schema, error)
    match error.validator:
        case "enum":
            allowed = [str(v) for v in limit]
            close = difflib.get_close_matches(text, allowed, n=1, cutoff=0.5)
            problem = msg("{path} may not be {text}", path=name, text=text)
            hint = (
                msg("did you mean {names}?", names=close[0])
                if close
                else msg("it may be {names}", names=", ".join(allowed))
            )
        case "pattern":
            problem = msg("{path} is not written as it must be: {text}", path=name, text=text)
        case "minimum":
            problem = msg("{path} is {text}; at least {limit}", path=name, text=text, limit=limit)
        case "maximum":
            problem = msg("{path} is {text}; at most {limit}", path=name, text=text, limit=limit)
        case "minLength" | "minItems":
            problem = msg("{path} is empty", path=name)
        case _:
            problem = msg("{path} does not fit the schema", path=name)
            return finding("SCH005", problem, _span(tree, path), hint=hint)
    return finding("SCH004", problem, _span(tree, path), hint=hint)


def _help(schema: dict[str, Any], error: ValidationError) -> Message | None:
    """Return the schema's own description of the thing as a hint, if it has one."""
    description = schema.get("description") or error.schema.get("description")
    if not isinstance(description, str):
        return None
    english, _, chinese = description.partition("\n")
    return msg("{description}", description=Bilingual(english, chinese or english))


def _span(tree: SourceTree, path: Path) -> Span:
    node, _ = tree.at(path)
    return tree.span(node) if isinstance(node, Scalar) else _begin(tree, path)


def _begin(tree: SourceTree, path: Path) -> Span:
    """Return where a thing begins: its key if it has one, for a block's own place is its content."""
    if path and isinstance(path[-1], str):
        parent, _ = tree.at(path[:-1])
        if isinstance(parent, Mapping) and path[-1] in parent.entries:
            return tree.span(parent.entries[path[-1]][0])
    node, _ = tree.at(path)
    return Span.point(tree.file, node.line + 1, node.column + 1)


def _short(text: str) -> str:
    limit = 40
    return text if len(text) <= limit else text[:limit] + "…"
