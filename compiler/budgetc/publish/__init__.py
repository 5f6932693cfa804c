"""Documents in an output folder: written, compared, watched."""
