"""SARIF 2.1.0, the form of code scanning, with the page of each code in both languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from urllib.parse import quote

from budgetc import __version__
from budgetc.diagnostics import SEVERITIES, Diagnostic, sort_findings
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.data import json_text
from budgetc.diagnostics.messages import LANGUAGES, Translator
from budgetc.diagnostics.spans import Span
from budgetc.reports.checked import Checked, fingerprints, words
from budgetc.rules.pages import Page, sections

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_TAGS = {"en": "en-US", "zh": "zh-CN"}
Value = Mapping[str, object]


def render(checked: Checked, translator: Translator) -> str:
    """Return the log: one run, whose rules are those that found something."""
    baselined = checked.baselined
    findings = sort_findings((*baselined.new, *baselined.known))
    gone = {code for code, _, _ in baselined.gone}  # whoever wrote it may have made some up
    codes = sorted({found.code for found in findings} | {*SEVERITIES} & gone)
    run = {
        "tool": {
            "driver": {
                "name": "budgetc",
                "fullName": f"budgetc {__version__}",
                "semanticVersion": __version__,
                "language": _TAGS[translator.language],
                "rules": [_rule(checked.pages.of(code), translator) for code in codes],
            }
        },
        "language": _TAGS[translator.language],
        "columnKind": "unicodeCodePoints",
        "automationDetails": {"id": f"budgetc/{checked.folder}"},
        "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "The repository."}}},
        "invocations": [{"executionSuccessful": True}],
        "results": [*_results(findings, codes, checked, translator), *_gone(checked, codes)],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json_text(log)


def _rule(page: Page, translator: Translator) -> Value:
    return {
        "id": page.code,
        "shortDescription": {"text": page.title.in_words(translator)},
        "fullDescription": {"text": page.why.in_words(translator)},
        "help": {
            "text": _help(page, "{}:\n{}", translator),
            "markdown": _help(page, "**{}**\n\n{}", translator),
        },
        "defaultConfiguration": {"level": page.severity},
        "properties": {"tags": [page.family]},
    }


def _help(page: Page, form: str, first: Translator) -> str:
    """Return a page in both languages, the asked one first, each part put into a form."""
    others = (Translator(language) for language in LANGUAGES if language != first.language)
    return "\n\n".join(
        part
        for one in (first, *others)
        for part in (
            page.title.in_words(one),
            *(form.format(heading, text) for heading, text in sections(page, one)),
        )
    )


def _results(
    findings: Sequence[Diagnostic], codes: Sequence[str], checked: Checked, translator: Translator
) -> Iterator[Value]:
    known = frozenset(checked.baselined.known)
    names = fingerprints(found.identity for found in findings)
    for found, name in zip(findings, names, strict=True):
        result: dict[str, object] = {
            "ruleId": found.code,
            "ruleIndex": codes.index(found.code),
            "level": found.severity.label,
            "message": {"text": _plain("\n".join(_open_words(found, translator)))},
            "locations": [_location(found.span, checked) | _logical(found)],
            "partialFingerprints": _fingerprints(name),
        }
        if found.related:
            result["relatedLocations"] = [
                {
                    "id": number,
                    **_location(other.span, checked),
                    "message": {"text": _plain(printable(translator(other.message)))},
                }
                for number, other in enumerate(found.related, 1)
            ]
        if found.waived is not None:
            justification = printable(translator(found.waived))
            result["suppressions"] = [
                {"kind": "inSource", "status": "accepted", "justification": justification}
            ]
        if checked.has_baseline:
            result["baselineState"] = "unchanged" if found in known else "new"
        yield result


def _open_words(found: Diagnostic, translator: Translator) -> tuple[str, ...]:
    """Return what is said of a finding, but for its waiver, which has a place of its own."""
    said = words(found, translator)
    return said if found.waived is None else said[:-1]


def _gone(checked: Checked, codes: Sequence[str]) -> Iterator[Value]:
    gone = checked.baselined.gone
    for (code, file, place), name in zip(gone, fingerprints(gone), strict=True):
        result: dict[str, object] = {
            "ruleId": printable(code),
            "message": {"text": _plain(printable(place))},
            "locations": [_location(Span.point(file), checked)],
            "partialFingerprints": _fingerprints(name),
            "baselineState": "absent",
        }
        if code in codes:
            result["ruleIndex"] = codes.index(code)
        yield result


def _fingerprints(name: str) -> Value:
    """Return the name of a finding: once as ours, and once under the only one GitHub looks at."""
    return {"budgetc/v1": name, "primaryLocationLineHash": f"{name}:1"}


def _location(span: Span, checked: Checked) -> dict[str, object]:
    region: dict[str, object] = {"startLine": span.line, "startColumn": span.column}
    if (span.end_line, span.end_column) != (span.line, span.column):
        region |= {"endLine": span.end_line, "endColumn": span.end_column}
    artifact = _artifact(checked.path(span.file))
    return {"physicalLocation": {"artifactLocation": artifact, "region": region}}


def _logical(found: Diagnostic) -> dict[str, object]:
    if found.address is None:
        return {}
    return {"logicalLocations": [{"fullyQualifiedName": found.address.path, "kind": "member"}]}


def _artifact(path: str) -> Value:
    if PurePath(path).is_absolute():
        return {"uri": PurePath(path).as_uri()}
    return {"uri": quote(path, errors="replace"), "uriBaseId": "%SRCROOT%"}


def _plain(text: str) -> str:
    """Return a text in which no viewer sees a link, which SARIF writes as `[text](target)`."""
    return text.replace("](", "] (")
