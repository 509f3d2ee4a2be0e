-- Letters that wait to be sent by e-mail or were sent, and who wants which. They are overwritten and deleted: a letter's
-- words are of no use once it was taken, and what was done stands in the journal.

CREATE TABLE outbox (
    authority TEXT NOT NULL,
    id TEXT NOT NULL,
    account TEXT NOT NULL,
    kind TEXT NOT NULL,
    about TEXT NOT NULL,
    booked TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    address TEXT NOT NULL,
    subject TEXT NOT NULL,
    words TEXT NOT NULL,
    invitation TEXT NOT NULL,
    method TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    try_at INTEGER NOT NULL,
    tries INTEGER NOT NULL,
    state TEXT NOT NULL,
    said TEXT NOT NULL,
    PRIMARY KEY (authority, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX outbox_waiting ON outbox (authority, state, try_at);

CREATE TABLE mail_wishes (
    authority TEXT NOT NULL,
    account TEXT NOT NULL,
    address TEXT NOT NULL,
    month_ahead INTEGER NOT NULL,
    week_ahead INTEGER NOT NULL,
    invitations INTEGER NOT NULL,
    PRIMARY KEY (authority, account)
) STRICT, WITHOUT ROWID;
