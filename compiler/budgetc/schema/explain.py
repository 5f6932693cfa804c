"""Why a tree does not fit: one finding for each failure, at the place it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Mapping as MappingType
from typing import Any

import jsonschema_rs

from budgetc.diagnostics import Diagnostic, Related, finding
from budgetc.diagnostics.characters import beginning
from budgetc.diagnostics.gaps import gap
from budgetc.diagnostics.messages import Bilingual, Message, Value, enumerated, msg
from budgetc.diagnostics.spans import Span
from budgetc.diagnostics.suggest import choices, one_slip_apart
from budgetc.numbers.values import by_fund_key
from budgetc.schema.forms import NONE, Form, form_of
from budgetc.schema.slips import Slip, Slips, is_split_off
from budgetc.source.identity import Names
from budgetc.source.keys import in_chinese, in_english
from budgetc.source.nodes import Mapping, Path, Scalar, SourceTree
from budgetc.source.shape import Shape
from budgetc.source.slips import Edit
from budgetc.source.spoken import described, is_in_chinese, key_typed

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
    names, slips = Names(tree), Slips(tree)
    failures = tuple(map(_furthest, errors))
    mistyped = frozenset(_mistyped(tree, failures, slips))
    refused: dict[tuple[Path, Path], list[str]] = {}
    for failure in failures:
        kind: Any = failure.kind
        schema = _schema_of(document, failure)
        path = tuple(failure.instance_path)
        match kind.name:
            case "additionalProperties":
                yield from _unknown_keys(names, slips, path, schema, kind.unexpected)
            case "required":
                if (path, kind.property) not in mistyped:
                    yield _missing_key(names, path, schema, kind.property)
            case "type":
                yield _wrong_type(names, slips, path, schema)
            case "falseSchema":
                # `then: {properties: {key: false}}` stands beside the `if` that tells why.
                conditional = (path[:-1], tuple(failure.schema_path[:-3]))
                refused.setdefault(conditional, []).append(str(path[-1]))
            case "anyOf" | "oneOf" if (path, "") in mistyped:
                pass  # which of its forms it has will be seen when its keys are known
            case "anyOf" | "oneOf" if all("required" in one for one in schema[kind.name]):
                forms = [one["required"] for one in schema[kind.name]]
                yield _not_in_one_form(names, path, schema, forms)
            case keyword:
                yield _refused(names, slips, path, schema, keyword)
    for (above, steps), keys in refused.items():
        yield _said_already(names, above, _part(document, steps), keys)


def safe_edits(
    document: dict[str, Any], tree: SourceTree, errors: Iterable[jsonschema_rs.ValidationError]
) -> Iterator[Edit]:
    """Yield what mends the slips of a tree whose meaning is not in doubt.

    Args:
        document: the schema.
        tree: what does not fit.
        errors: what the validator says of it.
    """
    slips = Slips(tree)
    for failure in map(_furthest, errors):
        kind: Any = failure.kind
        schema = _schema_of(document, failure)
        node, _ = tree.at(tuple(failure.instance_path))
        found: list[Slip | None] = []
        comment = slips.of_comment(node, "", schema) if isinstance(node, Scalar) else None
        if comment is not None:
            found = [comment]
        elif kind.name == "additionalProperties" and isinstance(node, Mapping):
            shape = tree.shape.at(tuple(failure.instance_path))
            found = [slips.of_key(node, key, shape) for key in kind.unexpected]
        elif isinstance(node, Scalar) and kind.name == "type" and isinstance(node.value, str):
            types = _types(schema)
            if "number" in types or "integer" in types:
                expected = msg("{description}", description=node.text)
                found = [slips.of_number(node, "", expected, types)]
        elif isinstance(node, Scalar) and "x-levels" in schema:
            found = [slips.of_code(node, "", schema["pattern"])]
        elif isinstance(node, Scalar) and kind.name in ("pattern", "type") and "pattern" in schema:
            expected = msg("{description}", description=node.text)
            found = [slips.of_day(node, schema["pattern"], expected)]
        elif isinstance(node, Scalar) and kind.name == "enum":
            allowed = _typed_values(schema)
            found = [slips.of_choice(node, allowed, msg("{description}", description=node.text))]
        for slip in found:
            yield from (edit for edit in (slip.edits if slip else ()) if edit.is_safe)


def _mistyped(
    tree: SourceTree,
    failures: Iterable[jsonschema_rs.ValidationError],
    slips: Slips,
) -> Iterator[tuple[Path, str]]:
    """Yield the places of keys that stand there under another name, and of mappings with one.

    What is missing because its key is mistyped is one mistake, not two.
    """
    for failure in failures:
        kind: Any = failure.kind
        if kind.name != "additionalProperties":
            continue
        path = tuple(failure.instance_path)
        node, _ = tree.at(path)
        if isinstance(node, Mapping):
            yield path, ""
            shape = tree.shape.at(path)
            for key in kind.unexpected:
                slip = slips.of_key(node, key, shape)
                meant = slip.meant if slip else ()
                yield from ((path, shape.key_words.get(word, word)) for word in meant)
                yield from ((path, parts) for parts in [_of_parts(shape, key)] if parts)


def _schema_of(document: dict[str, Any], failure: jsonschema_rs.ValidationError) -> Any:
    """Return the part of a schema that is not met; of the bounds of a code, that of the code."""
    steps = failure.schema_path[:-1]
    whole = _part(document, steps[:-3]) if steps[-3:-2] == ["allOf"] else {}
    return whole if "x-steps" in whole else _part(document, steps)


def _part(document: dict[str, Any], steps: Iterable[str | int]) -> Any:
    schema: Any = document
    for step in steps:
        schema = schema[step]
    return schema


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
    names: Names, slips: Slips, path: Path, schema: dict[str, Any], keys: Iterable[str]
) -> Iterator[Diagnostic]:
    tree = names.tree
    node, _ = tree.at(path)
    shape = tree.shape.at(path)
    if not isinstance(node, Mapping):
        return
    roles: dict[str, str] = schema.get("x-roles", {})
    for key in keys:
        if (same := shape.key_words.get(key)) is not None:
            yield _said_twice(tree, node, key, same)
            continue
        known = shape.words_beside(key)
        if (parts := _of_parts(shape, key)) and key not in roles:
            yield _told_by_parts(names, path, key, parts)
            continue
        slip = slips.of_key(node, key, shape) if key not in roles else None
        if slip is not None:
            yield finding("SCH002", slip.problem, slip.span, hint=slip.hint)
            continue
        if is_split_off(*node.entries[key]):
            continue  # told of with the value that a comma cut it off from
        # What is so called elsewhere is called otherwise here: of accounts, the outturn.
        meant = [roles[key]] if key in roles else known
        hint = choices(key, meant) if meant else _help(tree, path, schema)
        if by_code := _amounts_by_code(shape, node, key):
            hint = msg("write it under {key}:, behind the code that it is of", key=by_code)
        elif key not in roles and (whole := _of_the_whole(names, path, key)):
            hint = whole
        yield finding(
            "SCH002",
            msg("the key {key} is not known here", key=key),
            tree.span(node.entries[key][0]),
            hint=hint,
        )


def _of_the_whole(names: Names, path: Path, key: str) -> Message | None:
    """Return that a key belongs to an entry around the one that has it, if it does."""
    for depth in range(len(path) - 1, 0, -1):
        shape = names.tree.shape.at(path[:depth])
        keys = [one for one in (key, by_fund_key(key)) if one in shape.keys]
        if keys and isinstance(path[depth - 1], int):
            return msg(
                "write it to {place}, of which this is a part: {keys}",
                place=_called(names, path[:depth]),
                keys=enumerated(key_typed(names.tree, (*path[:depth], one)) for one in keys),
            )
    return None


def _amounts_by_code(shape: Shape, node: Mapping, key: str) -> str:
    """Return the key of an entry under which its amounts stand by code, if a number was typed."""
    value = node.entries[key][1]
    if not isinstance(value, Scalar) or isinstance(value.value, str | None):
        return ""
    found = (one for one in shape.keys if one in shape.required)
    patterns = ((one, shape.under(one).here.get("patternProperties", {})) for one in found)
    return next((one for one, codes in patterns if codes), "")


def _of_parts(shape: Shape, word: str) -> str:
    """Return the list whose amounts add up to one that was typed of a whole, if one alone does."""
    lists = [
        key
        for key in shape.keys
        if key in shape.required
        for entry in [shape.under(key).under(None)]
        if entry.under(entry.key_words.get(word, word)).is_amount
    ]
    return lists[0] if len(lists) == 1 else ""


def _told_by_parts(names: Names, path: Path, word: str, parts: str) -> Diagnostic:
    """Return that an amount was typed of what has none of its own, and where it goes."""
    tree = names.tree
    node, _ = tree.at(path)
    entries = node.entries if isinstance(node, Mapping) else {}
    written, value = entries[word]
    entry = tree.shape.at((*path, parts)).under(None)
    amount = entry.key_words.get(word, word)
    typed = value.text if isinstance(value, Scalar) else ""
    inside = (*path, parts, 0)
    line = ", ".join(f"{key_typed(tree, (*inside, key))}: {typed if key == amount else ''}"
                     for key in entry.keys if key in entry.required)  # fmt: skip
    return finding(
        "SCH002",
        msg(
            "{path} has no {key} of its own: it is the sum of {parts}",
            path=_called(names, path),
            key=word,
            parts=_to_type(names, (*path, parts)),
        ),
        tree.span(written),
        hint=msg("delete it: it is added up")
        if parts in entries
        else msg(
            "write in its place: {line}", line=f"{key_typed(tree, (*path, parts))}: [{{{line}}}]"
        ),
    )


def _said_twice(tree: SourceTree, node: Mapping, word: str, key: str) -> Diagnostic:
    """Return that a key stands beside another word for it; neither goes before the other."""
    written, (other, _) = node.entries[word][0], node.entries[key]
    return finding(
        "SYN002",
        msg("{word} and {key} are one key, and both stand here", word=word, key=other.text),
        tree.span(written),
        related=[Related(tree.span(other), msg("the first one is here"))],
        hint=msg("keep one of them"),
    )


def _missing_key(names: Names, path: Path, schema: dict[str, Any], key: str) -> Diagnostic:
    return finding(
        "SCH003",
        msg("{path} is missing", path=_to_type(names, (*path, key))),
        _begin(names.tree, path),
        hint=_help(names.tree, (*path, key), schema.get("properties", {}).get(key, {}))
        or _help(names.tree, path, schema),
    )


def _wrong_type(names: Names, slips: Slips, path: Path, schema: dict[str, Any]) -> Diagnostic:
    tree = names.tree
    node, _ = tree.at(path)
    name = _called(names, path)
    types = _types(schema)
    expected: Message = _TYPE_NAMES[types[0]]
    for other in types[1:]:
        expected = msg("{first} or {second}", first=expected, second=_TYPE_NAMES[other])
    hint = _help(tree, path, schema)
    form = _form(tree, path, types)
    if form is not None:
        problem = msg("{path} must be written like {form}", path=name, form=form.shown)
        told: Message = msg("{form}", form=form.typed)
        is_list = "array" in types and not schema.get("minItems")
        if is_list and form.typed != NONE and NONE not in schema.get("description", ""):
            told = msg("{form}, or [] where there is none", form=form.typed)
        hint = (
            msg("{description} Here: {form}", description=hint, form=told)
            if hint
            else msg("write: {line}", line=told)
        )
    elif isinstance(node, Scalar) and isinstance(node.value, str):
        if (slip := slips.of_comment(node, name, schema)) is not None:
            return finding("SCH001", slip.problem, slip.span, hint=slip.hint)
        if "number" in types or "integer" in types:
            slip = slips.of_number(node, name, expected, types)
            return finding("SCH001", slip.problem, slip.span, hint=slip.hint)
        problem = msg(
            "{path} must be {expected}; “{text}” is a text",
            path=name,
            expected=expected,
            text=beginning(node.text, _EXCERPT),
        )
    elif isinstance(node, Scalar) and node.value is None:
        return _gap(names, path)
    else:
        problem = msg("{path} must be {expected}", path=name, expected=expected)
        if isinstance(node, Scalar):
            day = slips.of_day(node, schema.get("pattern", ""), problem)
            slip = day or (slips.of_text(node, problem) if "string" in types else None)
            hint = slip.hint if slip is not None else hint
    return finding("SCH001", problem, _span(tree, path), hint=hint)


def _gap(names: Names, path: Path) -> Diagnostic:
    tree = names.tree
    is_needed = path[-1:] and path[-1] in tree.shape.at(path[:-1]).required
    hint = msg("fill it in") if is_needed else msg("fill it in, or delete the key")
    return finding("SCH001", gap(_called(names, path)), _span(tree, path), hint=hint)


def _form(tree: SourceTree, path: Path, types: Iterable[str]) -> Form | None:
    """Return the form of what has parts, if a single value stands in its place."""
    node, _ = tree.at(path)
    if not isinstance(node, Scalar) or node.value is None:
        return None
    has_parts = {"array", "object"} >= {*types}
    if not path or not has_parts:
        return None
    return form_of(
        tree.shape.at(path), node, in_chinese if is_in_chinese(tree, path) else in_english
    )


def _called(names: Names, path: Path) -> Value:
    """Return what people call a place; in a file whose schema names nothing, its path."""
    if not path:
        return names.tree.file
    address = names.address(path)
    return address.name if names.tree.shape.at(path[:1]).name is not None else address.path


def _to_type(names: Names, path: Path) -> Value:
    """Return the same of a place where something has to be typed, with its key."""
    if names.tree.shape.at(path[:1]).name is None:
        return names.text(path)
    return names.to_type(path)


def _types(schema: dict[str, Any]) -> list[str]:
    return schema["type"] if isinstance(schema["type"], list) else [schema["type"]]


def _said_already(
    names: Names, path: Path, schema: dict[str, Any], keys: Iterable[str]
) -> Diagnostic:
    """Return that keys stand beside one that tells their amounts: one finding for all of them.

    Args:
        names: of the file.
        path: of the mapping that they stand in.
        schema: `if` what is told by another key, `then` none of them.
        keys: what stands there and may not.
    """
    node, _ = names.tree.at(path)
    entries = node.entries if isinstance(node, Mapping) else {}
    written = enumerated(entries[key][0].text for key in keys)
    tells = enumerated(entries[key][0].text for key in schema["if"]["required"])
    return finding(
        "SCH005",
        msg(
            "{keys} cannot stand beside {tells} in {path}",
            keys=written,
            tells=tells,
            path=_called(names, path),
        ),
        min(names.tree.span(entries[key][0]) for key in keys),
        hint=msg("delete {keys}: they are added up from {tells}", keys=written, tells=tells),
    )


def _not_in_one_form(
    names: Names, path: Path, schema: dict[str, Any], forms: list[list[str]]
) -> Diagnostic:
    """Return that a mapping has parts of two forms, or of none all its parts."""
    node, _ = names.tree.at(path)
    present = node.entries if isinstance(node, Mapping) else {}
    span, hint = _span(names.tree, path), _help(names.tree, path, schema)
    if any(present.keys() >= set(form) for form in forms):
        problem = msg("the parts of {path} cannot stand together", path=_called(names, path))
        return finding("SCH005", problem, span, hint=hint)
    problem = msg(
        "a part of {path} is missing; one of these has to stand there: {forms}",
        path=_called(names, path),
        forms=enumerated(
            " + ".join(key_typed(names.tree, (*path, key)) for key in form) for form in forms
        ),
    )
    return finding("SCH003", problem, span, hint=hint)


def _refused(
    names: Names, slips: Slips, path: Path, schema: dict[str, Any], keyword: str
) -> Diagnostic:
    tree = names.tree
    node, _ = tree.at(path)
    if isinstance(node, Scalar) and node.value is None:
        return _gap(names, path)
    name = _called(names, path)
    text = beginning(node.text, _EXCERPT) if isinstance(node, Scalar) else ""
    limit = str(schema.get(keyword))
    span = _span(tree, path)
    hint = _help(tree, path, schema)
    slip = _more_than_a_value(slips, node, name, schema) if isinstance(node, Scalar) else None
    if slip is not None:
        return finding("SCH004", slip.problem, slip.span, hint=slip.hint)
    match keyword:
        case "enum":
            problem = msg("{path} may not be {text}", path=name, text=text)
            if isinstance(node, Scalar):
                slip = slips.of_choice(node, _typed_values(schema), problem)
                if slip is not None:
                    return finding("SCH004", problem, span, hint=slip.hint)
            hint = _elsewhere(tree, text, schema) or _values_of(tree, path, text, schema)
        case "pattern" if not text.strip():
            problem = msg("{path} is empty", path=name)
        case "pattern":
            problem = msg("{path} is not written as it must be: {text}", path=name, text=text)
            hint = hint or _digits_of(schema)
            day = isinstance(node, Scalar) and slips.of_day(node, schema[keyword], problem)
            hint = day.hint if day else hint
        case "minimum" | "maximum" if "pattern" in schema:
            # The bounds of a code written as a number only say that it has too few or many digits.
            problem = msg("{path} is not written as it must be: {text}", path=name, text=text)
            hint = hint or _digits_of(schema)
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


def _more_than_a_value(
    slips: Slips, node: Scalar, name: Value, schema: dict[str, Any]
) -> Slip | None:
    """Return what is wrong where more stands than a value: a comment, or the name of a code."""
    comment = slips.of_comment(node, name, schema)
    if comment is None and "x-levels" in schema:
        return slips.of_code(node, name, schema["pattern"])
    return comment


def _elsewhere(tree: SourceTree, text: str, schema: dict[str, Any]) -> Message | None:
    """Return where a value of the same list is typed that may not stand here."""
    key = schema.get("x-elsewhere", {}).get(text)
    return key and msg("type it under {key} instead", key=key_typed(tree, (key,)))


def _typed_values(schema: dict[str, Any]) -> list[str]:
    """Return the values of a choice in all words that may be typed for them."""
    return [*map(str, schema["enum"]), *Shape.of(schema).value_words]


def _values_of(tree: SourceTree, path: Path, text: str, schema: dict[str, Any]) -> Message:
    """Return what may be typed in place of a wrong value; of a wider word, its parts.

    In Chinese if that or the keys around it are: officers know a fund by its name, nobody by its
    id. Each has its other word behind it, unless the reader has no use of that.
    """
    shape, values = Shape.of(schema), [str(value) for value in schema["enum"]]
    is_chinese = is_in_chinese(tree, path)

    def called(value: str) -> str | Bilingual:
        word = shape.other_values.get(value)
        if word is None:
            return value
        if text.isascii() and not is_chinese:
            return Bilingual(value, f"{value} ({word})")
        return Bilingual(f"{word} ({value})", word if is_chinese else f"{word} ({value})")

    if not shape.other_values or (text.isascii() and not is_chinese):
        return choices(text, values, called)
    meant = _meant(text, shape.other_values, schema.get("x-wider", {}))
    words = {**{value: value for value in values}, **shape.value_words}
    near = {value for word, value in words.items() if one_slip_apart(text, word)}
    if len(near) == 1 and not meant:
        (value,) = near
        return msg("did you mean {names}?", names=shape.other_values.get(value, value))
    meant = meant or [value for value in values if text and value.startswith(text)] or values
    return msg("it may be {names}", names=enumerated(map(called, meant)))


def _meant(
    text: str, names: MappingType[str, str], wider: MappingType[str, list[str]]
) -> Sequence[str]:
    """Return the values whose names have a word in them, or end it; of a wider name, its parts."""
    if not text:
        return ()
    above = next((below for name, below in wider.items() if text in name), ())
    if meant := above or [one for one, name in names.items() if text in name]:
        return meant
    called = {**wider, **{name: [one] for one, name in names.items()}}
    # One character before a word may turn it round, as 非 does.
    ends = [name for name in called if text.endswith(name) and len(text) - len(name) > 1]
    return called[max(ends, key=len)] if ends else ()


def _help(tree: SourceTree, path: Path, schema: object) -> Message | None:
    """Return the schema's own description of a place as a hint, if it has one."""
    description = schema.get("description") if isinstance(schema, dict) else None
    if not isinstance(description, str):
        return None
    told = described(Bilingual.of_lines(description), tree, path)
    return msg("{description}", description=told)


_LENGTHS = range(1, 16)
"""How many digits a code may have that is told by their number."""


def _digits_of(schema: dict[str, Any]) -> Message | None:
    """Return how many digits a code has that may be typed, if it is one with digits."""
    if "x-levels" not in schema:  # then nobody says of its pattern what it costs
        return None
    fitting = [str(one) for one in _LENGTHS if re.match(schema["pattern"], "1" * one)]
    if not 0 < len(fitting) < len(_LENGTHS):
        return None
    return msg("write a code of {count} digits", count=" / ".join(fitting))


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
