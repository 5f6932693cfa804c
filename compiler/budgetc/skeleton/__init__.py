"""New sources and workspaces: texts of the data folder with what is known already filled in."""

from budgetc.skeleton.fill import (
    NewDepartment,
    NewProject,
    department_text,
    project_text,
    workspace_files,
)
from budgetc.skeleton.insert import NoRoomError, with_project

__all__ = [
    "NewDepartment",
    "NewProject",
    "NoRoomError",
    "department_text",
    "project_text",
    "with_project",
    "workspace_files",
]
