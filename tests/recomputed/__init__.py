"""Generated departments, every figure recomputed from their YAML without the compiler."""
