-- What a decision is to bring for the child.

ALTER TABLE "decisions" ADD COLUMN "wanted" text COLLATE "C" NOT NULL DEFAULT '';
