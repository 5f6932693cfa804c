"""Which grids a source makes: what its schema allows, with what stands in it.

Lists become grids of a row an item, mappings by code grids of a row a key, and all else rows that
are always there. What serves the compiler alone (`x-serves` at the root) is left to the YAML.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from budgetc.classification import CodeList
from budgetc.diagnostics.messages import Bilingual
from budgetc.form.language import Wording
from budgetc.form.model import ANY, BETWEEN, NO, YES, CellValue, Choice, Field, Grid, Kind, Row
from budgetc.form.shapes import (
    along,
    has_rows,
    is_keyed,
    is_leaf,
    is_list,
    keys_to_fill,
    kind_of,
    mappings_in,
)
from budgetc.form.shown import labelled, shown
from budgetc.frozen import frozen
from budgetc.source import nodes
from budgetc.source.identity import plain_code
from budgetc.source.nodes import Node, Path, Scalar, SourceTree
from budgetc.source.shape import Shape


def grids_of(tree: SourceTree, lists: Mapping[str, CodeList], speaks: Wording) -> tuple[Grid, ...]:
    """Return the grids of a source, section by section in the order of its schema.

    Args:
        tree: of the source, with the shape that its schema gives it.
        lists: the codes of its year, by the name of their list.
        speaks: how the grids do.
    """
    return tuple(_Outline(lists, speaks).of_root(tree))


@frozen()
class _Place:
    """A place of the source that a grid has rows of, or under.

    Attributes:
        path: the way to it.
        node: what stands there, if anything does.
        owner: the label of the row that it is inside of.
    """

    path: Path
    node: Node | None
    owner: str = ""

    def at(self, key: str) -> _Place:
        """Return the place of a key in it."""
        inside = self.node.get(key) if isinstance(self.node, nodes.Mapping) else None
        return _Place((*self.path, key), inside, self.owner)

    def along(self, keys: Iterable[str]) -> _Place:
        """Return the place that keys lead to."""
        place = self
        for key in keys:
            place = place.at(key)
        return place

    def items(self) -> Iterator[_Place]:
        """Yield the places of the items of a list."""
        if isinstance(self.node, nodes.Sequence):
            for number, node in enumerate(self.node.items):
                yield _Place((*self.path, number), node, self.owner)

    def values(self) -> Iterator[_Place]:
        """Yield the places of what stands under the keys of a mapping."""
        if isinstance(self.node, nodes.Mapping):
            for key, (_, node) in self.node.entries.items():
                yield _Place((*self.path, key), node, self.owner)


class _Outline:
    def __init__(self, lists: Mapping[str, CodeList], speaks: Wording) -> None:
        self._lists = lists
        self._translator = speaks.translator
        self._amounts = speaks.amounts
        self._offered: dict[tuple[str, tuple[str, ...]], tuple[Choice, ...]] = {}

    def of_root(self, tree: SourceTree) -> Iterator[Grid]:
        root, shape = _Place((), tree.root), tree.shape
        keys = tuple(key for key in keys_to_fill(shape) if not shape.under(key).serves)
        single = tuple(key for key in keys if is_leaf(shape.under(key)))
        for key in keys:
            if key not in single:
                here, below = root.at(key), shape.under(key)
                name, way = self._name(below, key), (key,)
                is_wanted = key in shape.required or here.node is not None
                for grid in (
                    self._rows((here,), way, below, name)
                    if has_rows(below)
                    else self._fixed(here, way, below, name)
                ):
                    yield grid if is_wanted else replace(grid, is_wanted=False)
        if single:
            yield self._leaves(root, (), shape, single, "")

    # Places that are always there

    def _fixed(
        self, place: _Place, way: tuple[str, ...], shape: Shape, section: str
    ) -> Iterator[Grid]:
        """Yield the grids of a mapping: its own leaves, those of the mappings in it, its lists."""
        single = tuple(key for key in keys_to_fill(shape) if is_leaf(shape.under(key)))
        if single:
            yield self._leaves(place, way, shape, single, section)
        inner = tuple(mappings_in(shape))
        if inner:
            yield self._inner(place, way, shape, inner, section)
        yield from self._inside((place,), way, shape, section)

    def _leaves(
        self,
        place: _Place,
        way: tuple[str, ...],
        shape: Shape,
        keys: tuple[str, ...],
        section: str,
    ) -> Grid:
        rows = []
        for key in keys:
            field = self._field((), shape.under(key), key, is_required=key in shape.required)
            rows.append(_row(place.at(key), field.name, (field,)))
        column = Field((), section, "", Kind.WORDS)
        return Grid(way, section, section, (column,), tuple(rows), is_open=False)

    def _inner(
        self,
        place: _Place,
        way: tuple[str, ...],
        shape: Shape,
        inner: tuple[tuple[str, ...], ...],
        section: str,
    ) -> Grid:
        """Return the mappings inside one, a row each, over the columns that any of them has."""
        columns: dict[str, Field] = {}
        asked: list[dict[str, Field]] = []
        for keys in inner:
            holder = along(shape, keys)
            own = {
                key: self._field((key,), holder.under(key), key, is_required=key in holder.required)
                for key in keys_to_fill(holder)
                if is_leaf(holder.under(key))
            }
            asked.append(own)
            for key, field in own.items():
                columns.setdefault(key, replace(field, is_required=False))
        rows = []
        for keys, own in zip(inner, asked, strict=True):
            here = place.along(keys)
            fields = tuple(own.get(key) for key in columns)
            is_there = here.node is not None
            fields = tuple(
                field and replace(field, is_required=field.is_required and is_there)
                for field in fields
            )
            label = BETWEEN.join(
                self._name(along(shape, keys[: n + 1]), key) for n, key in enumerate(keys)
            )
            rows.append(_row(here, label, fields))
        return Grid(
            (*way, ""), section, section, tuple(columns.values()), tuple(rows), is_open=False
        )

    # Rows that come and go

    def _inside(
        self,
        places: Sequence[_Place],
        way: tuple[str, ...],
        shape: Shape,
        section: str,
        above: tuple[str, ...] = (),
    ) -> Iterator[Grid]:
        """Yield the grids of the lists in a mapping, or in that of each row of a grid above."""
        for keys in ((), *mappings_in(shape)):
            holder = along(shape, keys)
            for key in keys_to_fill(holder):
                if has_rows(below := holder.under(key)):
                    there = [place.along((*keys, key)) for place in places]
                    yield from self._rows(there, (*way, *keys, key), below, section, above)

    def _rows(
        self,
        places: Sequence[_Place],
        way: tuple[str, ...],
        shape: Shape,
        section: str,
        above: tuple[str, ...] = (),
    ) -> Iterator[Grid]:
        """Yield the grid of a list or of a mapping by codes, and those below its rows."""
        naming: tuple[tuple[str, ...], ...] = ((),)
        if is_list(shape):
            row_shape = shape.under(None)
            inside = [one for place in places for one in place.items()]
            fields = self._fields_of(row_shape, way[-1])
            naming = (("name",), *((key,) for key in shape.entry_keys))
        else:
            row_shape = shape.under("")
            inside = [one for place in places for one in place.values()]
            fields = (self._key(shape, way[-1]), *self._fields_of(row_shape, ""))
        rows = [_row(place, "", fields) for place in inside]
        grid = Grid(
            (*way, ANY),
            section,
            self._name(shape, way[-1]) if len(way) > 1 else section,
            fields,
            (),
            is_open=True,
            above=above,
            labelled_by=_naming(fields, rows, naming),
            margin=shape.margin,
            is_wanted=any(place.node is not None for place in places),
        )
        names = {labelled(grid, row) for row in rows}
        grid = replace(grid, is_named_alone=len(names) == len(rows))
        labels = _numbered([labelled(grid, row) for row in rows])
        rows = [replace(row, label=label) for row, label in zip(rows, labels, strict=True)]
        yield replace(grid, rows=tuple(rows))
        owned = [replace(place, owner=label) for place, label in zip(inside, labels, strict=True)]
        yield from self._inside(owned, grid.place, row_shape, section, grid.place)

    def _key(self, shape: Shape, key: str) -> Field:
        """Return what asks for the key of a row of a mapping by codes."""
        return Field(
            (),
            self._name(shape, key),
            self._about(shape),
            Kind.CODE if shape.code_list else Kind.WORDS,
            is_required=True,
            choices=self._codes(shape.code_list, ()),
            is_key=True,
        )

    # Fields

    def _fields_of(self, shape: Shape, key: str) -> tuple[Field, ...]:
        """Return what a row asks for: its leaves, or itself where it is one."""
        if shape.keys:
            return tuple(self._fields(shape))
        return (self._field((), shape, key, is_required=True),)

    def _fields(self, shape: Shape, keys: tuple[str, ...] = ()) -> Iterator[Field]:
        """Yield the leaves of a row, those of mappings in it among them."""
        for key in keys_to_fill(shape):
            below = shape.under(key)
            if is_leaf(below):
                is_required = key in shape.required and not keys
                yield self._field((*keys, key), below, key, is_required=is_required)
            elif not (is_list(below) or is_keyed(below)):
                for field in self._fields(below, (*keys, key)):
                    name = self._name(below, key)
                    yield replace(field, name=f"{name}{BETWEEN}{field.name}")

    def _field(self, keys: tuple[str, ...], shape: Shape, key: str, *, is_required: bool) -> Field:
        kind = kind_of(shape)
        if kind is Kind.CODE:
            choices = self._codes(shape.code_list, shape.here.get("x-levels", ()))
        elif kind is Kind.CHOICE:
            choices = self._words(shape)
        elif kind is Kind.FLAG:
            choices = tuple(
                Choice(said.in_words(self._translator), word)
                for said, word in ((YES, "true"), (NO, "false"))
            )
        else:
            choices = ()
        return Field(
            keys,
            self._name(shape, key),
            self._about(shape),
            kind,
            is_required,
            choices,
            is_reason=shape.is_reason,
        )

    def _name(self, shape: Shape, key: str) -> str:
        is_counted = shape.is_amount or shape.measure
        name = shape.name or (self._amounts.get(key) if is_counted else None)
        return name.in_words(self._translator) if name is not None else key

    def _about(self, shape: Shape) -> str:
        lines = str(shape.here.get("description", ""))
        return Bilingual.of_lines(lines).in_words(self._translator)

    def _codes(self, name: str, levels: Sequence[str]) -> tuple[Choice, ...]:
        key = (name, tuple(levels))
        if key not in self._offered:
            codes = self._lists.get(name)
            self._offered[key] = tuple(
                Choice(f"{entry.code} {entry.name}", entry.code)
                for entry in (codes.entries.values() if codes is not None else ())
                if not levels or entry.level in levels
            )
        return self._offered[key]

    def _words(self, shape: Shape) -> tuple[Choice, ...]:
        """Return the values of a choice by what people call them; a name that is taken is one."""
        words = [str(word) for word in shape.here["enum"]]
        codes = self._lists.get(shape.code_list)
        if codes is None:
            offered: dict[str, Choice] = {}
            for word in words:
                said = shape.words.get(word)
                name = said.in_words(self._translator) if said is not None else word
                also = (said.en, said.zh) if said is not None else ()
                typed = (way for way, value in shape.value_words.items() if value == word)
                # What may be typed in two ways is one.
                offered.setdefault(name, Choice(name, word, (*also, *typed)))
            return tuple(offered.values())
        listed = [entry for entry in map(codes.get, words) if entry is not None]
        alike = Counter(entry.name for entry in listed)
        return tuple(
            Choice(entry.name if alike[entry.name] == 1 else entry.code, entry.code)
            for entry in listed
        )


def _row(place: _Place, label: str, fields: tuple[Field | None, ...]) -> Row:
    values: list[CellValue] = []
    typed = set()
    for number, field in enumerate(fields):
        if field is None:
            values.append(None)
        elif field.is_key:
            values.append(str(place.path[-1]))
            typed.add(number)
        else:
            here = place.along(field.below)
            values.append(_value(here.node, field))
            if here.node is not None:
                typed.add(number)
    return Row(place.path, label, tuple(values), frozenset(typed), fields, place.owner)


def _value(node: Node | None, field: Field) -> CellValue:
    """Return what a cell holds of what stands in the source."""
    if isinstance(node, nodes.Sequence):
        typed = [item for item in node.items if isinstance(item, Scalar)]
        said = tuple(item.text for item in typed if item.value is not None)
        return None if typed and not said else said
    if not isinstance(node, Scalar) or node.value is None:
        return None
    if field.kind is Kind.CODE:
        is_listed = "-" in node.text and any(one.value == node.text for one in field.choices)
        return node.text if is_listed else plain_code(node.text)
    if field.kind is Kind.CHOICE:
        return next((one.value for one in field.choices if node.text == one.shown), node.text)
    return node.text if field.kind is Kind.WORDS else node.value


def _naming(
    fields: Sequence[Field], rows: Sequence[Row], naming: Iterable[tuple[str, ...]]
) -> tuple[int, ...]:
    """Return the columns that name the rows, those that are to come as well.

    One of words that no row goes without does it alone, as long as no two of them say the same.
    Of a code there may be several rows, each of another fund: all the codes of a row name it.
    """
    known = [
        number
        for keys in naming
        for number, field in enumerate(fields)
        if field.below == keys and field.kind in {Kind.WORDS, Kind.CODE, Kind.CHOICE}
    ]
    for number in known:
        words = Counter((row.parent, shown(fields[number], row.values[number])) for row in rows)
        is_of_all = fields[number].is_required and all(said for _, said in words)
        if fields[number].kind is Kind.WORDS and is_of_all and len(words) == len(rows):
            return (number,)
    codes = tuple(number for number in known if fields[number].kind is not Kind.WORDS)
    return codes or tuple(known[:1])


def _numbered(labels: Sequence[str]) -> list[str]:
    """Return labels, those that several rows have with a number behind."""
    count, seen = Counter(labels), Counter[str]()
    told = []
    for label in labels:
        seen[label] += 1
        told.append(f"{label} ({seen[label]})" if count[label] > 1 else label)
    return told
