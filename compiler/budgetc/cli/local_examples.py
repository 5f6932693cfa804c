"""`budgetc rules test`: the examples of a workspace's own rules, tried one by one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from budgetc.cli.inputs import find_workspace
from budgetc.cli.report import COLOURS, report
from budgetc.cli.speech import UsageError, in_words, say
from budgetc.diagnostics import Diagnostic, errors_of
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import Message, msg
from budgetc.diagnostics.outcome import OUTCOMES
from budgetc.diagnostics.spans import Span
from budgetc.diagnostics.suggest import choices
from budgetc.diagnostics.text import place_of
from budgetc.files.data import DataFaultError, Resources
from budgetc.files.memory import Layered, Memory
from budgetc.files.workspace import Source, Workspace
from budgetc.inputs.reading import read_tree
from budgetc.local.known import ReadRule
from budgetc.local.model import ExampleSpec
from budgetc.local.rules import rules_in
from budgetc.pipeline import compile_source
from budgetc.source.identity import Names
from budgetc.source.nodes import Scalar, SourceTree

_PLAIN = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
"""A value that is written as it stands; any other goes in quotes."""


class _UnusableError(Exception):
    """An example that cannot be tried: why, and where in the file of its rule."""

    def __init__(self, problem: Message, span: Span) -> None:
        super().__init__(problem)
        self.problem = problem
        self.span = span


def try_rules(codes: Sequence[str]) -> None:
    """Try the examples of the rules of the workspace here, and print what became of each.

    Args:
        codes: of the rules; all, if there are none.

    Raises:
        click.UsageError: there is no workspace, or no rule of a code.
        SystemExit: a rule is wrong, lacks an example, or an example did not come out as it says.
    """
    workspace = find_workspace()
    resources = workspace.resources()
    try:
        found = rules_in(workspace.files, resources)
    except DataFaultError as fault:
        raise UsageError(fault.diagnostic.message) from fault
    rules = {one.said.code: one for one in found.rules}
    wanted = [code.upper() for code in codes] or [*rules]
    for code in wanted:
        if code not in rules and not found.findings:
            near = (
                choices(code, tuple(rules)) if rules else msg("there is no file rules/LOC001.yaml")
            )
            raise UsageError(msg("there is no code {code}; {choices}", code=code, choices=near))
    if found.findings:
        report(found.findings, (), len(rules))
    tried = [_tried(rules[code], workspace, resources) for code in wanted if code in rules]
    say(msg("rules tried: {count}; as their examples say: {good}", count=len(tried),
            good=sum(tried)))  # fmt: skip
    if found.findings or not all(tried):
        raise SystemExit(1)


def _tried(rule: ReadRule, workspace: Workspace, resources: Resources) -> bool:
    """Try both examples of a rule, and tell whether both came out as they say."""
    examples = rule.said.examples
    both = {"fails": examples.fails, "passes": examples.passes}
    good = [_is_good(name, one, rule, workspace, resources) for name, one in both.items()]
    return all(good)


def _is_good(
    name: str,
    example: ExampleSpec | None,
    rule: ReadRule,
    workspace: Workspace,
    resources: Resources,
) -> bool:
    code = rule.said.code
    if example is None:
        _say(code, name, msg("there is no such example; write it under examples:"), good=False)
        return False
    try:
        said, fired = _outcome(rule, example, workspace, resources)
    except _UnusableError as error:
        problem = msg("{place}: {words}", place=place_of(error.span), words=error.problem)
        _say(code, name, problem, good=False)
        return False
    good = fired is (name == "fails")
    for one in said:
        _say(code, name, one, good=good)
    return good


def _say(code: str, name: str, said: Message, *, good: bool) -> None:
    mark = COLOURS.note if good else COLOURS.error
    verdict = msg("as it says") if good else msg("NOT as it says")
    say(f"{code}  {name}  {mark(in_words(verdict))}: {printable(in_words(said))}")


def _outcome(
    rule: ReadRule, example: ExampleSpec, workspace: Workspace, resources: Resources
) -> tuple[Sequence[Message], bool | None]:
    """Return what a rule says of an example, and whether it found something; neither, not judged.

    Raises:
        _UnusableError: the example cannot be tried.
    """
    source = workspace.named(example.budget)
    if not source.is_of_workspace or source.read() is None:
        problem = msg("there is no file {file}", file=printable(example.budget))
        raise _UnusableError(problem, example.origin.span("budget"))
    compilation = compile_source(
        _changed(source, example, resources),
        resources,
        date.today(),  # of the office
    )
    result = next((one for one in compilation.results if one.rule == rule.said.code), None)
    if result is None:
        wrong = errors_of(compilation.findings)
        return [_at(one) for one in wrong[:1]], None
    fired = [one for one in result.findings if one.code == rule.said.code]
    if result.findings:
        return [_at(one) for one in result.findings], bool(fired) or None
    outcome = OUTCOMES[result.outcome]
    reasons = [msg("{outcome}: {reason}", outcome=outcome, reason=one) for one in result.reasons]
    if not reasons:
        return [outcome], False
    wrong = errors_of(compilation.findings)
    return [*reasons, *map(_at, wrong[:1])], None


def _at(found: Diagnostic) -> Message:
    return msg("{place}: {words}", place=place_of(found.span), words=found.message)


def _changed(source: Source, example: ExampleSpec, resources: Resources) -> Source:
    """Return a source with the values of an example in the place of its own.

    Raises:
        _UnusableError: there is no such place.
    """
    if not example.set:
        return source
    tree, findings = read_tree(source, resources)
    if tree is None:
        raise _UnusableError(findings[0].message, example.origin.span("budget"))
    text = tree.text
    for begin, end, value in sorted(_edits(tree, example), reverse=True):
        text = f"{text[:begin]}{value}{text[end:]}"
    files = Layered((Memory({source.file: text.encode()}), source.files))
    return replace(source, files=files)


def _edits(tree: SourceTree, example: ExampleSpec) -> Iterator[tuple[int, int, str]]:
    names, starts = Names(tree), _starts(tree.text)
    for place, value in example.set.items():
        path = names.find(place)
        node = tree.at(path)[0] if path is not None else None
        if not isinstance(node, Scalar):
            problem = msg("the source has no value {place}", place=printable(place))
            if node is not None:
                problem = msg("{place} is no single value", place=printable(place))
            raise _UnusableError(problem, example.origin.child("set").key_span(place))
        begin = starts[node.line] + node.column
        end = starts[node.end_line] + node.end_column
        written = value if _PLAIN.fullmatch(value) else json.dumps(value, ensure_ascii=False)
        yield begin, end, written if begin < end else f" {written}"


def _starts(text: str) -> Mapping[int, int]:
    """Return where each line begins, by its number from 0."""
    starts = {0: 0}
    for number, line in enumerate(text.split("\n")):
        starts[number + 1] = starts[number] + len(line) + 1
    return starts
