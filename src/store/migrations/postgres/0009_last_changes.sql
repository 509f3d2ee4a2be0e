-- Which entry was the last to write a record, and which the last to write who may do what, is asked before every page.
-- Among a hundred thousand readings these entries are few: each kind has an index of its own, and a view that asks
-- for what the index holds. The views see what their reader may see.

DROP INDEX journal_changes;
CREATE INDEX journal_record_changes ON journal (authority, number)
    WHERE contents <> '' AND verb NOT IN ('put_access', 'withdraw_access');
CREATE INDEX journal_access_changes ON journal (authority, number)
    WHERE contents <> '' AND verb IN ('put_access', 'withdraw_access');
CREATE VIEW record_changes WITH (security_invoker = true) AS SELECT * FROM journal
    WHERE contents <> '' AND verb NOT IN ('put_access', 'withdraw_access');
CREATE VIEW access_changes WITH (security_invoker = true) AS SELECT * FROM journal
    WHERE contents <> '' AND verb IN ('put_access', 'withdraw_access');
GRANT SELECT ON record_changes, access_changes TO footprint_program;
