-- Which children belong together, and what a child wishes of the service.

CREATE TABLE "siblings" (
    authority text COLLATE "C" NOT NULL,
    "child" text COLLATE "C" NOT NULL,
    "family" text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    recorded_at bigint NOT NULL,
    replaced_at bigint CHECK (replaced_at > recorded_at),
    recorded_by text COLLATE "C" NOT NULL,
    recorded_why text COLLATE "C" NOT NULL,
    withdrawn smallint NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "child", "family", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX "siblings_current" ON "siblings" (authority, "child", "family") WHERE replaced_at IS NULL;
CREATE INDEX "siblings_newest" ON "siblings" (authority, version) WHERE replaced_at IS NULL;

CREATE TABLE "wishes" (
    authority text COLLATE "C" NOT NULL,
    "wish" text COLLATE "C" NOT NULL,
    "child" text COLLATE "C" NOT NULL,
    "on" date,
    "officer" text COLLATE "C" NOT NULL,
    "not_officer" text COLLATE "C" NOT NULL,
    "means" text COLLATE "C" NOT NULL,
    "not_at_school" boolean,
    "words" text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    recorded_at bigint NOT NULL,
    replaced_at bigint CHECK (replaced_at > recorded_at),
    recorded_by text COLLATE "C" NOT NULL,
    recorded_why text COLLATE "C" NOT NULL,
    withdrawn smallint NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "wish", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX "wishes_current" ON "wishes" (authority, "wish") WHERE replaced_at IS NULL;
CREATE INDEX "wishes_newest" ON "wishes" (authority, version) WHERE replaced_at IS NULL;

DO $$
DECLARE
    guarded text;
    one record;
BEGIN
    FOREACH guarded IN ARRAY ARRAY['siblings', 'wishes']
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

    -- No words of a child's.
    FOR one IN SELECT * FROM (VALUES
        ('siblings', '"family"'),
        ('wishes', '"wish", "on", "officer", "not_officer", "means", "not_at_school"')) AS views(name, columns)
    LOOP
        EXECUTE format('CREATE VIEW reading.%I WITH (security_barrier) AS SELECT t.authority, t.child, %s FROM %I t '
                       'WHERE t.replaced_at IS NULL AND t.withdrawn = 0 AND t.authority IN '
                       '(SELECT l.authority FROM reader_logins l WHERE l.login = session_user::text) AND NOT EXISTS '
                       '(SELECT FROM file_readers f WHERE f.authority = t.authority AND f.child = t.child '
                       'AND f.replaced_at IS NULL AND f.withdrawn = 0)', one.name, one.columns, one.name);
    END LOOP;
END
$$;

GRANT SELECT ON reading.siblings, reading.wishes TO footprint_reader;
