"""Reading: YAML text to a tree of plain values with positions."""
