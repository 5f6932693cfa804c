"""The results that are kept of one workspace: a small database in the user's cache folder.

Whatever is wrong with it, it is begun anew: that costs time, and nothing else. A row says what a
source was made of, so it can be old and never wrong; it is written after the documents are.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from sys import intern
from zlib import crc32

from budgetc.files.record import digest_of
from budgetc.files.writing import remove
from budgetc.keeping.kept import Result
from budgetc.keeping.line import Line, Written
from budgetc.keeping.lost import BusyError, LostError

_FORM = 3
"""Raised whenever the tables below, or what stands in them, become others."""

_TABLES = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE source (name TEXT PRIMARY KEY, body TEXT NOT NULL, mark INTEGER NOT NULL);
CREATE TABLE document (source TEXT NOT NULL, maker TEXT NOT NULL, path TEXT NOT NULL,
    signed TEXT NOT NULL, PRIMARY KEY (source, path, maker)) WITHOUT ROWID;
CREATE TABLE data (id TEXT PRIMARY KEY, names TEXT NOT NULL);
CREATE TABLE found (source TEXT PRIMARY KEY, found BLOB NOT NULL, rules BLOB NOT NULL);
CREATE TABLE sums (source TEXT PRIMARY KEY, book TEXT NOT NULL, digest TEXT NOT NULL,
    body BLOB NOT NULL);
CREATE INDEX of_sums ON sums (source, digest);
"""

_PATIENCE = 5.0
"""Seconds for which another run may write."""


_HELD = frozenset(
    {
        sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM,
    }
)  # fmt: skip
"""What SQLite says of a database with which nothing is wrong; the low byte of its codes."""


class Store:
    """The results of one workspace.

    Each of its methods raises `LostError` where the database cannot be read or written any more.
    """

    def __init__(self, connection: sqlite3.Connection, compiler: str) -> None:
        self._connection = connection
        self._compiler = compiler.encode()

    def lines(self) -> dict[str, Line]:
        """Return what is kept of each source, by its name."""
        lines: dict[str, Line] = {}
        with _readable():
            written: dict[str, list[Written]] = {}
            query = "SELECT source, maker, path, signed FROM document"
            for source, maker, path, signed in self._connection.execute(query):
                one = Written(intern(maker), path, signed)
                written.setdefault(source, []).append(one)
            for name, body, mark in self._connection.execute("SELECT name, body, mark FROM source"):
                lines[name] = _line(name, body, mark, written.pop(name, ()))
        return lines

    def line(self, source: str) -> Line | None:
        """Return what is kept of a source; nothing where it is not kept."""
        with _readable():
            query = "SELECT body, mark FROM source WHERE name = ?"
            row = self._connection.execute(query, (source,)).fetchone()
            if row is None:
                return None
            query = "SELECT maker, path, signed FROM document WHERE source = ?"
            written = [Written(*one) for one in self._connection.execute(query, (source,))]
            body, mark = row
            return _line(source, body, mark, written)

    def names(self, beginning: str) -> Sequence[str]:
        """Return the names of sources that begin so."""
        with _readable():
            query = "SELECT name FROM source WHERE substr(name, 1, ?) = ?"
            return [row[0] for row in self._connection.execute(query, (len(beginning), beginning))]

    def data_names(self) -> Mapping[str, tuple[str, ...]]:
        """Return the names of data files that sources were made of, by the id of each set."""
        with _readable():
            rows = [*self._connection.execute("SELECT id, names FROM data")]
            if any(digest_of(names.encode()) != key for key, names in rows):
                raise ValueError("data")
            return {key: tuple(json.loads(names)) for key, names in rows}

    def found(self, source: str) -> bytes | None:
        """Return what was found in a source."""
        return self._one("SELECT found FROM found WHERE source = ?", source)

    def rules(self, source: str) -> bytes | None:
        """Return what became of the rules over a source."""
        return self._one("SELECT rules FROM found WHERE source = ?", source)

    def sums(self, source: str) -> bytes | None:
        """Return what a region keeps of a source; nothing where it was not asked for."""
        with _readable():
            query = "SELECT body, digest FROM sums WHERE source = ?"
            row = self._connection.execute(query, (source,)).fetchone()
            if row is not None and digest_of(row[0]) != row[1]:
                raise ValueError(source)
            return None if row is None else row[0]

    def digests_of_sums(self) -> Mapping[str, str]:
        """Return what tells what a region keeps of a source from every other, for each source."""
        with _readable():
            return dict(self._connection.execute("SELECT source, digest FROM sums"))

    def has_sums(self, source: str, book: str) -> bool:
        """Tell whether there is what a book keeps of a source."""
        with _readable():
            query = "SELECT 1 FROM sums WHERE source = ? AND book = ?"
            return self._connection.execute(query, (source, book)).fetchone() is not None

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Write all that is put meanwhile, or nothing of it."""
        self._run("BEGIN IMMEDIATE")
        try:
            self._refuse_another()
            yield
        except BaseException:
            with suppress(LostError):
                self._run("ROLLBACK")
            raise
        self._run("COMMIT")

    def _refuse_another(self) -> None:
        """Write nothing where another compiler has begun the database anew meanwhile.

        Raises:
            BusyError: it has.
        """
        if self._one("SELECT value FROM about WHERE key = ?", "compiler") != self._compiler:
            raise BusyError

    def put_found(self, name: str, line: Line, found: bytes, rules: bytes = b"") -> None:
        """Keep what was made of sources, and what was found meanwhile."""
        self.sign(name, line)
        self._run("INSERT OR REPLACE INTO found VALUES (?, ?, ?)", name, found, rules)

    def put(self, line: Line, result: Result) -> None:
        """Keep a source in the place of what was kept of it."""
        name = result.name
        self.put_found(name, line, result.found, result.rules)
        self._run("DELETE FROM sums WHERE source = ?", name)
        if result.sums is not None:
            row = (name, result.book, digest_of(result.sums), result.sums)
            self._run("INSERT INTO sums VALUES (?, ?, ?, ?)", *row)

    def sign(self, name: str, line: Line) -> None:
        """Keep what a source was made of, and its documents; what it became stays."""
        mark = crc32(f"{name}{line.body}".encode())
        self._run("INSERT OR REPLACE INTO source VALUES (?, ?, ?)", name, line.body, mark)
        self._run("DELETE FROM document WHERE source = ?", name)
        for one in line.documents:
            self._run("INSERT OR REPLACE INTO document VALUES (?, ?, ?, ?)", name, *one)

    def put_data(self, names: Sequence[str]) -> str:
        """Keep names of data files; return their id."""
        text = json.dumps(names)
        key = digest_of(text.encode())
        self._run("INSERT OR IGNORE INTO data VALUES (?, ?)", key, text)
        return key

    def forget(self, sources: Iterable[str]) -> None:
        """Keep nothing of sources that are no more."""
        for name in sources:
            for table, column in (
                ("source", "name"), ("document", "source"), ("found", "source"), ("sums", "source"),
            ):  # fmt: skip
                self._run(f"DELETE FROM {table} WHERE {column} = ?", name)  # noqa: S608

    def forget_all(self) -> None:
        """Keep nothing of any source."""
        with self.writing():
            for table in ("source", "document", "data", "found", "sums"):
                self._run(f"DELETE FROM {table}")  # noqa: S608

    def close(self) -> None:
        """Let go of it."""
        self._connection.close()

    def _one(self, query: str, name: str) -> bytes | None:
        with _readable():
            row = self._connection.execute(query, (name,)).fetchone()
            return None if row is None else row[0].encode() if isinstance(row[0], str) else row[0]

    def _run(self, query: str, *values: object) -> None:
        with _readable():
            self._connection.execute(query, values)


@contextmanager
def _readable() -> Iterator[None]:
    """Have whatever is wrong with the database, or with what stands in it, be a loss."""
    try:
        yield
    except (sqlite3.Error, ArithmeticError, LookupError, TypeError, ValueError) as error:
        raise (BusyError if _is_held(error) else LostError) from error


def _is_held(error: Exception) -> bool:
    """Tell whether nothing is wrong with a database that cannot be used."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF in _HELD


def _line(name: str, body: str, mark: int, written: Iterable[Written]) -> Line:
    """Return a row as what it says.

    Raises:
        ValueError: it is not what was written.
    """
    if crc32(f"{name}{body}".encode()) != mark:
        raise ValueError(name)
    return Line(body, tuple(written))


def open_store(folder: Path, root: Path, compiler: str) -> Store | None:
    """Return the results that are kept in a folder, none at first.

    What another compiler made, or was made of another workspace, is thrown away; so is what is no
    database any more. Where nothing can be written, nothing is kept.

    Args:
        folder: of the workspace's results, the user's own.
        root: of the workspace.
        compiler: what tells this compiler from others.
    """
    about = {"form": str(_FORM), "root": os.path.realpath(root), "compiler": compiler}
    file = folder / "kept.sqlite"
    try:
        return Store(_connected(file, about), compiler)
    except (sqlite3.Error, ValueError) as error:
        if _is_held(error):  # somebody has it, or it may not be written
            return None
    try:
        remove(file)
        return Store(_connected(file, about), compiler)
    except (OSError, sqlite3.Error):
        return None


def drop_store(folder: Path) -> None:
    """Throw away what is kept in a folder."""
    with suppress(OSError):
        remove(folder / "kept.sqlite")


def _connected(file: Path, about: Mapping[str, str]) -> sqlite3.Connection:
    """Return a database that is about something, begun anew where it was about something else.

    Raises:
        ValueError: a link stands in its place, which leads to a file of others.
        sqlite3.Error: it is no database, or cannot be used.
    """
    if file.is_symlink():
        raise ValueError(file)
    connection = sqlite3.connect(file, timeout=_PATIENCE, isolation_level=None)
    try:
        connection.execute("PRAGMA synchronous = NORMAL")
        with closing(connection.execute("SELECT name FROM sqlite_master LIMIT 1")) as found:
            is_new = found.fetchone() is None
        if not is_new:
            known = dict(connection.execute("SELECT key, value FROM about"))
            if known == about:
                return connection
        _begin(connection, about)
    except BaseException:
        connection.close()
        raise
    return connection


def _begin(connection: sqlite3.Connection, about: Mapping[str, str]) -> None:
    """Empty a database, and make its tables."""
    connection.execute("BEGIN IMMEDIATE")
    with connection:
        tables = [row[0] for row in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        )]  # fmt: skip
        for table in tables:
            connection.execute(f'DROP TABLE "{table}"')
        for statement in filter(str.strip, _TABLES.split(";")):
            connection.execute(statement)
        connection.executemany("INSERT INTO about VALUES (?, ?)", about.items())
