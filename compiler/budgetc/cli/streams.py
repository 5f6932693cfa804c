"""The streams of a run: the same bytes into a file or pipe everywhere, and no traceback of theirs.

What a console can show depends on its character set, and what stands in a file must not. So files
and pipes get UTF-8 with Unix line ends, and a terminal gets the nearest thing that it can show.
"""

from __future__ import annotations

import codecs
import io
import os
import sys
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from types import MappingProxyType

_NEAREST: Mapping[str, str] = MappingProxyType(
    {
        "\u203a": ">",  # between the steps of a place
        "\u2212": "-",
        "\u21d2": "=>",
        "\u2192": "->",
        "\u2264": "<=",
        "\u2265": ">=",
        "\u2026": "...",
        "\u201c": '"',
        "\u201d": '"',
        "\u2019": "'",
        "\u2060": "",
        "\ufffd": "?",
    }
)
_HANDLER = "budgetc.nearest"

INTERRUPTED = 130
"""What shells say of a program that Ctrl-C ended."""


def prepare() -> None:
    """Make standard output and error fit to print any text; an input that is closed is empty."""
    if sys.stdin is None:
        sys.stdin = io.TextIOWrapper(io.BytesIO())
    codecs.register_error(_HANDLER, _nearest)
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, io.TextIOWrapper):
            continue  # closed, or somebody's own
        if _is_terminal(stream):
            stream.reconfigure(errors=_HANDLER)
        else:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _is_terminal(stream: io.TextIOWrapper) -> bool:
    with suppress(OSError, ValueError):
        return stream.isatty()
    return False


def _nearest(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    passage = error.object[error.start : error.end]
    return "".join(_shown(character) for character in passage), error.end


def _shown(character: str) -> str:
    if character in _NEAREST:
        return _NEAREST[character]
    plain = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
    return plain or "?"


@contextmanager
def guarded(complain: Callable[[OSError], None]) -> Iterator[None]:
    """End a run without a traceback where Ctrl-C, a closed pipe or a full disk ends it.

    Args:
        complain: says what went wrong with a file.
    """
    try:
        try:
            yield
        finally:
            _flush()  # here, and not when nobody can answer any more
    except KeyboardInterrupt:
        _leave(INTERRUPTED)
    except BrokenPipeError:
        _leave(1)  # who read on has seen enough
    except OSError as error:
        with suppress(OSError):
            complain(error)
        _leave(1)


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and not stream.closed:  # whoever closes one has flushed it
            stream.flush()


def _leave(code: int) -> None:
    """Exit, and have the interpreter not stumble over the same stream again."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):
            with suppress(OSError, ValueError, io.UnsupportedOperation):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    raise SystemExit(code)
