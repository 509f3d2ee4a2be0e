-- What must not be destroyed, and what is left after something was.

CREATE TABLE "legal_holds" (
    authority TEXT NOT NULL,
    "hold" TEXT NOT NULL,
    "child" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    version INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    replaced_at INTEGER CHECK (replaced_at > recorded_at),
    recorded_by TEXT NOT NULL,
    recorded_why TEXT NOT NULL,
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "hold", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX "legal_holds_current" ON "legal_holds" (authority, "hold") WHERE replaced_at IS NULL;

CREATE TABLE "remains" (
    authority TEXT NOT NULL,
    "entry" INTEGER NOT NULL,
    "contents" TEXT NOT NULL,
    version INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    replaced_at INTEGER CHECK (replaced_at > recorded_at),
    recorded_by TEXT NOT NULL,
    recorded_why TEXT NOT NULL,
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "entry", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX "remains_current" ON "remains" (authority, "entry") WHERE replaced_at IS NULL;
