"""What a jurisdiction's folder declares, checked, with what a workspace changes of it."""
