"""The command line: one module per command. Never imports Qt."""
