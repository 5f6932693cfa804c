"""The console script."""

from __future__ import annotations

import gc
import sys

from budgetc import __version__


def main() -> None:
    """Run the command line."""
    if sys.argv[1:] == ["--version"]:
        # Asked by scripts before every run; answered before anything slow is imported.
        sys.stdout.write(f"budgetc {__version__}\n")
        return
    # A run is short and makes few cycles; looking for them costs a tenth of it, imports included.
    gc.disable()
    try:
        from budgetc.cli.app import run  # noqa: PLC0415

        run(sys.argv[1:])
    except KeyboardInterrupt:  # while modules are read; later, the run itself answers
        sys.exit(130)
    finally:
        gc.freeze()  # nor are any looked for at the end, when all goes


if __name__ == "__main__":
    main()
