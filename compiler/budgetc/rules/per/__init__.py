"""PER: performance targets."""
