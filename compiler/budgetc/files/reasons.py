"""What the system says of a file that it does not read or write, in words that are translated."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from types import MappingProxyType

from budgetc.diagnostics.messages import Message, msg

_REASONS: Mapping[int, Message] = MappingProxyType(
    {
        errno.ENOSPC: msg("No space left on device"),
        errno.EDQUOT: msg("Disk quota exceeded"),
        errno.EACCES: msg("Permission denied"),
        errno.EPERM: msg("Operation not permitted"),
        errno.EROFS: msg("Read-only file system"),
        errno.ENOENT: msg("No such file or directory"),
        errno.EEXIST: msg("File exists"),
        errno.EISDIR: msg("Is a directory"),
        errno.ENOTDIR: msg("Not a directory"),
        errno.ENAMETOOLONG: msg("File name too long"),
        errno.EADDRINUSE: msg("Address already in use"),
        errno.EIO: msg("Input/output error"),
        errno.ELOOP: msg("Too many levels of symbolic links"),
        errno.EMFILE: msg("Too many open files"),
        errno.EBUSY: msg("Device or resource busy"),
        errno.ENOTEMPTY: msg("Directory not empty"),
    }
)
"""What happens to people; all else is told as the system says it."""

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


def reason_of(error: OSError) -> Message | str:
    """Return why the system refused something."""
    return _REASONS.get(error.errno or 0) or error.strerror or "?"


def is_in_a_circle(error: OSError) -> bool:
    """Tell whether a link leads to itself."""
    return error.errno == errno.ELOOP


def is_full(error: OSError) -> bool:
    """Tell whether there is no room left for what is written."""
    return error.errno in _FULL
