#include "exchange/invented/rows.h"

namespace footprint::exchange::invented {

// A stream of its own, so that whatever else is drawn of the child stays as it was.
void add_family_rows(const Surroundings& around, const ChildFile& file, const Service& service,
                     bool has_siblings, care::Records& records) {
    if (has_siblings) records.siblings.add({file.number, "F" + std::to_string(file.child.family + 1)});
    constexpr int speaks_from_age = 6;
    constexpr int wishes_thousandths = 350;
    constexpr std::string_view sayings[] = {
        "Please text me before you come.", "I want to see where we sit first.",
        "Can we do it at home, with the dog?", "I like it when it is the same person each time.",
        "Not in front of everybody at school."};
    constexpr care::Means ways[] = {care::Means::face_to_face, care::Means::text, care::Means::whatsapp,
                                    care::Means::video, care::Means::call};
    Draw draw(mixed(file.child.seed, 0x77697368));
    int wishes = 0;
    for (std::size_t stay = 0; stay < file.reviews.size(); ++stay)
        for (const InventedReview& review : file.reviews[stay]) {
            Draw one(mixed(draw.next(), file.child.seed));
            if (!review.held || *review.held < around.kept_from || *review.held > around.as_at ||
                age_on(file.child.born, *review.held) < speaks_from_age || wishes >= 2 ||
                !one.chance(wishes_thousandths))
                continue;
            care::Wish row;
            row.wish.text = row_id('W', file.number, ++wishes);
            row.child = file.number;
            row.on = review.held;
            if (one.chance(200)) row.officer = service.chair(file.number.value, *review.held);
            if (one.chance(600)) row.means = one.one_of(ways);
            if (one.chance(300)) row.not_at_school = true;
            if (one.chance(500) ||
                (row.officer.empty() && row.means == care::Means::not_recorded && !row.not_at_school))
                row.words = one.one_of(sayings);
            records.wishes.add(std::move(row));
        }
}

}  // namespace footprint::exchange::invented
