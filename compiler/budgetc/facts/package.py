"""The facts of one document as open data: a Fiscal Data Package, in one file.

A zip that has `datapackage.json`, what the columns are, and `facts.csv`, a row a fact. Which column
is which column type of the standard is data, `templates/datapackage/columns.json`.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from types import MappingProxyType

from budgetc.diagnostics.messages import Translator, msg
from budgetc.document.model import Document
from budgetc.facts.columns import COLUMNS, Column, Kind, Posted
from budgetc.facts.csv_sheet import csv_bytes
from budgetc.facts.post import posted
from budgetc.files.data import DataFaultError, Resources
from budgetc.files.packed import of_any_system
from budgetc.pipeline import Compilation

COLUMN_TYPES = "templates/datapackage/columns.json"
"""The columns of a package in their order, each with its column type of the standard, if any."""

TABLE, DESCRIPTOR = "facts.csv", "datapackage.json"
"""The files in a package."""

_LEADING = frozenset({"source", "file", "line", "typed_key"})
"""The columns that lead to a source, which the public does not see."""

_TYPES = MappingProxyType(
    {Kind.TEXT: "string", Kind.WHOLE: "integer", Kind.AMOUNT: "number", Kind.TRUTH: "boolean"}
)
"""What Table Schema calls the kinds of columns."""

_ID = "fact_id"
_ABOUT_ID = msg(
    "names the fact: the same as long as what it is about is the same, whatever its amount, its "
    "line or the rows around it"
)
_IDENTITY = frozenset(
    {
        "entity_id", "period", "flow", "margin", "fund", "kind", "cost_group", "function_code",
        "economic_code", "project_id", "codes", "is_passed_on",
    }
)  # fmt: skip
"""The columns that say what a fact is about."""

_DAY = (1980, 1, 1, 0, 0, 0)
"""The day of the files in a package: the first that a zip has, so that a rebuild is the same."""

_UNMAPPED = MappingProxyType({"cofog": "unmapped", "gfsm": "unmapped"})
"""What is told of codes: no public list leads from them to those of the UN or of the IMF."""


def package(
    compilation: Compilation,
    resources: Resources,
    *,
    is_public: bool = False,
    mark: str = "",
) -> bytes:
    """Return the facts of a document as a Fiscal Data Package.

    Args:
        compilation: of its source, without errors.
        resources: the data files.
        is_public: whether nothing may be told that leads to a source.
        mark: what the table begins with, such as a byte order mark.

    Raises:
        DataFaultError: the column types cannot be used, or a column cannot hold an amount.
    """
    draft = compilation.draft
    if draft is None:
        raise ValueError(compilation.source.name)
    types = _column_types(resources)
    names = [name for name in types if not (is_public and name in _LEADING)]
    known = {column.name: column for column in COLUMNS}
    columns = [known[name] for name in names if name != _ID]
    facts = tuple(posted(compilation, draft, {}))
    cells = (tuple(column.cell(one) for column in columns) for one in facts)
    rows = [(name, *row) for name, row in zip(_ids(facts), cells, strict=True)]
    table = csv_bytes((_ID, *(column.name for column in columns)), rows, mark)
    descriptor = _descriptor(draft.document, compilation.source.department, columns, types, table)
    return _zipped({DESCRIPTOR: descriptor, TABLE: table})


def _ids(facts: Sequence[Posted]) -> Iterator[str]:
    """Yield an id for each fact: of what it is about, and which one of several about the same."""
    about = [column for column in COLUMNS if column.name in _IDENTITY]
    seen: Counter[str] = Counter()
    for one in facts:
        told = json.dumps([column.value(one) for column in about], ensure_ascii=False)
        name = sha256(told.encode()).hexdigest()[:16]
        seen[name] += 1
        yield name if seen[name] == 1 else f"{name}-{seen[name]}"


def _column_types(resources: Resources) -> Mapping[str, str | None]:
    """Return the columns of a package with their column types.

    Raises:
        DataFaultError: the file is no such list, or names a column that there is not.
    """
    told = resources.parsed(COLUMN_TYPES, json.loads)
    known = {_ID, *(column.name for column in COLUMNS)}
    if not isinstance(told, dict) or not all(
        value is None or isinstance(value, str) for value in told.values()
    ):
        raise DataFaultError(COLUMN_TYPES, msg("it has no column types by the names of columns"))
    for name in told:
        if name not in known:
            raise DataFaultError(COLUMN_TYPES, msg("there is no column {name}", name=name))
    return {_ID: None, **told}


def _descriptor(
    document: Document,
    department: str,
    columns: Sequence[Column],
    types: Mapping[str, str | None],
    table: bytes,
) -> bytes:
    say = Translator(document.language)
    own: dict[str, object] = {"name": _ID, "type": "string", "description": say(_ABOUT_ID),
           "constraints": {"required": True, "unique": True}}  # fmt: skip
    fields = [own]
    for column in columns:
        about = {"type": _TYPES[column.kind], "description": say(column.about)}
        fields.append({"name": column.name, **about})
    for field in fields:
        kind = types[str(field["name"])]
        if kind is not None:
            field["columnType"] = kind
        if field["name"] in {"function_code", "economic_code"}:
            field["mappings"] = dict(_UNMAPPED)
    told = {
        "profile": "tabular-data-package",
        "name": _slug(department, document.year),
        "title": document.title,
        **({"issued": document.issued} if document.issued else {}),
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": "facts",
                "path": TABLE,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": len(table),
                "hash": f"sha256:{sha256(table).hexdigest()}",
                "schema": {"fields": fields, "primaryKey": [_ID], "missingValues": [""]},
            }
        ],
    }
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()


def _slug(department: str, year: int) -> str:
    """Return a name that the standard allows; what it does not allow is told by a digest."""
    plain = re.sub(r"[^a-z0-9._/-]", "", department.lower())
    if plain != department:
        plain = "-".join(filter(None, (plain, sha256(department.encode()).hexdigest()[:8])))
    return f"{plain.replace('/', '-')}-{year}"


def _zipped(files: Mapping[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name, _DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            package.writestr(entry, text)
    return of_any_system(content)
