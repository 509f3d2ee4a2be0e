-- Which children belong together, and what a child wishes of the service.

CREATE TABLE "siblings" (
    authority TEXT NOT NULL,
    "child" TEXT NOT NULL,
    "family" TEXT NOT NULL,
    version INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    replaced_at INTEGER CHECK (replaced_at > recorded_at),
    recorded_by TEXT NOT NULL,
    recorded_why TEXT NOT NULL,
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "child", "family", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX "siblings_current" ON "siblings" (authority, "child", "family") WHERE replaced_at IS NULL;
CREATE INDEX "siblings_newest" ON "siblings" (authority, version) WHERE replaced_at IS NULL;

CREATE TABLE "wishes" (
    authority TEXT NOT NULL,
    "wish" TEXT NOT NULL,
    "child" TEXT NOT NULL,
    "on" TEXT,
    "officer" TEXT NOT NULL,
    "not_officer" TEXT NOT NULL,
    "means" TEXT NOT NULL,
    "not_at_school" INTEGER,
    "words" TEXT NOT NULL,
    version INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    replaced_at INTEGER CHECK (replaced_at > recorded_at),
    recorded_by TEXT NOT NULL,
    recorded_why TEXT NOT NULL,
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "wish", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX "wishes_current" ON "wishes" (authority, "wish") WHERE replaced_at IS NULL;
CREATE INDEX "wishes_newest" ON "wishes" (authority, version) WHERE replaced_at IS NULL;
