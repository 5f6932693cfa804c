"""What is typed of an entry that a list lacks, where the list says what tells its entries."""

from __future__ import annotations

import json
from collections.abc import Mapping as MappingType
from types import MappingProxyType

from budgetc.diagnostics.messages import Message, msg
from budgetc.source.identity import names_of
from budgetc.source.nodes import Mapping, Node, Path, Scalar, Sequence, SourceTree
from budgetc.source.origin import Origin
from budgetc.source.shape import Shape
from budgetc.source.spoken import key_typed

_NOTHING: MappingType[str, str] = MappingProxyType({})


def entry_to_add(
    tree: SourceTree, path: Path, name: str, known: MappingType[str, str] = _NOTHING
) -> Message:
    """Return which line to add to a list, as it is written there; what is not known is left open.

    Args:
        tree: the file.
        path: of the list, whose shape has `entry_keys`; it need not be there yet.
        name: tells the entry, such as its code.
        known: what else is typed of it, by the keys; empty for what is left open.
    """
    listed = tree.shape.at(path)
    shape, told = listed.under(None), listed.entry_keys[0]
    values = {**known, told: name}
    needed = [key for key in shape.keys if key in shape.required or key in values]
    typed = (f"{key_typed(tree, (*path, name, key))}: {values.get(key, '')}" for key in needed)
    entry = f"{{{', '.join(typed)}}}"
    key = key_typed(tree, path)
    node, rest = tree.at(path)
    if rest or not isinstance(node, Sequence):
        line = f"{key}: [{entry}]"
        if len(path) == 1:
            return msg("add at the left margin of the file: {line}", line=line)
        return msg("add to this entry: {line}", line=line)
    if tree.text.split("\n")[node.line].startswith("[", node.column):
        return msg("add to the list “{key}:” the entry: {entry}", key=key, entry=entry)
    return msg("add to the list “{key}:” the line: - {entry}", key=key, entry=entry)


def entry_like(
    other: Origin, home: Origin, name: str = "", successors: MappingType[str, str] = _NOTHING
) -> Origin:
    """Return the place of an entry that a source lacks, and that another source has.

    Its path ends with what tells the entry. What the entry is stands in it, and none of its
    amounts; it is where its list is.

    Args:
        other: the entry in the other source, or what stands in it.
        home: the whole source that lacks it.
        name: what tells the entry here, where that may be another than there.
        successors: what the source writes instead of some codes of the other one.
    """
    depth = next(at for at, step in enumerate(other.path) if isinstance(step, int))
    path = other.path[:depth]
    node, _ = other.tree.at(other.path[: depth + 1])
    listed = other.tree.shape.at(path)
    named = names_of(node, listed.entry_keys, listed.under(None))
    entries = node.entries if isinstance(node, Mapping) else {}
    here, _ = home.tree.at(path)
    what = {
        key: (written, _succeeded(one, successors))
        for key, (written, one) in entries.items()
        if _says_what(key, one, listed)
    }
    place = Mapping(what, here.line, here.column, here.line, here.column)
    told = [name] if name else [successors.get(text, text) for _, text in named[:1]]
    return Origin(home.tree, place, (*path, *told))


def _succeeded(node: Node, successors: MappingType[str, str]) -> Node:
    """Return a code's successor in its place; anything else as it is."""
    if not isinstance(node, Scalar) or node.text not in successors:
        return node
    return node._replace(text=successors[node.text])


def _says_what(key: str, node: object, listed: Shape) -> bool:
    """Tell whether a value of an entry says what the entry is, and is none of its amounts."""
    shape = listed.under(None)
    told = key in shape.required or key in listed.entry_keys
    return told and isinstance(node, Scalar) and not shape.under(key).is_amount


def entry_that_lacks(entry: Origin, key: str) -> Message | None:
    """Return which line to add for an entry that is in no list yet, with a key it has to have.

    Nothing of one that is in its list.
    """
    *above, name = entry.path or ("",)
    listed = entry.tree.shape.at(above)
    if not isinstance(name, str) or not listed.entry_keys:
        return None
    shape = listed.under(None)
    entries = entry.node.entries.items()
    what = {key: _in_braces(one.text) for key, (_, one) in entries if isinstance(one, Scalar)}
    called = what.get("name", name)
    nothing = {
        one: _nothing(shape.under(one), called) for one in shape.keys if one in shape.required
    }
    known = {**nothing, **what, entry.written(key): ""}
    return entry_to_add(entry.tree, tuple(above), name, known)


def _nothing(shape: Shape, called: str) -> str:
    """Return what is typed at a place of what ended: no amount, also of a part if it has some."""
    inside = shape.under(None)
    if shape.is_amount:
        return "0"
    needed = [key for key in inside.keys if key in inside.required]
    if not any(inside.under(key).is_amount for key in needed):
        return ""
    parts = (f"{key}: {'0' if inside.under(key).is_amount else called}" for key in needed)
    return f"[{{{', '.join(parts)}}}]"


def _in_braces(text: str) -> str:
    return text if _MARKS.isdisjoint(text) else json.dumps(text, ensure_ascii=False)


_MARKS = frozenset(",[]{}:#&*!|>'\"%@`")
"""What means something else in braces than itself, or may."""
