"""What the user is told: outbox, wording, channels.

Alerts are written with the events they tell of; delivery comes after.
"""
