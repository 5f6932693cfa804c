"""The output formats, by the names that people give them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

FORMATS: Mapping[str, str] = MappingProxyType(
    {
        "markdown": ".md",
        "latex": ".tex",
        "json": ".json",
        "pdf": ".pdf",
        "html": ".html",
        "docx": ".docx",
        "xlsx": ".xlsx",
    }
)
"""The formats, and the suffixes of their files."""

TRACED = frozenset({"html", "xlsx"})
"""The formats that show where figures come from."""

PROGRAMS: Mapping[str, tuple[str, ...]] = MappingProxyType({"pdf": ("xelatex", "xdvipdfmx")})
"""The programs of the system that make a format."""

LIBRARIES: Mapping[str, str] = MappingProxyType({"docx": "python-docx", "xlsx": "XlsxWriter"})
"""The library that a format needs and that comes with the extra of the format's name."""
