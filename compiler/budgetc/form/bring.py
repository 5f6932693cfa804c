"""A form that came back, brought into its source: only what was changed in it changes there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import partial
from types import MappingProxyType

from budgetc.diagnostics import Diagnostic, finding, has_errors
from budgetc.diagnostics.characters import beginning, printable
from budgetc.diagnostics.messages import LANGUAGES, Message, Translator, Value, msg
from budgetc.diagnostics.spans import Span
from budgetc.files.data import Resources
from budgetc.form.apply import SharedValueError, applied
from budgetc.form.compared import changes_of
from budgetc.form.edits import Addition, Changes, Removal
from budgetc.form.language import Wording, wording_of
from budgetc.form.model import BETWEEN, NO, YES, Kind, is_number
from budgetc.form.outline import grids_of
from budgetc.form.returned import Returned
from budgetc.form.shapes import kind_of
from budgetc.form.taken import Reading
from budgetc.frozen import frozen
from budgetc.jurisdiction.sources import catalogue_of, schema_of
from budgetc.lists import money_units
from budgetc.merge.datum import node_datum
from budgetc.merge.markers import Labels
from budgetc.merge.merge import CannotMergeError, merge
from budgetc.source.identity import Names, no_code_names
from budgetc.source.marks import without_marks
from budgetc.source.nodes import Node, Path, Scalar, Sequence, SourceTree, plain
from budgetc.source.read import read_bytes
from budgetc.source.shape import Shape

_SHOWN = 60
"""Characters of a text that a line about a change quotes."""


@frozen(eq=False)
class Brought:
    """What becomes of a source by a form.

    Attributes:
        content: of the source as it is now; nothing where an error was found.
        told: each change, in words.
        findings: what could not be taken, and conflicts; places are those of the form.
    """

    content: bytes | None
    told: tuple[Message, ...]
    findings: tuple[Diagnostic, ...]


def bring(
    returned: Returned, current: bytes, file: str, resources: Resources, translator: Translator
) -> Brought:
    """Return a source with what was changed in a form.

    Args:
        returned: the form.
        current: the source as it is today, maybe no more as it was when the form was made.
        file: the name of the form in reports.
        resources: data files of the workspace.
        translator: of the language that is reported in, and of a form that has none of its own.
    """
    tree, findings = _tree(returned.source, returned.content, resources)
    now, problems = _tree(returned.source, current, resources)
    if tree is None or now is None:
        return Brought(None, (), findings or problems)
    catalogue = catalogue_of(tree, resources)
    lists = catalogue.lists() if catalogue is not None else {}
    speaks = wording_of(tree, resources, translator.language)
    grids = grids_of(tree, lists, speaks)
    reading = _reading_of(tree, resources, speaks)
    changes = changes_of(returned, grids, reading, file)
    stranger = _stranger(tree, now, changes, file)
    if stranger is not None:
        return Brought(None, (), (stranger,))
    names = Names(tree, catalogue.name_of if catalogue is not None else no_code_names)
    today = Names(now)
    if changes.count:
        changes = replace(changes, removals=(*changes.removals, *_unsaid(changes, names, today)))
    told = tuple(_told(changes, names))
    conflicts = tuple(_conflicts(changes, names, today, file))
    found = (*changes.findings, *conflicts)
    if has_errors(found):
        return Brought(None, told, found)
    if not changes.count:
        return Brought(current, (), found)
    content = _merged(tree, changes, returned, current, file)
    if isinstance(content, Diagnostic):
        return Brought(None, told, (*found, content))
    return Brought(content, told, found)


def _stranger(tree: SourceTree, now: SourceTree, changes: Changes, file: str) -> Diagnostic | None:
    """Return that a form was made from the source of another department, year or stage.

    A source may have another file or folder by now, and its department another name, which the
    form may say as well. Of what is not said, nothing is told.
    """
    entered = {one.path: str(one.value) for one in changes.edits}
    made_from, own = _whose(tree), _whose(now)
    if all(
        not here or not was or here in (was, entered.get(path))
        for path, was, here in zip(_WHOSE, made_from, own, strict=True)
    ):
        return None
    return finding(
        "FRM006",
        msg(
            "this is the form of {whose}, made from {file}; this source is of {other}",
            whose=" ".join(filter(None, made_from)),
            file=printable(tree.file),
            other=" ".join(filter(None, own)),
        ),
        Span.point(file),
        hint=msg(
            "import it into the source that it is of: budgetc import FORM SOURCE; where only the "
            "name is another now, write that into the form as well"
        ),
    )


def _whose(tree: SourceTree) -> tuple[str, ...]:
    return tuple(printable(tree.said(*path)) for path in _WHOSE)


_WHOSE: tuple[Path, ...] = (("department", "name"), ("year",), ("stage",))
"""Where a source says whose it is."""


def _reading_of(tree: SourceTree, resources: Resources, speaks: Wording) -> Reading:
    """Return how the cells of a form of a source are read."""
    units = money_units(resources)
    unit = units.get(tree.said("unit")) or next(iter(units.values()))
    flags = {YES.in_words(speaks.translator): True, NO.in_words(speaks.translator): False}
    return Reading(unit, units, flags, speaks.groups)


def _tree(
    name: str, content: bytes, resources: Resources
) -> tuple[SourceTree | None, tuple[Diagnostic, ...]]:
    tree, findings = read_bytes(name, content)
    if tree is None or has_errors(findings):
        return None, findings
    return schema_of(resources, tree).shaped(tree), ()


def _merged(
    tree: SourceTree, changes: Changes, returned: Returned, current: bytes, file: str
) -> bytes | Diagnostic:
    """Return the source of today with the changes; or why they do not go in."""
    hint = msg("make the changes in the source itself")
    try:
        text = applied(tree.text, changes, tree.shape)
    except SharedValueError:
        problem = msg("a value that was changed is shared by an anchor or alias of the source")
        return finding("FRM003", problem, Span.point(file), hint=hint)
    new, wrong = read_bytes(returned.source, text.encode())
    if new is None or wrong:
        problem = msg("the changes do not fit into the lines of the source")
        return finding("FRM003", problem, Span.point(file), hint=hint)
    marks = {Translator(language).text("fill in") for language in LANGUAGES}
    text = without_marks(new, marks, frozenset(tree.text.split("\n")))
    try:
        merged = merge(returned.content, current, text.encode(), tree.shape, Labels())
    except CannotMergeError as error:
        return finding("FRM003", error.reason, Span.point(file), hint=hint)
    if merged.conflicts:
        problem = msg("the source was changed in the same places since the form was made")
        return finding("FRM002", problem, Span.point(file), hint=_AGAIN)
    return merged.content


_AGAIN = msg("make the form anew, and fill in what is missing in it")


def _conflicts(changes: Changes, names: Names, today: Names, file: str) -> Iterator[Diagnostic]:
    """Yield what was changed in the form and in the source, each in its own way."""
    for one in changes.edits:
        was, here = _at(names.tree, one.path), _found(names, today, one.path)
        is_changed = _datum(was) != _datum(here)
        is_alike = here is not None and plain(here) == one.value
        if is_changed and not is_alike:
            called = partial(_called, shape=names.tree.shape.at(one.path), names=names)
            yield finding(
                "FRM002",
                msg(
                    "{cell}: {place} was {was}; the form says {form}, the source {source} by now",
                    cell=one.cell.place,
                    place=names.address(one.path).name,
                    was=called(_words(was)),
                    form=called(_shown(one.value)),
                    source=called(_words(here)),
                ),
                Span.point(file, one.cell.row, one.cell.column),
                hint=_DECIDE,
            )
    for gone in changes.removals:
        was, here = _at(names.tree, gone.path), _found(names, today, gone.path)
        if here is not None and _datum(was) != _datum(here):
            yield finding(
                "FRM002",
                msg(
                    "{place} was taken out of the form, and changed in the source",
                    place=names.address(gone.path).name,
                ),
                Span.point(file),
                hint=_DECIDE,
            )


_DECIDE = msg("decide which holds: write it into the source, and make the form anew")


def _unsaid(changes: Changes, names: Names, today: Names) -> Iterator[Removal]:
    """Yield the reasons that nobody has given, in the source neither."""
    for one in changes.unsaid:
        here = _found(names, today, one.path)
        if isinstance(here, Scalar) and here.value is None:
            yield one


def _found(names: Names, today: Names, path: Path) -> Node | None:
    """Return what stands in the source of today for what stood at a place of the older one."""
    for depth in range(len(path), 0, -1):
        found = today.find(names.text(path[:depth]))
        if found is not None:
            return _at(today.tree, (*found, *path[depth:]))
    return _at(today.tree, path)


def _at(tree: SourceTree, path: Path) -> Node | None:
    node, rest = tree.at(path)
    return None if rest else node


def _datum(node: Node | None) -> object:
    return None if node is None else node_datum(node)


def _words(node: Node | None) -> str:
    if isinstance(node, Sequence):
        words = ", ".join(item.text for item in node.items if isinstance(item, Scalar))
    else:
        words = node.text if isinstance(node, Scalar) else ""
    return beginning(printable(words), _SHOWN) or _NOTHING


def _shown(value: object) -> str:
    words = ", ".join(map(_text, value)) if isinstance(value, list) else _text(value)
    return beginning(printable(words), _SHOWN) or _NOTHING


def _text(value: object) -> str:
    """Return a value in plain digits or words; a thousand is no 1E+3."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    return "" if value is None else str(value)


def _called(text: str, shape: Shape, names: Names) -> Value:
    """Return a value as people choose it: yes, a word of the schema or a code by its name."""
    if kind_of(shape) is Kind.FLAG:
        return _FLAGS.get(text.lower(), text)
    if shape.code_list:
        return f"{text} {names.name_of_code(text, shape)}".strip()
    return shape.words.get(text, text)


_FLAGS: Mapping[str, Message] = MappingProxyType({"true": YES, "false": NO})

_NOTHING = "—"


def _told(changes: Changes, names: Names) -> Iterator[Message]:
    """Yield each change in words."""
    for one in changes.edits:
        shape = names.tree.shape.at(one.path)
        yield msg(
            "{place}: {was} → {now}",
            place=names.address(one.path).name,
            was=_called(_words(_at(names.tree, one.path)), shape, names),
            now=_called(_shown(one.value), shape, names),
        )
    for other in changes.renames:
        place = names.address(other.path).name
        yield msg("{place}: it is called {key} now", place=place, key=other.key)
    for gone in changes.removals:
        yield msg("{place}: taken out", place=names.address(gone.path).name)
    for added in changes.additions:
        place, what = names.address(added.holder).name, _new(added, names)
        amount = _amount_of(added, names.tree.shape.at(added.holder))
        yield (
            msg("{place}: put in {what}", place=place, what=what)
            if amount is None
            else msg("{place}: put in {what}, {amount}", place=place, what=what, amount=amount)
        )


def _new(added: Addition, names: Names) -> str:
    """Return what a new row is called."""
    if added.key is not None:
        return names.address((*added.holder, added.key)).name.zh.rpartition(BETWEEN)[2]
    told = names.of_new(added.holder, added.value) if isinstance(added.value, dict) else ""
    return beginning(printable(told), _SHOWN) or _first(added.value)


def _amount_of(added: Addition, shape: Shape) -> str | None:
    """Return the amount of a new row; nothing where it has none, or several."""
    inside, value = shape.under(added.key), added.value
    if isinstance(value, dict):
        value = value.get(inside.written("amount"))
    return _text(value) if is_number(value) else None


def _first(value: object) -> str:
    """Return what names a new row: its first value."""
    while isinstance(value, dict):
        value = next(iter(value.values()), "")
    return beginning(printable(_text(value)), _SHOWN)
