"""`budgetc upgrade`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from budgetc.cli.changes import show_changes
from budgetc.cli.declared import SOURCES, declared, flag
from budgetc.cli.inputs import Chosen, find_sources
from budgetc.cli.report import report
from budgetc.cli.speech import say
from budgetc.diagnostics import Diagnostic, sort_findings
from budgetc.diagnostics.characters import printable, shortened
from budgetc.diagnostics.messages import msg
from budgetc.files.data import DataFaultError, Resources
from budgetc.files.port import FileRefusedError
from budgetc.files.workspace import SUFFIXES, Source
from budgetc.files.writing import write_all
from budgetc.frozen import NamedTuple
from budgetc.jurisdiction.sources import schema_of
from budgetc.publish.checked_source import lines_of
from budgetc.upgrading.steps import LAYOUT, SOURCE, TEMPLATE, Steps, load_steps
from budgetc.upgrading.upgrade import Unread, Upgraded, upgrade_template, upgrade_yaml

_TEMPLATES = "templates"


@declared(
    "upgrade",
    msg(
        "Write sources of an earlier budgetc in the present format: keys that were renamed are "
        "called as they are now. Comments, order and style stay, byte for byte. Without SOURCE, "
        "all of the workspace, its own layouts and templates too. All is written, or nothing."
    ),
    SOURCES,
    flag(
        "--check",
        text=msg("Write nothing; say what would change, and exit with 1 if anything would."),
    ),
    flag(
        "--diff",
        text=msg("Write nothing; show what would change, and exit with 1 if anything would."),
    ),
    example=msg("Example: budgetc upgrade --diff"),
)
def command(sources: tuple[Path, ...], *, check: bool, diff: bool) -> None:
    chosen = find_sources(sources)
    resources = chosen.workspace.resources()
    try:
        outcome = _outcome(chosen, resources, load_steps(resources), named=sources)
    except DataFaultError as fault:
        report((fault.diagnostic,), (), 0)
        raise SystemExit(1) from None
    for change in outcome.changes:
        (_show if diff else _tell)(change)
    looks = check or diff
    problems = () if looks or outcome.findings else _written(outcome.changes)
    _close(outcome, resources, problems)
    if outcome.findings or problems or (looks and outcome.changes):
        raise SystemExit(1)


class _Change(NamedTuple):
    """A file that is not in the present format."""

    file: Source
    done: Upgraded


class _Outcome(NamedTuple):
    """What upgrading comes to; nothing has been written."""

    changes: tuple[_Change, ...]
    unchanged: int
    refused: tuple[tuple[Source, Unread], ...]
    others: tuple[Diagnostic, ...]

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """What is wrong, so that nothing is written."""
        wrong = (one for _, unread in self.refused for one in unread.findings)
        return (*self.others, *wrong)


def _outcome(chosen: Chosen, resources: Resources, steps: Steps, named: Sequence[Path]) -> _Outcome:
    changes, refused, unchanged = [], [], 0
    own = () if named else _declarations(chosen, resources)
    for source in (*chosen.sources, *own):
        try:
            done = _upgraded(source, source.read() or b"", resources, steps)
        except FileRefusedError as error:
            done = Unread((error.diagnostic,))
        if isinstance(done, Unread):
            refused.append((source, done))
        elif done.after == done.before:
            unchanged += 1
        else:
            changes.append(_Change(source, done))
    return _Outcome(tuple(changes), unchanged, tuple(refused), chosen.findings)


def _declarations(chosen: Chosen, resources: Resources) -> Iterator[Source]:
    """Yield the layouts and templates that the workspace has of its own, sorted by name.

    Raises:
        DataFaultError: something there may not be read, such as a link.
    """
    for name in resources.own_names(_TEMPLATES):
        if _kind_of(name):
            yield chosen.workspace.named(name)


def _kind_of(name: str) -> str:
    """Return what a file of a workspace is, by its name; empty for what has no format."""
    path = PurePosixPath(name)
    if path.parts[0] != _TEMPLATES:
        return SOURCE
    if path.suffix == ".j2":
        return TEMPLATE
    is_layout = path.stem == LAYOUT or path.parent.name == "stages"
    return LAYOUT if is_layout and path.suffix in SUFFIXES else ""


def _upgraded(source: Source, data: bytes, resources: Resources, steps: Steps) -> Upgraded | Unread:
    kind = _kind_of(source.file)
    if kind == TEMPLATE:
        return upgrade_template(data, steps)
    if kind == LAYOUT:
        return upgrade_yaml(source.name, data, kind, steps, lambda tree: tree)
    return upgrade_yaml(
        source.name, data, SOURCE, steps, lambda tree: schema_of(resources, tree).shaped(tree)
    )


def _tell(change: _Change) -> None:
    """Print what becomes of each key."""
    for line, was, now in change.done.steps:
        say(f"{printable(change.file.name)}:{line}: {_word(was)} → {_word(now)}")


def _word(text: str) -> str:
    return shortened(printable(text))


def _show(change: _Change) -> None:
    """Print what becomes of a file as a unified diff."""
    before, after = (one.decode("utf-8-sig") for one in (change.done.before, change.done.after))
    show_changes(change.file.name, before, after)


def _written(changes: Sequence[_Change]) -> tuple[Diagnostic, ...]:
    """Write files; if one cannot be, put back those that were, and return what is wrong."""
    for at, (file, done) in enumerate(changes):
        if problems := write_all({file.path: done.after}, file.home):
            for before, was in changes[:at]:
                problems += write_all({before.path: was.before}, before.home)
            return problems
    return ()


def _close(outcome: _Outcome, resources: Resources, problems: Sequence[Diagnostic]) -> None:
    """Print what is wrong, and how many files are as they should be."""
    wrong = [(source, unread.findings) for source, unread in outcome.refused]
    findings = (*outcome.findings, *problems)
    if findings:
        lines = [lines_of(told, source, resources) for source, told in wrong]
        report(sort_findings(findings), lines, len(wrong))
        say(msg("nothing was written"), to_stderr=True)
    counted = {
        "changed": len(outcome.changes),
        "unchanged": outcome.unchanged,
        "refused": len(outcome.refused),
    }
    say(
        msg(
            "of an earlier format: {changed}; as they should be: {unchanged}; "
            "left alone: {refused}",
            **counted,
        ),
        to_stderr=True,
    )
