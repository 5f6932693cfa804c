"""Files that are packed of others, as Word's and workbooks are: the same bytes on any system."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

_UNIX = 3
"""What the format calls the system that packed a file, wherever it is."""


def of_any_system(content: BytesIO) -> bytes:
    """Return a packed file that does not tell which system packed it.

    Args:
        content: it; only its list of parts is written anew.
    """
    with ZipFile(content, "a") as packed:
        for part in packed.infolist():
            part.create_system = _UNIX
        packed.comment = b""  # else nothing was changed, and nothing is written
    return content.getvalue()
