"""The tasks of the precedent library: adding and removing texts, finding paragraphs, tracing words to their sources.

Each takes `library`: an open library, the path of one, or None for the user's own (see `source`).
"""
