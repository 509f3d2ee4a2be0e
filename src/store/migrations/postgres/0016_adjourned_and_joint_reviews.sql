-- Reviews that were adjourned, with the day on which they go on; several that are held in one meeting; how they are
-- prepared.

ALTER TABLE "review_details" ADD COLUMN "resumes" date;
ALTER TABLE "review_details" ADD COLUMN "adjourned_reason" text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE "review_details" ADD COLUMN "sitting" text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE "review_details" ADD COLUMN "discussed" date;
ALTER TABLE "review_details" ADD COLUMN "agenda" text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE "review_details" ADD COLUMN "notes" text COLLATE "C" NOT NULL DEFAULT '';
