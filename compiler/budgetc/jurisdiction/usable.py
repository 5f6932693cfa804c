"""What a file of sections may not say, though JSON Schema would let it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from budgetc.budget.model import Budget
from budgetc.budget.paths import keys_of
from budgetc.classification import CodeList
from budgetc.diagnostics.messages import Message, msg
from budgetc.diagnostics.suggest import choices
from budgetc.frozen import NamedTuple
from budgetc.jurisdiction.declared import places
from budgetc.jurisdiction.spec import DEPARTMENTAL, Layout
from budgetc.source.nodes import Path
from budgetc.source.shape import AMOUNT, Shape


class Slip(NamedTuple):
    """A word of a file of sections that means nothing: what it was for would not be there.

    Attributes:
        path: the keys that lead to it, the last of them that under which it stands.
    """

    path: Path
    problem: Message
    hint: Message


def taken_names(sections: Collection[str]) -> Iterator[Slip]:
    """Yield the sections of ones own that have the name of one that a departmental budget has.

    Rules and tables know what stands under such a name, and it is of a form that they know.

    Args:
        sections: their names.
    """
    for name in sorted(keys_of(Budget).keys() & set(sections)):
        problem = msg(
            "{name} is a section of {file}, and of no other file", name=name, file=DEPARTMENTAL
        )
        hint = msg("give it another name, such as {name}, and use that wherever it is meant",
                   name=f"own_{name}")  # fmt: skip
        yield Slip(("properties", name), problem, hint)


def uncounted_amounts(told: Mapping[str, Any], shape: Shape, layout: Layout) -> Iterator[Slip]:
    """Yield what a layout takes for amounts and is none: it would count nothing.

    Args:
        told: what the file of sections says.
        shape: of a source that holds them.
        layout: says which keys are of amounts, and in what some are counted.
    """
    known = keys_of(Budget)
    for place in places(shape):
        if not place.path or place.path[0] in known:
            continue
        key, path = place.path[-1], ".".join(place.path)
        measure = place.shape.measure
        if measure and measure not in layout.measures:
            problem = msg("{path} has x-measure: {name}, and the layout no {name} under measures:",
                          path=path, name=measure)  # fmt: skip
            hint = choices(measure, (*layout.measures,))
            if not layout.measures:
                hint = msg("declare it there")
            yield Slip((*_written(told, place.path), "x-measure"), problem, hint)
        elif place.margin and key in layout.amounts and not place.shape.is_counted:
            problem = msg("{path}: {key} is declared under amounts:, and is no amount here",
                          path=path, key=key)  # fmt: skip
            hint = msg("write {amount}, or x-measure, or give it another name",
                       amount=f'{{"$ref": "{AMOUNT}"}}')  # fmt: skip
            yield Slip(_written(told, place.path), problem, hint)


def _written(told: Mapping[str, Any], path: Sequence[str]) -> Path:
    """Return where a file of sections says what stands at a place of a source."""
    here: Any = told
    at: Path = ()
    for key in path:
        for _ in range(_MOST):
            if "items" in here:
                at, here = (*at, "items"), here["items"]
            elif (name := str(here.get("$ref", "")).removeprefix(_DEFINITIONS)) and (
                below := told.get("$defs", {}).get(name)
            ):
                at, here = ("$defs", name), below
            else:
                break
        at, here = (*at, "properties", key), here.get("properties", {}).get(key, {})
    return at


_MOST = 20
"""How many references lead to a place at most."""


def slips_of(told: Mapping[str, Any], lists: Mapping[str, CodeList]) -> Iterator[Slip]:
    """Yield the words of a file of sections that mean nothing.

    Args:
        told: what the file says.
        lists: the codes of each dimension that there is.
    """
    yield from _of_dimensions(told)
    yield from _of_agreements(told, lists)
    yield from _of_entries(told)
    for path, part in _parts(told, ()):
        for word in part:
            if word.startswith("x-") and word not in _WORDS:
                problem = msg("there is no word {word} in such a file", word=word)
                yield Slip((*path, word), problem, choices(word, sorted(_WORDS)))
        yield from _of_lists(path, part, lists)


def lost_references(told: Mapping[str, Any], known: Collection[str]) -> Iterator[Slip]:
    """Yield the references of a file of sections to definitions that there are not.

    Args:
        told: what the file says.
        known: the names of the definitions that there are.
    """
    for path, part in _parts(told, ()):
        begin, _, name = str(part.get("$ref", "")).partition(_DEFINITIONS)
        if not begin and name.isidentifier() and name not in known:
            problem = msg("there is no definition {name}", name=name)
            yield Slip((*path, "$ref"), problem, choices(name, sorted(known)))


_DEFINITIONS = "#/$defs/"

_WORDS = frozenset(
    f"x-{word}"
    for word in (
        *("also", "amounts", "beside", "called", "dimension", "entry", "enum", "except"),
        *("further", "governed", "governs", "instead-of", "levels", "list", "margin", "measure"),
        "name",
        *("of-entries", "of-its-year", "of-others", "of-types", "only-with", "roles", "serves"),
        *("steps", "to-print", "under", "values", "wider", "words"),
    )
)
"""The words that a schema of sources has besides those of JSON Schema."""

_NAMED = frozenset({"properties", "patternProperties", "$defs"})
"""Under these a schema has parts by names of its own making."""

_NO_PARTS = frozenset({"dimensions", "agree", "enum", "const", "default", "examples"})
"""Under these it has none."""


def _parts(told: Any, path: Path) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Yield the parts of a schema that say something of a place, each with where it stands."""
    if isinstance(told, list):
        for at, one in enumerate(told):
            yield from _parts(one, (*path, at))
    if not isinstance(told, dict):
        return
    yield path, told
    for key, below in told.items():
        if key in _NAMED and isinstance(below, dict):
            for name, one in below.items():
                yield from _parts(one, (*path, key, name))
        elif key not in _NO_PARTS and not key.startswith("x-"):
            yield from _parts(below, (*path, key))


def _of_lists(path: Path, part: Mapping[str, Any], lists: Mapping[str, CodeList]) -> Iterator[Slip]:
    """Yield the dimensions and the levels that a part names and that there are not."""
    for word in ("x-dimension", "x-list"):
        if word in part and part[word] not in lists:
            yield _no_dimension((*path, word), part[word], lists)
    values = part.get("x-values")
    for name, code in values.items() if isinstance(values, dict) else ():
        here, codes = (*path, "x-values", name), lists.get(name)
        if codes is None and name not in _COUNTED:
            yield _no_dimension(here, name, (*lists, *_COUNTED))
        elif codes is not None and codes.entries and code not in codes:
            problem = msg("{dimension} has no code {code}", dimension=name, code=str(code))
            yield Slip(here, problem, choices(str(code), (*codes.entries,)))
    levels, listed = part.get("x-levels"), part.get("x-list")
    meant = [*lists.values()] if listed is None else [lists[listed]] if listed in lists else []
    known = tuple(dict.fromkeys(one.level for of in meant for one in of.entries.values()))
    for at, level in enumerate(levels if isinstance(levels, list) and meant else ()):
        if level not in known:
            problem = msg("the list has no level {level}", level=str(level))
            yield Slip((*path, "x-levels", at), problem, choices(str(level), known))


_COUNTED = ("kind", "group", "project")
"""What an amount may be of besides, which no list of codes has."""


def _no_dimension(path: Path, name: Any, known: Collection[str]) -> Slip:
    problem = msg("there is no dimension {name}", name=str(name))
    return Slip(path, problem, choices(str(name), (*known,)))


def _of_agreements(told: Mapping[str, Any], lists: Mapping[str, CodeList]) -> Iterator[Slip]:
    """Yield the margins, the dimensions and the levels of `agree` that there are not.

    Along what is not there nothing agrees: each amount of both would be told as wrong.
    """
    margins = tuple(dict.fromkeys(one.margin for one in places(Shape.of(told)) if one.margin))
    for at, one in enumerate(_items(told.get("agree"))):
        begin: Path = ("agree", at)
        for key, known in (("margins", margins), ("by", (*lists,))):
            for path, text in _texts(one.get(key), (*begin, key)):
                name, _, level = text.partition("@")
                if name not in known:
                    problem = msg("there is no {name} here", name=name)
                    yield Slip(path, problem, choices(name, known))
                elif level and (levels := _levels(lists[name])) and level not in levels:
                    problem = msg("the list has no level {level}", level=level)
                    yield Slip(path, problem, choices(level, levels))
        for side, narrow in enumerate(_items(one.get("where"))):
            for name in narrow:
                if name not in lists:
                    yield _no_dimension((*begin, "where", side, name), name, lists)


def _items(told: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the mappings of a list; what is none, the form of the file forbids."""
    yield from (one for one in (told if isinstance(told, list) else ()) if isinstance(one, dict))


def _texts(told: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """Yield one text, or those of a list, each with where it stands."""
    if isinstance(told, list):
        yield from (((*path, at), str(one)) for at, one in enumerate(told))
    elif told is not None:
        yield path, str(told)


def _levels(codes: CodeList) -> tuple[str, ...]:
    return tuple(dict.fromkeys(entry.level for entry in codes.entries.values() if entry.level))


def _of_entries(told: Mapping[str, Any]) -> Iterator[Slip]:
    """Yield the keys by which entries are named, and that they do not have."""
    for path, part in _parts(told, ()):
        named, inside = part.get("x-entry"), Shape(told, part).under(None)
        for at, key in _texts(named, (*path, "x-entry")):
            if inside.keys and not inside.has(key):
                problem = msg("the entries of this section have no {key}", key=key)
                yield Slip(at, problem, choices(key, inside.keys))


def _of_dimensions(told: Mapping[str, Any]) -> Iterator[Slip]:
    """Yield the dimensions whose codes would be those of entries that there are not."""
    shape = Shape.of(told)
    for name, one in told.get("dimensions", {}).items():
        if "section" not in one or "list" in one:
            continue
        home, begin = shape, ("dimensions", name)
        for key in str(one["section"]).split("."):
            if not home.has(key):
                problem = msg("there is no section {name}", name=str(one["section"]))
                yield Slip((*begin, "section"), problem, choices(key, home.keys))
                break
            home = home.under(key)
            home = home.under(None) if "items" in home.here else home
        else:
            code = str(one.get("code", "code"))
            if not home.has(code):
                at = (*begin, "code" if "code" in one else "section")
                problem = msg("the entries of this section have no {key}", key=code)
                yield Slip(at, problem, choices(code, home.keys))
