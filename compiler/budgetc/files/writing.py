"""The one way to write: a file is the old one or the new one at every moment, never half of one.

A file is written beside its place and takes it in one step. A run that is killed leaves what it was
writing; the next one that writes into the same folder removes it. What another run is writing is
locked by it, and left alone.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from itertools import chain, islice, takewhile
from pathlib import Path
from typing import BinaryIO

from budgetc.diagnostics import Diagnostic, finding
from budgetc.diagnostics.messages import Message, msg
from budgetc.diagnostics.spans import Span
from budgetc.files.disk import flags
from budgetc.files.reasons import is_full, is_in_a_circle, reason_of
from budgetc.files.spool import Spool

if sys.platform != "win32":  # Windows lets nobody remove what another has open
    import fcntl

_BEGUN = re.compile(r"\.budgetc-[0-9a-f]{16}\.tmp")
"""What a file is called until it takes its place."""

_NEW = flags("RDWR", "CREAT", "EXCL", "NOFOLLOW", "CLOEXEC", "BINARY")
_LOOK = flags("RDWR", "NOFOLLOW", "NONBLOCK", "CLOEXEC", "BINARY", "NOCTTY")
_LOOK_INTO = flags("RDONLY", "DIRECTORY", "NOFOLLOW", "CLOEXEC")
_RIGHTS, _PRIVATE, _USUAL = 0o777, 0o600, 0o666
_TRIES = 3


_Parts = Callable[[], Iterable[bytes]]
"""Returns a content from its beginning, in parts."""


def write_all(files: Mapping[Path, bytes], within: Path) -> tuple[Diagnostic, ...]:
    """Write files, and return a finding for each that could not be written.

    A file that has its content already is left as it is.

    Args:
        files: each path with its content.
        within: the folder out of which no link leads on the way to a file.
    """
    return _write_each({path: _whole(content) for path, content in files.items()}, within)


def write_spool(spool: Spool[Path], within: Path) -> tuple[Diagnostic, ...]:
    """Write what waits in a spool as `write_all` does; no content is ever held as a whole."""
    return _write_each({path: partial(spool.parts, path) for path in spool}, within)


_AT_ONCE = 8
"""How many files are written side by side, for each waits until the disk has it."""

_TOGETHER = 16 * _AT_ONCE
"""How many files are handed out at once; whoever is interrupted leaves the rest."""


def _write_each(files: Mapping[Path, _Parts], within: Path) -> tuple[Diagnostic, ...]:
    remove_leftovers({path.parent for path in files})
    write = partial(_written, home=Path(os.path.realpath(within)), within=within)
    if len(files) < _AT_ONCE:
        return tuple(filter(None, map(write, files.items())))
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415  # slow to import

    found: list[Diagnostic] = []
    rest = iter(files.items())
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        while some := [*islice(rest, _TOGETHER)]:
            found += filter(None, pool.map(write, some))
    return tuple(found)


def _whole(content: bytes) -> _Parts:
    return lambda: (content,)


def write_file(path: Path, content: bytes) -> None:
    """Write one file, and the folders that it needs.

    A file that is there keeps its owner and its rights; a new one has those that the system gives.
    A link is replaced, and what it points at is left.

    Raises:
        OSError: it cannot be written; what was there still stands.
    """
    remove_leftovers((path.parent,))
    _write(path, _whole(content))


@contextmanager
def replacement(path: Path) -> Iterator[BinaryIO]:
    """Open what will be the new file of a path, for what is too large to be held in memory.

    It takes its place at the end as `write_file` has it; if that is not reached, the old one stays.

    Raises:
        OSError: it cannot be written; what was there still stands.
    """
    remove_leftovers((path.parent,))
    with _folder_made(path.parent), _begun(path) as file:
        yield file


@contextmanager
def _folder_made(folder: Path) -> Iterator[None]:
    """Make a folder and those above it; where what follows fails, what was made goes again."""
    made = list(takewhile(lambda one: not one.exists(), (folder, *folder.parents)))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        for one in made:
            with suppress(OSError):  # another run has put something there
                one.rmdir()
        raise


@contextmanager
def new_folder(path: Path, files: Mapping[str, bytes]) -> Iterator[None]:
    """Have a folder with files come to stand at a path at once; it stays if all goes well then.

    Where what is done with it fails, or is interrupted, it goes again, and so do the folders above
    that were made for it. What a killed run left beside it is removed.

    Args:
        path: at which nothing stands.
        files: the content of each by its name, written in this order.

    Raises:
        FileExistsError: something stands there.
        OSError: it cannot be written.
    """
    with _folder_made(path.parent):
        _remove_begun_folders(path.parent)
        _put_folder(path, files)
        try:
            yield
        except BaseException:
            _remove_folder(path, files)
            raise


def _put_folder(path: Path, files: Mapping[str, bytes]) -> None:
    begun = path.with_name(f".budgetc-{secrets.token_hex(8)}.tmp")
    begun.mkdir()
    try:
        with _held_folder(begun):
            for name, content in files.items():
                _replace(begun / name, (content,))
            _refuse_what_stands(path)
            begun.rename(path)
    except BaseException:
        _remove_folder(begun, files)
        raise


def _refuse_what_stands(path: Path) -> None:
    """Refuse a place that is taken, be it by an empty folder, which would be replaced.

    Raises:
        FileExistsError: it is.
    """
    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))


def _remove_folder(folder: Path, names: Iterable[str]) -> None:
    """Remove files of a folder, and it, as far as that goes: nothing else in it was ours."""
    with suppress(OSError):
        for name in names:
            (folder / name).unlink(missing_ok=True)
        folder.rmdir()


def _remove_begun_folders(folder: Path) -> None:
    """Remove the folders that killed runs began in a folder."""
    with suppress(OSError):
        for name in filter(_BEGUN.fullmatch, os.listdir(folder)):  # noqa: PTH208
            with _held_folder(folder / name) as is_ours:
                if is_ours:
                    _remove_folder(folder / name, os.listdir(folder / name))  # noqa: PTH208


@contextmanager
def _held_folder(folder: Path) -> Iterator[bool]:
    """Hold a folder that was begun; tell whether nobody else does."""
    if sys.platform == "win32":  # which opens no folder
        yield False
        return
    handle = os.open(folder, _LOOK_INTO)
    try:
        yield _lock(handle)
    finally:
        os.close(handle)


def remove(path: Path) -> None:
    """Remove a file.

    Raises:
        OSError: it cannot be removed.
    """
    path.unlink()


def leftovers(folder: Path) -> Iterator[Path]:
    """Yield what killed runs left in a folder; nobody takes it up while it is looked at."""
    try:
        names = sorted(filter(_BEGUN.fullmatch, os.listdir(folder)))  # noqa: PTH208  # or an error
    except OSError:
        return
    for name in names:
        with _abandoned(folder / name) as is_abandoned:
            if is_abandoned:
                yield folder / name


def leads_out(path: Path, folder: Path) -> bool:
    """Tell whether links on the way to a path lead out of a folder."""
    return not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def has_link_below(within: Path, folder: str) -> bool:
    """Tell whether a folder, or one on the way to it from another, is a link.

    Args:
        within: the other one.
        folder: its name in that one.
    """
    here = str(within)  # texts: for each source of a region, a path for each step
    ways = (here := f"{here}{os.sep}{step}" for step in folder.split("/"))
    return any(os.path.islink(way) for way in ways)  # noqa: PTH114  # no name is too long for it


def behind_a_link(path: Path, folder: Path, place: str) -> Diagnostic:
    """Return the finding that a file would be written through a link.

    Args:
        path: of the file.
        folder: the one that it leads out of.
        place: the file that the finding stands at.
    """
    problem = msg(
        "{file} is behind a link that leads out of {folder}",
        file=path.as_posix(),
        folder=folder.as_posix(),
    )
    return _refused(problem, place, msg("delete the link, or name the folder it leads to"))


def not_written(path: Path, error: OSError) -> Diagnostic:
    """Return the finding that the system does not let a file be written, or one in a folder."""
    return _refused(
        msg("cannot write {file}: {reason}", file=str(path), reason=reason_of(error)),
        str(path),
        _way_out(error),
    )


def _way_out(error: OSError) -> Message:
    if is_in_a_circle(error):
        return msg("a link on the way to it leads to itself: delete the link, or write elsewhere")
    if is_full(error):
        return msg("the old file, if there was one, still stands; make room on the disk")
    return msg(
        "the old file, if there was one, still stands; look at the folder's access "
        "rights, and close the program that has the file open"
    )


def _written(file: tuple[Path, _Parts], home: Path, within: Path) -> Diagnostic | None:
    """Write a file, or return why it could not be written.

    Args:
        file: its path, and its content.
        home: the folder out of which no link leads on the way to it, without links itself.
        within: the same, as it is called.
    """
    path, parts = file
    if not Path(os.path.realpath(path.parent)).is_relative_to(home):
        return behind_a_link(path, within, str(path))
    try:
        if not _holds(path, parts()):
            _write(path, parts)
    except OSError as error:
        return not_written(path, error)
    return None


def _holds(path: Path, parts: Iterable[bytes]) -> bool:
    """Tell whether a regular file stands there and has a content."""
    if _what_stands(path) is None:
        return False
    with path.open("rb") as file:
        return all(file.read(len(part)) == part for part in parts) and not file.read(1)


def _refused(problem: Message, place: str, hint: Message) -> Diagnostic:
    return finding("OUT001", problem, Span.point(place), hint=hint)


def _write(path: Path, parts: _Parts) -> None:
    with _folder_made(path.parent):
        for left in reversed(range(_TRIES)):
            try:
                _replace(path, parts())
            except FileNotFoundError:  # another run took it for a leftover before it was locked
                if not left:
                    raise
            else:
                return


def _replace(path: Path, parts: Iterable[bytes]) -> None:
    with _begun(path) as file:
        file.writelines(parts)


@contextmanager
def _begun(path: Path) -> Iterator[BinaryIO]:
    """Open a file beside a path; it takes its place at the end, or is removed."""
    old = _what_stands(path)
    begun = path.with_name(f".budgetc-{secrets.token_hex(8)}.tmp")
    handle = os.open(begun, _NEW, _USUAL if old is None else _PRIVATE)
    try:
        with os.fdopen(handle, "wb") as file:
            _lock(handle)
            if old is not None:
                _take_over_rights(handle, old)
            yield file
            file.flush()
            os.fsync(handle)
        begun.replace(path)
    except BaseException:
        begun.unlink(missing_ok=True)
        raise


def _what_stands(path: Path) -> os.stat_result | None:
    """Return what is known of the file that will be replaced.

    Raises:
        OSError: a folder, a pipe or a device stands there.
    """
    try:
        old = path.lstat()
    except FileNotFoundError:
        return None
    if stat.S_ISLNK(old.st_mode):
        return None
    if not stat.S_ISREG(old.st_mode):
        code = errno.EISDIR if stat.S_ISDIR(old.st_mode) else errno.EEXIST
        raise OSError(code, os.strerror(code), str(path))
    return old


def _take_over_rights(handle: int, old: os.stat_result) -> None:
    if sys.platform != "win32":
        with suppress(OSError):  # only root may give a file away
            os.fchown(handle, old.st_uid, old.st_gid)
        os.fchmod(handle, old.st_mode & _RIGHTS)


def _lock(handle: int) -> bool:
    """Hold a file until it is closed; tell whether nobody else does."""
    if sys.platform != "win32":
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:  # held, or the file system knows no locks
            return False
    return True


@contextmanager
def _abandoned(path: Path) -> Iterator[bool]:
    """Hold a file that was begun; tell whether its run is dead."""
    try:
        handle = os.open(path, _LOOK)
    except OSError:
        yield False
        return
    try:
        yield stat.S_ISREG(os.fstat(handle).st_mode) and _lock(handle)
    finally:
        os.close(handle)


def remove_leftovers(folders: Iterable[Path]) -> None:
    """Remove what killed runs left in folders."""
    for path in chain.from_iterable(map(leftovers, folders)):
        with suppress(OSError):
            remove(path)
