"""Pictures of the whole window from one fixed set of data, and a check of each for words that are cut off."""
