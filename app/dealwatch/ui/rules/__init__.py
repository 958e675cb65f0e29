"""Alert rules in the window: the list of them, the dialog for one, and what it would have told."""
