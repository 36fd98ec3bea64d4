-- Whom a paragraph addresses, which others read the same, what ties revisions and language versions together.
ALTER TABLE paragraphs ADD COLUMN addressee TEXT;
ALTER TABLE paragraphs ADD COLUMN same INTEGER;     -- a hash of its folded words
CREATE INDEX paragraphs_same ON paragraphs (same);
ALTER TABLE documents ADD COLUMN work TEXT;         -- the symbol in its one form, without revisions and corrigenda
ALTER TABLE documents ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
CREATE INDEX documents_work ON documents (work) WHERE work IS NOT NULL;
CREATE INDEX documents_language ON documents (language);
-- NULL: nobody looked yet (looking costs more than adding); '' means that there are no opening words.
CREATE INDEX paragraphs_unread ON paragraphs (id) WHERE class IS NULL;
