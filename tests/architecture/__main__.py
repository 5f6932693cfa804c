"""`python -m tests.architecture update`: write `docs/architecture.md` anew; `check` compares."""

from __future__ import annotations

import sys

from tests.architecture.page import PAGE, current


def main() -> int:
    """Write the page, or tell whether it is what it would be."""
    if sys.argv[1:] == ["check"]:
        return int(PAGE.read_text(encoding="utf-8") != current())
    if sys.argv[1:] != ["update"]:
        sys.stderr.write("usage: python -m tests.architecture update | check\n")
        return 2
    PAGE.write_text(current(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
