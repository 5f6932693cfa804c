"""The code of the shipped templates, compiled when the package was built.

It is found by the text that it was compiled from, so that a template that was changed, or is a
workspace's own, is compiled as ever. It runs in the same environment as any other.
"""

from __future__ import annotations

import marshal
from collections.abc import Mapping
from functools import cache
from importlib.util import MAGIC_NUMBER

import jinja2

from budgetc.files.prepared import FOLDER, PACKAGED, prepared_file

Text = tuple[tuple[str, ...], str, str, tuple[str, ...]]
"""A dialect of templates, the name of one, its text, and the overrides that take its blocks."""

_CODE = "templates.marshal"


@cache
def shipped_code() -> Mapping[Text, bytes]:
    """Return the code that ships, each marshalled by itself.

    There is none where another Python or another Jinja made it.
    """
    content, made_by = prepared_file(PACKAGED, _CODE), _made_by()
    if content is None or not content.startswith(made_by):
        return {}
    code: Mapping[Text, bytes] = marshal.loads(content[len(made_by) :])  # noqa: S302  # our own
    return code


def code_file(code: Mapping[Text, bytes]) -> Mapping[str, bytes]:
    """Return the file of code that ships, by its name in the folder of the shipped data."""
    return {f"{FOLDER}/{_CODE}": _made_by() + marshal.dumps(dict(code))}


def _made_by() -> bytes:
    return MAGIC_NUMBER + f"jinja {jinja2.__version__}\n".encode()
