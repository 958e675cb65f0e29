"""The vocabulary of Dealwatch: deal, case, status, event, evidence, source.

Frozen dataclasses and enumerations only. Must not contain: rules of law, I/O, storage, words for the screen.
Imports nothing else of ours.
"""
