-- A hold stands for each child that it names: under one name it may hold several files.
--
-- Until now the name alone was the key, so a second child under the same name took the first one's place and released
-- its file without a word. Each hold ends where the next version of the same hold on the same child begins, and
-- nowhere else: what was released in that way holds again, until somebody ends it with a reason.

CREATE TABLE "legal_holds_by_child" (
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
    PRIMARY KEY (authority, "hold", "child", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
INSERT INTO "legal_holds_by_child"
    SELECT authority, "hold", "child", "reason", version, recorded_at,
           (SELECT min(later.recorded_at) FROM "legal_holds" later
            WHERE later.authority = one.authority AND later."hold" = one."hold" AND later."child" = one."child"
              AND later.version > one.version),
           recorded_by, recorded_why, withdrawn
    FROM "legal_holds" one;
DROP TABLE "legal_holds";
ALTER TABLE "legal_holds_by_child" RENAME TO "legal_holds";
CREATE UNIQUE INDEX "legal_holds_current" ON "legal_holds" (authority, "hold", "child") WHERE replaced_at IS NULL;

-- Colleagues who may read a draft, apart from its author: their accounts, a line each.
ALTER TABLE drafts ADD COLUMN shared_with TEXT NOT NULL DEFAULT '';

-- Files that were checked and wait to be taken over, a row a file: whichever process is asked finds them. They are gone
-- when they were taken over, when the same person sends others, or after an hour.
CREATE TABLE waiting_imports (
    authority TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    place INTEGER NOT NULL,
    account TEXT NOT NULL,
    shown TEXT NOT NULL,
    sent_at INTEGER NOT NULL,
    name TEXT NOT NULL,
    contents TEXT NOT NULL,
    PRIMARY KEY (authority, token_hash, place)
) STRICT;
