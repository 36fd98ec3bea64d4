-- Documents, their paragraphs, and the two indexes. Tokens come from drafting.library.analysis; SQLite only sees them.
CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE documents (
    id INTEGER PRIMARY KEY,
    digest BLOB NOT NULL UNIQUE,    -- of a file: of what it says; of records: of what tells one document from another
    name TEXT NOT NULL UNIQUE,      -- symbol or file name; keys of paragraphs begin with it
    path TEXT,                      -- the file it came from
    symbol TEXT,
    title TEXT,
    organ TEXT,
    session TEXT,
    language TEXT NOT NULL,
    kind TEXT NOT NULL,
    status TEXT NOT NULL,           -- adopted or draft
    adopted TEXT,                   -- ISO date
    year INTEGER,
    source TEXT NOT NULL
);
CREATE INDEX documents_path ON documents (path) WHERE path IS NOT NULL;
CREATE INDEX documents_symbol ON documents (symbol) WHERE symbol IS NOT NULL;

CREATE TABLE paragraphs (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    key TEXT NOT NULL UNIQUE,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    number TEXT,
    section TEXT,                   -- headings above, outermost first, one a line
    opening TEXT,
    class TEXT,                     -- of the opening words
    reserved TEXT,                  -- States that made a statement on it, ISO 3166 alpha-3, spaces between
    text TEXT NOT NULL
);
CREATE INDEX paragraphs_document ON paragraphs (document, position);

-- In how many paragraphs a stem stands: queries are planned by it.
CREATE TABLE stems_frequency (
    token TEXT PRIMARY KEY,
    paragraphs INTEGER NOT NULL
) WITHOUT ROWID;

CREATE VIRTUAL TABLE stems USING fts5 (tokens, content = '', tokenize = 'ascii');
CREATE VIRTUAL TABLE prints USING fts5 (tokens, content = '', tokenize = 'ascii', detail = none, columnsize = 0);
