-- The journal, the heads of its days, and the list of these very steps.

CREATE TABLE migrations (
    number INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    taken_at INTEGER NOT NULL
) STRICT;

CREATE TABLE journal (
    authority TEXT NOT NULL,
    number INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    who TEXT NOT NULL,
    verb TEXT NOT NULL,
    what TEXT NOT NULL,
    why TEXT NOT NULL,
    contents TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (authority, number)
) STRICT, WITHOUT ROWID;

-- Which entry was the last to write something is asked before every page.
CREATE INDEX journal_changes ON journal (authority, number) WHERE contents <> '';

CREATE TABLE journal_heads (
    authority TEXT NOT NULL,
    day TEXT NOT NULL,
    number INTEGER NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (authority, day)
) STRICT, WITHOUT ROWID;
