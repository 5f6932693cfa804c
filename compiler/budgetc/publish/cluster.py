"""Sources made by the workers of a Dask cluster: the same bytes as here, in the same order.

A worker has this compiler and none of the files: what sources are made of travels to it as bytes,
and what stays of them comes back. Which worker does what, and what happens when one is lost, is
Dask's business.
"""

from __future__ import annotations

import asyncio
import logging
import pickle
import re
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from threading import get_ident

from distributed import Client, Future, KilledWorker
from distributed.comm.core import CommClosedError, connect

from budgetc.diagnostics.messages import ReasonedError, msg
from budgetc.files.data import OVERRIDABLE, Resources, shipped_folder
from budgetc.files.disk import Disk
from budgetc.files.port import all_names
from budgetc.files.snapshot import Snapshot, snapshot
from budgetc.files.workspace import (
    BUDGETS,
    CONTROL_TOTALS,
    LOCAL_RULES,
    SUFFIXES,
    Source,
    Workspace,
)
from budgetc.inputs.exhibits import name_of
from budgetc.inputs.reading import read_tree
from budgetc.publish.making import Made, make_each
from budgetc.publish.work import Work
from budgetc.source.exhibits import exhibits_in

CHUNK = 20
"""How many sources travel together: a megabyte there, and as much back."""

AHEAD = 2
"""How many chunks are under way for each thread of the workers: none of them waits for us."""

_MADE = frozenset({"__pycache__", "prepared"})
"""Folders of what is made of the other files, and says nothing besides."""

_PATIENCE = 10
"""Seconds that a scheduler has to answer, and workers to be there."""

_RETRIES = 2
"""How often a chunk is tried again elsewhere where making it failed, for want of memory perhaps."""


class ClusterError(ReasonedError):
    """The cluster cannot do its work; says why."""


class OtherCompilerError(Exception):
    """A worker's compiler is not the one that sends the work."""


_ELSEWHERE = re.compile(rb"budgets/|\\")
"""How a file in another folder may be named; a character may be typed by its number."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """All that some sources are made of; nothing else is needed to make them.

    Attributes:
        compiler: the digest of the one that sends it.
        sources: each with the files that it may read.
        data: the workspace's own data files, packed: of most chunks they are the same.
        work: what is made.
    """

    compiler: str
    sources: tuple[Source, ...]
    data: bytes
    work: Work


def make_on_cluster(
    sources: Sequence[Source], work: Work, workspace: Workspace, scheduler: str
) -> Iterator[Made]:
    """Make sources on a cluster, and yield what stays of them in their order.

    What stands in no folder of budgets is made here, and so is what three workers were lost with.

    Args:
        sources: some of the workspace's.
        work: what is made of each.
        workspace: that they are of.
        scheduler: its address.

    Raises:
        ClusterError: the scheduler does not answer, or a worker is not fit.
    """
    with _connected(scheduler) as client:
        yield from _in_order(client, sources, work, workspace)


def _in_order(
    client: Client, sources: Sequence[Source], work: Work, workspace: Workspace
) -> Iterator[Made]:
    own = own_data(workspace)
    here = workspace.resources()
    waiting: deque[tuple[Sequence[Source], Future[list[Made]] | None]] = deque()
    for at in range(0, len(sources), CHUNK):
        while len(waiting) >= AHEAD * sum(client.nthreads().values()):
            yield from _taken(*waiting.popleft(), work, here)
        chunk = sources[at : at + CHUNK]
        waiting.append((chunk, _sent(client, packed_parcel(chunk, work, own))))
    while waiting:
        yield from _taken(*waiting.popleft(), work, here)


def _sent(client: Client, parcel: Parcel | None) -> Future[list[Made]] | None:
    if parcel is None:
        return None
    return client.submit(make_parcel, parcel, retries=_RETRIES, pure=False)


def _taken(
    chunk: Sequence[Source], future: Future[list[Made]] | None, work: Work, here: Resources
) -> Iterator[Made]:
    """Yield what a chunk became, wherever it is made."""
    try:
        made = None if future is None else future.result()
    except KilledWorker:
        made = None
    yield from make_each(chunk, work, here) if made is None else made


def make_parcel(parcel: Parcel) -> list[Made]:
    """Make the sources of a parcel, on a worker.

    Raises:
        OtherCompilerError: the parcel is from another compiler, whose bytes may be others.
    """
    if parcel.compiler != _compiler_digest():
        raise OtherCompilerError
    # The threads of a worker share nothing that changes.
    return [*make_each(parcel.sources, parcel.work, _resources(parcel.data, get_ident()))]


@lru_cache(maxsize=8)
def _resources(data: bytes, thread: int) -> Resources:  # noqa: ARG001  # one for each
    """Return the data files of a parcel, before those that ship; read once in a thread."""
    own: Snapshot | None = pickle.loads(data)  # noqa: S301  # came as the parcel did
    shipped = Disk(shipped_folder())
    return Resources((shipped,) if own is None else (own, shipped))


def _may_travel(source: Source) -> bool:
    """Tell whether it is known what a source may read: its folder, and not somebody's home."""
    return source.name == source.file and source.file.startswith(f"{BUDGETS}/")


def packed_parcel(chunk: Sequence[Source], work: Work, data: bytes) -> Parcel | None:
    """Return all that some sources of a workspace are made of; nothing where that is not known."""
    if not all(map(_may_travel, chunk)):
        return None
    folders = {source.file.rpartition("/")[0] for source in chunk}
    outer = {one for one in folders if one.rpartition("/")[0] not in folders}
    looked_into = (*sorted(outer), LOCAL_RULES)
    files = snapshot(chunk[0].files, looked_into, (CONTROL_TOTALS,), SUFFIXES)
    if names := _exhibits(chunk, files):
        files = snapshot(chunk[0].files, looked_into, (CONTROL_TOTALS, *names), SUFFIXES)
    travelling = tuple(replace(source, files=files) for source in chunk)
    return Parcel(_compiler_digest(), travelling, data, work)


def _exhibits(chunk: Sequence[Source], files: Snapshot) -> frozenset[str]:
    """Return the files that sources name to prove amounts; of all others none travels.

    Most folders hold sources alone, so that nothing has to be read for it.
    """
    folders = (found for found in files.folders.values() if isinstance(found, tuple))
    has_others = any(
        entry.is_file and not entry.name.endswith(SUFFIXES) for found in folders for entry in found
    )
    resources = Resources.of_workspace(chunk[0].home)
    names: set[str] = set()
    for source in chunk:
        content = files.files.get(source.file)
        if isinstance(content, bytes) and (has_others or _ELSEWHERE.search(content)):
            tree, _ = read_tree(source, resources)
            named = exhibits_in(tree) if tree is not None else ()
            names |= {name_of(one, source, tree) for one in named if tree is not None}
    return frozenset(names)


def own_data(workspace: Workspace) -> bytes:
    """Return the data files that a workspace has itself; nothing where they are those that ship."""
    ships = workspace.root.resolve() == shipped_folder().resolve()
    return pickle.dumps(None if ships else snapshot(workspace.files, OVERRIDABLE))


@cache
def _compiler_digest() -> str:
    """Return the digest of this compiler, of all that it brings and of what it stands on."""
    told = sha256(sys.version.encode())
    package = Path(__file__).parent.parent
    homes = {package.name: package.parent, **dict.fromkeys(OVERRIDABLE, shipped_folder())}
    for folder, home in homes.items():
        files = Disk(home)
        for name in all_names(files, folder):
            if _MADE.isdisjoint(name.split("/")):
                told.update(f"\n{name}\n".encode() + (files.read(name) or b""))
    for library in _libraries():
        told.update(f"\n{library} {version(library)}".encode())
    return told.hexdigest()


def _libraries() -> Iterator[str]:
    try:
        needed = requires("budgetc") or ()
    except PackageNotFoundError:  # it was not installed, and stands on what is there
        return
    for one in needed:
        if "extra ==" not in one:
            yield re.split(r"[^\w.-]", one, maxsplit=1)[0]


@contextmanager
def _connected(scheduler: str) -> Iterator[Client]:
    """Yield the way to a scheduler; whatever becomes of it, it is told in words.

    Raises:
        ClusterError: it does not answer, has no workers, or is lost.
    """
    logging.disable()  # Dask tells of each broken line at length; what matters is told below
    try:
        # A client that finds nobody says so again when it is thrown away, twenty seconds later.
        asyncio.run(_greet(scheduler))
        client = Client(scheduler, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ClusterError(
            msg(
                "no Dask scheduler answers at {address}; begin one with: dask scheduler",
                address=scheduler,
            )
        ) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=_PATIENCE)
        except TimeoutError as error:
            raise ClusterError(
                msg(
                    "the scheduler at {address} has no workers; begin some with: dask worker "
                    "{address} --nthreads 1",
                    address=scheduler,
                )
            ) from error
        try:
            yield client
        except OtherCompilerError as error:
            raise ClusterError(
                msg(
                    "a worker has another budgetc than this one, or other libraries; install the "
                    "same everywhere, and begin the workers again"
                )
            ) from error
        except (CancelledError, CommClosedError) as error:
            raise ClusterError(
                msg(
                    "the scheduler at {address} was lost; nothing was written, begin it and build "
                    "again",
                    address=scheduler,
                )
            ) from error


async def _greet(scheduler: str) -> None:
    """See whether somebody answers at an address.

    Raises:
        OSError: nobody does.
        ValueError: it is no address.
    """
    comm = await connect(scheduler, timeout=_PATIENCE)
    await comm.close()
