"""Word documents out: clean ones built on a house style, and marked-up ones with real tracked changes."""
