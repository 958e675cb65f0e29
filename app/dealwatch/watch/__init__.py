"""The engine: what is due, what changed, what to tell. Ports to the machine are Protocols in ports.py."""
