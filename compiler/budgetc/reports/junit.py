"""A JUnit report: a suite for each source, a test for each rule, told as it came out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from xml.etree import ElementTree

from budgetc.diagnostics import Diagnostic
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import Message, Translator, msg
from budgetc.diagnostics.outcome import OUTCOMES
from budgetc.files.workspace import BASELINE
from budgetc.frozen import frozen
from budgetc.publish.checked_source import CheckedSource
from budgetc.reports.checked import Checked, words
from budgetc.rules import RuleResult


@frozen()
class _Case:
    """One test: its code, the findings that fail it, and else why it was skipped, if it was."""

    code: str
    failures: tuple[Diagnostic, ...] = ()
    skipped: tuple[Message, ...] = ()


def render(checked: Checked, translator: Translator) -> str:
    """Return the report."""
    known = frozenset(checked.baselined.known)
    suites = [(one.name, tuple(_cases(one, known))) for one in checked.sources]
    suites += _of_other_files(checked)
    root = ElementTree.Element("testsuites", {"name": "budgetc", **_counts(suites)})
    for name, cases in suites:
        root.append(_suite(checked.path(name), cases, checked, translator))
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, "unicode")


def _cases(one: CheckedSource, known: frozenset[Diagnostic]) -> Iterator[_Case]:
    """Yield a case for each rule, and for each code that was found without a rule."""
    for result in one.results:
        yield _of_result(result, known)
    judged = {found for result in one.results for found in result.findings}
    yield from _by_code([found for found in one.findings if found not in judged], known)


def _of_result(result: RuleResult, known: frozenset[Diagnostic]) -> _Case:
    if result.findings:
        return _of_findings(result.rule, result.findings, known)
    if result.reasons:
        outcome = OUTCOMES[result.outcome]
        reasons = dict.fromkeys(result.reasons)
        skipped = [msg("{outcome}: {reason}", outcome=outcome, reason=why) for why in reasons]
        return _Case(result.rule, skipped=tuple(skipped))
    return _Case(result.rule)


def _by_code(findings: Sequence[Diagnostic], known: frozenset[Diagnostic]) -> Iterator[_Case]:
    for code in dict.fromkeys(found.code for found in findings):
        yield _of_findings(code, [found for found in findings if found.code == code], known)


def _of_findings(code: str, findings: Sequence[Diagnostic], known: frozenset[Diagnostic]) -> _Case:
    fresh = tuple(f for f in findings if f.waived is None and f not in known)
    if fresh:
        return _Case(code, fresh)
    waived = [found.waived for found in findings if found.waived is not None]
    reasons = waived or [msg("the finding is known from {file}", file=BASELINE)]
    return _Case(code, skipped=tuple(dict.fromkeys(reasons)))


def _of_other_files(checked: Checked) -> list[tuple[str, tuple[_Case, ...]]]:
    """Return suites of findings that belong to no source, such as approved figures of nobody."""
    mine = {found for one in checked.sources for found in one.findings}
    others = [found for found in checked.baselined.new if found not in mine]
    files = dict.fromkeys(found.span.file for found in others)
    return [
        (file, tuple(_by_code([f for f in others if f.span.file == file], frozenset())))
        for file in files
    ]


def _counts(suites: Iterable[tuple[str, Sequence[_Case]]]) -> dict[str, str]:
    cases = [case for _, own in suites for case in own]
    failures = sum(bool(case.failures) for case in cases)
    return {"tests": str(len(cases)), "failures": str(failures), "errors": "0"}


def _suite(
    name: str, cases: Sequence[_Case], checked: Checked, translator: Translator
) -> ElementTree.Element:
    skipped = sum(bool(case.skipped) for case in cases)
    counts = {**_counts([(name, cases)]), "skipped": str(skipped)}
    suite = ElementTree.Element("testsuite", {"name": printable(name), **counts})
    for case in cases:
        about = {"classname": printable(name), "name": case.code}
        test = ElementTree.SubElement(suite, "testcase", about)
        if case.failures:
            first = case.failures[0]
            about = {"type": first.severity.label, "message": words(first, translator)[0]}
            failure = ElementTree.SubElement(test, "failure", about)
            failure.text = "\n".join(_lines(case.failures, checked, translator))
        elif case.skipped:
            reason = "; ".join(printable(translator(message)) for message in case.skipped)
            ElementTree.SubElement(test, "skipped", {"message": reason})
    return suite


def _lines(
    findings: Iterable[Diagnostic], checked: Checked, translator: Translator
) -> Iterator[str]:
    for found in findings:
        first, *others = words(found, translator)
        place = f"{printable(checked.path(found.span.file))}:{found.span.line}:{found.span.column}"
        yield f"{place}: {translator.text(found.severity.label)}[{found.code}]: {first}"
        yield from (f"  {line}" for line in others)
