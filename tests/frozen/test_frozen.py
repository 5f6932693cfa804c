"""Frozen values are what the dataclasses of the standard library are, which declare slowly."""

from __future__ import annotations

import copy
import pickle
import typing
from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, replace
from functools import cached_property
from typing import Any, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetc.budget.model import Budget
from budgetc.frozen import NamedTuple, fields_of, frozen, is_frozen, types_of


@frozen()
class Ours:
    """All that a field may be."""

    name: str
    amount: int = 1
    seen: list[int] = field(default_factory=list, compare=False)
    made: dict[str, int] = field(default_factory=dict, init=False, repr=False, hash=False)
    hidden: str = field(default="", repr=False, hash=False)


@dataclass(frozen=True, slots=True)
class Theirs:
    """The same, by the standard library."""

    name: str
    amount: int = 1
    seen: list[int] = field(default_factory=list, compare=False)
    made: dict[str, int] = field(default_factory=dict, init=False, repr=False, hash=False)
    hidden: str = field(default="", repr=False, hash=False)


@frozen(kw_only=True)
class OursBelow(Ours):
    """One more field, which is given by its name."""

    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TheirsBelow(Theirs):
    """The same, by the standard library."""

    more: int


@frozen(eq=False)
class Alone:
    """Equals itself alone."""

    name: str = ""


@frozen(eq=False)
class AloneBelow(Ours):
    """Equals itself alone, and not what is like it as far as a class above it knows."""

    more: int = 0


PAIRS = [(Ours, Theirs), (OursBelow, TheirsBelow)]

VALUES = st.sampled_from(["", "a", "b"]), st.integers(0, 2), st.sampled_from([[], [1]])


def _travelled(value: object) -> Any:
    return pickle.loads(pickle.dumps(value))  # noqa: S301  # of our own


def _shown(value: object) -> str:
    return repr(value).replace("Theirs", "Ours")


@pytest.mark.parametrize(("ours", "theirs"), PAIRS)
@given(one=st.tuples(*VALUES, VALUES[0]), other=st.tuples(*VALUES, VALUES[0]))
def test_values_are_shown_compared_and_replaced_alike(
    ours: Any, theirs: Any, one: tuple[Any, ...], other: tuple[Any, ...]
) -> None:
    def both(values: tuple[Any, ...]) -> tuple[Any, Any]:
        *given, hidden = values
        more = {"more": 3} if ours is OursBelow else {}
        return tuple(cls(*given, hidden=hidden, **more) for cls in (ours, theirs))

    (our_one, their_one), (our_other, their_other) = both(one), both(other)
    assert _shown(our_one) == _shown(their_one)
    assert asdict(our_one) == asdict(their_one)
    assert (our_one == our_other) == (their_one == their_other)
    assert (hash(our_one) == hash(our_other)) == (hash(their_one) == hash(their_other))
    assert _shown(replace(our_one, amount=9)) == _shown(replace(their_one, amount=9))
    for again in (_travelled(our_one), copy.copy(our_one), copy.deepcopy(our_one)):
        assert again == our_one
        assert asdict(again) == asdict(our_one)


@pytest.mark.parametrize(
    ("arguments", "named"),
    [((), {}), (("a", 1, [], "", 5), {}), (("a",), {"made": {}}), (("a",), {"name": "b"})],
)
def test_what_cannot_be_made_is_refused_alike(
    arguments: tuple[Any, ...], named: dict[str, Any]
) -> None:
    told = []
    for cls in (Ours, Theirs):
        with pytest.raises(TypeError) as refused:
            cls(*arguments, **named)
        told.append(str(refused.value).replace("Theirs.__init__", "Ours.__new__"))
    assert told[0] == told[1]


def test_each_value_has_its_own_list() -> None:
    assert Ours("a").seen is not Ours("a").seen
    assert Ours("a").made is not Ours("a").made


@pytest.mark.parametrize("value", [Ours("a"), OursBelow("a", more=1), Alone()])
def test_no_value_can_be_changed(value: Any) -> None:
    with pytest.raises(FrozenInstanceError):
        value.name = "b"
    with pytest.raises(FrozenInstanceError):
        del value.name
    with pytest.raises(FrozenInstanceError):
        value.another = "b"
    assert not hasattr(value, "__dict__")


@pytest.mark.parametrize("kind", [Alone, AloneBelow])
def test_one_that_equals_itself_alone(kind: type[Alone | AloneBelow]) -> None:
    one, other = kind("a"), kind("a")
    assert one == one  # noqa: PLR0124
    assert one != other
    assert len({one, other}) == 2


def test_it_equals_no_value_of_another_class() -> None:
    assert Ours("a") != Theirs("a")  # type: ignore[comparison-overlap]
    assert Ours("a") != OursBelow("a", more=1)


def test_its_fields_are_those_of_a_dataclass() -> None:
    assert [one.name for one in fields(OursBelow)] == [one.name for one in fields(TheirsBelow)]
    assert OursBelow.__match_args__ == TheirsBelow.__match_args__


@pytest.mark.parametrize("kind", [Ours, OursBelow, Alone, Budget])
def test_what_is_told_of_its_fields_is_what_the_standard_library_tells(kind: Any) -> None:
    def said(one: Any) -> tuple[object, ...]:
        return one.default, one.default_factory, one.init, one.compare, one.kw_only, one.metadata

    ours = {name: said(one) for name, one in fields_of(kind).items()}
    assert ours == {one.name: said(one) for one in fields(kind)}
    assert types_of(kind) == get_type_hints(kind)
    assert is_frozen(kind)
    assert not is_frozen(Theirs)


class OurRow(NamedTuple):
    """What a tuple with names may have."""

    name: str
    amounts: tuple[int, ...] = ()
    more: int = 0

    @property
    def total(self) -> int:
        return sum(self.amounts) + self.more


class TheirRow(typing.NamedTuple):
    """The same, by the standard library."""

    name: str
    amounts: tuple[int, ...] = ()
    more: int = 0


@given(one=st.tuples(VALUES[0], VALUES[2].map(tuple), VALUES[1]))
def test_tuples_with_names_are_those_of_the_standard_library(one: tuple[Any, ...]) -> None:
    ours: Any = OurRow(*one)
    theirs: Any = TheirRow(*one)
    assert ours == theirs == one
    assert hash(ours) == hash(theirs)
    assert repr(ours) == repr(theirs).replace("Their", "Our")
    assert ours._asdict() == theirs._asdict()
    assert ours._replace(more=9) == theirs._replace(more=9)
    assert type(ours._replace(more=9)) is OurRow
    assert ours.total == sum(one[1]) + one[2]
    assert _travelled(ours) == copy.copy(ours) == ours
    assert type(_travelled(ours)) is OurRow
    match ours:
        case OurRow(name, amounts, more=more):
            assert (name, amounts, more) == one


def test_tuples_with_names_are_made_and_refused_as_those_of_the_standard_library() -> None:
    assert tuple(OurRow("a")) == TheirRow("a")
    assert OurRow._fields == OurRow.__match_args__ == TheirRow._fields
    assert OurRow._make(["a", (), 1]) == OurRow("a", more=1)
    assert not hasattr(OurRow("a"), "__dict__")
    told = []
    rows: list[Any] = [OurRow, TheirRow]
    for cls in rows:
        for make in (cls, lambda kind=cls: kind._make(["a"]), lambda kind=cls: kind("a", less=1)):
            with pytest.raises(TypeError) as refused:
                make()
            told.append(str(refused.value).replace("Their", "Our"))
    assert told[:3] == told[3:]
    with pytest.raises((TypeError, ValueError)):
        OurRow("a")._replace(less=1)  # type: ignore[call-arg]
    with pytest.raises(AttributeError):
        OurRow("a").name = "b"  # type: ignore[misc]


@frozen()
class Remembering:
    """Works something out once."""

    name: str

    @cached_property
    def letters(self) -> list[str]:
        return [*self.name]


def test_what_is_worked_out_once_is_remembered_and_does_not_travel() -> None:
    value = Remembering("ab")
    assert value.letters == ["a", "b"]
    assert value.letters is value.letters
    again = _travelled(value)
    assert again == value
    assert vars(again) == {}
    with pytest.raises(FrozenInstanceError):
        value.letters = []


def test_match_takes_the_fields_in_their_order_before_anything_else_asked_for_them() -> None:
    @frozen()
    class Place:
        line: int
        column: int = 1

    @frozen()
    class Below(Place):
        """Declares nothing of its own."""

    match Below(3):
        case Place(line, column):
            assert (line, column) == (3, 1)
    assert [one.name for one in fields(Below)] == ["line", "column"]
