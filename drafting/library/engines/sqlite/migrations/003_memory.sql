-- How much of an addition FTS5 gathers before it writes: many different fingerprints are sorted sooner in small heaps,
-- stems that come again and again are written less often in large ones. Measured on additions of 4,000 paragraphs.
INSERT INTO prints (prints, rank) VALUES ('hashsize', 262144);
INSERT INTO stems (stems, rank) VALUES ('hashsize', 4194304);
