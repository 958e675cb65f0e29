"""SQLite: one module per aggregate.

Contains no judgement; what it is given in one transaction is kept or refused whole.
"""
