"""Pure pictures: facts to shapes and their table twin. The window and the PDF paint the same figure."""
