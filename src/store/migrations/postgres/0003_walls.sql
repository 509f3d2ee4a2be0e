-- Who may do what in the tables, and whose rows a transaction sees.
--
-- The tables belong to whoever takes these steps. The program's everyday logins are members of footprint_program:
-- they add rows and close versions, and can neither change nor remove what was written, nor the rules below.

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'footprint_program') THEN
        CREATE ROLE footprint_program NOLOGIN;
    END IF;
EXCEPTION
    WHEN duplicate_object OR unique_violation THEN NULL;  -- another database of the server was faster
END
$$;

DO $$
DECLARE
    guarded text;
BEGIN
    FOR guarded IN
        SELECT quote_ident(table_name) FROM information_schema.columns
        WHERE table_schema = current_schema() AND column_name = 'authority'
    LOOP
        -- A transaction that does not say whose rows it deals with sees none and writes none; '*' reads all.
        EXECUTE 'ALTER TABLE ' || guarded || ' ENABLE ROW LEVEL SECURITY';
        EXECUTE 'ALTER TABLE ' || guarded || ' FORCE ROW LEVEL SECURITY';
        EXECUTE 'CREATE POLICY own_authority ON ' || guarded
            || ' USING (authority = current_setting(''footprint.authority'', true))'
            || ' WITH CHECK (authority = current_setting(''footprint.authority'', true))';
        EXECUTE 'CREATE POLICY every_authority ON ' || guarded
            || ' FOR SELECT USING (current_setting(''footprint.authority'', true) = ''*'')';
        EXECUTE 'GRANT SELECT, INSERT ON ' || guarded || ' TO footprint_program';
        IF guarded NOT IN ('journal', 'journal_heads') THEN
            EXECUTE 'GRANT UPDATE (replaced_at) ON ' || guarded || ' TO footprint_program';
        END IF;
    END LOOP;
    EXECUTE 'GRANT USAGE ON SCHEMA ' || quote_ident(current_schema()) || ' TO footprint_program';
END
$$;

GRANT UPDATE (number, hash) ON journal_heads TO footprint_program;
GRANT SELECT ON migrations TO footprint_program;
