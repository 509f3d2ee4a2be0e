-- Reviews that were adjourned, with the day on which they go on; several that are held in one meeting; how they are
-- prepared.

ALTER TABLE "review_details" ADD COLUMN "resumes" TEXT;
ALTER TABLE "review_details" ADD COLUMN "adjourned_reason" TEXT NOT NULL DEFAULT '';
ALTER TABLE "review_details" ADD COLUMN "sitting" TEXT NOT NULL DEFAULT '';
ALTER TABLE "review_details" ADD COLUMN "discussed" TEXT;
ALTER TABLE "review_details" ADD COLUMN "agenda" TEXT NOT NULL DEFAULT '';
ALTER TABLE "review_details" ADD COLUMN "notes" TEXT NOT NULL DEFAULT '';
