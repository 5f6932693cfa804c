"""The console script."""

from __future__ import annotations

import sys

from budgetc import __version__


def main() -> None:
    """Run the command line."""
    if sys.argv[1:] == ["--version"]:
        # Asked by scripts before every run; answered before anything slow is imported.
        sys.stdout.write(f"budgetc {__version__}\n")
        return
    try:
        from budgetc.cli.app import run  # noqa: PLC0415

        run(sys.argv[1:])
    except KeyboardInterrupt:  # while modules are read; later, the run itself answers
        sys.exit(130)


if __name__ == "__main__":
    main()
