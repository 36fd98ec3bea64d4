"""What a change means: verb and strength, softeners, dates, symbols, references. Diff and lexicon meet here."""
