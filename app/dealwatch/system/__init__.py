"""What differs by machine: paths, clock, notification service, menu entry, network state. Implements watch/ports.py."""
