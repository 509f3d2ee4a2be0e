-- Proceedings in court about a child, and their hearings.

CREATE TABLE "proceedings" (
    authority text COLLATE "C" NOT NULL,
    "proceedings" text COLLATE "C" NOT NULL,
    "child" text COLLATE "C" NOT NULL,
    "kind" text COLLATE "C" NOT NULL,
    "court" text COLLATE "C" NOT NULL,
    "case_number" text COLLATE "C" NOT NULL,
    "began" date,
    "ended" date,
    "outcome" text COLLATE "C" NOT NULL,
    "guardian" text COLLATE "C" NOT NULL,
    "guardian_told" date,
    version bigint NOT NULL,
    recorded_at bigint NOT NULL,
    replaced_at bigint CHECK (replaced_at > recorded_at),
    recorded_by text COLLATE "C" NOT NULL,
    recorded_why text COLLATE "C" NOT NULL,
    withdrawn smallint NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "proceedings", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX "proceedings_current" ON "proceedings" (authority, "proceedings") WHERE replaced_at IS NULL;
CREATE INDEX "proceedings_newest" ON "proceedings" (authority, version) WHERE replaced_at IS NULL;

CREATE TABLE "hearings" (
    authority text COLLATE "C" NOT NULL,
    "hearing" text COLLATE "C" NOT NULL,
    "child" text COLLATE "C" NOT NULL,
    "proceedings" text COLLATE "C" NOT NULL,
    "on" date,
    "kind" text COLLATE "C" NOT NULL,
    "views_sent" date,
    "views" text COLLATE "C" NOT NULL,
    "outcome" text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    recorded_at bigint NOT NULL,
    replaced_at bigint CHECK (replaced_at > recorded_at),
    recorded_by text COLLATE "C" NOT NULL,
    recorded_why text COLLATE "C" NOT NULL,
    withdrawn smallint NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "hearing", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX "hearings_current" ON "hearings" (authority, "hearing") WHERE replaced_at IS NULL;
CREATE INDEX "hearings_newest" ON "hearings" (authority, version) WHERE replaced_at IS NULL;

DO $$
DECLARE
    guarded text;
    one record;
BEGIN
    FOREACH guarded IN ARRAY ARRAY['proceedings', 'hearings']
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

    -- When and what for; no words, no names, no numbers of cases.
    FOR one IN SELECT * FROM (VALUES
        ('proceedings', '"proceedings", "kind", "court", "began", "ended", "guardian_told"'),
        ('hearings', '"hearing", "proceedings", "on", "kind", "views_sent"')) AS views(name, columns)
    LOOP
        EXECUTE format('CREATE VIEW reading.%I WITH (security_barrier) AS SELECT t.authority, t.child, %s FROM %I t '
                       'WHERE t.replaced_at IS NULL AND t.withdrawn = 0 AND t.authority IN '
                       '(SELECT l.authority FROM reader_logins l WHERE l.login = session_user::text) AND NOT EXISTS '
                       '(SELECT FROM file_readers f WHERE f.authority = t.authority AND f.child = t.child '
                       'AND f.replaced_at IS NULL AND f.withdrawn = 0)', one.name, one.columns, one.name);
    END LOOP;
END
$$;

GRANT SELECT ON reading.proceedings, reading.hearings TO footprint_reader;
