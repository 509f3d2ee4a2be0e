-- A hold stands for each child that it names: under one name it may hold several files.
--
-- Until now the name alone was the key, so a second child under the same name took the first one's place and released
-- its file without a word. Each hold ends where the next version of the same hold on the same child begins, and
-- nowhere else: what was released in that way holds again, until somebody ends it with a reason.

ALTER TABLE "legal_holds" DROP CONSTRAINT "legal_holds_pkey";
ALTER TABLE "legal_holds" ADD PRIMARY KEY (authority, "hold", "child", version);
DROP INDEX "legal_holds_current";
-- The walls keep the owner out as well; this step looks at every authority.
ALTER TABLE "legal_holds" NO FORCE ROW LEVEL SECURITY;
UPDATE "legal_holds" SET replaced_at =
    (SELECT min(later.recorded_at) FROM "legal_holds" later
     WHERE later.authority = "legal_holds".authority AND later."hold" = "legal_holds"."hold"
       AND later."child" = "legal_holds"."child" AND later.version > "legal_holds".version);
ALTER TABLE "legal_holds" FORCE ROW LEVEL SECURITY;
CREATE UNIQUE INDEX "legal_holds_current" ON "legal_holds" (authority, "hold", "child") WHERE replaced_at IS NULL;

-- Colleagues who may read a draft, apart from its author: their accounts, a line each.
ALTER TABLE drafts ADD COLUMN shared_with text COLLATE "C" NOT NULL DEFAULT '';

-- Files that were checked and wait to be taken over, a row a file: whichever process is asked finds them. They are gone
-- when they were taken over, when the same person sends others, or after an hour.
CREATE TABLE waiting_imports (
    authority text COLLATE "C" NOT NULL,
    token_hash text COLLATE "C" NOT NULL,
    place bigint NOT NULL,
    account text COLLATE "C" NOT NULL,
    shown text COLLATE "C" NOT NULL,
    sent_at bigint NOT NULL,
    name text COLLATE "C" NOT NULL,
    contents text COLLATE "C" NOT NULL,
    PRIMARY KEY (authority, token_hash, place)
);
ALTER TABLE waiting_imports ENABLE ROW LEVEL SECURITY;
ALTER TABLE waiting_imports FORCE ROW LEVEL SECURITY;
CREATE POLICY own_authority ON waiting_imports
    USING (authority = current_setting('footprint.authority', true))
    WITH CHECK (authority = current_setting('footprint.authority', true));
CREATE POLICY every_authority ON waiting_imports
    FOR SELECT USING (current_setting('footprint.authority', true) = '*');
GRANT SELECT, INSERT, UPDATE, DELETE ON waiting_imports TO footprint_program;
