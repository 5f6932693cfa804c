"""PDF by XeLaTeX, in a folder of its own, without a shell and without the user's own settings."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from budgetc.diagnostics import Diagnostic, Severity, finding, has_errors
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import msg
from budgetc.diagnostics.spans import Span
from budgetc.frozen import frozen
from budgetc.render.suffixes import PROGRAMS
from budgetc.render.xdv import XdvError, forbidden_special

ENGINE, CONVERTER = PROGRAMS["pdf"]

PASS_SECONDS = 180
"""How long one pass may take."""

MAX_PASSES = 5
"""The contents need two; a document that is not stable after five never will be."""

_JOB = "document"
_STATE = (".aux", ".toc", ".out")
"""The files by which a pass tells the next one what it found."""

_KEPT = ("PATH", "SYSTEMROOT", "WINDIR", "PATHEXT", "COMSPEC")
"""What a TeX system needs of the user's environment: where its programs are."""

_SHOWN = 80
"""Characters of a special that a finding shows."""

_FOOT = 20
"""How far a page may be too full, in points, before its text reaches the number at its foot."""

_ERROR_LINE = re.compile(r"^! (?P<error>.+)$", re.MULTILINE)
_SOURCE_LINE = re.compile(r"^l\.(?P<line>\d+)", re.MULTILINE)
_MISSING_FILE = re.compile(r"File `(?P<file>[^']+)' not found|[Cc]annot find .*font")
_MISSING_CHARACTER = re.compile(r"^Missing character: There is no (?P<char>.)", re.MULTILINE)
_TOO_WIDE = re.compile(
    r"^Overfull \\hbox \((?P<points>\d+)\.\d+pt too wide\).*\n(?P<text>.*)", re.MULTILINE
)
_TOO_HIGH = re.compile(r"^Overfull \\vbox \((?P<points>\d+)\.\d+pt too high\)", re.MULTILINE)
_NOT_TEXT = re.compile(r"\\[A-Z]+/\S+ |\[\]|\s")
"""What the log writes between the words of a line: fonts, boxes, glue."""


@frozen()
class _Fault:
    """Why a program did not do its work: an error and its line in the TeX file, or no time left."""

    error: str
    line: int = 0
    missing: bool = False


def typeset(tex: str, *, name: str, epoch: int) -> tuple[bytes | None, tuple[Diagnostic, ...]]:
    """Typeset a document.

    Args:
        tex: a whole LaTeX file that needs no other.
        name: what the file is called in findings.
        epoch: the seconds since 1970 that the PDF gives as its date.

    Returns:
        The PDF, and what is to be said about it; no PDF where it could not be made.
    """
    if shutil.which(ENGINE) is None or shutil.which(CONVERTER) is None:
        return None, (_no_engine(name),)
    with tempfile.TemporaryDirectory(prefix="budgetc-") as folder:
        work = Path(folder)
        (work / f"{_JOB}.tex").write_text(tex, encoding="utf-8", newline="\n")
        environment = _environment(work, epoch)
        convert = [CONVERTER, "-q", "-o", f"{_JOB}.pdf", f"{_JOB}.xdv"]
        fault = _passes(work, environment) or _reads(work) or _run(convert, work, environment)
        if fault is not None:
            return None, (_failed(name, fault),)
        log = _log(work)
        findings = (*_missing_characters(name, tex, log), *_off_the_page(name, log))
        pdf = None if has_errors(findings) else (work / f"{_JOB}.pdf").read_bytes()
        return pdf, findings


def _environment(work: Path, epoch: int) -> dict[str, str]:
    """Return an environment in which TeX reads and writes nothing but its own tree and `work`."""
    return {
        **{key: os.environ[key] for key in _KEPT if key in os.environ},
        "HOME": str(work),
        "TMPDIR": str(work),
        "TEMP": str(work),
        "TMP": str(work),
        "LC_ALL": "C.UTF-8",
        "SOURCE_DATE_EPOCH": str(epoch),
        "FORCE_SOURCE_DATE": "1",
        "openin_any": "p",
        "openout_any": "p",
        "shell_escape": "f",
        # Fonts that are not there are not made: that would run more programs for a long time.
        "MKTEXTFM": "0",
        "MKTEXPK": "0",
        "MKTEXMF": "0",
        # Long lines in the log stay whole, so that findings can be read from it.
        "max_print_line": "10000",
        "error_line": "254",
        "half_error_line": "238",
    }


def _passes(work: Path, environment: dict[str, str]) -> _Fault | None:
    """Run TeX until a pass finds what the one before it found."""
    command = [
        ENGINE,
        "-no-shell-escape",
        "-interaction=nonstopmode",
        "-halt-on-error",
        "-no-pdf",
        f"{_JOB}.tex",
    ]
    before = None
    for _ in range(MAX_PASSES):
        fault = _run(command, work, environment)
        paths = (work / f"{_JOB}{suffix}" for suffix in _STATE)
        after = [path.read_bytes() if path.is_file() else b"" for path in paths]
        if fault is not None or after == before:
            return fault
        before = after
    return None


def _reads(work: Path) -> _Fault | None:
    """Find what would have the converter read a file that the LaTeX file names."""
    try:
        special = forbidden_special((work / f"{_JOB}.xdv").read_bytes())
    except (OSError, XdvError) as error:
        return _Fault(f"{ENGINE}: {_JOB}.xdv: {error}")
    return None if special is None else _Fault(f"\\special{{{printable(special)[:_SHOWN]}}}")


def _run(command: list[str], work: Path, environment: dict[str, str]) -> _Fault | None:
    """Run a program; the command is fixed, and only the folder it runs in is ours to fill."""
    try:
        done = subprocess.run(  # noqa: S603
            command,
            cwd=work,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PASS_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return _Fault(f"{command[0]}: no end after {PASS_SECONDS} s")
    if done.returncode == 0:
        return None
    if command[0] == CONVERTER:
        words = done.stderr.decode("utf-8", "replace").strip().splitlines()
        return _Fault(words[-1] if words else CONVERTER)
    return _first_fault(_log(work))


def _log(work: Path) -> str:
    path = work / f"{_JOB}.log"
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""


def _first_fault(log: str) -> _Fault:
    error = _ERROR_LINE.search(log)
    if error is None:
        return _Fault(f"{ENGINE}: no log")
    line = _SOURCE_LINE.search(log, error.end())
    text = error["error"].strip()
    missing = _MISSING_FILE.search(text) is not None
    return _Fault(text, int(line["line"]) if line else 0, missing)


def _no_engine(name: str) -> Diagnostic:
    return finding(
        "PDF001",
        msg("{engine} is not installed, so no PDF can be made", engine=ENGINE),
        Span.point(name),
        hint=msg(
            "on Debian or Ubuntu: apt install texlive-xetex texlive-lang-chinese"
            " texlive-latex-extra; elsewhere install TeX Live or MacTeX. The formats markdown,"
            " latex and json need none of this"
        ),
    )


def _failed(name: str, fault: _Fault) -> Diagnostic:
    message = (
        msg(
            "TeX failed in line {line} of the LaTeX file: {error}",
            line=fault.line,
            error=fault.error,
        )
        if fault.line
        else msg("TeX failed: {error}", error=fault.error)
    )
    hint = (
        msg("a package or font is missing; install texlive-lang-chinese and texlive-latex-extra")
        if fault.missing
        else msg(
            "build the format latex to see the file; its frame is templates/latex/document.tex.j2"
        )
    )
    return finding("PDF002", message, Span.point(name), hint=hint)


def _missing_characters(name: str, tex: str, log: str) -> Iterator[Diagnostic]:
    """Find what stands in the file and not in the PDF; for some characters TeX says nothing."""
    invisible = (f"U+{ord(char):04X}" for char in tex if unicodedata.category(char) == "Cf")
    missing = (
        f"{match['char']} (U+{ord(match['char']):04X})"
        for match in _MISSING_CHARACTER.finditer(log)
        if unicodedata.category(match["char"]) != "Cf"
    )
    characters = ", ".join(dict.fromkeys((*missing, *invisible)))
    if characters:
        yield finding(
            "PDF003",
            msg(
                "the fonts have no picture of {characters}; the PDF shows a gap",
                characters=characters,
            ),
            Span.point(name),
            hint=msg(
                "have Typst make the PDF, which takes the fonts of the system: --pdf-engine typst; "
                "or name other fonts in a copy of templates/latex/document.tex.j2 in the "
                "workspace; or use another character"
            ),
        )


def _off_the_page(name: str, log: str) -> Iterator[Diagnostic]:
    """Find lines that run over an edge, and pages that hold more than they can."""
    wide = {_NOT_TEXT.sub("", one["text"]): int(one["points"]) for one in _TOO_WIDE.finditer(log)}
    high = [int(one["points"]) for one in _TOO_HIGH.finditer(log)]
    if wide:
        text = max(wide, key=wide.__getitem__)
        problem = msg(
            "lines that run over the edge in the PDF: {count}; the widest by {points} pt: {text}",
            count=len(wide),
            points=wide[text],
            text=printable(text)[:_SHOWN],
        )
        yield finding("PDF004", problem, Span.point(name), hint=msg("shorten the text, or part it"))
    if high:
        problem = msg(
            "pages of the PDF that hold more than fits: {count}; the fullest by {points} pt",
            count=len(high),
            points=max(high),
        )
        hint = msg(
            "a long cell of a table is parted, but no title, head or merged cell is; shorten the "
            "longest of them"
        )
        # What is below the foot of a page is not there in print.
        lost = Severity.ERROR if max(high) > _FOOT else None
        yield finding("PDF004", problem, Span.point(name), hint=hint, severity=lost)
