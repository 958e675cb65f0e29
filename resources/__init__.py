"""Data files of Dealwatch, read through importlib.resources. No code."""
