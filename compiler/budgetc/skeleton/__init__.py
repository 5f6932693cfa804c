"""New sources and workspaces: texts of the data folder with what is known already filled in."""

from budgetc.skeleton.fill import (
    NewDepartment,
    NewProject,
    department_text,
    has_skeleton,
    project_text,
    workspace_files,
)
from budgetc.skeleton.insert import NoRoomError, with_project
from budgetc.skeleton.sections import sections_text

__all__ = [
    "NewDepartment",
    "NewProject",
    "NoRoomError",
    "department_text",
    "has_skeleton",
    "project_text",
    "sections_text",
    "with_project",
    "workspace_files",
]
