"""PDF by Typst, in a process of its own that reaches no file, no network and no end of time."""

from __future__ import annotations

import atexit
import hashlib
import json
import os
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property, lru_cache
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import Any

from budgetc.diagnostics import Diagnostic, Severity, finding
from budgetc.diagnostics.characters import printable, shortened
from budgetc.diagnostics.messages import msg
from budgetc.diagnostics.spans import Span
from budgetc.files.data import shipped_folder
from budgetc.files.worker import Process, begun, ended_after
from budgetc.frozen import frozen
from budgetc.render.typst_look import Fonts

SECONDS = 180
"""How long one document may take."""

LIBRARY = "typst"

_WORKER = Path(__file__).with_name("typst_worker.py")
_KEPT = (
    *("WINDIR", "HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_DATA_HOME"),
    *("XDG_CONFIG_HOME", "FONTCONFIG_FILE", "FONTCONFIG_PATH"),
)
"""Tell where people have fonts of their own."""

_NOWHERE = "http://127.0.0.1:9"
_PROXIES = {
    name: _NOWHERE
    for proxy in ("http_proxy", "https_proxy", "all_proxy")
    for name in (proxy, proxy.upper())
}
"""Packages of Typst would come from there: a frame is complete without any."""

_LINE = re.compile(r"┌─ [^:\s]{0,300}:(?P<line>[0-9]{1,9}):[0-9]{1,9}$", re.MULTILINE)
_NO_GLYPH = re.compile(
    r'the text `"(?P<text>.*?)"` could not be displayed|contains the codepoint `"(?P<code>.*?)"`'
)
_FORMULAS = re.compile(rb"/FontName ?/[A-Z]{6}\+NewCMMath")
"""What a PDF says of the font for formulas that Typst brings and takes where no other will do."""
_LAST_USUAL = "\u052f"
"""The last letter of Latin, Greek and Cyrillic ones, which mostly look as usual in any font."""
_SHOWN = 8
"""How many characters a finding shows."""
_BRINGS_FONTS = msg(
    "install a font that has it: apt install fonts-noto-core brings most languages, fonts-noto-cjk "
    "Chinese, Japanese and Korean; or name the folder of one with --fonts; or use another character"
)
_ESCAPE = re.compile(r"\\u\{([0-9a-fA-F]{1,6})\}")


def is_installed() -> bool:
    """Tell whether Typst is there."""
    return find_spec(LIBRARY) is not None


@frozen()
class _Answer:
    """What the process says: a PDF or an error, and warnings."""

    pdf: bytes | None
    error: str = ""
    told: str = ""
    warnings: Sequence[str] = ()


class Typesetter:
    """A process that sets documents one after the other; it ends when this one does."""

    def __init__(self, folders: tuple[str, ...]) -> None:
        """Let it begin; nobody waits for it yet.

        Args:
            folders: where fonts are beside those of the system.
        """
        self._folders = folders
        self._process = self._begun()
        atexit.register(self._leave)

    @cached_property
    def about(self) -> Mapping[str, Any]:
        """What it says of itself."""
        line = self._process.stdout.readline() if self._process.stdout else b""
        about: Mapping[str, Any] = json.loads(
            line or b'{"version": "", "families": [], "fonts": []}'
        )
        return about

    @property
    def identity(self) -> str:
        """What tells it, with all its fonts, from every other that may make other bytes."""
        told = json.dumps([self.about["version"], self.about["fonts"]])
        return f"typst {self.about['version']} {hashlib.sha256(told.encode()).hexdigest()[:32]}"

    @property
    def families(self) -> frozenset[str]:
        """The fonts that are there, by their names."""
        return frozenset(self.about["families"])

    def set(self, text: str, inputs: Mapping[str, str], time: int) -> _Answer:
        """Set one document; one that takes too long ends the process, and the next has another."""
        if self._process.poll() is not None:
            self._process = self._begun()
            self.__dict__.pop("about", None)
        _ = self.about  # is said before any answer
        with ended_after(self._process, SECONDS) as late:
            try:
                return self._answer(text.encode(), inputs, time)
            except (OSError, ValueError):
                self._process.kill()
                self.end()
                is_late = late.is_set()
                reason = f"no end after {SECONDS} s" if is_late else "it ended without an answer"
                return _Answer(None, reason)

    def end(self) -> None:
        """Let it end."""
        with suppress(OSError):  # it may have ended with a question half asked
            self._process.communicate()

    def _leave(self) -> None:
        """End it as this process ends; to clear up after itself would take it as long as a page."""
        self._process.kill()
        self.end()

    def _answer(self, text: bytes, inputs: Mapping[str, str], time: int) -> _Answer:
        to, back = self._process.stdin, self._process.stdout
        if to is None or back is None:
            raise ValueError
        question = {"size": len(text), "inputs": inputs, "time": time}
        to.write(json.dumps(question).encode() + b"\n" + text)
        to.flush()
        answer = json.loads(back.readline())
        if "error" in answer:
            return _Answer(None, answer["error"], answer["told"])
        pdf = back.read(answer["pdf"])
        if len(pdf) < answer["pdf"]:
            raise ValueError
        return _Answer(pdf, warnings=answer["warnings"])

    def _begun(self) -> Process:
        root = shipped_folder() / "templates" / "typst"  # of what ships, all may be read
        return begun(_WORKER, (str(root), *self._folders), _KEPT, _PROXIES)


def typesetter(fonts: Fonts, folder: str) -> Typesetter:
    """Return the process of this one that sets documents, which begins the first time.

    Args:
        fonts: which are taken.
        folder: where more fonts are; empty where there are none.
    """
    packages = (find_spec(name) for name in fonts.packages)
    homes = (Path(one.origin).parent for one in packages if one is not None and one.origin)
    named = [folder] if folder else []
    there = [*named, *map(str, homes), *fonts.folders]
    return _typesetter(os.getpid(), tuple(one for one in there if os.path.isdir(one)))  # noqa: PTH112


@lru_cache(4)
def _typesetter(_: int, folders: tuple[str, ...]) -> Typesetter:
    """Return that of a process; one that was forked from it has none yet."""
    return Typesetter(folders)


def typeset(  # noqa: PLR0913
    text: str, *, name: str, epoch: int, language: str, fonts: Fonts, folder: str = "",
    attached: Mapping[str, str] = MappingProxyType({}),
    frame: str = "templates/typst/document.typ.j2",
) -> tuple[bytes | None, tuple[Diagnostic, ...]]:  # fmt: skip
    """Set a document.

    Args:
        text: a whole Typst file that needs no other.
        name: what the file is called in findings.
        epoch: the seconds since 1970 that the PDF gives as its date.
        language: of the document.
        fonts: which are taken.
        folder: where more fonts are; empty where there are none.
        attached: what is attached, by the names of its files.
        frame: the data file that the text is made with.

    Returns:
        The PDF, and what is to be said about it; no PDF where it could not be made.
    """
    if not is_installed():
        return None, (_no_engine(name),)
    setter = typesetter(fonts, folder)
    chosen = fonts.chosen(setter.families, language)
    lacking = [role for role in fonts.wide if not chosen[role]] if language == "zh" else []
    if lacking:
        wanted = [family for role in lacking for family in fonts.roles[role]]
        return None, (_no_font(name, wanted),)
    inputs = {"fonts": json.dumps(chosen, ensure_ascii=False), **attached}
    answer = setter.set(text, inputs, epoch)
    if answer.pdf is None:
        return None, (_failed(name, answer, frame),)
    found = (*_invisible(name, text), *_in_formulas(name, text, answer.pdf))
    return answer.pdf, (*found, *_warned(name, answer.warnings, frame))


def _no_engine(name: str) -> Diagnostic:
    return finding(
        "PDF001",
        msg("{engine} is not installed, so no PDF can be made", engine="Typst"),
        Span.point(name),
        hint=msg("pip install 'budgetc[pdf]'; or have XeLaTeX make it: --pdf-engine latex"),
    )


def _no_font(name: str, wanted: Sequence[str]) -> Diagnostic:
    return finding(
        "PDF005",
        msg("there is no font with Chinese characters, so no PDF can be made"),
        Span.point(name),
        hint=msg(
            "pip install 'budgetc[pdf]' brings one, as does apt install fonts-noto-cjk; or name "
            "with --fonts the folder that holds one of these: {fonts}",
            fonts=", ".join(wanted[:4]),
        ),
    )


def _failed(name: str, answer: _Answer, frame: str) -> Diagnostic:
    missing = dict.fromkeys(_missing(answer.told))
    if missing:
        characters = ", ".join(f"{one} (U+{ord(one):04X})" for one in missing)
        return finding(
            "PDF003",
            msg(
                "no font has a picture of {characters}, so no PDF can be made",
                characters=characters,
            ),
            Span.point(name),
            hint=_BRINGS_FONTS,
            severity=Severity.ERROR,
        )
    error = shortened(printable(answer.error))
    line = _LINE.search(answer.told)
    message = (
        msg("Typst failed in line {line} of its file: {error}", line=int(line["line"]), error=error)
        if line
        else msg("Typst failed: {error}", error=error)
    )
    hint = msg("the frame of the file is {frame}", frame=frame)
    return finding("PDF002", message, Span.point(name), hint=hint)


def _missing(told: str) -> Iterator[str]:
    """Yield the characters that no font has, and those that stand for nothing that is agreed on."""
    for found in _NO_GLYPH.finditer(told):
        text = found["text"] or found["code"]
        yield from _ESCAPE.sub(lambda one: chr(int(one[1], 16)), text)


def _invisible(name: str, text: str) -> Iterator[Diagnostic]:
    """Find what stands in the file and nobody sees in the PDF."""
    found = dict.fromkeys(char for char in text if unicodedata.category(char) == "Cf")
    if found:
        yield finding(
            "PDF003",
            msg(
                "there are characters that nobody sees: {characters}",
                characters=", ".join(f"U+{ord(char):04X}" for char in found),
            ),
            Span.point(name),
            hint=msg("delete them where they were typed"),
        )


def _in_formulas(name: str, text: str, pdf: bytes) -> Iterator[Diagnostic]:
    """Find letters that the engine took from its font for formulas, for no other has them."""
    if not _FORMULAS.search(pdf):
        return
    letters = dict.fromkeys(
        char
        for char in text
        if char > _LAST_USUAL
        and unicodedata.category(char)[0] in "LM"
        and unicodedata.east_asian_width(char) not in "WF"
    )
    if letters:
        characters = ", ".join(f"{one} (U+{ord(one):04X})" for one in list(letters)[:_SHOWN])
        yield finding(
            "PDF003",
            msg(
                "no font for text has a picture of {characters}; a font for formulas is taken, in "
                "which letters may stand apart or in the wrong order",
                characters=characters,
            ),
            Span.point(name),
            hint=_BRINGS_FONTS,
        )


def _warned(name: str, warnings: Sequence[str], frame: str) -> Iterator[Diagnostic]:
    for warning in dict.fromkeys(warnings):
        problem = msg("Typst warns: {warning}", warning=shortened(printable(warning)))
        hint = msg("the frame of the file is {frame}", frame=frame)
        yield finding("PDF002", problem, Span.point(name), hint=hint, severity=Severity.WARNING)
