"""The views of the window, one a module. Each reads the desk, shows rows, and asks the window to open things."""
