// The rows of one invented child, written into the authority's records.
//
// In      the child and its reviews; the service; today
// Out     rows in every table that concerns the child
// Shape   nothing that happened is dated after today; bookings and the days on which decisions are due may be
// Errors  none
// Source  docs/invented_authority.md; docs/formats.md
#pragma once

#include <vector>

#include "care/records.h"
#include "exchange/invented/history.h"
#include "exchange/invented/reviews.h"
#include "exchange/invented/service.h"

namespace footprint::exchange::invented {

// One child with everything that was drawn for it.
struct ChildFile {
    const InventedChild& child;
    care::ChildNumber number;
    std::vector<std::vector<InventedReview>> reviews;  // for each stay
};

// Header, children, and the tables of the return besides episodes and reviews.
void add_return_rows(const Surroundings& around, const ChildFile& file, care::Records& records);
// Reviews as the return has them and as the service has them, with attendance and decisions.
void add_review_rows(const Surroundings& around, const ChildFile& file, const Service& service,
                     const WorkingDays& calendar, care::Records& records);
// Midways, contacts and steps to permanence.
void add_rows_between_reviews(const Surroundings& around, const ChildFile& file, const Service& service,
                              care::Records& records);

// Wishes, and the family of who has brothers and sisters among the children.
void add_family_rows(const Surroundings& around, const ChildFile& file, const Service& service,
                     bool has_siblings, care::Records& records);

// "R000123-04": what follows the letter counts children and then rows.
std::string row_id(char letter, care::ChildNumber number, int row);

}  // namespace footprint::exchange::invented
