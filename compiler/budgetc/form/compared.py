"""A form that came back, beside what it was when it went out: which cells say something else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from budgetc.classification import typed_as_number
from budgetc.diagnostics.characters import printable, shortened
from budgetc.diagnostics.messages import enumerated, msg
from budgetc.form.edits import Addition, Changes, Edit, Removal, Rename
from budgetc.form.findings import FormFindings
from budgetc.form.model import ANY, NUMBERS, CellValue, Field, Grid, Kind, Row, is_exact_number
from budgetc.form.returned import Cell, Returned, ReturnedGrid, ReturnedRow
from budgetc.form.shown import LONGEST, cell_text, labelled, shown
from budgetc.form.taken import NotTakenError, Reading, says_unit, taken
from budgetc.frozen import frozen
from budgetc.source.nodes import Path, PlainValue


def changes_of(returned: Returned, grids: Iterable[Grid], reading: Reading, file: str) -> Changes:
    """Return what was changed in a form.

    Args:
        returned: the form as it came back.
        grids: as it went out.
        reading: how its cells are read.
        file: the name of the form in reports.
    """
    told = FormFindings(file)
    comparison = _Comparison({grid.place: grid for grid in grids}, reading, told)
    comparison.compare(returned)
    return Changes(
        tuple(comparison.edits),
        tuple(comparison.removals),
        tuple(comparison.additions),
        tuple(comparison.renames),
        told.in_order(returned.sheets),
        () if comparison.lacks_numbers else tuple(comparison.unsaid),
    )


@frozen()
class _New:
    """What a row that was put in says.

    Attributes:
        key: its own in a mapping.
        labels: what it is called, as we say it and by the texts of its cells.
        value: all else.
    """

    key: str | None
    labels: tuple[str, ...]
    value: PlainValue


class _Known:
    """The rows of a grid, by what they are called."""

    def __init__(self, grid: Grid) -> None:
        self._fields = grid.fields
        self._rows: list[tuple[ReturnedRow, Path | Addition]] = []
        self._now: dict[str, list[Path | Addition]] = {}
        self._before: dict[str, Path | Addition] = {}

    def add(
        self, row: ReturnedRow, stands_for: Path | Addition, labels: Iterable[str], was: str = ""
    ) -> None:
        """Note a row with what it is called now, and what it was called."""
        self._rows.append((row, stands_for))
        for label in dict.fromkeys(labels):
            self._now.setdefault(label, []).append(stands_for)
        if was:
            self._before[was] = stands_for

    def called(self, said: str) -> Sequence[Path | Addition]:
        """Return the rows that a label calls, or a code or text that some of them have.

        What a row is called now goes before what it was called.
        """
        if not said:
            return ()
        if called := self._now.get(said):
            return called
        if said in self._before:
            return (self._before[said],)
        return [
            stands_for
            for row, stands_for in self._rows
            if any(_says(row, field, said) for field in self._fields)
        ]


class _Comparison:
    def __init__(
        self, grids: Mapping[tuple[str, ...], Grid], reading: Reading, told: FormFindings
    ) -> None:
        self._grids, self._reading, self._told = grids, reading, told
        self._known = {place: _Known(grid) for place, grid in grids.items()}
        self._gone: set[Path] = set()
        self.edits: list[Edit] = []
        self.removals: list[Removal] = []
        self.additions: list[Addition] = []
        self.renames: list[Rename] = []
        self.unsaid: list[Removal] = []
        self.lacks_numbers = False

    def compare(self, returned: Returned) -> None:
        came: dict[tuple[str, ...], list[ReturnedGrid]] = {}
        for one in returned.grids:
            came.setdefault(one.place, []).append(one)
        self._refuse_copies(came)
        self._refuse_unmarked(returned.unmarked.values())
        for cell in returned.other_units:
            self._told.refuse(
                cell,
                msg(
                    "this sheet says “{words}”, and its amounts are read in {unit}",
                    words=shortened(printable(str(cell.value))),
                    unit=self._reading.unit.name,
                ),
                msg("write “{line}” there again, and the amounts in that", line=returned.unit),
            )
        for head in returned.renamed:
            self._told.refuse(
                head.cell,
                msg(
                    "the head of this column was “{was}”, and says “{now}” now",
                    was=printable(head.was),
                    now=shortened(printable(str(head.cell.value or ""))),
                ),
                msg("write the head back; what stands below it is read as that"),
            )
        self._told.unread += returned.unread
        for place, grid in self._grids.items():
            if place in came:
                if len(came[place]) == 1:
                    self._grid(grid, came[place][0])
            elif grid.rows and place not in returned.unmarked:
                self._told.lack(
                    msg("the sheet {name} is missing", name=returned.made.get(place, grid.name)),
                    msg("take it from a form that is made anew, or import an older copy"),
                )
        for place in sorted(came.keys() - self._grids.keys()):
            self._told.refuse(
                came[place][0].head,
                msg("budgetc knows no such table any more"),
                msg("make the form anew, and copy what was filled in"),
            )

    def _refuse_copies(self, came: Mapping[tuple[str, ...], Sequence[ReturnedGrid]]) -> None:
        """Refuse what is there more than once, sheet by sheet: nobody can tell which one holds."""
        told: set[tuple[str, ...]] = set()
        for alike in (grids for grids in came.values() if len(grids) > 1):
            sheets = tuple(dict.fromkeys(one.head.sheet for one in alike))
            if sheets not in told:
                told.add(sheets)
                self._told.refuse(
                    alike[-1].head,
                    msg(
                        "what the form asks for once stands here more than once, in the sheets: "
                        "{sheets}",
                        sheets=enumerated(map(printable, sheets)),
                    ),
                    msg("keep the one that holds, and delete its copies"),
                )

    def _refuse_unmarked(self, cells: Iterable[Cell]) -> None:
        """Refuse sheets of the form of which nothing can be told without their hidden column."""
        for cell in dict.fromkeys(cells):
            self._told.refuse(
                cell,
                msg("this sheet has lost its hidden first column, and cannot be read without it"),
                msg("undo that; or make the form anew, and copy what was filled in"),
            )

    def _grid(self, grid: Grid, came: ReturnedGrid) -> None:
        for number, field in enumerate(grid.fields):
            if _key(field) not in came.columns and any(number in row.typed for row in grid.rows):
                self._told.refuse(
                    came.head,
                    msg("the column {name} is missing", name=field.name or grid.name),
                    _TAKE_IT,
                )
        seen = self._seen(grid, came.rows)
        for row in grid.rows:
            if row.path in seen or self._is_gone(row.path):
                continue
            if grid.is_open:
                self._gone.add(row.path)
                self.removals.append(Removal(row.path))
            else:
                self._told.refuse(
                    came.head, msg("the row {name} is missing", name=row.label), _ANEW
                )
        if any(field.is_key for field in grid.fields):
            self._check_keys(grid)

    def _seen(self, grid: Grid, rows: Iterable[ReturnedRow]) -> set[Path]:
        """Note what rows say; return what those that are still there stand for."""
        known = {row.path: row for row in grid.rows}
        seen: set[Path] = set()
        before: ReturnedRow | None = None
        for row in rows:
            was = known.get(row.path) if row.path is not None else None
            if row.path is not None and was is None:
                self._told.refuse(row.first, msg("the source has no such row any more"), _ANEW)
                continue
            if was is None or was.path in seen:
                if not row.is_blank:
                    self._added(grid, row, before)
            elif not row.is_blank or not grid.is_open or _says_nothing(was):
                seen.add(was.path)
                self._changed(grid, was, row)
                before = row
        return seen

    def _check_keys(self, grid: Grid) -> None:
        """Make sure that no two rows of one mapping have the same key now."""
        called = {one.path: one for one in self.renames}
        kept = [row.path for row in grid.rows if row.path not in self._gone]
        taken_keys = {path for path in kept if path not in called}
        renamed = (((*path[:-1], called[path].key), called[path].cell) for path in kept
                   if path in called)  # fmt: skip
        added = (
            ((*one.holder, one.key), one.cell)
            for one in self.additions
            if one.key is not None and _is_of(one.holder, grid)
        )
        for path, cell in (*renamed, *added):
            if path in taken_keys:
                problem = msg("another row has {name} already", name=str(path[-1]))
                self._told.refuse(cell, problem, msg("one row a code: take one of them out"))
            taken_keys.add(path)

    def _is_gone(self, path: Path) -> bool:
        return any(path[:depth] in self._gone for depth in range(1, len(path)))

    def _changed(self, grid: Grid, was: Row, row: ReturnedRow) -> None:
        """Note what a row says otherwise than it did."""
        if self._is_gone(was.path):
            self._told.refuse(
                row.first,
                msg("this row belongs to {name}, which was taken out", name=was.parent),
                msg("take this row out as well, or bring that one back"),
            )
            return
        names: dict[int, str] = {}
        for number, (field, value) in enumerate(zip(was.fields, was.values, strict=True)):
            cell = row.cells.get(_key(field or grid.fields[number]))
            if field is None:
                if cell is not None and not cell.is_blank:
                    self._told.unread.append(cell)
                continue
            if cell is None or _is_as_written(field, value, cell):
                if value is None and number in was.typed:
                    self._left_open(field, was)
                continue
            if len(shown(field, value)) > LONGEST:
                problem = msg("this text is longer than a cell holds: only its beginning is here")
                self._told.refuse(cell, problem, msg("change it in the source"))
                continue
            is_taken, now = self._taken(field, cell)
            if not is_taken or _is_same(value, now):
                continue
            if field.is_key and now is None:
                problem = msg("this row has lost its {name}", name=field.name or grid.name)
                self._told.refuse(cell, problem, msg("fill it in; or empty all of the row"))
                continue
            names[number] = shown(field, now)
            if field.is_key:
                self.renames.append(Rename(was.path, str(now), cell))
                continue
            self.edits.append(Edit((*was.path, *field.below), _plain(field, now), cell))
            self.lacks_numbers |= now is None and field.kind in NUMBERS
        is_renamed = not names.keys().isdisjoint(grid.labelled_by)
        label = labelled(grid, was, names) if is_renamed else was.label
        self._known[grid.place].add(row, was.path, [label], was.label)
        self._check_owner(grid, was, row)

    def _left_open(self, field: Field, row: Row) -> None:
        """Note a key that stands in the source without a value, as its cell does now."""
        self.lacks_numbers |= field.kind in NUMBERS
        if field.is_reason and not field.is_required:
            self.unsaid.append(Removal((*row.path, *field.below)))

    def _check_owner(self, grid: Grid, was: Row, row: ReturnedRow) -> None:
        """Make sure that a row still belongs where it did, whatever that is called now."""
        said = _owner(row)
        if not grid.above or said in {"", was.parent}:
            return
        if was.path[: len(grid.above)] not in self._known[grid.above].called(said):
            self._told.refuse(
                row.parent or row.first,
                msg("this row belongs to {name}, and cannot be moved", name=was.parent),
                msg("empty this row, and fill in a new one below"),
            )

    def _added(self, grid: Grid, row: ReturnedRow, before: ReturnedRow | None) -> None:
        """Note a row that was put in."""
        if not grid.is_open:
            self._told.refuse(row.first, msg("this table has no place for a further row"), _OUTSIDE)
            return
        new, holder = self._new(grid, row), self._holder(grid, row)
        if new is None or holder is None:
            return
        if isinstance(holder, Addition):
            _nest(holder, grid, new)
            return
        added = Addition(holder, new.key, _place_behind(before, grid, holder), new.value, row.first)
        self.additions.append(added)
        self._known[grid.place].add(row, added, filter(None, new.labels))

    def _new(self, grid: Grid, row: ReturnedRow) -> _New | None:
        """Return what a new row says; nothing where that is not all that it has to."""
        value: dict[str, PlainValue] = {}
        single: PlainValue = None
        key, names, is_whole = None, dict[int, tuple[str, str]](), True
        for number, field in enumerate(grid.fields):
            cell = row.cells.get(_key(field))
            is_taken, now = (True, None) if cell is None else self._taken(field, cell)
            if is_taken and now is None and field.is_required:
                self._told.refuse(
                    cell or row.first,
                    msg("{name} is missing in this row", name=field.name or grid.name),
                    msg("fill it in; or empty the row, if it is no row of the table"),
                )
                is_taken = False
            is_whole &= is_taken
            if now is None:
                continue
            names[number] = shown(field, now), _text(cell)
            if field.is_key:
                key = str(now)
            elif field.below:
                _put(value, field.below, _plain(field, now))
            else:
                single = _plain(field, now)
        if not is_whole:
            return None
        said = [names.get(number, ("", "")) for number in grid.labelled_by]
        labels = tuple(grid.label(texts, _owner(row)) for texts in zip(*said, strict=True))
        return _New(key, labels, value if single is None else single)

    def _taken(self, field: Field, cell: Cell) -> tuple[bool, CellValue]:
        """Return whether a cell can be taken, and for what."""
        try:
            value = taken(field, cell, self._reading)
        except NotTakenError as error:
            self._told.refuse(cell, error.reason, error.hint)
            return False, None
        if cell.is_hidden and value is not None:
            self._told.hidden.append(cell)
        if cell.is_formula:
            self._told.computed.append(cell)
        return True, value

    def _holder(self, grid: Grid, row: ReturnedRow) -> Path | Addition | None:
        """Return where a new row goes: a list, or a row that is itself new."""
        if not grid.above:
            return tuple(grid.place[:-1])
        said = _owner(row)
        owners = self._known[grid.above].called(said)
        if len(owners) != 1:
            name = shortened(printable(said))
            problem = msg("there is no {name}, to which this row belongs", name=name)
            if owners:
                problem = msg("this row may belong to several rows that say {name}", name=name)
            self._told.refuse(
                row.parent or row.first,
                problem if said else msg("it is not said to what this row belongs"),
                msg("choose one of the list"),
            )
            return None
        (owner,) = owners
        if isinstance(owner, Addition):
            return owner
        return (*owner, *grid.place[len(grid.above) : -1])


_END = 1_000_000_000
_ANEW = msg("make the form anew, and copy what was filled in")
_TAKE_IT = msg("take it from a form that is made anew; to leave values out, empty the cells")
_OUTSIDE = msg("empty the row: notes go beside the table, or into the source as comments")


def _is_of(holder: Path, grid: Grid) -> bool:
    """Tell whether a mapping is one of those that a grid has the rows of."""
    way = grid.place[:-1]
    return len(holder) == len(way) and all(
        one in {step, ANY} for one, step in zip(way, holder, strict=True)
    )


def _key(field: Field | None) -> tuple[str, ...] | None:
    return None if field is None or field.is_key else field.below


def _says(row: ReturnedRow, field: Field, said: str) -> bool:
    """Tell whether a row has a text, or a code that may have its name behind it."""
    text = _text(row.cells.get(_key(field)))
    code = text.partition(" ")[0] if field.kind is Kind.CODE else text
    return field.kind in {Kind.CODE, Kind.WORDS} and said in {text, code}


def _owner(row: ReturnedRow) -> str:
    """Return what a row says of the row above that it belongs to."""
    return _text(row.parent)


def _text(cell: Cell | None) -> str:
    return str(cell.value or "").strip() if cell is not None else ""


def _says_nothing(row: Row) -> bool:
    return all(value is None for value in row.values)


def _is_as_written(field: Field, value: CellValue, cell: Cell) -> bool:
    """Tell whether a cell stands there as it went out."""
    if cell.is_uncomputed:
        return False
    if value is None:
        return cell.value is None or cell.value == ""
    if is_exact_number(value):
        if field.kind is Kind.AMOUNT and says_unit(cell):
            return False
        number = isinstance(cell.value, int | float) and not isinstance(cell.value, bool)
        return number and cell.value == float(value)
    return isinstance(cell.value, str) and cell.value == cell_text(field, value)


def _is_same(before: CellValue, now: CellValue) -> bool:
    """Tell whether two values say the same; a number may have been written as text."""
    if isinstance(before, bool) or isinstance(now, bool):
        return before is now
    if before in (None, ()) and now in (None, ()):
        return True
    return (type(before) is type(now) and before == now) or _numbers(before, now)


def _numbers(before: CellValue, now: CellValue) -> bool:
    numeric = (int, Decimal)
    return isinstance(before, numeric) and isinstance(now, numeric) and before == now


def _plain(field: Field, value: CellValue) -> PlainValue:
    """Return a value as it is typed: a code as a number, as sources have it."""
    if field.kind is Kind.CODE and isinstance(value, str) and typed_as_number(value):
        return int(value)
    return list(value) if isinstance(value, tuple) else value


def _put(value: PlainValue, keys: Sequence[str], leaf: PlainValue) -> None:
    """Put a leaf into nested mappings."""
    for key in keys[:-1]:
        value = _inside(value, key, {})
    assert isinstance(value, dict)  # noqa: S101  # made here
    value[keys[-1]] = leaf


def _place_behind(before: ReturnedRow | None, grid: Grid, holder: Path) -> int:
    """Return the place in a list behind which a new row comes."""
    if before is None:
        return -1 if grid.rows else _END
    if before.path is not None and before.path[:-1] == holder:
        last = before.path[-1]
        return last if isinstance(last, int) else _END
    return _END


def _nest(owner: Addition, grid: Grid, new: _New) -> None:
    """Put a new row into one that is itself new."""
    *way, last = grid.place[len(grid.above) : -1]
    holder = owner.value
    for step in way:
        holder = _inside(holder, step, {})
    if new.key is not None:
        _put(_inside(holder, last, {}), (new.key,), new.value)
    else:
        items = _inside(holder, last, [])
        assert isinstance(items, list)  # noqa: S101  # just made
        items.append(new.value)


def _inside(holder: PlainValue, key: str, empty: PlainValue) -> PlainValue:
    """Return what stands under a key of a mapping; something empty where nothing does."""
    assert isinstance(holder, dict)  # noqa: S101  # a row with rows below is one
    return holder.setdefault(key, empty)
