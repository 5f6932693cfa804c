"""Compile all departments of a reference folder, and say what differs from their printed pages.

`python -m benchmarks.boston REFERENCE [OUT]`: REFERENCE is the folder, or a file of facts; OUT is
the scratch workspace, a temporary folder if left out.

`python -m benchmarks.boston --facts REFERENCE` prints the facts of all departments, one a line, as
the tests keep them.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks.boston.checks import Defect, defects_of
from benchmarks.boston.reference import departments, facts, line, place
from benchmarks.boston.workspace import Compiled, compiled, unexplained, write


def main(arguments: Sequence[str]) -> int:
    """Run; the exit code is 1 where anything differs that no known defect names."""
    match arguments:
        case ["--facts", reference]:
            sys.stdout.writelines(line(facts(one)) for one in departments(Path(reference)))
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
    done = [_said(one, defects) for one in compiled(every, out)]
    totals = sum(done, Counter())
    print("departments {departments}, compiled {compiled}".format(**_all(totals)))
    print(
        "cells {cells}, as published {equal}, named {named}, others {others}".format(**_all(totals))
    )
    return int(totals["others"] > 0 or totals["compiled"] < totals["departments"])


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
