"""Text as such: folding, tokens, typography, similarity. Knows no document format, no lexicon and no resolution."""
