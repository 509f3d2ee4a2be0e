-- Which entry was the last to write a record, and which the last to write who may do what, is asked before every page.
-- Among a hundred thousand readings these entries are few: each kind has an index of its own, and a view that holds
-- the question to it, since the planner would rather walk the journal from its end.

DROP INDEX journal_changes;
CREATE INDEX journal_record_changes ON journal (authority, number)
    WHERE contents <> '' AND verb NOT IN ('put_access', 'withdraw_access');
CREATE INDEX journal_access_changes ON journal (authority, number)
    WHERE contents <> '' AND verb IN ('put_access', 'withdraw_access');
CREATE VIEW record_changes AS SELECT * FROM journal INDEXED BY journal_record_changes
    WHERE contents <> '' AND verb NOT IN ('put_access', 'withdraw_access');
CREATE VIEW access_changes AS SELECT * FROM journal INDEXED BY journal_access_changes
    WHERE contents <> '' AND verb IN ('put_access', 'withdraw_access');
