"""Changes brought into the text of a source: all of it that they do not touch keeps every byte."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from operator import itemgetter

from budgetc.form.edits import Addition, Changes
from budgetc.formatting.scalars import written
from budgetc.source import text_edit as edit
from budgetc.source.keys import Saying, saying_of, text_with_known_keys, value_said
from budgetc.source.nodes import Path, PlainValue
from budgetc.source.shape import Shape
from budgetc.source.text_parse import ended, parse, parse_entries
from budgetc.source.text_tree import TextCollection, TextEntry, TextNode, TextScalar, text_of


class SharedValueError(Exception):
    """A value to be changed is used in several places, by an anchor and aliases.

    Attributes:
        path: of the value.
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path


def applied(text: str, changes: Changes, shape: Shape) -> str:
    """Return the text of a source with changes in it.

    Args:
        text: in which nothing is found wrong when it is read.
        changes: of a form that was made from it.
        shape: what the schema says of the source.

    Raises:
        SharedValueError: a value that changes is shared.
    """
    tree = text_with_known_keys(parse(ended(text)), shape)
    whole = TextEntry("", None, "", tree.root, "", 0)
    saying = saying_of(tree.root)
    root = _Application(changes, saying).within(whole, (), shape).value
    new = text_of(replace(tree, root=root))
    return new if text.endswith("\n") else new.removesuffix("\n")


class _Application:
    """One walk over one tree; places are those of the source as it was."""

    def __init__(self, changes: Changes, saying: Saying) -> None:
        self._saying = saying
        self._values = {one.path: one.value for one in changes.edits}
        self._gone = {one.path for one in changes.removals}
        self._called = {one.path: one.key for one in changes.renames}
        self._added: dict[Path, list[Addition]] = defaultdict(list)
        for one in changes.additions:
            self._added[one.holder].append(one)
        self._below: dict[Path, dict[str | int, None]] = defaultdict(dict)
        """The steps that lead on to a change, from each place on the way."""
        for path in (*self._values, *self._gone, *self._called, *self._added):
            for depth, step in enumerate(path):
                self._below[path[:depth]][step] = None

    def within(self, entry: TextEntry, path: Path, shape: Shape) -> TextEntry:
        """Return an entry with all changed that is to be changed in its value."""
        value = entry.value
        if isinstance(value, TextScalar) and not value.alias and not value.words:
            return _with_collection(entry, self._in_words(self._made(path), shape))
        if not isinstance(value, TextCollection) or value.anchor:
            raise SharedValueError(path)
        kept: list[tuple[str | int, TextEntry]] = []
        leaving: list[TextEntry] = []
        for number, child in enumerate(value.entries):
            step: str | int = number if value.is_list else child.name
            made = self._entry(child, (*path, step), shape, in_flow=value.is_flow)
            kept.append((step, child if made is None else made))
            if made is None:
                leaving.append(child)
        entry = replace(entry, value=replace(value, entries=tuple(child for _, child in kept)))
        entry = edit.without(entry, lambda child: any(child is one for one in leaving))
        left = [step for step, child in kept if not any(child is one for one in leaving)]
        if value.is_list:
            kept_items = [step for step in left if isinstance(step, int)]
            return self._with_items(entry, path, kept_items, shape)
        return self._with_keys(entry, path, [str(step) for step in left], shape)

    def _entry(
        self, entry: TextEntry, path: Path, shape: Shape, *, in_flow: bool
    ) -> TextEntry | None:
        """Return an entry of a collection as it is now; nothing where it goes."""
        if path in self._gone:
            _claim(entry, path)
            return None
        entry = self._renamed(entry, path, in_flow=in_flow)
        key = path[-1]
        if path in self._values:
            _claim(entry, path)
            if self._leaves(path) and len(path) > 1 and key not in shape.required:
                return None
            below = shape.under(key if isinstance(key, str) else None)
            new = self._in_words(self._values[path], below)
            return _with_leaf(entry, new, in_flow=in_flow)
        if path in self._below or path in self._added:
            return self.within(entry, path, shape.under(key if isinstance(key, str) else None))
        return entry

    def _renamed(self, entry: TextEntry, path: Path, *, in_flow: bool) -> TextEntry:
        """Return an entry with the key that it has now."""
        if path not in self._called:
            return entry
        if entry.key is None or entry.key.anchor or entry.key.alias:
            raise SharedValueError(path)
        return replace(entry, key=_keyed(self._called[path], None, in_flow=in_flow).key)

    def _in_words(self, value: PlainValue, shape: Shape) -> PlainValue:
        """Return what is put in with its keys in the words of the source."""
        return value_said(value, shape, self._saying)

    def _with_items(self, entry: TextEntry, path: Path, left: list[int], shape: Shape) -> TextEntry:
        """Return the entry of a list with its new items, each behind the one it follows."""
        added = self._added.get(path, ())
        if not added:
            return entry
        collection = entry.value
        if not isinstance(collection, TextCollection) or not collection.entries:
            values = [one.value for one in added]
            return _with_collection(entry, self._in_words(values, shape))
        placed = [(sum(step <= one.after for step in left), one) for one in added]
        placed.sort(key=itemgetter(0))
        for place, one in reversed(placed):  # so that places stay what they are
            value = self._in_words(one.value, shape.under(None))
            item = _item(value, in_flow=collection.is_flow)
            collection = edit.inserted(collection, place, item)
        return replace(entry, value=collection)

    def _with_keys(self, entry: TextEntry, path: Path, left: list[str], shape: Shape) -> TextEntry:
        """Return the entry of a mapping with its new keys, in the order of the schema."""
        new: dict[str, PlainValue] = {
            step: self._made((*path, step))
            for step in self._below.get(path, ())
            if isinstance(step, str) and step not in left and not self._leaves((*path, step))
        }
        for one in self._added.get(path, ()):
            if one.key is not None:
                new[one.key] = one.value
        if not new:
            return entry
        collection = entry.value
        if not isinstance(collection, TextCollection) or not collection.entries:
            return _with_collection(entry, self._in_words(new, shape))
        order = shape.keys
        names = list(left)
        for key, value in new.items():
            before = order[: order.index(key)] if key in order else names
            place = max((n for n, name in enumerate(names, 1) if name in before), default=0)
            names.insert(place, key)
            typed = self._saying(shape, key)
            below = self._in_words(value, shape.under(key))
            added = _keyed(typed, below, in_flow=collection.is_flow)
            collection = edit.inserted(collection, place, added)
        return replace(entry, value=collection)

    def _leaves(self, path: Path) -> bool:
        """Tell whether nothing is to stand at a place."""
        return path in self._gone or (path in self._values and self._values[path] in (None, []))

    def _made(self, path: Path) -> PlainValue:
        """Return what is to stand at a place where nothing stands."""
        if path in self._values:
            return self._values[path]
        added = self._added.get(path, ())
        if any(one.key is None for one in added):
            return [one.value for one in added]
        made: dict[str, PlainValue] = {str(one.key): one.value for one in added}
        for step in self._below.get(path, ()):
            if not self._leaves((*path, step)):
                made[str(step)] = self._made((*path, step))
        return made


def _claim(entry: TextEntry, path: Path) -> None:
    """Make sure that a value to be changed stands in one place alone."""
    value = entry.value
    if value.anchor or (isinstance(value, TextScalar) and value.alias):
        raise SharedValueError(path)


def _with_leaf(entry: TextEntry, value: PlainValue, *, in_flow: bool) -> TextEntry:
    """Return an entry with another leaf: a value, words, or nothing."""
    if value is None:
        return edit.emptied_in_brackets(entry) if in_flow else edit.emptied(entry)
    if isinstance(value, list):
        return _with_words(entry, value)
    return edit.with_value(entry, _scalar(value, entry.value, in_flow=in_flow))


def _scalar(value: PlainValue, old: TextNode, *, in_flow: bool) -> TextScalar:
    """Return a value as it is written in place of an old one, with as many decimals as that."""
    text = _line(value, in_flow=in_flow)
    if isinstance(value, int | Decimal) and isinstance(old, TextScalar) and not old.style:
        _, point, decimals = old.text.partition(".")
        has, _, own = text.partition(".")
        if point and decimals.isdecimal() and len(own) < len(decimals):
            text = f"{has}.{own:0<{len(decimals)}}"
    return TextScalar(text, words=text)


def _line(value: PlainValue, *, in_flow: bool) -> str:
    """Return a value on one line: what holds others in brackets."""
    if isinstance(value, dict):
        parts = (f"{_line(k, in_flow=True)}: {_line(v, in_flow=True)}" for k, v in value.items())
        return f"{{{', '.join(parts)}}}"
    if isinstance(value, list):
        return f"[{', '.join(_line(one, in_flow=True) for one in value)}]"
    if value is None:
        return "~"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | Decimal):
        return f"{Decimal(value):f}"
    quoted = TextScalar(json.dumps(value, ensure_ascii=False), value, value, '"')
    return written(quoted, in_braces=in_flow)


def _lines(value: PlainValue, margin: str) -> Iterable[str]:
    """Yield the lines of what holds others, as blocks."""
    if isinstance(value, dict):
        for key, below in value.items():
            yield from _under(f"{margin}{_line(key, in_flow=False)}:", below, f"{margin}  ")
    elif isinstance(value, list):
        for one in value:
            if isinstance(one, dict) and one:
                first, *others = _lines(one, f"{margin}  ")
                yield f"{margin}- {first.lstrip(' ')}"
                yield from others
            else:
                yield f"{margin}- {_line(one, in_flow=False)}"


def _under(head: str, value: PlainValue, margin: str) -> Iterable[str]:
    if isinstance(value, dict | list) and value:
        yield head
        yield from _lines(value, margin)
    else:
        yield f"{head} {_line(value, in_flow=False)}"


def _with_collection(entry: TextEntry, value: PlainValue) -> TextEntry:
    """Return an entry with a list or mapping in place of nothing, as a block of lines."""
    (made,) = parse_entries("".join(f"{line}\n" for line in _under("x:", value, "  ")))
    made = edit.moved(made, entry.column)
    return edit.with_value(entry, made.value)


def _with_words(entry: TextEntry, words: list[PlainValue]) -> TextEntry:
    """Return the entry of a list of words with others; those that stay keep their lines."""
    old = entry.value
    if not words:
        return edit.with_value(entry, edit.empty(is_list=True))
    if not isinstance(old, TextCollection) or not old.entries:
        return _with_collection(entry, words)
    if old.anchor:
        raise SharedValueError(())
    known: dict[str, list[TextEntry]] = defaultdict(list)
    for item in old.entries:
        known[item.value.words if isinstance(item.value, TextScalar) else ""].append(item)
    items = [
        known[str(one)].pop(0) if known[str(one)] else _item(one, in_flow=old.is_flow)
        for one in words
    ]
    return edit.with_value(entry, edit.with_entries(old, items))


def _item(value: PlainValue, *, in_flow: bool) -> TextEntry:
    text = f"[{_line(value, in_flow=True)}]" if in_flow else "\n".join([*_lines([value], ""), ""])
    (entry,) = parse_entries(text)
    return entry


def _keyed(key: str, value: PlainValue, *, in_flow: bool) -> TextEntry:
    head = f"{_line(key, in_flow=in_flow)}:"
    if in_flow:
        text = f"{{{head} {_line(value, in_flow=True)}}}"
    else:
        text = "".join(f"{line}\n" for line in _under(head, value, "  "))
    (entry,) = parse_entries(text)
    return entry
