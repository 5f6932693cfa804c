"""Accept the documents as they are now: `python -m tests.golden.update`. Prints what changed."""

from __future__ import annotations

import sys

from .documents import FOLDER, accept, current


def main() -> None:
    """Write the golden files, remove those that are stale, and print the differences."""
    changes = list(accept(FOLDER, current()))
    sys.stdout.writelines(changes or ["the golden documents are as they were\n"])


if __name__ == "__main__":
    main()
