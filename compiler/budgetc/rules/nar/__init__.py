"""NAR: the words."""
