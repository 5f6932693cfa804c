"""Where figures come from."""
# it mirrors the package's own part
