-- What the service is told of, conferences, and supervision; and the way to what one entry of the journal wrote.

CREATE TABLE "supervision" (
    authority text COLLATE "C" NOT NULL,
    "officer" text COLLATE "C" NOT NULL,
    "on" date NOT NULL,
    "kind" text COLLATE "C" NOT NULL,
    "children" text COLLATE "C" NOT NULL,
    "note" text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    recorded_at bigint NOT NULL,
    replaced_at bigint CHECK (replaced_at > recorded_at),
    recorded_by text COLLATE "C" NOT NULL,
    recorded_why text COLLATE "C" NOT NULL,
    withdrawn smallint NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "officer", "on", "kind", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX "supervision_current" ON "supervision" (authority, "officer", "on", "kind") WHERE replaced_at IS NULL;

CREATE TABLE "events" (
    authority text COLLATE "C" NOT NULL,
    "event" text COLLATE "C" NOT NULL,
    "child" text COLLATE "C" NOT NULL,
    "on" date,
    "kind" text COLLATE "C" NOT NULL,
    "told_iro" boolean,
    "acknowledged" date,
    "response" text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    recorded_at bigint NOT NULL,
    replaced_at bigint CHECK (replaced_at > recorded_at),
    recorded_by text COLLATE "C" NOT NULL,
    recorded_why text COLLATE "C" NOT NULL,
    withdrawn smallint NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "event", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX "events_current" ON "events" (authority, "event") WHERE replaced_at IS NULL;

CREATE TABLE "conferences" (
    authority text COLLATE "C" NOT NULL,
    "conference" text COLLATE "C" NOT NULL,
    "child" text COLLATE "C" NOT NULL,
    "kind" text COLLATE "C" NOT NULL,
    "strategy_discussion" date,
    "due" date,
    "held" date,
    "plan_started" date,
    "plan_ended" date,
    "category" text COLLATE "C" NOT NULL,
    "officer" text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    recorded_at bigint NOT NULL,
    replaced_at bigint CHECK (replaced_at > recorded_at),
    recorded_by text COLLATE "C" NOT NULL,
    recorded_why text COLLATE "C" NOT NULL,
    withdrawn smallint NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "conference", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX "conferences_current" ON "conferences" (authority, "conference") WHERE replaced_at IS NULL;

DO $$
DECLARE
    guarded text;
    one record;
BEGIN
    FOREACH guarded IN ARRAY ARRAY['supervision', 'events', 'conferences']
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

    FOR one IN SELECT * FROM (VALUES
        ('events', 'child', '"event", "on", "kind", "told_iro", "acknowledged"'),
        ('conferences', 'child', '"conference", "kind", "strategy_discussion", "due", "held", "plan_started", '
                                 '"plan_ended", "category", "officer"')) AS views(name, child, columns)
    LOOP
        EXECUTE format('CREATE VIEW reading.%I WITH (security_barrier) AS SELECT t.authority, t.%I, %s FROM %I t '
                       'WHERE t.replaced_at IS NULL AND t.withdrawn = 0 AND t.authority IN '
                       '(SELECT l.authority FROM reader_logins l WHERE l.login = session_user::text) AND NOT EXISTS (SELECT FROM file_readers f '
                       'WHERE f.authority = t.authority AND f.child = t.%I AND f.replaced_at IS NULL '
                       'AND f.withdrawn = 0)', one.name, one.child, one.columns, one.name, one.child);
    END LOOP;

    -- A picture that is a little old needs only what came after it.
    FOREACH guarded IN ARRAY ARRAY[
        'authority', 'population', 'officers', 'absences', 'Header', 'children', 'Episodes', 'Reviews',
        'UASC', 'OC2', 'OC3', 'AD1', 'PlacedAdoption', 'PrevPerm', 'Missing', 'SWEpisodes', 'DoLo',
        'allocations', 'review_details', 'midways', 'contacts', 'permanence', 'stood_down', 'attendance',
        'decisions', 'supervision', 'events', 'conferences']
    LOOP
        EXECUTE format('CREATE INDEX %I ON %I (authority, version) WHERE replaced_at IS NULL', guarded || '_newest', guarded);
    END LOOP;
END
$$;

GRANT SELECT ON reading.events, reading.conferences TO footprint_reader;
