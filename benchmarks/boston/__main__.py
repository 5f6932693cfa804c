"""Compile all departments of a reference folder, and say what differs from their printed pages.

`python -m benchmarks.boston REFERENCE [OUT]`: REFERENCE is the folder, or a file of facts; OUT is
the scratch workspace, a temporary folder if left out.

`python -m benchmarks.boston --facts REFERENCE` prints the facts of all departments, one a line, as
the tests keep them; `--city REFERENCE` the totals of the city.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks.boston.checks import Defect, defects_of, differences
from benchmarks.boston.city import City, explained, published, totals_of
from benchmarks.boston.reference import cabinets, departments, facts, line, place
from benchmarks.boston.workspace import Compiled, book, compiled, unexplained, write


def main(arguments: Sequence[str]) -> int:
    """Run; the exit code is 1 where anything differs that no known defect names."""
    match arguments:
        case ["--facts", reference]:
            sys.stdout.writelines(line(facts(one)) for one in departments(Path(reference)))
            return 0
        case ["--city", reference]:
            print(json.dumps(city_of(Path(reference)), ensure_ascii=False, separators=(",", ":")))
            return 0
        case [reference]:
            with tempfile.TemporaryDirectory() as out:
                return _report(Path(reference), Path(out))
        case [reference, out]:
            return _report(Path(reference), Path(out))
    print(__doc__)
    return 2


def _report(reference: Path, out: Path) -> int:
    every = departments(reference)
    write(every, out)
    home = reference if reference.is_dir() else reference.parent
    defects = defects_of(json.loads((home / "defects.json").read_text(encoding="utf-8")))
    made = tuple(compiled(every, out))
    totals = sum((_said(one, defects) for one in made), Counter())
    print("departments {departments}, compiled {compiled}".format(**_all(totals)))
    print(
        "cells {cells}, as published {equal}, named {named}, others {others}".format(**_all(totals))
    )
    if reference.is_dir():
        totals += _city(reference, made, out, defects)
    return int(totals["others"] > 0 or totals["compiled"] < totals["departments"])


def _city(
    reference: Path, made: Sequence[Compiled], out: Path, defects: Sequence[Defect]
) -> Counter[str]:
    """Print what the book of the city differs in, and return how much nothing explains."""
    document = book((one.compilation for one in made), out)
    if document is None:
        print("city: NOT COMPILED")
        return Counter(others=1)
    city = city_of(reference)
    cells = tuple(published(city, [one.department for one in made]))
    found = tuple(differences(cells, document))
    named, follow = explained(found, city, cells, defects)
    others = [one for one in found if one.cell.key not in named and one.cell.key not in follow]
    print(
        f"city: {len(cells)} cells, {len(found)} differ: named {len(named)}, "
        f"from these {len(follow)}, others {len(others)}"
    )
    for one in others:
        print(f"    {one.cell.key}: published {one.cell.text}, ours {one.ours}")
    return Counter(others=len(others))


def city_of(reference: Path) -> City:
    """Return the published totals of the city, and the pages of its cabinets."""
    city = json.loads((reference / "city-totals.json").read_text(encoding="utf-8"))
    return totals_of(city, cabinets(reference))


def _all(totals: Counter[str]) -> dict[str, int]:
    keys = ("departments", "compiled", "cells", "equal", "named", "others")
    return {key: totals[key] for key in keys}


def _said(one: Compiled, defects: Sequence[Defect]) -> Counter[str]:
    others = unexplained(one, defects)
    is_compiled = one.compilation.document is not None
    print(
        f"{place(one.department)}: {'compiled' if is_compiled else 'NOT COMPILED'}, "
        f"{len(one.cells)} cells, {len(one.differences)} differ, {len(others)} without a name"
    )
    for found in others:
        print(f"    {found.cell.key}: published {found.cell.text}, ours {found.ours}")
    return Counter(
        departments=1,
        compiled=int(is_compiled),
        cells=len(one.cells),
        equal=len(one.cells) - len(one.differences),
        named=len(one.differences) - len(others),
        others=len(others),
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
