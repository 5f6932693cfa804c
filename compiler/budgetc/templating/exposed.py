"""What templates may look into and call, and what they call it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import ClassVar, TypeVar

from budgetc.diagnostics.messages import Message, Value, msg

Function = TypeVar("Function", bound=Callable[..., object])


class Exposed:
    """What a template may look into.

    A plain base class: whether a value is exposed is asked thousands of times a document, and an
    abstract one takes three times as long to answer.

    Attributes:
        knows: the names it may be asked for, and what they are, for the reference of templates.
        called: what one is to the author of a template; its class, where it does not say.
    """

    __slots__ = ()
    knows: ClassVar[Mapping[str, str]] = MappingProxyType({})
    called: ClassVar[Message | None] = None

    def lookup(self, name: str) -> object:
        """Return what a name means here.

        Raises:
            LookupError: the name means nothing here.
        """
        if name in self.knows:
            return getattr(self, name)
        raise LookupError(name)

    def names(self) -> Iterable[str]:
        """Return the names that mean something here, as far as they can be told."""
        return self.knows


def exposed(function: Function) -> Function:
    """Let templates call a function."""
    function.template_callable = True  # type: ignore[attr-defined]
    return function


_KINDS: Mapping[str, Message] = MappingProxyType(
    {
        "str": msg("a text"),
        "int": msg("a number"),
        "float": msg("a number with a point"),
        "bool": msg("yes or no"),
        "NoneType": msg("nothing"),
        "tuple": msg("a list"),
        "list": msg("a list"),
        "dict": msg("a mapping"),
        "Macro": msg("a macro"),
    }
)


def kind_of(value: object) -> Value:
    """Return what a value is to a template."""
    return kind_named(type(value).__name__)


def kind_named(name: str) -> Value:
    """Return what values of a class are to a template."""
    if not name.isidentifier():
        return name  # a sign between two values
    for cls in _all_exposed(Exposed):
        if cls.__name__ == name:
            word = name.lower().strip("_")
            return cls.called or f"{'an' if word[0] in 'aeiou' else 'a'} {word}"
    return _KINDS.get(name, msg("something"))


def _all_exposed(cls: type[Exposed]) -> Iterator[type[Exposed]]:
    for child in cls.__subclasses__():
        yield child
        yield from _all_exposed(child)
