"""What a stranger could send: mutated sources, templates, data files and names, through everything.

`python -m tests.fuzz SEED NUMBER` runs so many trials on all cores; each has a number, and trial N
of a seed is the same on every machine (`python -m tests.fuzz SEED --only N`).
"""
