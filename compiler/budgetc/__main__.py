"""The console script."""

from __future__ import annotations

import gc
import sys
from contextlib import suppress

from budgetc import __version__


def main() -> None:
    """Run the command line."""
    if sys.argv[1:] == ["--version"]:
        # Asked by scripts before every run; answered before anything slow is imported. Where the
        # output is full, closed or read no further, the run itself answers, and tells so.
        with suppress(OSError, AttributeError):
            sys.stdout.write(f"budgetc {__version__}\n")
            sys.stdout.flush()
            return
    try:
        from budgetc.garbage import look_seldom  # noqa: PLC0415

        look_seldom()
        from budgetc.cli.app import run  # noqa: PLC0415

        run(sys.argv[1:])
    except KeyboardInterrupt:  # while modules are read; later, the run itself answers
        sys.exit(130)
    finally:
        gc.freeze()  # none is looked for at the end, when all goes


if __name__ == "__main__":
    main()
