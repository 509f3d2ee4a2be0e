-- What is written of a review and for whom, and what managers had against its decisions.

CREATE TABLE "objections" (
    authority text COLLATE "C" NOT NULL,
    "decision" text COLLATE "C" NOT NULL,
    "review" text COLLATE "C" NOT NULL,
    "raised" date,
    "raised_by" text COLLATE "C" NOT NULL,
    "reason" text COLLATE "C" NOT NULL,
    "answered" date,
    "outcome" text COLLATE "C" NOT NULL,
    "answer" text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    recorded_at bigint NOT NULL,
    replaced_at bigint CHECK (replaced_at > recorded_at),
    recorded_by text COLLATE "C" NOT NULL,
    recorded_why text COLLATE "C" NOT NULL,
    withdrawn smallint NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "decision", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX "objections_current" ON "objections" (authority, "decision") WHERE replaced_at IS NULL;
CREATE INDEX "objections_newest" ON "objections" (authority, version) WHERE replaced_at IS NULL;

CREATE TABLE "review_records" (
    authority text COLLATE "C" NOT NULL,
    "review" text COLLATE "C" NOT NULL,
    "child_said" text COLLATE "C" NOT NULL,
    "going_well" text COLLATE "C" NOT NULL,
    "worries" text COLLATE "C" NOT NULL,
    "needs_to_happen" text COLLATE "C" NOT NULL,
    "scale" integer,
    "closing" text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    recorded_at bigint NOT NULL,
    replaced_at bigint CHECK (replaced_at > recorded_at),
    recorded_by text COLLATE "C" NOT NULL,
    recorded_why text COLLATE "C" NOT NULL,
    withdrawn smallint NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "review", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX "review_records_current" ON "review_records" (authority, "review") WHERE replaced_at IS NULL;
CREATE INDEX "review_records_newest" ON "review_records" (authority, version) WHERE replaced_at IS NULL;

CREATE TABLE "recipients" (
    authority text COLLATE "C" NOT NULL,
    "recipient" text COLLATE "C" NOT NULL,
    "review" text COLLATE "C" NOT NULL,
    "name" text COLLATE "C" NOT NULL,
    "reader" text COLLATE "C" NOT NULL,
    "form" text COLLATE "C" NOT NULL,
    "sent_by" text COLLATE "C" NOT NULL,
    "address" text COLLATE "C" NOT NULL,
    "sent" date,
    version bigint NOT NULL,
    recorded_at bigint NOT NULL,
    replaced_at bigint CHECK (replaced_at > recorded_at),
    recorded_by text COLLATE "C" NOT NULL,
    recorded_why text COLLATE "C" NOT NULL,
    withdrawn smallint NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "recipient", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX "recipients_current" ON "recipients" (authority, "recipient") WHERE replaced_at IS NULL;
CREATE INDEX "recipients_newest" ON "recipients" (authority, version) WHERE replaced_at IS NULL;

DO $$
DECLARE
    guarded text;
    one record;
BEGIN
    FOREACH guarded IN ARRAY ARRAY['objections', 'review_records', 'recipients']
    LOOP
        EXECUTE 'ALTER TABLE ' || guarded || ' ENABLE ROW LEVEL SECURITY';
        EXECUTE 'ALTER TABLE ' || guarded || ' FORCE ROW LEVEL SECURITY';
        EXECUTE 'CREATE POLICY own_authority ON ' || guarded
            || ' USING (authority = current_setting(''footprint.authority'', true))'
            || ' WITH CHECK (authority = current_setting(''footprint.authority'', true))';
        EXECUTE 'CREATE POLICY every_authority ON ' || guarded
            || ' FOR SELECT USING (current_setting(''footprint.authority'', true) = ''*'')';
        EXECUTE 'CREATE POLICY of_reader ON ' || guarded || ' FOR SELECT TO CURRENT_USER USING (authority IN '
            || '(SELECT r.authority FROM reader_logins r WHERE r.login = session_user::text))';
        EXECUTE 'GRANT SELECT, INSERT ON ' || guarded || ' TO footprint_program';
        EXECUTE 'GRANT UPDATE (replaced_at) ON ' || guarded || ' TO footprint_program';
    END LOOP;

    -- When and how it went; no words, no names, no addresses.
    FOR one IN SELECT * FROM (VALUES
        ('objections', 't."decision", t."raised", t."answered", t."outcome"'),
        ('recipients', 't."recipient", t."reader", t."form", t."sent_by", t."sent"')) AS views(name, columns)
    LOOP
        EXECUTE format('CREATE VIEW reading.%I WITH (security_barrier) AS SELECT t.authority, r.child, t."review", %s '
                       'FROM %I t JOIN reading.review_details r ON r.authority = t.authority AND r."review" = t."review" '
                       'WHERE t.replaced_at IS NULL AND t.withdrawn = 0', one.name, one.columns, one.name);
    END LOOP;
END
$$;

GRANT SELECT ON reading.objections, reading.recipients TO footprint_reader;
