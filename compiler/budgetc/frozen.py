"""Frozen values that cost little where they are declared.

`dataclass(frozen=True)` writes and compiles six functions for every class: a third of a
millisecond for each of the hundreds that a command imports and mostly never makes one of. Here a
class gets its `__new__` when its first value is made, `==` and `hash` when they are first asked
for, and shares the rest. `dataclasses` (`fields`, `replace`, `asdict`) is told of it when it first
asks: to it, and to the type checker, it is a dataclass like any other.
"""

from __future__ import annotations

import sys
from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field
from functools import cache, cached_property
from inspect import get_annotations
from types import CodeType, FunctionType, MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar, dataclass_transform

T = TypeVar("T")
Method = Callable[..., Any]


if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple  # noqa: PLC0414  # is handed on


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(*, eq: bool = True, kw_only: bool = False) -> Callable[[type[T]], type[T]]:
    """Make a class one of values that cannot be changed, kept in slots.

    Args:
        eq: whether values with the same fields are equal; otherwise each equals itself alone.
        kw_only: whether all fields are given by their names.
    """

    def decorate(cls: type[T]) -> type[T]:
        made: Any = _with_slots(cls, kw_only=kw_only)
        made.__new__ = _made_late(made)
        made.__repr__ = made.__dict__.get("__repr__", _repr)
        made.__setattr__, made.__delattr__ = _refuse_to_set, _refuse_to_delete
        made.__reduce__ = made.__dict__.get("__reduce__", _reduced)
        if eq:
            made.__eq__, made.__hash__ = _written_late(made, _eq), _written_late(made, _hash)
        elif "__eq__" not in cls.__dict__:
            # What a class above counts as equal is less than all of it: two columns of one money.
            made.__eq__, made.__hash__ = object.__eq__, object.__hash__
        return made  # type: ignore[no-any-return]

    return decorate


_TOLD = ("__dataclass_fields__", "__dataclass_params__", "__match_args__")
"""What a class says of itself to `dataclasses`, and to `match`."""


_DECLARED = "__declared__"
"""Where a class keeps the names of the fields that it declares itself, each with its default."""


class _Told:
    """An attribute in which a class says something of itself, found out when first asked for."""

    def __init__(self, name: str, find_out: Callable[[], None]) -> None:
        """Know the name of the attribute, and what puts the values in the place of all of them."""
        self._name, self._find_out = name, find_out

    def __get__(self, value: object, cls: type) -> Any:
        """Return what is said of a class, or of one below it."""
        self._find_out()
        return getattr(cls, self._name)


def _with_slots(cls: type, *, kw_only: bool) -> type:
    """Return a class again that keeps the fields it declares in slots."""

    def find_out() -> None:
        dataclass(init=False, repr=False, eq=False, kw_only=kw_only)(cls)
        for name in _TOLD:
            setattr(made, name, getattr(cls, name))

    kinds = cls.__annotations__  # its own: a class without any has none of those above it
    names = [name for name, kind in kinds.items() if "ClassVar" not in str(kind)]
    inherited = {name for base in cls.__mro__[1:] for name in base.__dict__.get("__slots__", ())}
    left_out = {*names, "__dict__", "__weakref__"}
    own = {name: value for name, value in cls.__dict__.items() if name not in left_out}
    remembers = any(isinstance(value, cached_property) for value in own.values())
    slots = [*names, "__dict__"] if remembers else names
    own["__slots__"] = tuple(name for name in slots if name not in inherited)
    own |= {name: _Told(name, find_out) for name in _TOLD}
    own[_DECLARED] = [(name, cls.__dict__.get(name, MISSING)) for name in names], kw_only
    made = type(cls)(cls.__name__, cls.__bases__, own)
    made.__qualname__ = cls.__qualname__
    return made


def _written_late(cls: Any, write: Callable[[Any], Method]) -> Method:
    """Return a method that gives its place to the one that is written for a class when called."""

    def first(self: Any, /, *args: Any, **kwargs: Any) -> Any:
        method = write(cls)
        method.__qualname__ = f"{cls.__qualname__}.{method.__name__}"
        setattr(cls, method.__name__, method)
        return method(self, *args, **kwargs)

    return first


def _made_late(cls: Any) -> Method:
    """Return a `__new__` that gives its place to the one that is written for a class."""

    def first(kind: Any, /, *args: Any, **kwargs: Any) -> Any:
        method = _new(cls)
        method.__qualname__ = f"{cls.__qualname__}.__new__"
        cls.__new__ = method
        return method(kind, *args, **kwargs)

    return first


def is_frozen(kind: Any) -> bool:
    """Tell whether a type is a class of frozen values."""
    return hasattr(kind, _DECLARED)


@cache
def types_of(cls: type) -> Mapping[str, Any]:
    """Return the types of the fields of a class, as `typing.get_type_hints` does.

    That one compiles the text of each anew; but most have the type of another one.
    """
    found: dict[str, Any] = {}
    for base in reversed(cls.__mro__):
        known = vars(sys.modules[base.__module__])
        for name, text in get_annotations(base).items():
            found[name] = eval(_type_code(text), known)  # noqa: S307  # of our own
    return MappingProxyType(found)


@cache
def _type_code(text: str) -> CodeType:
    return compile(text, "<type>", "eval")


@cache
def fields_of(cls: Any) -> Mapping[str, Field[Any]]:
    """Return the fields of a class, those of the classes above it first."""
    found: dict[str, Field[Any]] = {}
    for base in reversed(cls.__mro__):
        declared, kw_only = base.__dict__.get(_DECLARED, ((), False))
        for name, default in declared:
            one = default if isinstance(default, Field) else field(default=default)
            if one.kw_only is MISSING:
                one.kw_only = kw_only
            found[name] = one
    return MappingProxyType(found)


def _new(cls: Any) -> Method:
    """Return the `__new__` of a class, which fills a twin, and has it become one of the class."""
    fields = fields_of(cls)
    scope: dict[str, Any] = {"MISSING": MISSING, "_new": object.__new__, "_Twin": _twin(cls)}
    given, named, lines = ["_cls"], list[str](), ["_made = _new(_Twin)"]
    for at, one in enumerate(fields.values()):
        place = _place(at)
        value = place if one.init else "MISSING"
        if one.default_factory is not MISSING:
            scope[f"make_{at}"] = one.default_factory
            value = f"make_{at}() if {value} is MISSING else {value}"
        lines.append(f"_made.{place} = {value}")
        if one.init:
            (named if one.kw_only else given).append(place)
    lines += ["_made.__class__ = _cls", "return _made"]
    parameters = [*given, *(["*"] if named else []), *named]
    new = _function("__new__", parameters, lines, tuple(fields), scope)
    optional = {name: one for name, one in fields.items() if one.init and _is_optional(one)}
    new.__defaults__ = tuple(one.default for one in optional.values() if not one.kw_only)
    new.__kwdefaults__ = {name: one.default for name, one in optional.items() if one.kw_only}
    return new


def _is_optional(one: Field[Any]) -> bool:
    """Tell whether a field may be left out; the type checker sees that those come last."""
    return one.default is not MISSING or one.default_factory is not MISSING


def _twin(cls: Any) -> type:
    """Return a class laid out like another one, whose values can be changed.

    Setting and deleting are one slot to Python: with a function of ours in either, as below a
    class that is frozen, each field would be set by way of a call.
    """
    own = {
        "__slots__": cls.__slots__,
        "__setattr__": object.__setattr__,
        "__delattr__": object.__delattr__,
    }
    twin: Any = type(cls)(cls.__name__, cls.__bases__, own)
    twin.__abstractmethods__ = frozenset()
    return twin  # type: ignore[no-any-return]


def _eq(cls: Any) -> Method:
    compared = [name for name, one in fields_of(cls).items() if one.compare]
    lines = [
        "if other.__class__ is self.__class__:",
        f"    return {_values('self', compared)} == {_values('other', compared)}",
        "return NotImplemented",
    ]
    return _function("__eq__", ["self", "other"], lines, compared, {})


def _hash(cls: Any) -> Method:
    fields = fields_of(cls).items()
    hashed = [name for name, one in fields if one.compare and one.hash is not False]
    line = f"return hash({_values('self', hashed)})"
    return _function("__hash__", ["self"], [line], hashed, {})


def _values(owner: str, names: Sequence[str]) -> str:
    return f"({''.join(f'{owner}.{_place(at)}, ' for at in range(len(names)))})"


def _place(at: int) -> str:
    """Return what stands for a name in the text of a function."""
    return f"_{at}"


def _function(
    name: str,
    parameters: Sequence[str],
    lines: Sequence[str],
    called: Sequence[str],
    scope: dict[str, Any],
) -> FunctionType:
    """Return a function.

    Args:
        name: of the function.
        parameters: as they are written.
        lines: of its body.
        called: the names whose places (`_place`) are in both.
        scope: what else is known in it.
    """
    body = "".join(f"\n    {line}" for line in lines)
    code = _code(name, f"def {name}({', '.join(parameters)}):{body}")
    names = {_place(at): one for at, one in enumerate(called)}
    code = code.replace(
        co_varnames=tuple(names.get(one, one) for one in code.co_varnames),
        co_names=tuple(names.get(one, one) for one in code.co_names),
    )
    return FunctionType(code, scope)


@cache
def _code(name: str, text: str) -> CodeType:
    """Return the code of a function, compiled once for all that differ by names alone.

    Compiling takes a tenth of a millisecond, and most classes have as many fields as others.
    """
    scope: dict[str, Any] = {}
    exec(text, scope)  # noqa: S102  # of our own
    function: FunctionType = scope[name]
    return function.__code__


def _repr(self: Any) -> str:
    fields = fields_of(self.__class__).items()
    shown = (f"{name}={getattr(self, name)!r}" for name, one in fields if one.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _refuse_to_set(_: object, name: str, __: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_: object, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _reduced(self: Any) -> tuple[Method, tuple[Any, ...]]:
    """Return what a value is made of, for who makes it again elsewhere."""
    cls = self.__class__
    values = {name: getattr(self, name) for name, one in fields_of(cls).items() if one.init}
    return _restored, (cls, *values.values())


def _restored(cls: Any, *values: object) -> Any:
    """Make a value again, without a `__new__` written for it: of most classes there are few."""
    made, (given, own) = object.__new__(cls), _setters(cls)
    for put, value in zip(given, values, strict=True):
        put(made, value)
    for put, make in own:
        put(made, make())
    return made


@cache
def _setters(cls: Any) -> tuple[tuple[Method, ...], tuple[tuple[Method, Any], ...]]:
    """Return what sets the fields of a class: the given ones, and its own with what makes them."""
    fields = {getattr(cls, name).__set__: one for name, one in fields_of(cls).items()}
    given = tuple(put for put, one in fields.items() if one.init)
    return given, tuple((put, one.default_factory) for put, one in fields.items() if not one.init)


class _Row(tuple[Any, ...]):
    """What tuples with names have in common."""

    __slots__ = ()
    _fields: tuple[str, ...] = ()

    @classmethod
    def _make(cls, values: Iterable[Any]) -> Any:
        made = tuple.__new__(cls, values)
        if len(made) != len(cls._fields):
            raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
        return made

    def _replace(self, /, **changes: Any) -> Any:
        made = self._make(map(changes.pop, self._fields, self))
        if changes:
            raise TypeError(f"Got unexpected field names: {[*changes]!r}")
        return made

    def _asdict(self) -> dict[str, Any]:
        return dict(zip(self._fields, self, strict=True))

    def __repr__(self) -> str:
        return f"{self.__class__.__name__}({', '.join(map('{}={!r}'.format, self._fields, self))})"

    def __getnewargs__(self) -> tuple[Any, ...]:
        return tuple(self)


_Getter: Any = type(vars(namedtuple("_Any", ("it",)))["it"])  # noqa: PYI024  # for what it has
"""The kind of attribute that takes an item of a tuple."""


class _Declaring(type):
    """Makes a class of tuples with names, as `typing` does in eight times the time."""

    def __new__(cls, name: str, bases: tuple[type, ...], own: dict[str, Any]) -> Any:
        if not bases:
            return super().__new__(cls, name, bases, own)
        names = tuple(own["__annotations__"])
        places = [_place(at) for at in range(len(names))]
        line = f"return _made(_cls, ({''.join(f'{one}, ' for one in places)}))"
        new = _function("__new__", ["_cls", *places], [line], names, {"_made": tuple.__new__})
        new.__defaults__ = tuple(own[name] for name in names if name in own)
        new.__qualname__ = f"{own['__qualname__']}.__new__"
        own |= {name: _Getter(at, None) for at, name in enumerate(names)}
        own |= {"__slots__": (), "__new__": new, "_fields": names, "__match_args__": names}
        return type(name, (_Row,), own)


if not TYPE_CHECKING:

    class NamedTuple(metaclass=_Declaring):
        """The tuples with names of `typing`, to those who declare one."""
