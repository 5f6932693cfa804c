"""Which files that make a jurisdiction's documents are the workspace's own."""

from __future__ import annotations

from itertools import chain

from budgetc.files.data import Resources
from budgetc.jurisdiction.spec import Layout


def is_own(file: str, resources: Resources) -> bool:
    """Tell whether a data file is the workspace's, be it in the place of one that ships."""
    return resources.original(file) is not None or not resources.ships(file)


def own_templates(layout: Layout, resources: Resources) -> tuple[str, ...]:
    """Return the workspace's own templates beside the files of a layout."""
    folders = dict.fromkeys(tree.file.rpartition("/")[0] for tree in layout.trees)
    names = dict.fromkeys(chain.from_iterable(map(resources.own_names, folders)))
    return tuple(name for name in names if name.endswith(".j2"))


def own_files(layout: Layout, resources: Resources) -> tuple[str, ...]:
    """Return the workspace's own files that make the documents of a layout."""
    trees = (tree.file for tree in layout.trees if is_own(tree.file, resources))
    return (*trees, *own_templates(layout, resources))
