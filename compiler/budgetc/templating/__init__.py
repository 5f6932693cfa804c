"""Templates that a stranger may have written."""
