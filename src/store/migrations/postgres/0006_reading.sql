-- Views for programs that draw charts: what is current, of one authority a login, without names, without what was
-- written in words, and without restricted files.
--
-- A login reads as a member of footprint_reader, and sees the authority that reader_logins says. The views belong to
-- whoever takes these steps, so what the owner's policies let pass is too much: a
-- login can say any footprint.authority. Each view asks for the login's own authority itself.

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'footprint_reader') THEN
        CREATE ROLE footprint_reader NOLOGIN;
    END IF;
EXCEPTION
    WHEN duplicate_object OR unique_violation THEN NULL;  -- another database of the server was faster
END
$$;

CREATE TABLE reader_logins (
    authority text COLLATE "C" NOT NULL,
    login text COLLATE "C" NOT NULL,
    PRIMARY KEY (authority, login)
);
ALTER TABLE reader_logins ENABLE ROW LEVEL SECURITY;
ALTER TABLE reader_logins FORCE ROW LEVEL SECURITY;
CREATE POLICY own_authority ON reader_logins
    USING (authority = current_setting('footprint.authority', true))
    WITH CHECK (authority = current_setting('footprint.authority', true));
CREATE POLICY every_authority ON reader_logins
    FOR SELECT USING (current_setting('footprint.authority', true) = '*');
CREATE POLICY own_login ON reader_logins FOR SELECT TO CURRENT_USER USING (login = session_user::text);

CREATE SCHEMA reading;
GRANT USAGE ON SCHEMA reading TO footprint_reader;

DO $$
DECLARE
    one record;
BEGIN
    FOR one IN SELECT * FROM (VALUES
        ('Header'), ('children'), ('Episodes'), ('Reviews'), ('UASC'), ('OC2'), ('OC3'), ('AD1'), ('PlacedAdoption'),
        ('PrevPerm'), ('Missing'), ('SWEpisodes'), ('DoLo'), ('allocations'), ('review_details'), ('midways'),
        ('contacts'), ('permanence'), ('stood_down'), ('attendance'), ('decisions'), ('officers'), ('absences'),
        ('population'), ('authority'), ('file_readers')) AS tables(name)
    LOOP
        EXECUTE format('CREATE POLICY of_reader ON %I FOR SELECT TO CURRENT_USER USING (authority IN '
                       '(SELECT r.authority FROM reader_logins r WHERE r.login = session_user::text))', one.name);
    END LOOP;

    -- Of a child, by the column that names the child.
    FOR one IN SELECT * FROM (VALUES
        ('Header', 'CHILD', '"SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB"'),
        ('children', 'child', '"disability"'),
        ('Episodes', 'CHILD', '"DECOM", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "DEC", "REC", '
                              '"REASON_PLACE_CHANGE", "URN"'),
        ('Reviews', 'CHILD', '"REVIEW", "REVIEW_CODE"'),
        ('UASC', 'CHILD', '"DUC"'),
        ('OC2', 'CHILD', '"SDQ_SCORE", "SDQ_REASON", "CONVICTED", "HEALTH_CHECK", "IMMUNISATIONS", "TEETH_CHECK", '
                         '"HEALTH_ASSESSMENT", "SUBSTANCE_MISUSE", "INTERVENTION_RECEIVED", "INTERVENTION_OFFERED"'),
        ('OC3', 'CHILD', '"IN_TOUCH", "ACTIV", "ACCOM"'),
        ('AD1', 'CHILD', '"DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR"'),
        ('PlacedAdoption', 'CHILD', '"DATE_PLACED", "DATE_PLACED_CEASED", "REASON_PLACED_CEASED"'),
        ('PrevPerm', 'CHILD', '"PREV_PERM", "LA_PERM", "DATE_PERM"'),
        ('Missing', 'CHILD', '"MISSING", "MIS_START", "MIS_END"'),
        ('SWEpisodes', 'CHILD', '"SW_ID", "SW_DECOM", "SW_DEC", "SW_REASON"'),
        ('DoLo', 'CHILD', '"DOLO_START", "DOLO_END"'),
        ('allocations', 'child', '"officer", "from", "until", "reason"'),
        ('review_details', 'child', '"review", "booked", "held", "completed", "mode", "place", "officer", '
            '"participation", "not_attended_reason", "chaired", "late_reason", "brought_forward_reason", '
            '"relaxed_reason", "decisions_sent", "record_form", "record_completed", "record_shared", '
            '"care_plan_received", "report_received", "report_shared_with_child", "child_seen", "child_seen_alone"'),
        ('midways', 'child', '"midway", "officer", "held", "quality"'),
        ('contacts', 'child', '"contact", "officer", "on", "means", "alone"'),
        ('permanence', 'child', '"milestone", "plan", "on"')) AS views(name, child, columns)
    LOOP
        EXECUTE format('CREATE VIEW reading.%I WITH (security_barrier) AS SELECT t.authority, t.%I, %s FROM %I t '
                       'WHERE t.replaced_at IS NULL AND t.withdrawn = 0 AND t.authority IN '
                       '(SELECT l.authority FROM reader_logins l WHERE l.login = session_user::text) AND NOT EXISTS (SELECT FROM file_readers f '
                       'WHERE f.authority = t.authority AND f.child = t.%I AND f.replaced_at IS NULL '
                       'AND f.withdrawn = 0)', one.name, one.child, one.columns, one.name, one.child);
    END LOOP;

    -- Of a review, whose child stands with the review itself.
    FOR one IN SELECT * FROM (VALUES
        ('stood_down', 't."booked_for", t."stood_down", t."reason", t."rearranged_for"'),
        ('attendance', 't."party", t."invited", t."attended", t."views", t."not_invited_reason"'),
        ('decisions', 't."decision", t."owner", t."due", t."done"')) AS views(name, columns)
    LOOP
        EXECUTE format('CREATE VIEW reading.%I WITH (security_barrier) AS SELECT t.authority, r.child, t."review", %s '
                       'FROM %I t JOIN reading.review_details r ON r.authority = t.authority AND r."review" = t."review" '
                       'WHERE t.replaced_at IS NULL AND t.withdrawn = 0', one.name, one.columns, one.name);
    END LOOP;

    -- Of nobody's file.
    FOR one IN SELECT * FROM (VALUES
        ('officers', '"officer", "role", "team", "sw_id", "fte", "contract", "started", "ended", "sex", "ethnicity"'),
        ('absences', '"officer", "from", "until", "covered_by"'),
        ('population', '"year", "children_0_17"'),
        ('authority', '"code", "name", "profile", "reviews_known_from"')) AS views(name, columns)
    LOOP
        EXECUTE format('CREATE VIEW reading.%I WITH (security_barrier) AS SELECT t.authority, %s FROM %I t '
                       'WHERE t.replaced_at IS NULL AND t.withdrawn = 0 AND t.authority IN '
                       '(SELECT l.authority FROM reader_logins l WHERE l.login = session_user::text)',
                       one.name, regexp_replace(one.columns, '"([a-z_0-9]+)"', 't."\1"', 'g'), one.name);
    END LOOP;
END
$$;

GRANT SELECT ON ALL TABLES IN SCHEMA reading TO footprint_reader;
