"""The files of a new edition, of an earlier one and of the list that its official table has."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from budgetc.classification import CodeList, Entry, load_catalogue
from budgetc.classification.catalogue import FILES, place_of
from budgetc.editions.table import successors_of
from budgetc.files.data import Resources

SUCCESSORS = "functional_successors.csv"
"""The file of an edition that says which function items took the place of others."""

_GROUP = "expense_group"


def edition_files(
    resources: Resources, edition: int, dimension: str, codes: CodeList
) -> Mapping[str, bytes]:
    """Return the files of an edition that has a new list of one dimension, by their names.

    What the table does not tell of a code, such as what it is usually used for, is carried over
    from the edition before it. Every other list stays that edition's.

    Args:
        resources: the data files.
        edition: the year of the new edition.
        dimension: `function` or `economic`.
        codes: the list.

    Raises:
        DataFaultError: the edition before it cannot be used.
    """
    before = load_catalogue(resources, edition)
    place = place_of(resources, before.edition, FILES[dimension])
    heads, known = resources.parsed(place, _rows)
    told = ({**known.get(entry.code, {_GROUP: entry.group}), **_told(entry)}
            for entry in codes.entries.values())  # fmt: skip
    folder = f"schema/classification/{edition}"
    files = {f"{folder}/{FILES[dimension]}": _csv(heads, told)}
    if dimension == "function":
        successors = successors_of(before.function, codes, before.successors)
        rows = ({"code": code, "successor": to} for code, to in successors.items())
        files[f"{folder}/{SUCCESSORS}"] = _csv(("code", "successor"), rows)
    return files


def _told(entry: Entry) -> Mapping[str, str]:
    return {key: getattr(entry, key) for key in ("code", "name", "level", "parent", "confidence")}


def _rows(text: str) -> tuple[Sequence[str], Mapping[str, Mapping[str, str]]]:
    reader = csv.DictReader(io.StringIO(text))
    rows = {row["code"]: row for row in reader}
    return tuple(reader.fieldnames or ()), rows


def _csv(heads: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, heads, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()
