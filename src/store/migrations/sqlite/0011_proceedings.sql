-- Proceedings in court about a child, and their hearings.

CREATE TABLE "proceedings" (
    authority TEXT NOT NULL,
    "proceedings" TEXT NOT NULL,
    "child" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "court" TEXT NOT NULL,
    "case_number" TEXT NOT NULL,
    "began" TEXT,
    "ended" TEXT,
    "outcome" TEXT NOT NULL,
    "guardian" TEXT NOT NULL,
    "guardian_told" TEXT,
    version INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    replaced_at INTEGER CHECK (replaced_at > recorded_at),
    recorded_by TEXT NOT NULL,
    recorded_why TEXT NOT NULL,
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "proceedings", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX "proceedings_current" ON "proceedings" (authority, "proceedings") WHERE replaced_at IS NULL;
CREATE INDEX "proceedings_newest" ON "proceedings" (authority, version) WHERE replaced_at IS NULL;

CREATE TABLE "hearings" (
    authority TEXT NOT NULL,
    "hearing" TEXT NOT NULL,
    "child" TEXT NOT NULL,
    "proceedings" TEXT NOT NULL,
    "on" TEXT,
    "kind" TEXT NOT NULL,
    "views_sent" TEXT,
    "views" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    version INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    replaced_at INTEGER CHECK (replaced_at > recorded_at),
    recorded_by TEXT NOT NULL,
    recorded_why TEXT NOT NULL,
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "hearing", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX "hearings_current" ON "hearings" (authority, "hearing") WHERE replaced_at IS NULL;
CREATE INDEX "hearings_newest" ON "hearings" (authority, version) WHERE replaced_at IS NULL;
