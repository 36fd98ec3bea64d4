"""Follow a negotiation: reservations over the revisions of a text, and brackets as data."""
