"""Which format a file is written in: a later one cannot be read, an older one is to be upgraded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgetc.diagnostics import Diagnostic, Related, finding
from budgetc.diagnostics.characters import printable, shortened
from budgetc.diagnostics.messages import Message, enumerated, msg
from budgetc.files.data import Resources
from budgetc.frozen import NamedTuple
from budgetc.source.nodes import Mapping, Node, Path, Scalar, SourceTree, children
from budgetc.source.read import read_data
from budgetc.upgrading.steps import LAYOUT, SOURCE, Renamed, Steps, load_steps

KEY = "format"

LATER, OLDER = "SCH009", "SCH010"
"""The codes of what is found."""


class Outdated(NamedTuple):
    """A key that is called otherwise today.

    Attributes:
        key: as typed.
        rule: what it is called.
        rival: the same key as it is called today, where that stands beside it.
    """

    key: Scalar
    rule: Renamed
    rival: Scalar | None


def check_format(tree: SourceTree, steps: Steps) -> tuple[Diagnostic, ...]:
    """Return the one finding of a source that is of another format than the present one.

    Nothing else can be told of such a source: its keys are those of another time.

    Args:
        tree: of a source; its keys are called as the schema calls them.
        steps: the formats that are known.
    """
    said = said_format(tree)
    if said is not None and not _is_known(said, steps):
        return (_unknown(tree, said, steps),)
    found = tuple(outdated(tree, SOURCE, steps))
    if found:
        return (older(tree, found),)
    if said is not None and said.value != steps.format:
        problem = msg(
            "the source is written in format {said}; the present one is {present}",
            said=said.text,
            present=steps.format,
        )
        return (finding(OLDER, problem, tree.span(said), hint=_way_out(tree)),)
    return ()


def read_layout(
    resources: Resources, name: str
) -> tuple[SourceTree | None, tuple[Diagnostic, ...]]:
    """Read a file that declares a layout or a part of one, as `read_data`; in the present format.

    Raises:
        DataFaultError: it may not or cannot be read.
    """
    tree, findings = read_data(resources, name)
    if tree is None or findings:
        return tree, findings
    found = tuple(outdated(tree, LAYOUT, load_steps(resources)))
    return tree, (older(tree, found),) if found else ()


def outdated(tree: SourceTree, file: str, steps: Steps) -> Iterator[Outdated]:
    """Yield the keys of a file that are called otherwise today, in the order of the file.

    Args:
        tree: as read.
        file: what it is.
        steps: the formats that are known.
    """
    said = said_format(tree) if file == SOURCE else None
    format_ = said.value if said is not None else None
    since = format_ if isinstance(format_, int) else 0
    rules = [rule for rule in steps.renamed if rule.file == file and rule.since > since]
    if rules:
        yield from _outdated(tree, tree.root, (), rules)


def said_format(tree: SourceTree) -> Scalar | None:
    """Return what a file says its format is, if it does."""
    node, rest = tree.at((KEY,))
    return node if isinstance(node, Scalar) and not rest else None


def older(tree: SourceTree, found: Sequence[Outdated]) -> Diagnostic:
    """Return the finding that keys of a file are called otherwise now."""
    names = dict.fromkeys(f"{one.rule.was} → {one.rule.now}" for one in found)
    problem = msg(
        "the file is written for an earlier budgetc; its keys are called otherwise now: {renamed}",
        renamed=enumerated(names),
    )
    related = [
        Related(tree.span(one.key), msg("{key} stands here as well", key=one.rule.was))
        for one in found[1:]
    ]
    both = next((one for one in found if one.rival is not None), None)
    hint = _way_out(tree) if both is None else _keep_one(both.rule)
    return finding(OLDER, problem, tree.span(found[0].key), related=related, hint=hint)


def _keep_one(rule: Renamed) -> Message:
    return msg(
        "{was} and {now} stand in one place and mean the same: keep one of them",
        was=rule.was,
        now=rule.now,
    )


def _outdated(tree: SourceTree, node: Node, path: Path, rules: list[Renamed]) -> Iterator[Outdated]:
    if isinstance(node, Mapping):
        for rule in rules:
            if rule.was in node.entries and rule.stands_at(path):
                rival = node.entries.get(rule.now)
                yield Outdated(node.entries[rule.was][0], rule, rival and rival[0])
    for step, child in children(node):
        if not isinstance(child, Scalar):
            yield from _outdated(tree, child, (*path, step), rules)


def _is_known(said: Scalar, steps: Steps) -> bool:
    return isinstance(said.value, int) and said.text.isdecimal() and said.value <= steps.format


def _unknown(tree: SourceTree, said: Scalar, steps: Steps) -> Diagnostic:
    place = tree.span(said)
    if isinstance(said.value, int) and said.value > steps.format:
        problem = msg(
            "the source is written in format {said}, for a later budgetc; this one reads formats "
            "up to {present}",
            said=said.text,
            present=steps.format,
        )
        hint = msg("install the budgetc that it was written for, or a later one: pip install "
                   "--upgrade budgetc")  # fmt: skip
        return finding(LATER, problem, place, hint=hint)
    problem = msg("there is no format {said}", said=shortened(printable(said.text)))
    return finding(LATER, problem, place, hint=msg("write: {line}", line=f"{KEY}: {steps.format}"))


def _way_out(tree: SourceTree) -> Message:
    return msg("budgetc upgrade {file} writes it in the present format", file=printable(tree.file))
