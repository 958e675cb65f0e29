"""The law as data and pure functions: procedures, counting rules, calendars, case numbers.

No I/O but reading our own resources.
"""
