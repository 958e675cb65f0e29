"""The settings: one window, pages at the left, applied at once. One file a page."""
