"""How much of a source is read. A stranger's file may be made to be slow or large."""

MAX_DEPTH = 32
"""Lists and mappings inside one another after aliases are put in place. A budget needs seven.

Whatever walks a tree may so call itself for each level.
"""

MAX_NODES = 1_000_000
"""Values in one file after its aliases are put in place, so that a YAML bomb stays small.

Five thousand projects, each with its targets, are 900,000, for a key is one as well.
"""

MAX_DIGITS = 24
"""Digits of one number. The budget of a continent in 分 has sixteen."""
