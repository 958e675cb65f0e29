"""Ways out: case file, tables, JSON; and the verification of a case file against its own snapshots."""
