"""From a checked source tree to typed, frozen values.

A dataclass is the description of what is read: each field is a key of the mapping, its type says
how the value is made, a field with a default may be left out. A field named `origin` receives the
place where the mapping stands. A class that has a converter `bound` is made by it. The JSON Schema
has been satisfied before, so shapes are not checked again; for data files of the compiler's own,
`schema/data.py` makes one of the same dataclass.
"""

from __future__ import annotations

import types
import typing
from calendar import monthrange
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import MISSING
from datetime import date
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Any, TypeVar

from budgetc.diagnostics import Diagnostic, finding
from budgetc.diagnostics.messages import Message, msg
from budgetc.frozen import fields_of, is_frozen, types_of
from budgetc.numbers.money import FinerThanFenError, Unit, to_fen
from budgetc.numbers.values import (
    NO_AMOUNTS,
    Amount,
    AmountsByFund,
    Area,
    Code,
    Count,
    Day,
    FurtherAmounts,
    by_fund_key,
)
from budgetc.source.identity import plain_code
from budgetc.source.nodes import Mapping as MappingNode
from budgetc.source.nodes import Node, Path, Scalar, Sequence, SourceTree
from budgetc.source.origin import Origin

T = TypeVar("T")

_THOUSANDTHS = 3
"""So many digits stand behind a point that separates thousands; of most money, less otherwise."""


class Binding:
    """One run of the binder over one tree: what it needs to know, and what it found."""

    def __init__(
        self,
        tree: SourceTree,
        unit: Unit,
        further: Collection[str] = frozenset(),
        defaults: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Prepare to bind a tree.

        Args:
            tree: what is bound.
            unit: of its amounts.
            further: the keys of amounts that no dataclass names.
            defaults: by key, the code that a list has for where none is typed.
        """
        self.tree = tree
        self.unit = unit
        self.further = further
        self.defaults = defaults
        self.findings: list[Diagnostic] = []

    def bind(self, cls: type[T], node: Node) -> T:
        """Return a mapping of the tree as an instance of a frozen dataclass."""
        return typing.cast("T", _converter(typing.cast("Hashable", cls))(self, node, ()))

    def amount(self, node: Scalar, _: Path = ()) -> Amount:
        """Return a written number of the source's unit as 分."""
        return self.counted(node, self.unit)

    def counted(self, node: Scalar, unit: Unit) -> Amount:
        """Return a written number of a unit in the smallest of its kind."""
        number: Any = node.value
        try:
            amount = Amount(to_fen(number, unit))
        except FinerThanFenError:
            self.findings.append(
                finding(
                    "AMT001",
                    msg("{text} {unit} is finer than {least}", text=node.text,
                        unit=unit.name, least=unit.least),
                    self.tree.span(node),
                    hint=msg(
                        "{unit} has at most {decimals} decimals; look at the point, and at the "
                        "unit at the top of the file",
                        unit=unit.name,
                        decimals=unit.decimals,
                    ),
                )
            )  # fmt: skip
            return Amount(0)
        finer = _THOUSANDTHS - unit.decimals
        if unit.is_money and finer > 0 and node.text[-_THOUSANDTHS - 1 : -_THOUSANDTHS] == ".":
            self._thousands(node, unit, node.text[:-finer].rstrip("."))
        return amount

    def _thousands(self, node: Scalar, unit: Unit, pointed: str) -> None:
        """Report a point before three digits, which half of the world puts behind thousands."""
        self.findings.append(
            finding(
                "AMT001",
                msg("{text} has three digits behind its point, and {unit} has at most {decimals}",
                    text=node.text, unit=unit.name, decimals=unit.decimals),
                self.tree.span(node),
                hint=msg(
                    "write {whole} if the point separates thousands, or {pointed} if it is a "
                    "decimal point",
                    whole=node.text.replace(".", ""),
                    pointed=pointed,
                ),
            )
        )  # fmt: skip

    def amounts(self, node: MappingNode) -> FurtherAmounts:
        """Return the amounts of a mapping under the keys that no dataclass names."""
        typed = ((key, node.get(key)) for key in self.further)
        # A layout may declare what is no amount at all; that is said of the layout.
        found = {
            key: self.amount(one)
            for key, one in typed
            if isinstance(one, Scalar) and isinstance(one.value, int | Decimal)
        }
        return FurtherAmounts(MappingProxyType(found)) if found else NO_AMOUNTS

    def amounts_by_fund(self, node: MappingNode, path: Path) -> AmountsByFund:
        """Return the same of each fund, by the keys of the amounts in all."""
        convert = _mapping_converter(_SCALARS[str], _SCALARS[Amount])
        typed = ((key, node.get(by_fund_key(key))) for key in self.further)
        return AmountsByFund(
            MappingProxyType(
                {
                    key: convert(self, one, (*path, by_fund_key(key)))
                    for key, one in typed
                    if isinstance(one, MappingNode)
                }
            )
        )

    def day(self, node: Scalar) -> Day:
        """Return a written date, which must be a day of the calendar."""
        try:
            date.fromisoformat(node.text)
        except ValueError:
            self.findings.append(
                finding("SCH004", msg("there is no day {text}", text=node.text),
                        self.tree.span(node), hint=_days_there_are(node.text))
            )  # fmt: skip
        return Day(node.text)

    def repeated(self, key: Scalar) -> None:
        """Report a key that means the same as one before it."""
        self.findings.append(
            finding(
                "SYN002",
                msg("{key} stands here a second time", key=key.text),
                self.tree.span(key),
                hint=msg("keep one of them"),
            )
        )


_FURTHER = "amounts"
"""The field of `FurtherAmounts`, in the classes that have them."""

_MONTHS = 12

_BY_FUND = "amounts_by_fund"
"""The field of `AmountsByFund`, likewise."""


def _days_there_are(text: str) -> Message:
    """Return what is there instead of a day that the calendar does not have."""
    year, month = int(text[:4]), int(text[5:7])
    if year and 1 <= month <= _MONTHS:
        return msg("{month} has {days} days", month=text[:7], days=monthrange(year, month)[1])
    return msg("write the year, the month from 01 to 12, and the day")


Converter = Callable[[Binding, Any, Path], Any]
"""Makes a value from the node at a path."""


@cache
def _converter(hint: Any) -> Converter:
    """Return how values of one type are made; worked out once a type."""
    if hasattr(hint, "bound"):
        return typing.cast("Converter", hint.bound)
    if is_frozen(hint):
        return _class_converter(typing.cast("type", hint))
    arguments = typing.get_args(hint)
    container = typing.get_origin(hint)
    if container in (types.UnionType, typing.Union, typing.Annotated):
        return _converter(next(a for a in arguments if a is not types.NoneType))
    if container in (tuple, frozenset):
        return _items_converter(_converter(arguments[0]), container)
    if container is Mapping:
        return _mapping_converter(_converter(arguments[0]), _converter(arguments[1]))
    return _SCALARS[hint]


def _class_converter(cls: type) -> Converter:
    names = fields_of(cls)
    has_origin, has_amounts = "origin" in names, _FURTHER in names
    has_parts = _BY_FUND in names
    listed = [name for name, field in names.items() if field.metadata.get("listed")]
    needed = _needed(cls)

    def convert(binding: Binding, node: MappingNode, path: Path) -> Any:
        values: dict[str, Any] = dict.fromkeys(needed)
        converters = _field_converters(cls)
        for name, (_, child) in node.entries.items():
            converter = converters.get(name)
            if converter is None:
                continue
            if not isinstance(child, Scalar):
                values[name] = converter(binding, child, (*path, name))
            elif child.value is None:
                continue
            elif converter is _text:  # as of most keys
                values[name] = child.text
            else:
                values[name] = converter(binding, child, ())  # only what has parts knows its place
        for name in listed:
            if name not in values and name in binding.defaults:
                values[name] = binding.defaults[name]
        if has_amounts and binding.further:
            values[_FURTHER] = binding.amounts(node)
        if has_parts and binding.further:
            values[_BY_FUND] = binding.amounts_by_fund(node, path)
        if has_origin:
            values["origin"] = Origin(binding.tree, node, path)
        return cls(**values)

    return convert


@cache
def _field_converters(cls: type) -> Mapping[str, Converter]:
    """Return the converters of a dataclass's fields; asked late, for a type may contain itself."""
    hints = types_of(cls)
    names = (
        name
        for name, field in fields_of(cls).items()
        if name != "origin" and field.metadata.get("key", True)
    )
    return {
        name: _converter(hints[name])
        for name in names
        if hints[name] not in (FurtherAmounts, AmountsByFund)
    }


def _needed(cls: type) -> tuple[str, ...]:
    """Return the fields without a default; where the schema lets one be null, it is `None`."""
    return tuple(
        name
        for name, field in fields_of(cls).items()
        if field.default is MISSING and field.default_factory is MISSING
    )


def _items_converter(item: Converter, container: Callable[[Iterable[Any]], Any]) -> Converter:
    """A list; where the schema also allows a single value, that is a list of one."""

    def convert(binding: Binding, node: Node, path: Path) -> Any:
        items = node.items if isinstance(node, Sequence) else (node,)
        return container([item(binding, child, (*path, i)) for i, child in enumerate(items)])

    return convert


def _mapping_converter(key: Converter, value: Converter) -> Converter:
    def convert(binding: Binding, node: MappingNode, path: Path) -> Mapping[Any, Any]:
        values: dict[Any, Any] = {}
        for called, (written, child) in node.entries.items():
            known = (
                written if called == written.text else written._replace(value=called, text=called)
            )
            name = key(binding, known, path)
            if name in values:
                binding.repeated(written)
            values[name] = value(binding, child, (*path, called))
        return MappingProxyType(values)

    return convert


def _code_digits(node: Scalar) -> str:
    """Return the digits of a code: 201-38-01 is 2013801, and so is 2013801.0."""
    if isinstance(node.value, Decimal):
        return str(int(node.value))
    return plain_code(node.text)


def _text(_: Binding, node: Scalar, __: Path) -> str:
    return node.text


_SCALARS: Mapping[Any, Converter] = MappingProxyType(
    {
        str: _text,
        int: lambda _, node, __: int(node.value),
        bool: lambda _, node, __: node.value,
        Amount: Binding.amount,
        Count: lambda _, node, __: Count(int(node.value)),
        Area: lambda _, node, __: Area(node.text),
        Day: lambda binding, node, __: binding.day(node),
        Code: lambda _, node, __: Code(_code_digits(node)),
    }
)
