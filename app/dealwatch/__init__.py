"""Dealwatch tells you, with proof, when a competition authority moves on a deal you track."""

__version__ = "0.1.0"
