"""The data that travels with the compiler, and the workspace that may override it file by file."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property, partial, wraps
from importlib import import_module
from json import JSONDecodeError
from pathlib import Path
from typing import Any, TypeVar, TypeVarTuple, cast

from budgetc.diagnostics import Diagnostic, finding
from budgetc.diagnostics.characters import shortened
from budgetc.diagnostics.messages import Message, ReasonedError, msg
from budgetc.diagnostics.spans import Span
from budgetc.files.disk import Disk
from budgetc.files.names import unusable
from budgetc.files.port import FileRefusedError, Files, all_names
from budgetc.files.prepared import PACKAGED, Key, Part, Prepared, digest, key_of, prepared_in

OVERRIDABLE = ("schema", "templates")
"""The folders of data; a workspace may hold either, with only the files it changes."""

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


def shipped_folder() -> Path:
    """Return the folder that holds `schema/` and `templates/`: in the wheel, or in a checkout."""
    is_wheel = (PACKAGED / "schema").is_dir()
    return PACKAGED if is_wheel else PACKAGED.parent.parent.parent


class DataFaultError(Exception):
    """A data file that cannot be used, and why."""

    def __init__(
        self,
        name: str,
        reason: str | Message,
        line: int = 1,
        column: int = 1,
        *,
        hint: Message | None = None,
    ) -> None:
        super().__init__(name, reason, line, column)
        self.name = name
        self.reason = reason
        self.line = line
        self.column = column
        self.hint = hint

    @property
    def diagnostic(self) -> Diagnostic:
        """The finding that tells of it."""
        return finding(
            "DAT001",
            msg("{file} cannot be used: {reason}", file=self.name, reason=self.reason),
            Span.point(self.name, self.line, self.column),
            hint=self.hint or self._way_out(),
        )

    def _way_out(self) -> Message:
        if (shipped_folder() / self.name).exists():
            return msg("mend it, or delete it: the one that ships with budgetc is used then")
        return msg("mend it; none of this name ships with budgetc")


class LineFaultError(ValueError):
    """A line of a data file, whose name is not known here, that cannot be used, and why."""

    def __init__(self, reason: Message, line: int, *, hint: Message | None = None) -> None:
        super().__init__(reason, line)
        self.reason = reason
        self.line = line
        self.hint = hint


class Resources:
    """Data files by their name, such as `templates/NAME/layout.yaml`.

    What is made of them (code lists, layouts, schemas) is kept, together with the names of the
    files that were asked for: whoever uses what is kept depends on these as well.
    """

    def __init__(self, roots: tuple[Files, ...], prepared: Prepared | None = None) -> None:
        """Begin with nothing kept.

        Args:
            roots: where a file is looked for, first root first; the last one ships.
            prepared: what was made of the files that ship when the package was built.
        """
        self.roots = roots
        self._prepared = prepared
        self._current: dict[str, bool] = {}
        self._kept: dict[
            tuple[Callable[..., Any], tuple[Hashable, ...]], tuple[Any, frozenset[str]]
        ] = {}
        self._noting: list[set[str]] = []

    @classmethod
    def of_workspace(cls, workspace: Path | None) -> Resources:
        """Return the shipped data, overridden by the files of a workspace."""
        shipped = shipped_folder()
        prepared = prepared_in(PACKAGED)
        if workspace is None or workspace.resolve() == shipped.resolve():
            return cls((Disk(shipped),), prepared)
        return cls((Disk(workspace), Disk(shipped)), prepared)

    def renewed(self) -> Resources:
        """Return the same files, to be read anew."""
        return Resources(self.roots, self._prepared)

    @contextmanager
    def noting(self) -> Iterator[set[str]]:
        """Collect the names of the files and folders that are asked for meanwhile."""
        names: set[str] = set()
        self._noting.append(names)
        try:
            yield names
        finally:
            self._noting.pop()
            self._note(names)

    def kept(self, make: Callable[..., T], *arguments: Hashable) -> T:
        """Return what a function makes of these files, made once."""
        key = (make, arguments)
        if key not in self._kept:
            with self.noting() as names:
                value = self._made(make, arguments, names)
            self._kept[key] = value, frozenset(names)
            return cast("T", value)
        value, asked = self._kept[key]
        self._note(asked)
        return cast("T", value)

    def all_kept(self) -> Mapping[Key, tuple[object, frozenset[str]]]:
        """Return all that is kept, and the names that were asked for; what others hold first."""
        return {key_of(*key): value for key, value in self._kept.items()}

    def _made(
        self, make: Callable[..., T], arguments: tuple[Hashable, ...], names: set[str]
    ) -> Any:
        """Return what a function makes, prepared if it was and none of its files has changed."""
        key = key_of(make, arguments)
        if self._prepared is None or not self._is_current(key):
            return make(self, *arguments)
        names |= self._prepared.places[key][1]
        return self._prepared.value(key, self._part)

    def _is_current(self, key: Key) -> bool:
        prepared = self._prepared
        if prepared is None or key not in prepared.places:
            return False
        for name in prepared.places[key][1] - self._current.keys():
            self._current[name] = prepared.current(name, self._roots_with_data)
        return all(self._current[name] for name in prepared.places[key][1])

    @cached_property
    def _roots_with_data(self) -> tuple[Files, ...]:
        """The last root, and those before it that have any data: mostly, budgets are all."""
        *above, shipped = self.roots
        return (*(one for one in above if any(digest(one, name) for name in OVERRIDABLE)), shipped)

    def _part(self, part: Part) -> object:
        (name, arguments), at = part
        module, _, function = name.rpartition(".")
        value = getattr(import_module(module), function)(self, *arguments)
        return value[at] if isinstance(value, tuple) else value

    def read(self, name: str) -> bytes | None:
        """Return the content of a file; nothing where no root has it.

        Raises:
            DataFaultError: something is there that may not or cannot be read.
        """
        return self._read(name, self.roots)

    def has(self, name: str) -> bool:
        """Tell whether there is a file of a name."""
        return self.read(name) is not None

    def original(self, name: str) -> bytes | None:
        """Return the shipped file whose place a file of the workspace takes, if one does."""
        replaced = len(self.roots) > 1 and self._read(name, self.roots[:-1]) is not None
        return self._read(name, self.roots[-1:]) if replaced else None

    def ships(self, name: str) -> bool:
        """Tell whether the compiler brings a file of a name."""
        return self._read(name, self.roots[-1:]) is not None

    def names(self, folder: str) -> tuple[str, ...]:
        """Return the names of all files under a folder, such as `templates`, sorted."""
        return self._names(folder, self.roots)

    def own_names(self, folder: str) -> tuple[str, ...]:
        """Return the names of the files that a workspace has under a folder, sorted."""
        return self._names(folder, self.roots[:-1])

    def folders(self, name: str) -> tuple[str, ...]:
        """Return the names of the folders inside a folder, over all roots, sorted.

        Raises:
            DataFaultError: one of them may not or cannot be used.
        """
        self._note({name})
        entries = (entry for root in self.roots for entry in _refusing(root.entries, name))
        return _usable(name, {entry.name for entry in entries if entry.is_folder})

    def text(self, name: str) -> str:
        """Return the text of a file.

        Raises:
            DataFaultError: there is no such file, or it is not UTF-8.
        """
        return self.parsed(name, str)

    def parsed(self, name: str, parse: Callable[[str], T]) -> T:
        """Return what a data file says.

        Raises:
            DataFaultError: there is no such file, or it cannot be understood.
        """
        content = self.read(name)
        if content is None:
            raise DataFaultError(name, msg("there is no such file"))
        try:
            return parse(content.decode("utf-8-sig").replace("\r\n", "\n"))
        except Exception as error:  # a stranger's file may have anything in it
            raise _fault_of(error, name) from error

    def parsed_as_shipped(self, name: str, parse: Callable[[str], T]) -> T:
        """Return what a data file says that rules take at its word.

        A workspace may come from a stranger. A copy of the shipped file may stand there.

        Raises:
            DataFaultError: the workspace has another such file, or it cannot be understood.
        """
        shipped = self.original(name)
        if shipped is not None and self.read(name) != shipped:
            raise DataFaultError(name, msg("a workspace cannot replace this file"))
        return self.parsed(name, parse)

    def _read(self, name: str, roots: tuple[Files, ...]) -> bytes | None:
        if not _is_data(name):
            return None
        self._note({name})
        contents = (_refusing(root.read, name) for root in roots)
        return next((content for content in contents if content is not None), None)

    def _names(self, folder: str, roots: tuple[Files, ...]) -> tuple[str, ...]:
        if not _is_data(folder):
            return ()
        self._note({folder})
        found = (_refusing(partial(all_names, root), folder) for root in roots)
        return _usable("", {name for names in found for name in names})

    def _note(self, names: set[str] | frozenset[str]) -> None:
        if self._noting:
            self._noting[-1] |= names


def kept(make: Callable[[Resources, *Ts], T]) -> Callable[[Resources, *Ts], T]:
    """Have what a function makes of data files made once for each set of them."""

    @wraps(make)
    def once(resources: Resources, *arguments: *Ts) -> T:
        return resources.kept(make, *cast("tuple[Hashable, ...]", arguments))

    return cast("Callable[[Resources, *Ts], T]", once)


def _fault_of(error: Exception, name: str) -> DataFaultError:
    """Return what is wrong with a data file, given what understanding it raised."""
    match error:
        case LineFaultError():
            return DataFaultError(name, error.reason, error.line, hint=error.hint)
        case ReasonedError():
            return DataFaultError(name, error.reason)
        case UnicodeDecodeError():
            line = error.object.count(b"\n", 0, error.start) + 1
            seen = f"0x{error.object[error.start]:02x}"
            return DataFaultError(
                name,
                msg("it is not UTF-8 text ({seen})", seen=seen),
                line,
                hint=msg("save it with the encoding UTF-8; a list in Excel as “CSV UTF-8”"),
            )
        case JSONDecodeError():
            return DataFaultError(
                name,
                msg("it is no JSON from here on"),
                error.lineno,
                error.colno,
                hint=msg(
                    "look here, and at what stands before: a comma too many or missing, a quote "
                    "or a bracket that is not closed"
                ),
            )
        case ValueError():  # says in its own words what is wrong
            return DataFaultError(name, shortened(str(error)))
        case _:
            return DataFaultError(name, msg("it is not built as such a file has to be"))


def _usable(folder: str, names: set[str]) -> tuple[str, ...]:
    """Return names, sorted; one that is not the same on every system is a fault of the data."""
    for name in sorted(names):
        if (wrong := unusable(f"{folder}/{name}" if folder else name)) is not None:
            raise DataFaultError(wrong.span.file, wrong.message)
    return tuple(sorted(names))


def _is_data(name: str) -> bool:
    return name.split("/", maxsplit=1)[0] in OVERRIDABLE


def _refusing(look: Callable[[str], T], name: str) -> T:
    try:
        return look(name)
    except FileRefusedError as error:
        refused = error.diagnostic
        raise DataFaultError(refused.span.file, refused.message) from error
