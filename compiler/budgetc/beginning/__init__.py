"""How new sources and workspaces begin: from texts of the data folder, or from last year's source.

What is known is filled in, and what is not is marked.
"""

from budgetc.beginning.amounts import amounts_of
from budgetc.beginning.fill import (
    NewDepartment,
    NewProject,
    department_text,
    has_skeleton,
    project_text,
    workspace_files,
)
from budgetc.beginning.insert import NoRoomError, with_project
from budgetc.beginning.plan import Priors
from budgetc.beginning.roll import Rolled, RollingOptions, roll
from budgetc.beginning.sections import sections_text

__all__ = [
    "NewDepartment",
    "NewProject",
    "NoRoomError",
    "Priors",
    "Rolled",
    "RollingOptions",
    "amounts_of",
    "department_text",
    "has_skeleton",
    "project_text",
    "roll",
    "sections_text",
    "with_project",
    "workspace_files",
]
