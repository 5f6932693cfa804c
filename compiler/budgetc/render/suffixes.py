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
        "onepage": ".onepage.html",
        "onepage-pdf": ".onepage.pdf",
        "docx": ".docx",
        "xlsx": ".xlsx",
        "datapackage": ".datapackage.zip",
    }
)
"""The formats, and the suffixes of their files."""

ALSO_CALLED: Mapping[str, str] = MappingProxyType(
    {"md": "markdown", "tex": "latex", "word": "docx", "excel": "xlsx", "htm": "html"}
)
"""Other names that people try, and the formats that they mean."""

TRACED = frozenset({"html", "xlsx"})
"""The formats that show where figures come from."""

OF_FACTS = frozenset({"datapackage"})
"""The formats of the facts alone, which a region's book has none of."""

DRAWN = frozenset({"html", "onepage", "onepage-pdf"})
"""The formats that have charts."""

PROGRAMS: Mapping[str, tuple[str, ...]] = MappingProxyType({"pdf": ("xelatex", "xdvipdfmx")})
"""The programs of the system that make a format, if people choose them."""

LIBRARIES: Mapping[str, str] = MappingProxyType(
    {"docx": "python-docx", "xlsx": "XlsxWriter", "pdf": "typst", "onepage-pdf": "typst"}
)
"""The library that a format needs."""

EXTRAS: Mapping[str, str] = MappingProxyType(
    {"docx": "docx", "xlsx": "xlsx", "pdf": "pdf", "onepage-pdf": "pdf"}
)
"""The extra that the library of a format comes with."""


def suffix_of(name: str) -> str:
    """Return the suffix of a format that a file's name ends with; empty if it is of none."""
    return max(filter(name.endswith, FORMATS.values()), key=len, default="")


def stem_of(name: str) -> str:
    """Return a document's name without the suffix of its format."""
    return name.removesuffix(suffix_of(name))
