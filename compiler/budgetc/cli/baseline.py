"""The baseline of a workspace, for `budgetc check`: matched with what is found, and written."""

from __future__ import annotations

from collections.abc import Sequence

from budgetc.cli.report import write_or_exit
from budgetc.cli.speech import UsageError, say
from budgetc.diagnostics import Diagnostic
from budgetc.diagnostics.messages import msg
from budgetc.files.data import DataFaultError
from budgetc.files.workspace import BASELINE, Workspace
from budgetc.publish.checked_source import CheckedSource
from budgetc.reports.baseline import (
    Baseline,
    Baselined,
    baseline_text,
    looked_for,
    match_baseline,
    may_be_known,
    read_baseline,
)


def matched(
    workspace: Workspace,
    findings: Sequence[Diagnostic],
    seen: Sequence[CheckedSource],
    *,
    ignored: bool,
) -> Baselined:
    """Return findings apart by whether the baseline of a workspace knows them.

    Args:
        workspace: any.
        findings: in the order of the report.
        seen: the sources that they were looked for in.
        ignored: whether the baseline is to be passed over.

    Raises:
        click.UsageError: the file is no baseline.
    """
    if ignored:
        return Baselined(tuple(findings))
    try:
        known = _known(workspace, seen)
    except DataFaultError as fault:
        raise UsageError(
            msg(
                "{file} cannot be used: {reason}; write it anew with budgetc check "
                "--write-baseline",
                file=fault.name,
                reason=fault.reason,
            )
        ) from fault
    return match_baseline(findings, known, looked_for(seen), workspace.resources())


def write(
    workspace: Workspace, findings: Sequence[Diagnostic], seen: Sequence[CheckedSource]
) -> None:
    """Write down what is found, so that it is known from now on."""
    try:
        known = _known(workspace, seen)
    except DataFaultError:
        known = Baseline()  # what cannot be read is written anew
    text = baseline_text(findings, known, seen)
    write_or_exit({workspace.root / BASELINE: text.encode()}, workspace.root, len(seen))
    count = sum(map(may_be_known, findings))
    said = msg("{file} knows {count} findings of these sources", file=BASELINE, count=count)
    say(said)


def say_known(baselined: Baselined) -> None:
    """Print how many findings a baseline knows, and where it is out of date."""
    if baselined.known:
        say(msg("known from {file}: {count}", file=BASELINE, count=len(baselined.known)))
    if baselined.unmeasured:
        say(
            msg(
                "in {file} without an amount, so that they stay known however they grow: {count}; "
                "budgetc check --write-baseline writes down the amounts of now",
                file=BASELINE,
                count=len(baselined.unmeasured),
            )
        )
    if baselined.grown:
        say(
            msg(
                "larger than {file} knows them, and reported again: {count}",
                file=BASELINE,
                count=len(baselined.grown),
            )
        )
    if baselined.gone:
        say(
            msg(
                "mended, and still in {file}: {count}; budgetc check --write-baseline takes "
                "them out",
                file=BASELINE,
                count=len(baselined.gone),
            )
        )


def _known(workspace: Workspace, seen: Sequence[CheckedSource]) -> Baseline:
    """Return what a workspace knows, by the names that files have now.

    Raises:
        DataFaultError: the file is no baseline.
    """
    budgets = {one.name: one.budget for one in seen}
    return read_baseline(workspace).moved(budgets, lambda name: workspace.named(name).is_there())
