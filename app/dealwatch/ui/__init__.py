"""The window. The only importer of PySide6."""
