-- Who may sign in as what, who alone may open a restricted file, and who opened one in an emergency: in versions,
-- as every record.

CREATE TABLE "accounts" (
    authority TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "officer" TEXT NOT NULL,
    "roles" TEXT NOT NULL,
    "sees_lists" INTEGER CHECK ("sees_lists" IN (0, 1)),
    "closed" INTEGER CHECK ("closed" IN (0, 1)),
    version INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    replaced_at INTEGER CHECK (replaced_at > recorded_at),
    recorded_by TEXT NOT NULL,
    recorded_why TEXT NOT NULL,
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "account", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX "accounts_current" ON "accounts" (authority, "account") WHERE replaced_at IS NULL;

CREATE TABLE "file_readers" (
    authority TEXT NOT NULL,
    "child" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    version INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    replaced_at INTEGER CHECK (replaced_at > recorded_at),
    recorded_by TEXT NOT NULL,
    recorded_why TEXT NOT NULL,
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "child", "account", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX "file_readers_current" ON "file_readers" (authority, "child", "account") WHERE replaced_at IS NULL;

CREATE TABLE "emergency_openings" (
    authority TEXT NOT NULL,
    "child" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "opened_at" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "noted_by" TEXT NOT NULL,
    version INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    replaced_at INTEGER CHECK (replaced_at > recorded_at),
    recorded_by TEXT NOT NULL,
    recorded_why TEXT NOT NULL,
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    PRIMARY KEY (authority, "child", "account", "opened_at", version),
    FOREIGN KEY (authority, version) REFERENCES journal (authority, number) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX "emergency_openings_current" ON "emergency_openings" (authority, "child", "account", "opened_at")
    WHERE replaced_at IS NULL;

-- What signing in needs: overwritten and deleted, since an old hash is of use to an attacker only.

CREATE TABLE credentials (
    authority TEXT NOT NULL,
    account TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    chosen_at INTEGER NOT NULL,
    given_at INTEGER NOT NULL,
    one_time_key TEXT NOT NULL,
    last_step INTEGER NOT NULL,
    recovery TEXT NOT NULL,
    PRIMARY KEY (authority, account)
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
    authority TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    account TEXT NOT NULL,
    stage TEXT NOT NULL,
    began_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    proved_at INTEGER NOT NULL,
    form_key TEXT NOT NULL,
    provider_token TEXT NOT NULL,
    PRIMARY KEY (authority, token_hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_of_account ON sessions (authority, account);

CREATE TABLE failed_sign_ins (
    authority TEXT NOT NULL,
    account TEXT NOT NULL,
    place TEXT NOT NULL,
    tries INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    PRIMARY KEY (authority, account, place)
) STRICT, WITHOUT ROWID;

-- What somebody is writing and has not handed in yet: theirs alone, overwritten as they type.

CREATE TABLE drafts (
    authority TEXT NOT NULL,
    account TEXT NOT NULL,
    place TEXT NOT NULL,
    contents TEXT NOT NULL,
    based_on INTEGER NOT NULL,
    saved_at INTEGER NOT NULL,
    PRIMARY KEY (authority, account, place)
) STRICT, WITHOUT ROWID;
