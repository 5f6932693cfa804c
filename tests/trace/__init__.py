"""Where figures come from."""
# ruff: noqa: A005  # it mirrors the package's own part
