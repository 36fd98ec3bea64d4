"""Word documents written: clean ones on a house style, marked-up ones with tracked changes, and changes to files."""
