"""Sources made one after the other or side by side, behind a bar where people would wait."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from budgetc.cli.inputs import MANY, in_turn
from budgetc.cli.speech import RefusedError, UsageError
from budgetc.diagnostics.messages import msg
from budgetc.files.data import Resources
from budgetc.files.workspace import Source, Workspace
from budgetc.publish.work import Work

if TYPE_CHECKING:
    from budgetc.publish.making import Made


_WORTH_IT, _TWO = 12, 2
"""From how many sources on a second process is worth beginning; and where each takes seconds."""


def made(
    sources: Sequence[Source],
    work: Work,
    workspace: Workspace,
    resources: Resources,
    jobs: int,
    scheduler: str | None = None,
) -> Iterator[Made]:
    """Yield what becomes of sources, in their order.

    Args:
        sources: of the workspace.
        work: what is made of each.
        workspace: that they are of.
        resources: its data files.
        jobs: how many processes may work.
        scheduler: of the Dask cluster that works instead, if one does.

    Raises:
        click.UsageError: Dask is not installed.
        click.ClickException: the cluster cannot do it.
    """
    if not sources:
        return iter(())
    # XeLaTeX takes seconds for each document.
    slow = "pdf" in work.formats and work.look.typesetting.engine == "latex"
    # Where nothing changed there is no need of a compiler, and a run is over before one is there.
    from budgetc.publish.making import make_each  # noqa: PLC0415

    if scheduler is not None:
        making = _on_cluster(sources, work, workspace, scheduler)
    elif jobs > 1 and len(sources) >= (_TWO if slow else _WORTH_IT):
        from budgetc.publish.processes import CHUNK, make_in_processes  # noqa: PLC0415

        most = 1 if slow else CHUNK
        making = make_in_processes(sources, work, workspace, jobs, most)
    else:
        making = make_each(sources, work, resources)
    label, many = (msg("typesetting"), 1) if slow else (msg("reading sources"), MANY)
    return in_turn(making, len(sources), label, many)


def _on_cluster(
    sources: Sequence[Source], work: Work, workspace: Workspace, scheduler: str
) -> Iterator[Made]:
    try:
        from budgetc.publish.cluster import ClusterError, make_on_cluster  # noqa: PLC0415
    except ImportError as error:
        raise UsageError(msg("--engine dask needs Dask: pip install 'budgetc[dask]'")) from error
    try:
        yield from make_on_cluster(sources, work, workspace, scheduler)
    except ClusterError as error:
        raise RefusedError(error.reason) from error
