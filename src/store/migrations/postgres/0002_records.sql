-- Every kind of record in versions. Names of columns are the field's own. Texts are compared byte by byte, so that
-- rows come in the same order from every server; days are days, yes and no are booleans.

CREATE TABLE "authority" (
    authority text COLLATE "C" NOT NULL,
    "code" text COLLATE "C" NOT NULL,
    "name" text COLLATE "C" NOT NULL,
    "profile" text COLLATE "C" NOT NULL,
    "reviews_known_from" date,
    version bigint NOT NULL,
    recorded_at bigint NOT NULL,
    replaced_at bigint CHECK (replaced_at > recorded_at),
    recorded_by text COLLATE "C" NOT NULL,
    recorded_why text COLLATE "C" NOT NULL,
    withdrawn smallint NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "code", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX "authority_current" ON "authority" (authority, "code") WHERE replaced_at IS NULL;

CREATE TABLE "population" (
    authority text COLLATE "C" NOT NULL,
    "year" integer NOT NULL,
    "children_0_17" integer,
    version bigint NOT NULL,
    recorded_at bigint NOT NULL,
    replaced_at bigint CHECK (replaced_at > recorded_at),
    recorded_by text COLLATE "C" NOT NULL,
    recorded_why text COLLATE "C" NOT NULL,
    withdrawn smallint NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "year", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX "population_current" ON "population" (authority, "year") WHERE replaced_at IS NULL;

CREATE TABLE "officers" (
    authority text COLLATE "C" NOT NULL,
    "officer" text COLLATE "C" NOT NULL,
    "name" text COLLATE "C" NOT NULL,
    "role" text COLLATE "C" NOT NULL,
    "team" text COLLATE "C" NOT NULL,
    "sw_id" text COLLATE "C" NOT NULL,
    "fte" double precision,
    "contract" text COLLATE "C" NOT NULL,
    "started" date,
    "ended" date,
    "swe_number" text COLLATE "C" NOT NULL,
    "swe_expires" date,
    "dbs_checked" date,
    "sex" text COLLATE "C" NOT NULL,
    "ethnicity" text COLLATE "C" NOT NULL,
    "links" text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    recorded_at bigint NOT NULL,
    replaced_at bigint CHECK (replaced_at > recorded_at),
    recorded_by text COLLATE "C" NOT NULL,
    recorded_why text COLLATE "C" NOT NULL,
    withdrawn smallint NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "officer", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX "officers_current" ON "officers" (authority, "officer") WHERE replaced_at IS NULL;

CREATE TABLE "absences" (
    authority text COLLATE "C" NOT NULL,
    "officer" text COLLATE "C" NOT NULL,
    "from" date NOT NULL,
    "until" date,
    "reason" text COLLATE "C" NOT NULL,
    "covered_by" text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    recorded_at bigint NOT NULL,
    replaced_at bigint CHECK (replaced_at > recorded_at),
    recorded_by text COLLATE "C" NOT NULL,
    recorded_why text COLLATE "C" NOT NULL,
    withdrawn smallint NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "officer", "from", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX "absences_current" ON "absences" (authority, "officer", "from") WHERE replaced_at IS NULL;

CREATE TABLE "Header" (
    authority text COLLATE "C" NOT NULL,
    "CHILD" text COLLATE "C" NOT NULL,
    "SEX" text COLLATE "C" NOT NULL,
    "DOB" date,
    "ETHNIC" text COLLATE "C" NOT NULL,
    "UPN" text COLLATE "C" NOT NULL,
    "MOTHER" boolean,
    "MC_DOB" date,
    version bigint NOT NULL,
    recorded_at bigint NOT NULL,
    replaced_at bigint CHECK (replaced_at > recorded_at),
    recorded_by text COLLATE "C" NOT NULL,
    recorded_why text COLLATE "C" NOT NULL,
    withdrawn smallint NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "CHILD", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX "Header_current" ON "Header" (authority, "CHILD") WHERE replaced_at IS NULL;

CREATE TABLE "children" (
    authority text COLLATE "C" NOT NULL,
    "child" text COLLATE "C" NOT NULL,
    "first_name" text COLLATE "C" NOT NULL,
    "last_name" text COLLATE "C" NOT NULL,
    "known_as" text COLLATE "C" NOT NULL,
    "disability" text COLLATE "C" NOT NULL,
    "chosen_words" text COLLATE "C" NOT NULL,
    "restricted" boolean,
    version bigint NOT NULL,
    recorded_at bigint NOT NULL,
    replaced_at bigint CHECK (replaced_at > recorded_at),
    recorded_by text COLLATE "C" NOT NULL,
    recorded_why text COLLATE "C" NOT NULL,
    withdrawn smallint NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "child", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX "children_current" ON "children" (authority, "child") WHERE replaced_at IS NULL;

CREATE TABLE "Episodes" (
    authority text COLLATE "C" NOT NULL,
    "CHILD" text COLLATE "C" NOT NULL,
    "DECOM" date NOT NULL,
    "RNE" text COLLATE "C" NOT NULL,
    "LS" text COLLATE "C" NOT NULL,
    "CIN" text COLLATE "C" NOT NULL,
    "PLACE" text COLLATE "C" NOT NULL,
    "PLACE_PROVIDER" text COLLATE "C" NOT NULL,
    "DEC" date,
    "REC" text COLLATE "C" NOT NULL,
    "REASON_PLACE_CHANGE" text COLLATE "C" NOT NULL,
    "HOME_POST" text COLLATE "C" NOT NULL,
    "PL_POST" text COLLATE "C" NOT NULL,
    "URN" text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    recorded_at bigint NOT NULL,
    replaced_at bigint CHECK (replaced_at > recorded_at),
    recorded_by text COLLATE "C" NOT NULL,
    recorded_why text COLLATE "C" NOT NULL,
    withdrawn smallint NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "CHILD", "DECOM", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX "Episodes_current" ON "Episodes" (authority, "CHILD", "DECOM") WHERE replaced_at IS NULL;

CREATE TABLE "Reviews" (
    authority text COLLATE "C" NOT NULL,
    "CHILD" text COLLATE "C" NOT NULL,
    "DOB" date,
    "REVIEW" date NOT NULL,
    "REVIEW_CODE" text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    recorded_at bigint NOT NULL,
    replaced_at bigint CHECK (replaced_at > recorded_at),
    recorded_by text COLLATE "C" NOT NULL,
    recorded_why text COLLATE "C" NOT NULL,
    withdrawn smallint NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "CHILD", "REVIEW", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX "Reviews_current" ON "Reviews" (authority, "CHILD", "REVIEW") WHERE replaced_at IS NULL;

CREATE TABLE "UASC" (
    authority text COLLATE "C" NOT NULL,
    "CHILD" text COLLATE "C" NOT NULL,
    "SEX" text COLLATE "C" NOT NULL,
    "DOB" date,
    "DUC" date,
    version bigint NOT NULL,
    recorded_at bigint NOT NULL,
    replaced_at bigint CHECK (replaced_at > recorded_at),
    recorded_by text COLLATE "C" NOT NULL,
    recorded_why text COLLATE "C" NOT NULL,
    withdrawn smallint NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "CHILD", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX "UASC_current" ON "UASC" (authority, "CHILD") WHERE replaced_at IS NULL;

CREATE TABLE "OC2" (
    authority text COLLATE "C" NOT NULL,
    "CHILD" text COLLATE "C" NOT NULL,
    "DOB" date,
    "SDQ_SCORE" integer,
    "SDQ_REASON" text COLLATE "C" NOT NULL,
    "CONVICTED" boolean,
    "HEALTH_CHECK" boolean,
    "IMMUNISATIONS" boolean,
    "TEETH_CHECK" boolean,
    "HEALTH_ASSESSMENT" boolean,
    "SUBSTANCE_MISUSE" boolean,
    "INTERVENTION_RECEIVED" boolean,
    "INTERVENTION_OFFERED" boolean,
    version bigint NOT NULL,
    recorded_at bigint NOT NULL,
    replaced_at bigint CHECK (replaced_at > recorded_at),
    recorded_by text COLLATE "C" NOT NULL,
    recorded_why text COLLATE "C" NOT NULL,
    withdrawn smallint NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "CHILD", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX "OC2_current" ON "OC2" (authority, "CHILD") WHERE replaced_at IS NULL;

CREATE TABLE "OC3" (
    authority text COLLATE "C" NOT NULL,
    "CHILD" text COLLATE "C" NOT NULL,
    "DOB" date,
    "IN_TOUCH" text COLLATE "C" NOT NULL,
    "ACTIV" text COLLATE "C" NOT NULL,
    "ACCOM" text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    recorded_at bigint NOT NULL,
    replaced_at bigint CHECK (replaced_at > recorded_at),
    recorded_by text COLLATE "C" NOT NULL,
    recorded_why text COLLATE "C" NOT NULL,
    withdrawn smallint NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "CHILD", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX "OC3_current" ON "OC3" (authority, "CHILD") WHERE replaced_at IS NULL;

CREATE TABLE "AD1" (
    authority text COLLATE "C" NOT NULL,
    "CHILD" text COLLATE "C" NOT NULL,
    "DOB" date,
    "DATE_INT" date,
    "DATE_MATCH" date,
    "FOSTER_CARE" boolean,
    "NB_ADOPTR" integer,
    "SEX_ADOPTR" text COLLATE "C" NOT NULL,
    "LS_ADOPTR" text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    recorded_at bigint NOT NULL,
    replaced_at bigint CHECK (replaced_at > recorded_at),
    recorded_by text COLLATE "C" NOT NULL,
    recorded_why text COLLATE "C" NOT NULL,
    withdrawn smallint NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "CHILD", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX "AD1_current" ON "AD1" (authority, "CHILD") WHERE replaced_at IS NULL;

CREATE TABLE "PlacedAdoption" (
    authority text COLLATE "C" NOT NULL,
    "CHILD" text COLLATE "C" NOT NULL,
    "DOB" date,
    "DATE_PLACED" date NOT NULL,
    "DATE_PLACED_CEASED" date,
    "REASON_PLACED_CEASED" text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    recorded_at bigint NOT NULL,
    replaced_at bigint CHECK (replaced_at > recorded_at),
    recorded_by text COLLATE "C" NOT NULL,
    recorded_why text COLLATE "C" NOT NULL,
    withdrawn smallint NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "CHILD", "DATE_PLACED", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX "PlacedAdoption_current" ON "PlacedAdoption" (authority, "CHILD", "DATE_PLACED") WHERE replaced_at IS NULL;

CREATE TABLE "PrevPerm" (
    authority text COLLATE "C" NOT NULL,
    "CHILD" text COLLATE "C" NOT NULL,
    "DOB" date,
    "PREV_PERM" text COLLATE "C" NOT NULL,
    "LA_PERM" text COLLATE "C" NOT NULL,
    "DATE_PERM" text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    recorded_at bigint NOT NULL,
    replaced_at bigint CHECK (replaced_at > recorded_at),
    recorded_by text COLLATE "C" NOT NULL,
    recorded_why text COLLATE "C" NOT NULL,
    withdrawn smallint NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "CHILD", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX "PrevPerm_current" ON "PrevPerm" (authority, "CHILD") WHERE replaced_at IS NULL;

CREATE TABLE "Missing" (
    authority text COLLATE "C" NOT NULL,
    "CHILD" text COLLATE "C" NOT NULL,
    "DOB" date,
    "MISSING" text COLLATE "C" NOT NULL,
    "MIS_START" date NOT NULL,
    "MIS_END" date,
    version bigint NOT NULL,
    recorded_at bigint NOT NULL,
    replaced_at bigint CHECK (replaced_at > recorded_at),
    recorded_by text COLLATE "C" NOT NULL,
    recorded_why text COLLATE "C" NOT NULL,
    withdrawn smallint NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "CHILD", "MIS_START", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX "Missing_current" ON "Missing" (authority, "CHILD", "MIS_START") WHERE replaced_at IS NULL;

CREATE TABLE "SWEpisodes" (
    authority text COLLATE "C" NOT NULL,
    "CHILD" text COLLATE "C" NOT NULL,
    "DOB" date,
    "SW_ID" text COLLATE "C" NOT NULL,
    "SW_DECOM" date NOT NULL,
    "SW_DEC" date,
    "SW_REASON" text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    recorded_at bigint NOT NULL,
    replaced_at bigint CHECK (replaced_at > recorded_at),
    recorded_by text COLLATE "C" NOT NULL,
    recorded_why text COLLATE "C" NOT NULL,
    withdrawn smallint NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "CHILD", "SW_DECOM", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX "SWEpisodes_current" ON "SWEpisodes" (authority, "CHILD", "SW_DECOM") WHERE replaced_at IS NULL;

CREATE TABLE "DoLo" (
    authority text COLLATE "C" NOT NULL,
    "CHILD" text COLLATE "C" NOT NULL,
    "DOB" date,
    "DOLO_START" date NOT NULL,
    "DOLO_END" date,
    version bigint NOT NULL,
    recorded_at bigint NOT NULL,
    replaced_at bigint CHECK (replaced_at > recorded_at),
    recorded_by text COLLATE "C" NOT NULL,
    recorded_why text COLLATE "C" NOT NULL,
    withdrawn smallint NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "CHILD", "DOLO_START", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX "DoLo_current" ON "DoLo" (authority, "CHILD", "DOLO_START") WHERE replaced_at IS NULL;

CREATE TABLE "allocations" (
    authority text COLLATE "C" NOT NULL,
    "child" text COLLATE "C" NOT NULL,
    "officer" text COLLATE "C" NOT NULL,
    "from" date NOT NULL,
    "until" date,
    "reason" text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    recorded_at bigint NOT NULL,
    replaced_at bigint CHECK (replaced_at > recorded_at),
    recorded_by text COLLATE "C" NOT NULL,
    recorded_why text COLLATE "C" NOT NULL,
    withdrawn smallint NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "child", "officer", "from", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX "allocations_current" ON "allocations" (authority, "child", "officer", "from") WHERE replaced_at IS NULL;

CREATE TABLE "review_details" (
    authority text COLLATE "C" NOT NULL,
    "review" text COLLATE "C" NOT NULL,
    "child" text COLLATE "C" NOT NULL,
    "booked" date,
    "held" date,
    "completed" date,
    "mode" text COLLATE "C" NOT NULL,
    "place" text COLLATE "C" NOT NULL,
    "officer" text COLLATE "C" NOT NULL,
    "participation" text COLLATE "C" NOT NULL,
    "not_attended_reason" text COLLATE "C" NOT NULL,
    "chaired" text COLLATE "C" NOT NULL,
    "late_reason" text COLLATE "C" NOT NULL,
    "brought_forward_reason" text COLLATE "C" NOT NULL,
    "relaxed_reason" text COLLATE "C" NOT NULL,
    "decisions_sent" date,
    "record_form" text COLLATE "C" NOT NULL,
    "record_completed" date,
    "record_shared" date,
    "care_plan_received" date,
    "report_received" date,
    "report_shared_with_child" date,
    "child_seen" boolean,
    "child_seen_alone" boolean,
    version bigint NOT NULL,
    recorded_at bigint NOT NULL,
    replaced_at bigint CHECK (replaced_at > recorded_at),
    recorded_by text COLLATE "C" NOT NULL,
    recorded_why text COLLATE "C" NOT NULL,
    withdrawn smallint NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "review", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX "review_details_current" ON "review_details" (authority, "review") WHERE replaced_at IS NULL;

CREATE TABLE "midways" (
    authority text COLLATE "C" NOT NULL,
    "midway" text COLLATE "C" NOT NULL,
    "child" text COLLATE "C" NOT NULL,
    "officer" text COLLATE "C" NOT NULL,
    "held" date,
    "quality" text COLLATE "C" NOT NULL,
    "outcome" text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    recorded_at bigint NOT NULL,
    replaced_at bigint CHECK (replaced_at > recorded_at),
    recorded_by text COLLATE "C" NOT NULL,
    recorded_why text COLLATE "C" NOT NULL,
    withdrawn smallint NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "midway", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX "midways_current" ON "midways" (authority, "midway") WHERE replaced_at IS NULL;

CREATE TABLE "contacts" (
    authority text COLLATE "C" NOT NULL,
    "contact" text COLLATE "C" NOT NULL,
    "child" text COLLATE "C" NOT NULL,
    "officer" text COLLATE "C" NOT NULL,
    "on" date,
    "means" text COLLATE "C" NOT NULL,
    "alone" boolean,
    "about" text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    recorded_at bigint NOT NULL,
    replaced_at bigint CHECK (replaced_at > recorded_at),
    recorded_by text COLLATE "C" NOT NULL,
    recorded_why text COLLATE "C" NOT NULL,
    withdrawn smallint NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "contact", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX "contacts_current" ON "contacts" (authority, "contact") WHERE replaced_at IS NULL;

CREATE TABLE "permanence" (
    authority text COLLATE "C" NOT NULL,
    "child" text COLLATE "C" NOT NULL,
    "milestone" text COLLATE "C" NOT NULL,
    "plan" text COLLATE "C" NOT NULL,
    "on" date NOT NULL,
    version bigint NOT NULL,
    recorded_at bigint NOT NULL,
    replaced_at bigint CHECK (replaced_at > recorded_at),
    recorded_by text COLLATE "C" NOT NULL,
    recorded_why text COLLATE "C" NOT NULL,
    withdrawn smallint NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "child", "milestone", "plan", "on", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX "permanence_current" ON "permanence" (authority, "child", "milestone", "plan", "on") WHERE replaced_at IS NULL;

CREATE TABLE "stood_down" (
    authority text COLLATE "C" NOT NULL,
    "review" text COLLATE "C" NOT NULL,
    "booked_for" date NOT NULL,
    "stood_down" date,
    "reason" text COLLATE "C" NOT NULL,
    "rearranged_for" date,
    version bigint NOT NULL,
    recorded_at bigint NOT NULL,
    replaced_at bigint CHECK (replaced_at > recorded_at),
    recorded_by text COLLATE "C" NOT NULL,
    recorded_why text COLLATE "C" NOT NULL,
    withdrawn smallint NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "review", "booked_for", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX "stood_down_current" ON "stood_down" (authority, "review", "booked_for") WHERE replaced_at IS NULL;

CREATE TABLE "attendance" (
    authority text COLLATE "C" NOT NULL,
    "review" text COLLATE "C" NOT NULL,
    "party" text COLLATE "C" NOT NULL,
    "invited" boolean,
    "attended" boolean,
    "views" boolean,
    "not_invited_reason" text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    recorded_at bigint NOT NULL,
    replaced_at bigint CHECK (replaced_at > recorded_at),
    recorded_by text COLLATE "C" NOT NULL,
    recorded_why text COLLATE "C" NOT NULL,
    withdrawn smallint NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "review", "party", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX "attendance_current" ON "attendance" (authority, "review", "party") WHERE replaced_at IS NULL;

CREATE TABLE "decisions" (
    authority text COLLATE "C" NOT NULL,
    "decision" text COLLATE "C" NOT NULL,
    "review" text COLLATE "C" NOT NULL,
    "text" text COLLATE "C" NOT NULL,
    "owner" text COLLATE "C" NOT NULL,
    "due" date,
    "done" date,
    "progress" text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    recorded_at bigint NOT NULL,
    replaced_at bigint CHECK (replaced_at > recorded_at),
    recorded_by text COLLATE "C" NOT NULL,
    recorded_why text COLLATE "C" NOT NULL,
    withdrawn smallint NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "decision", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX "decisions_current" ON "decisions" (authority, "decision") WHERE replaced_at IS NULL;

CREATE TABLE "noted_findings" (
    authority text COLLATE "C" NOT NULL,
    "place" integer NOT NULL,
    "child" text COLLATE "C" NOT NULL,
    "finding" text COLLATE "C" NOT NULL,
    "where" text COLLATE "C" NOT NULL,
    "message" text COLLATE "C" NOT NULL,
    "fix" text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    recorded_at bigint NOT NULL,
    replaced_at bigint CHECK (replaced_at > recorded_at),
    recorded_by text COLLATE "C" NOT NULL,
    recorded_why text COLLATE "C" NOT NULL,
    withdrawn smallint NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "place", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX "noted_findings_current" ON "noted_findings" (authority, "place") WHERE replaced_at IS NULL;
