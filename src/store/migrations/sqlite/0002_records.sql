-- Every kind of record in versions. Names of columns are the field's own.

CREATE TABLE "authority" (
    authority TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "profile" TEXT NOT NULL,
    "reviews_known_from" TEXT,
    version INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    replaced_at INTEGER CHECK (replaced_at > recorded_at),
    recorded_by TEXT NOT NULL,
    recorded_why TEXT NOT NULL,
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "code", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX "authority_current" ON "authority" (authority, "code") WHERE replaced_at IS NULL;

CREATE TABLE "population" (
    authority TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "children_0_17" INTEGER,
    version INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    replaced_at INTEGER CHECK (replaced_at > recorded_at),
    recorded_by TEXT NOT NULL,
    recorded_why TEXT NOT NULL,
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "year", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX "population_current" ON "population" (authority, "year") WHERE replaced_at IS NULL;

CREATE TABLE "officers" (
    authority TEXT NOT NULL,
    "officer" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "team" TEXT NOT NULL,
    "sw_id" TEXT NOT NULL,
    "fte" REAL,
    "contract" TEXT NOT NULL,
    "started" TEXT,
    "ended" TEXT,
    "swe_number" TEXT NOT NULL,
    "swe_expires" TEXT,
    "dbs_checked" TEXT,
    "sex" TEXT NOT NULL,
    "ethnicity" TEXT NOT NULL,
    "links" TEXT NOT NULL,
    version INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    replaced_at INTEGER CHECK (replaced_at > recorded_at),
    recorded_by TEXT NOT NULL,
    recorded_why TEXT NOT NULL,
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "officer", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX "officers_current" ON "officers" (authority, "officer") WHERE replaced_at IS NULL;

CREATE TABLE "absences" (
    authority TEXT NOT NULL,
    "officer" TEXT NOT NULL,
    "from" TEXT NOT NULL,
    "until" TEXT,
    "reason" TEXT NOT NULL,
    "covered_by" TEXT NOT NULL,
    version INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    replaced_at INTEGER CHECK (replaced_at > recorded_at),
    recorded_by TEXT NOT NULL,
    recorded_why TEXT NOT NULL,
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "officer", "from", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX "absences_current" ON "absences" (authority, "officer", "from") WHERE replaced_at IS NULL;

CREATE TABLE "Header" (
    authority TEXT NOT NULL,
    "CHILD" TEXT NOT NULL,
    "SEX" TEXT NOT NULL,
    "DOB" TEXT,
    "ETHNIC" TEXT NOT NULL,
    "UPN" TEXT NOT NULL,
    "MOTHER" INTEGER CHECK ("MOTHER" IN (0, 1)),
    "MC_DOB" TEXT,
    version INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    replaced_at INTEGER CHECK (replaced_at > recorded_at),
    recorded_by TEXT NOT NULL,
    recorded_why TEXT NOT NULL,
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "CHILD", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX "Header_current" ON "Header" (authority, "CHILD") WHERE replaced_at IS NULL;

CREATE TABLE "children" (
    authority TEXT NOT NULL,
    "child" TEXT NOT NULL,
    "first_name" TEXT NOT NULL,
    "last_name" TEXT NOT NULL,
    "known_as" TEXT NOT NULL,
    "disability" TEXT NOT NULL,
    "chosen_words" TEXT NOT NULL,
    "restricted" INTEGER CHECK ("restricted" IN (0, 1)),
    version INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    replaced_at INTEGER CHECK (replaced_at > recorded_at),
    recorded_by TEXT NOT NULL,
    recorded_why TEXT NOT NULL,
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "child", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX "children_current" ON "children" (authority, "child") WHERE replaced_at IS NULL;

CREATE TABLE "Episodes" (
    authority TEXT NOT NULL,
    "CHILD" TEXT NOT NULL,
    "DECOM" TEXT NOT NULL,
    "RNE" TEXT NOT NULL,
    "LS" TEXT NOT NULL,
    "CIN" TEXT NOT NULL,
    "PLACE" TEXT NOT NULL,
    "PLACE_PROVIDER" TEXT NOT NULL,
    "DEC" TEXT,
    "REC" TEXT NOT NULL,
    "REASON_PLACE_CHANGE" TEXT NOT NULL,
    "HOME_POST" TEXT NOT NULL,
    "PL_POST" TEXT NOT NULL,
    "URN" TEXT NOT NULL,
    version INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    replaced_at INTEGER CHECK (replaced_at > recorded_at),
    recorded_by TEXT NOT NULL,
    recorded_why TEXT NOT NULL,
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "CHILD", "DECOM", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX "Episodes_current" ON "Episodes" (authority, "CHILD", "DECOM") WHERE replaced_at IS NULL;

CREATE TABLE "Reviews" (
    authority TEXT NOT NULL,
    "CHILD" TEXT NOT NULL,
    "DOB" TEXT,
    "REVIEW" TEXT NOT NULL,
    "REVIEW_CODE" TEXT NOT NULL,
    version INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    replaced_at INTEGER CHECK (replaced_at > recorded_at),
    recorded_by TEXT NOT NULL,
    recorded_why TEXT NOT NULL,
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "CHILD", "REVIEW", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX "Reviews_current" ON "Reviews" (authority, "CHILD", "REVIEW") WHERE replaced_at IS NULL;

CREATE TABLE "UASC" (
    authority TEXT NOT NULL,
    "CHILD" TEXT NOT NULL,
    "SEX" TEXT NOT NULL,
    "DOB" TEXT,
    "DUC" TEXT,
    version INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    replaced_at INTEGER CHECK (replaced_at > recorded_at),
    recorded_by TEXT NOT NULL,
    recorded_why TEXT NOT NULL,
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "CHILD", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX "UASC_current" ON "UASC" (authority, "CHILD") WHERE replaced_at IS NULL;

CREATE TABLE "OC2" (
    authority TEXT NOT NULL,
    "CHILD" TEXT NOT NULL,
    "DOB" TEXT,
    "SDQ_SCORE" INTEGER,
    "SDQ_REASON" TEXT NOT NULL,
    "CONVICTED" INTEGER CHECK ("CONVICTED" IN (0, 1)),
    "HEALTH_CHECK" INTEGER CHECK ("HEALTH_CHECK" IN (0, 1)),
    "IMMUNISATIONS" INTEGER CHECK ("IMMUNISATIONS" IN (0, 1)),
    "TEETH_CHECK" INTEGER CHECK ("TEETH_CHECK" IN (0, 1)),
    "HEALTH_ASSESSMENT" INTEGER CHECK ("HEALTH_ASSESSMENT" IN (0, 1)),
    "SUBSTANCE_MISUSE" INTEGER CHECK ("SUBSTANCE_MISUSE" IN (0, 1)),
    "INTERVENTION_RECEIVED" INTEGER CHECK ("INTERVENTION_RECEIVED" IN (0, 1)),
    "INTERVENTION_OFFERED" INTEGER CHECK ("INTERVENTION_OFFERED" IN (0, 1)),
    version INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    replaced_at INTEGER CHECK (replaced_at > recorded_at),
    recorded_by TEXT NOT NULL,
    recorded_why TEXT NOT NULL,
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "CHILD", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX "OC2_current" ON "OC2" (authority, "CHILD") WHERE replaced_at IS NULL;

CREATE TABLE "OC3" (
    authority TEXT NOT NULL,
    "CHILD" TEXT NOT NULL,
    "DOB" TEXT,
    "IN_TOUCH" TEXT NOT NULL,
    "ACTIV" TEXT NOT NULL,
    "ACCOM" TEXT NOT NULL,
    version INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    replaced_at INTEGER CHECK (replaced_at > recorded_at),
    recorded_by TEXT NOT NULL,
    recorded_why TEXT NOT NULL,
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "CHILD", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX "OC3_current" ON "OC3" (authority, "CHILD") WHERE replaced_at IS NULL;

CREATE TABLE "AD1" (
    authority TEXT NOT NULL,
    "CHILD" TEXT NOT NULL,
    "DOB" TEXT,
    "DATE_INT" TEXT,
    "DATE_MATCH" TEXT,
    "FOSTER_CARE" INTEGER CHECK ("FOSTER_CARE" IN (0, 1)),
    "NB_ADOPTR" INTEGER,
    "SEX_ADOPTR" TEXT NOT NULL,
    "LS_ADOPTR" TEXT NOT NULL,
    version INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    replaced_at INTEGER CHECK (replaced_at > recorded_at),
    recorded_by TEXT NOT NULL,
    recorded_why TEXT NOT NULL,
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "CHILD", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX "AD1_current" ON "AD1" (authority, "CHILD") WHERE replaced_at IS NULL;

CREATE TABLE "PlacedAdoption" (
    authority TEXT NOT NULL,
    "CHILD" TEXT NOT NULL,
    "DOB" TEXT,
    "DATE_PLACED" TEXT NOT NULL,
    "DATE_PLACED_CEASED" TEXT,
    "REASON_PLACED_CEASED" TEXT NOT NULL,
    version INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    replaced_at INTEGER CHECK (replaced_at > recorded_at),
    recorded_by TEXT NOT NULL,
    recorded_why TEXT NOT NULL,
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "CHILD", "DATE_PLACED", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX "PlacedAdoption_current" ON "PlacedAdoption" (authority, "CHILD", "DATE_PLACED") WHERE replaced_at IS NULL;

CREATE TABLE "PrevPerm" (
    authority TEXT NOT NULL,
    "CHILD" TEXT NOT NULL,
    "DOB" TEXT,
    "PREV_PERM" TEXT NOT NULL,
    "LA_PERM" TEXT NOT NULL,
    "DATE_PERM" TEXT NOT NULL,
    version INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    replaced_at INTEGER CHECK (replaced_at > recorded_at),
    recorded_by TEXT NOT NULL,
    recorded_why TEXT NOT NULL,
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "CHILD", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX "PrevPerm_current" ON "PrevPerm" (authority, "CHILD") WHERE replaced_at IS NULL;

CREATE TABLE "Missing" (
    authority TEXT NOT NULL,
    "CHILD" TEXT NOT NULL,
    "DOB" TEXT,
    "MISSING" TEXT NOT NULL,
    "MIS_START" TEXT NOT NULL,
    "MIS_END" TEXT,
    version INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    replaced_at INTEGER CHECK (replaced_at > recorded_at),
    recorded_by TEXT NOT NULL,
    recorded_why TEXT NOT NULL,
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "CHILD", "MIS_START", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX "Missing_current" ON "Missing" (authority, "CHILD", "MIS_START") WHERE replaced_at IS NULL;

CREATE TABLE "SWEpisodes" (
    authority TEXT NOT NULL,
    "CHILD" TEXT NOT NULL,
    "DOB" TEXT,
    "SW_ID" TEXT NOT NULL,
    "SW_DECOM" TEXT NOT NULL,
    "SW_DEC" TEXT,
    "SW_REASON" TEXT NOT NULL,
    version INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    replaced_at INTEGER CHECK (replaced_at > recorded_at),
    recorded_by TEXT NOT NULL,
    recorded_why TEXT NOT NULL,
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "CHILD", "SW_DECOM", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX "SWEpisodes_current" ON "SWEpisodes" (authority, "CHILD", "SW_DECOM") WHERE replaced_at IS NULL;

CREATE TABLE "DoLo" (
    authority TEXT NOT NULL,
    "CHILD" TEXT NOT NULL,
    "DOB" TEXT,
    "DOLO_START" TEXT NOT NULL,
    "DOLO_END" TEXT,
    version INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    replaced_at INTEGER CHECK (replaced_at > recorded_at),
    recorded_by TEXT NOT NULL,
    recorded_why TEXT NOT NULL,
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "CHILD", "DOLO_START", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX "DoLo_current" ON "DoLo" (authority, "CHILD", "DOLO_START") WHERE replaced_at IS NULL;

CREATE TABLE "allocations" (
    authority TEXT NOT NULL,
    "child" TEXT NOT NULL,
    "officer" TEXT NOT NULL,
    "from" TEXT NOT NULL,
    "until" TEXT,
    "reason" TEXT NOT NULL,
    version INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    replaced_at INTEGER CHECK (replaced_at > recorded_at),
    recorded_by TEXT NOT NULL,
    recorded_why TEXT NOT NULL,
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "child", "officer", "from", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX "allocations_current" ON "allocations" (authority, "child", "officer", "from") WHERE replaced_at IS NULL;

CREATE TABLE "review_details" (
    authority TEXT NOT NULL,
    "review" TEXT NOT NULL,
    "child" TEXT NOT NULL,
    "booked" TEXT,
    "held" TEXT,
    "completed" TEXT,
    "mode" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "officer" TEXT NOT NULL,
    "participation" TEXT NOT NULL,
    "not_attended_reason" TEXT NOT NULL,
    "chaired" TEXT NOT NULL,
    "late_reason" TEXT NOT NULL,
    "brought_forward_reason" TEXT NOT NULL,
    "relaxed_reason" TEXT NOT NULL,
    "decisions_sent" TEXT,
    "record_form" TEXT NOT NULL,
    "record_completed" TEXT,
    "record_shared" TEXT,
    "care_plan_received" TEXT,
    "report_received" TEXT,
    "report_shared_with_child" TEXT,
    "child_seen" INTEGER CHECK ("child_seen" IN (0, 1)),
    "child_seen_alone" INTEGER CHECK ("child_seen_alone" IN (0, 1)),
    version INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    replaced_at INTEGER CHECK (replaced_at > recorded_at),
    recorded_by TEXT NOT NULL,
    recorded_why TEXT NOT NULL,
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "review", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX "review_details_current" ON "review_details" (authority, "review") WHERE replaced_at IS NULL;

CREATE TABLE "midways" (
    authority TEXT NOT NULL,
    "midway" TEXT NOT NULL,
    "child" TEXT NOT NULL,
    "officer" TEXT NOT NULL,
    "held" TEXT,
    "quality" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    version INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    replaced_at INTEGER CHECK (replaced_at > recorded_at),
    recorded_by TEXT NOT NULL,
    recorded_why TEXT NOT NULL,
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "midway", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX "midways_current" ON "midways" (authority, "midway") WHERE replaced_at IS NULL;

CREATE TABLE "contacts" (
    authority TEXT NOT NULL,
    "contact" TEXT NOT NULL,
    "child" TEXT NOT NULL,
    "officer" TEXT NOT NULL,
    "on" TEXT,
    "means" TEXT NOT NULL,
    "alone" INTEGER CHECK ("alone" IN (0, 1)),
    "about" TEXT NOT NULL,
    version INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    replaced_at INTEGER CHECK (replaced_at > recorded_at),
    recorded_by TEXT NOT NULL,
    recorded_why TEXT NOT NULL,
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "contact", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX "contacts_current" ON "contacts" (authority, "contact") WHERE replaced_at IS NULL;

CREATE TABLE "permanence" (
    authority TEXT NOT NULL,
    "child" TEXT NOT NULL,
    "milestone" TEXT NOT NULL,
    "plan" TEXT NOT NULL,
    "on" TEXT NOT NULL,
    version INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    replaced_at INTEGER CHECK (replaced_at > recorded_at),
    recorded_by TEXT NOT NULL,
    recorded_why TEXT NOT NULL,
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "child", "milestone", "plan", "on", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX "permanence_current" ON "permanence" (authority, "child", "milestone", "plan", "on") WHERE replaced_at IS NULL;

CREATE TABLE "stood_down" (
    authority TEXT NOT NULL,
    "review" TEXT NOT NULL,
    "booked_for" TEXT NOT NULL,
    "stood_down" TEXT,
    "reason" TEXT NOT NULL,
    "rearranged_for" TEXT,
    version INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    replaced_at INTEGER CHECK (replaced_at > recorded_at),
    recorded_by TEXT NOT NULL,
    recorded_why TEXT NOT NULL,
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "review", "booked_for", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX "stood_down_current" ON "stood_down" (authority, "review", "booked_for") WHERE replaced_at IS NULL;

CREATE TABLE "attendance" (
    authority TEXT NOT NULL,
    "review" TEXT NOT NULL,
    "party" TEXT NOT NULL,
    "invited" INTEGER CHECK ("invited" IN (0, 1)),
    "attended" INTEGER CHECK ("attended" IN (0, 1)),
    "views" INTEGER CHECK ("views" IN (0, 1)),
    "not_invited_reason" TEXT NOT NULL,
    version INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    replaced_at INTEGER CHECK (replaced_at > recorded_at),
    recorded_by TEXT NOT NULL,
    recorded_why TEXT NOT NULL,
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "review", "party", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX "attendance_current" ON "attendance" (authority, "review", "party") WHERE replaced_at IS NULL;

CREATE TABLE "decisions" (
    authority TEXT NOT NULL,
    "decision" TEXT NOT NULL,
    "review" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "due" TEXT,
    "done" TEXT,
    "progress" TEXT NOT NULL,
    version INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    replaced_at INTEGER CHECK (replaced_at > recorded_at),
    recorded_by TEXT NOT NULL,
    recorded_why TEXT NOT NULL,
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "decision", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX "decisions_current" ON "decisions" (authority, "decision") WHERE replaced_at IS NULL;

CREATE TABLE "noted_findings" (
    authority TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "child" TEXT NOT NULL,
    "finding" TEXT NOT NULL,
    "where" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "fix" TEXT NOT NULL,
    version INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    replaced_at INTEGER CHECK (replaced_at > recorded_at),
    recorded_by TEXT NOT NULL,
    recorded_why TEXT NOT NULL,
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "place", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX "noted_findings_current" ON "noted_findings" (authority, "place") WHERE replaced_at IS NULL;
