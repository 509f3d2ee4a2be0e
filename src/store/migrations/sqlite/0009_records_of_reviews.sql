-- What is written of a review and for whom, and what managers had against its decisions.

CREATE TABLE "objections" (
    authority TEXT NOT NULL,
    "decision" TEXT NOT NULL,
    "review" TEXT NOT NULL,
    "raised" TEXT,
    "raised_by" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "answered" TEXT,
    "outcome" TEXT NOT NULL,
    "answer" TEXT NOT NULL,
    version INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    replaced_at INTEGER CHECK (replaced_at > recorded_at),
    recorded_by TEXT NOT NULL,
    recorded_why TEXT NOT NULL,
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "decision", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX "objections_current" ON "objections" (authority, "decision") WHERE replaced_at IS NULL;
CREATE INDEX "objections_newest" ON "objections" (authority, version) WHERE replaced_at IS NULL;

CREATE TABLE "review_records" (
    authority TEXT NOT NULL,
    "review" TEXT NOT NULL,
    "child_said" TEXT NOT NULL,
    "going_well" TEXT NOT NULL,
    "worries" TEXT NOT NULL,
    "needs_to_happen" TEXT NOT NULL,
    "scale" INTEGER,
    "closing" TEXT NOT NULL,
    version INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    replaced_at INTEGER CHECK (replaced_at > recorded_at),
    recorded_by TEXT NOT NULL,
    recorded_why TEXT NOT NULL,
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "review", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX "review_records_current" ON "review_records" (authority, "review") WHERE replaced_at IS NULL;
CREATE INDEX "review_records_newest" ON "review_records" (authority, version) WHERE replaced_at IS NULL;

CREATE TABLE "recipients" (
    authority TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "review" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "reader" TEXT NOT NULL,
    "form" TEXT NOT NULL,
    "sent_by" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "sent" TEXT,
    version INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    replaced_at INTEGER CHECK (replaced_at > recorded_at),
    recorded_by TEXT NOT NULL,
    recorded_why TEXT NOT NULL,
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "recipient", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX "recipients_current" ON "recipients" (authority, "recipient") WHERE replaced_at IS NULL;
CREATE INDEX "recipients_newest" ON "recipients" (authority, version) WHERE replaced_at IS NULL;
