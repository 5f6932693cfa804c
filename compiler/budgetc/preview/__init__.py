"""A local page of a workspace: its departments, what was found, and documents as they are typed."""
