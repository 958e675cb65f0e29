"""The outside world: one module per authority, each reading bytes into facts.

Contains no storage and no judgement of change.
"""
