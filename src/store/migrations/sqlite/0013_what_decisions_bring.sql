-- What a decision is to bring for the child.

ALTER TABLE "decisions" ADD COLUMN "wanted" TEXT NOT NULL DEFAULT '';
