"""What templates may look into and call, and what they call it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import ClassVar, TypeVar

Function = TypeVar("Function", bound=Callable[..., object])


class Exposed:
    """What a template may look into.

    A plain base class: whether a value is exposed is asked thousands of times a document, and an
    abstract one takes three times as long to answer.

    Attributes:
        knows: the names it may be asked for, and what they are, for the reference of templates.
    """

    __slots__ = ()
    knows: ClassVar[Mapping[str, str]] = MappingProxyType({})

    def lookup(self, name: str) -> object:
        """Return what a name means here.

        Raises:
            LookupError: the name means nothing here.
        """
        if name in self.knows:
            return getattr(self, name)
        raise LookupError(name)


def exposed(function: Function) -> Function:
    """Let templates call a function."""
    function.template_callable = True  # type: ignore[attr-defined]
    return function


_KINDS = {
    "str": "a text",
    "int": "a number",
    "float": "a number with a point",
    "bool": "yes or no",
    "NoneType": "nothing",
    "tuple": "a list",
    "list": "a list",
    "dict": "a mapping",
    "Macro": "a macro",
}


def kind_of(value: object) -> str:
    """Return what a value is to a template."""
    return kind_named(type(value).__name__)


def kind_named(name: str) -> str:
    """Return what values of a class are to a template."""
    if not name.isidentifier():
        return name  # a sign between two values
    if name not in {cls.__name__ for cls in _all_exposed(Exposed)}:
        return _KINDS.get(name, "something")
    word = name.lower().strip("_")
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


def _all_exposed(cls: type[Exposed]) -> Iterator[type[Exposed]]:
    for child in cls.__subclasses__():
        yield child
        yield from _all_exposed(child)
