-- The journal, the heads of its days, and the list of these very steps.

CREATE TABLE migrations (
    number integer NOT NULL PRIMARY KEY,
    name text COLLATE "C" NOT NULL,
    fingerprint text COLLATE "C" NOT NULL,
    taken_at bigint NOT NULL
);

CREATE TABLE journal (
    authority text COLLATE "C" NOT NULL CHECK (authority <> '*'),
    number bigint NOT NULL,
    recorded_at bigint NOT NULL,
    who text COLLATE "C" NOT NULL,
    verb text COLLATE "C" NOT NULL,
    what text COLLATE "C" NOT NULL,
    why text COLLATE "C" NOT NULL,
    contents text COLLATE "C" NOT NULL,
    previous text COLLATE "C" NOT NULL,
    hash text COLLATE "C" NOT NULL,
    PRIMARY KEY (authority, number)
);

-- Which entry was the last to write something is asked before every page.
CREATE INDEX journal_changes ON journal (authority, number) WHERE contents <> '';

CREATE TABLE journal_heads (
    authority text COLLATE "C" NOT NULL,
    day date NOT NULL,
    number bigint NOT NULL,
    hash text COLLATE "C" NOT NULL,
    PRIMARY KEY (authority, day)
);
