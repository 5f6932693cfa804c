"""The words of findings: beside each failing example stands what is reported of its kind.

`NAME.report.txt` holds the whole report in English, then in Chinese: the message, the place, its
line, the other places and the way out. `python -m tests.rules.words update` accepts the words as
they are now, and prints what that changes; without `update` it only prints.
"""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from budgetc.diagnostics.messages import LANGUAGES, Translator
from budgetc.diagnostics.text import PLAIN, Lines, TextReport
from budgetc.pipeline import Compilation
from budgetc.publish.checked_source import lines_of
from tests.support import EXAMPLES, RESOURCES

from .examples import FAILING, compiled

SUFFIX = ".report.txt"


def golden(path: Path) -> Path:
    """Return the file that holds the words of an example."""
    return path.with_suffix(SUFFIX)


def report(path: Path, compilation: Compilation) -> str:
    """Return what is reported of an example now, in each language."""
    named = compilation.named()
    findings = [found for found in named.findings if found.code == path.parent.name]
    of_others = lines_of(findings, named.source, RESOURCES, named.inputs.trees())
    lines = (_own_lines(path, named.source.name), of_others)
    return "".join(
        f"{line}\n"
        for language in LANGUAGES
        for found in findings
        for line in (*TextReport(Translator(language), lines, PLAIN).lines(found), "")
    )


def _own_lines(path: Path, name: str) -> Lines:
    """Return the lines of an example, also of one that cannot be read as YAML."""
    text = path.read_bytes().decode("utf-8", errors="replace")
    return {(name, number): line for number, line in enumerate(text.splitlines(), 1)}


def current() -> dict[Path, str]:
    """Return what is reported now, by the files that hold it."""
    return {golden(path): report(path, compiled(path)) for path in FAILING}


def orphans(folder: Path, reports: Mapping[Path, str]) -> list[Path]:
    """Return the files that hold the words of no example any more."""
    return sorted(set(folder.rglob(f"*{SUFFIX}")) - reports.keys())


def differences(folder: Path, reports: Mapping[Path, str]) -> Iterator[tuple[Path, str]]:
    """Yield each file that does not hold the words of today, and how they differ."""
    for path in orphans(folder, reports):
        yield path, f"{path.relative_to(folder).as_posix()} belongs to no example\n"
    for path, now in reports.items():
        held = path.read_text(encoding="utf-8") if path.exists() else ""
        if held != now:
            name = path.relative_to(folder).as_posix()
            old, new = (text.splitlines(keepends=True) for text in (held, now))
            yield path, "".join(difflib.unified_diff(old, new, f"held/{name}", f"now/{name}"))


def accept(folder: Path, reports: Mapping[Path, str]) -> Iterator[str]:
    """Make the files hold the words of today; yield what that changes."""
    for path, difference in list(differences(folder, reports)):
        if path in reports:
            path.write_text(reports[path], encoding="utf-8", newline="\n")
        else:
            path.unlink()
        yield difference


def main(arguments: list[str]) -> None:
    """Print how the words of today differ; with `update`, accept them."""
    reports = current()
    if arguments == ["update"]:
        changes = list(accept(EXAMPLES, reports))
    else:
        changes = [difference for _, difference in differences(EXAMPLES, reports)]
    sys.stdout.writelines(changes or ["the words of findings are as they were\n"])


if __name__ == "__main__":
    main(sys.argv[1:])
