-- Opening words are read when a paragraph is added, so none are left to be read later; those of older paragraphs are
-- read by the program right after this migration. Documents that carry no date of adoption: older versions took the
-- number of some resolutions for their year. Records (no path) state their year themselves.
DROP INDEX paragraphs_unread;
UPDATE documents SET year = corrected_year(symbol, year)
WHERE path IS NOT NULL AND symbol IS NOT NULL AND adopted IS NULL;
