-- What the service is told of, conferences, and supervision; and the way to what one entry of the journal wrote.

CREATE TABLE "supervision" (
    authority TEXT NOT NULL,
    "officer" TEXT NOT NULL,
    "on" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "children" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    version INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    replaced_at INTEGER CHECK (replaced_at > recorded_at),
    recorded_by TEXT NOT NULL,
    recorded_why TEXT NOT NULL,
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "officer", "on", "kind", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX "supervision_current" ON "supervision" (authority, "officer", "on", "kind") WHERE replaced_at IS NULL;

CREATE TABLE "events" (
    authority TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "child" TEXT NOT NULL,
    "on" TEXT,
    "kind" TEXT NOT NULL,
    "told_iro" INTEGER CHECK ("told_iro" IN (0, 1)),
    "acknowledged" TEXT,
    "response" TEXT NOT NULL,
    version INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    replaced_at INTEGER CHECK (replaced_at > recorded_at),
    recorded_by TEXT NOT NULL,
    recorded_why TEXT NOT NULL,
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "event", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX "events_current" ON "events" (authority, "event") WHERE replaced_at IS NULL;

CREATE TABLE "conferences" (
    authority TEXT NOT NULL,
    "conference" TEXT NOT NULL,
    "child" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "strategy_discussion" TEXT,
    "due" TEXT,
    "held" TEXT,
    "plan_started" TEXT,
    "plan_ended" TEXT,
    "category" TEXT NOT NULL,
    "officer" TEXT NOT NULL,
    version INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    replaced_at INTEGER CHECK (replaced_at > recorded_at),
    recorded_by TEXT NOT NULL,
    recorded_why TEXT NOT NULL,
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "conference", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX "conferences_current" ON "conferences" (authority, "conference") WHERE replaced_at IS NULL;

-- A picture that is a little old needs only what came after it.
CREATE INDEX "authority_newest" ON "authority" (authority, version) WHERE replaced_at IS NULL;
CREATE INDEX "population_newest" ON "population" (authority, version) WHERE replaced_at IS NULL;
CREATE INDEX "officers_newest" ON "officers" (authority, version) WHERE replaced_at IS NULL;
CREATE INDEX "absences_newest" ON "absences" (authority, version) WHERE replaced_at IS NULL;
CREATE INDEX "Header_newest" ON "Header" (authority, version) WHERE replaced_at IS NULL;
CREATE INDEX "children_newest" ON "children" (authority, version) WHERE replaced_at IS NULL;
CREATE INDEX "Episodes_newest" ON "Episodes" (authority, version) WHERE replaced_at IS NULL;
CREATE INDEX "Reviews_newest" ON "Reviews" (authority, version) WHERE replaced_at IS NULL;
CREATE INDEX "UASC_newest" ON "UASC" (authority, version) WHERE replaced_at IS NULL;
CREATE INDEX "OC2_newest" ON "OC2" (authority, version) WHERE replaced_at IS NULL;
CREATE INDEX "OC3_newest" ON "OC3" (authority, version) WHERE replaced_at IS NULL;
CREATE INDEX "AD1_newest" ON "AD1" (authority, version) WHERE replaced_at IS NULL;
CREATE INDEX "PlacedAdoption_newest" ON "PlacedAdoption" (authority, version) WHERE replaced_at IS NULL;
CREATE INDEX "PrevPerm_newest" ON "PrevPerm" (authority, version) WHERE replaced_at IS NULL;
CREATE INDEX "Missing_newest" ON "Missing" (authority, version) WHERE replaced_at IS NULL;
CREATE INDEX "SWEpisodes_newest" ON "SWEpisodes" (authority, version) WHERE replaced_at IS NULL;
CREATE INDEX "DoLo_newest" ON "DoLo" (authority, version) WHERE replaced_at IS NULL;
CREATE INDEX "allocations_newest" ON "allocations" (authority, version) WHERE replaced_at IS NULL;
CREATE INDEX "review_details_newest" ON "review_details" (authority, version) WHERE replaced_at IS NULL;
CREATE INDEX "midways_newest" ON "midways" (authority, version) WHERE replaced_at IS NULL;
CREATE INDEX "contacts_newest" ON "contacts" (authority, version) WHERE replaced_at IS NULL;
CREATE INDEX "permanence_newest" ON "permanence" (authority, version) WHERE replaced_at IS NULL;
CREATE INDEX "stood_down_newest" ON "stood_down" (authority, version) WHERE replaced_at IS NULL;
CREATE INDEX "attendance_newest" ON "attendance" (authority, version) WHERE replaced_at IS NULL;
CREATE INDEX "decisions_newest" ON "decisions" (authority, version) WHERE replaced_at IS NULL;
CREATE INDEX "supervision_newest" ON "supervision" (authority, version) WHERE replaced_at IS NULL;
CREATE INDEX "events_newest" ON "events" (authority, version) WHERE replaced_at IS NULL;
CREATE INDEX "conferences_newest" ON "conferences" (authority, version) WHERE replaced_at IS NULL;
