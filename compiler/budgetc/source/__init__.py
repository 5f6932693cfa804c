"""Reading YAML: text to a tree of plain values with positions; and text as a tree, to change it."""
