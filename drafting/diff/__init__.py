"""The diff engine: two sequences of units in, one `Diff` out. Knows no file format and no lexicon."""
