"""Frozen values that cost little where they are declared.

`dataclass(frozen=True)` writes and compiles six functions for every class: a third of a
millisecond for each of the hundreds that a command imports and mostly never makes one of. Here a
class gets its `__new__` when its first value is made, `==` and `hash` when they are first asked
for, what `dataclasses` keeps of its fields when that is, and shares the rest. To `dataclasses`
(`fields`, `replace`, `asdict`) and to the type checker it is a dataclass like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")
Method = Callable[..., Any]


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
        made.__getnewargs_ex__, made.__getstate__ = _given, _nothing_more
        if eq:
            made.__eq__, made.__hash__ = _written_late(made, _eq), _written_late(made, _hash)
        return made  # type: ignore[no-any-return]

    return decorate


_TOLD = ("__dataclass_fields__", "__dataclass_params__", "__match_args__")
"""What a class says of itself to `dataclasses`, and to `match`."""


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
    own["__slots__"] = tuple(name for name in names if name not in inherited)
    own |= {name: _Told(name, find_out) for name in _TOLD}
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


def _new(cls: Any) -> Method:
    """Return the `__new__` of a class, which fills a twin, and has it become one of the class."""
    scope: dict[str, Any] = {"MISSING": MISSING, "_new": object.__new__, "_Twin": _twin(cls)}
    given, named, lines = ["_cls"], list[str](), ["_made = _new(_Twin)"]
    for one in fields(cls):
        name = one.name
        value = name if one.init else "MISSING"
        if one.default_factory is not MISSING:
            scope[f"make_{name}"] = one.default_factory
            value = f"make_{name}() if {value} is MISSING else {value}"
        lines.append(f"_made.{name} = {value}")
        if one.init:
            (named if one.kw_only else given).append(_parameter(one, scope))
    lines += ["_made.__class__ = _cls", "return _made"]
    return _function("__new__", [*given, *(["*"] if named else []), *named], lines, scope)


def _twin(cls: Any) -> type:
    """Return a class laid out like another one, whose values can be changed."""
    own = {"__slots__": cls.__slots__, "__setattr__": object.__setattr__}
    twin: Any = type(cls)(cls.__name__, cls.__bases__, own)
    twin.__abstractmethods__ = frozenset()
    return twin  # type: ignore[no-any-return]


def _parameter(one: Field[Any], scope: dict[str, Any]) -> str:
    if one.default_factory is not MISSING:
        return f"{one.name}=MISSING"
    if one.default is MISSING:
        return one.name
    scope[f"default_{one.name}"] = one.default
    return f"{one.name}=default_{one.name}"


def _eq(cls: Any) -> Method:
    compared = [one.name for one in fields(cls) if one.compare]
    lines = [
        "if other.__class__ is self.__class__:",
        f"    return {_values('self', compared)} == {_values('other', compared)}",
        "return NotImplemented",
    ]
    return _function("__eq__", ["self", "other"], lines, {})


def _hash(cls: Any) -> Method:
    hashed = [one.name for one in fields(cls) if one.compare and one.hash is not False]
    return _function("__hash__", ["self"], [f"return hash({_values('self', hashed)})"], {})


def _values(owner: str, names: Sequence[str]) -> str:
    return f"({''.join(f'{owner}.{name}, ' for name in names)})"


def _function(
    name: str, parameters: Sequence[str], lines: Sequence[str], scope: dict[str, Any]
) -> Method:
    body = "".join(f"\n    {line}" for line in lines) or "\n    pass"
    exec(f"def {name}({', '.join(parameters)}):{body}", scope)  # noqa: S102  # names of our own
    method: Method = scope[name]
    return method


def _repr(self: Any) -> str:
    shown = (f"{one.name}={getattr(self, one.name)!r}" for one in fields(self) if one.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _refuse_to_set(_: object, name: str, __: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_: object, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _given(self: Any) -> tuple[tuple[()], Mapping[str, object]]:
    """Return what a value is made of, for who makes it again elsewhere."""
    return (), {one.name: getattr(self, one.name) for one in fields(self) if one.init}


def _nothing_more(_: object) -> None:
    """Tell that a value keeps nothing besides what it is made of."""
