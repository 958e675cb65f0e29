"""The manual in the window: topics, search, links that show the place or do the command. Loaded late."""
