"""Work shared out to several processes: the same as in one, in the same order."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import lru_cache, partial
from multiprocessing.connection import wait
from multiprocessing.context import BaseContext
from threading import Thread
from typing import NoReturn, TypeVar

from budgetc.files.data import Resources
from budgetc.files.workspace import Source, Workspace
from budgetc.garbage import look_seldom
from budgetc.publish.making import Made, make_each
from budgetc.publish.work import Work

CHUNK = 20
"""How many sources go to a process at once: enough that the way there and back costs nothing."""

_GRACE = 2
"""Seconds that a process has to end."""

_AHEAD = 2
"""How many chunks wait for each process: what is made and not yet taken stays in memory."""


Item = TypeVar("Item")
Result = TypeVar("Result")


def make_in_processes(
    sources: Sequence[Source], work: Work, workspace: Workspace, jobs: int, most: int = CHUNK
) -> Iterator[Made]:
    """Make sources in several processes, and yield what stays of them in their order.

    Args:
        sources: at least one chunk for each process, or fewer processes begin.
        work: what is made of each.
        workspace: that they are of.
        jobs: how many processes.
        most: how many sources go to a process at once.
    """

    def here(chunk: Sequence[Source]) -> Iterator[Made]:
        return make_each(chunk, work, workspace.resources())

    there = partial(_make_there, work=work, workspace=workspace)
    return in_processes(sources, there, here, jobs, most)


def in_processes(
    items: Sequence[Item],
    there: Callable[[Sequence[Item]], Iterable[Result]],
    here: Callable[[Sequence[Item]], Iterable[Result]],
    jobs: int,
    most: int,
) -> Iterator[Result]:
    """Make something of items in several processes, and yield it in their order.

    Where a process is lost, be it that the system ends it for want of memory, this one makes what
    is left. Whoever stops taking stops them all.

    Args:
        items: at least one chunk for each process, or fewer processes begin.
        there: makes something of each of a chunk, in one of the processes.
        here: makes the same in this one.
        jobs: how many processes.
        most: how many items go to a process at once.
    """
    size = max(1, min(most, len(items) // (jobs * _AHEAD)))
    chunks = [items[at : at + size] for at in range(0, len(items), size)]
    taken = 0
    pool = ProcessPoolExecutor(min(jobs, len(chunks)), _context(), _begin)
    try:
        for made in _in_order(pool, chunks, there, jobs * _AHEAD):
            yield from made
            taken += 1
        pool.shutdown()  # to be waited for: a run may end at once, and Python then wakes the pool
    except BrokenProcessPool:
        for chunk in chunks[taken:]:
            yield from here(chunk)
    except BaseException:  # the pool would wait until what is being made is made
        for process in multiprocessing.active_children():
            process.terminate()
        raise
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _in_order(
    pool: ProcessPoolExecutor,
    chunks: Sequence[Sequence[Item]],
    there: Callable[[Sequence[Item]], Iterable[Result]],
    ahead: int,
) -> Iterator[list[Result]]:
    """Yield what is made of each chunk; no more than some are with the processes, or wait."""
    waiting: deque[Future[list[Result]]] = deque()
    for chunk in chunks:
        if len(waiting) == ahead:
            yield waiting.popleft().result()
        waiting.append(pool.submit(_make_chunk, chunk, there))
    while waiting:
        yield waiting.popleft().result()


def _context() -> BaseContext:
    """Return the way to begin a process: a copy of this one where that is safe, for speed."""
    return multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")


def _begin() -> None:
    """Let Ctrl-C be the business of the process that shares out the work, and end when it does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _end)
    above = multiprocessing.parent_process()
    if above is not None:
        Thread(target=_end_with, args=(above.sentinel,), daemon=True).start()
    look_seldom()  # where it is no copy of one that does
    gc.freeze()  # what is a copy lives as long as this process


def _end_with(sentinel: int) -> None:
    """End this process when that which began it has ended, be it killed."""
    wait((sentinel,))
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_GRACE)
    os._exit(1)


def _end(_: int, __: object) -> NoReturn:
    """End this process, and leave no file of TeX behind.

    The system ends it where it has not ended in time: whoever lost a process waits for the others,
    and this one may wait for what the lost one held.
    """
    signal.alarm(_GRACE)
    raise SystemExit(1)


def _make_chunk(
    chunk: Sequence[Item], there: Callable[[Sequence[Item]], Iterable[Result]]
) -> list[Result]:
    try:
        return [*there(chunk)]
    except SystemExit:  # the pool would send it as what was made, and wait for more
        os._exit(1)


def _make_there(sources: Sequence[Source], work: Work, workspace: Workspace) -> Iterator[Made]:
    return make_each(sources, work, _resources(workspace))


@lru_cache(1)
def _resources(workspace: Workspace) -> Resources:
    """Return the data files of a workspace, read once in a process."""
    return workspace.resources()
