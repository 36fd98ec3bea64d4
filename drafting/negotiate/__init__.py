"""What happens around a text at the table: reservations followed over revisions, brackets as data."""
