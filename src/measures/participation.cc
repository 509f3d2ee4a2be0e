#include "measures/catalogue.h"

#include <vector>

namespace footprint::measures::participation {

namespace {

using care::Participation;

bool took_part(Participation code) {
    return code >= Participation::PN1 && code <= Participation::PN6;
}

bool counts_as_taking_part(const Question& question, Participation code) {
    return took_part(code) && (question.profile.pn4_counts || code != Participation::PN4);
}

// Of reviews with a code of the four-and-overs; the others are named.
template <class Met>
void count_four_and_over(const Question& question, Tally& tally, Met&& met) {
    for (const CohortReview& review : question.reviews()) {
        if (review.participation == Participation::not_recorded) {
            tally.leave_out(not_recorded, review.child, review.held_on);
        } else if (review.participation == Participation::PN0) {
            tally.leave_out("under_4", review.child, review.held_on);
        } else {
            tally.count(review.child, met(review), review.held_on);
        }
    }
}

template <class Met>
void count_all_ages(const Question& question, Tally& tally, Met&& met) {
    for (const CohortReview& review : question.reviews()) {
        if (review.participation == Participation::not_recorded) {
            tally.leave_out(not_recorded, review.child, review.held_on);
        } else {
            tally.count(review.child, met(review.participation), review.held_on);
        }
    }
}

}  // namespace

void by_code(const Question& question, Tally& tally) {
    const auto& codes = care::codes_of(Participation{});
    for (std::size_t i = 1; i < codes.size; ++i) tally.expect_row("", codes.names[i]);
    tally.expect_row("", not_recorded);
    Split by_code(tally, "");
    for (const CohortReview& review : question.reviews()) {
        tally.count(review.child, true, review.held_on);
        by_code.count(review.participation, review.child, true, review.held_on);
    }
}

void rate(const Question& question, Tally& tally) {
    count_four_and_over(question, tally, [&](const CohortReview& review) {
        return counts_as_taking_part(question, review.participation);
    });
}

void rate_all_ages(const Question& question, Tally& tally) {
    count_all_ages(question, tally, [&](Participation code) {
        return code == Participation::PN0 || counts_as_taking_part(question, code);
    });
}

void attended_spoke(const Question& question, Tally& tally) {
    count_all_ages(question, tally, [](Participation code) { return code == Participation::PN1; });
}

void children(const Question& question, Tally& tally) {
    const Cohort& cohort = question.cohort;
    struct Reviews {
        bool any = false;
        bool any_asked = false;  // held when the child was 4 or over
        bool any_unknown = false;
        bool any_without = false;
    };
    std::vector<Reviews> reviews_of(cohort.children());
    for (const CohortReview& review : question.reviews()) {
        Reviews& reviews = reviews_of[review.child];
        reviews.any = true;
        if (review.participation == Participation::PN0) continue;
        reviews.any_asked = true;
        if (review.participation == Participation::not_recorded) {
            reviews.any_unknown = true;
        } else if (!counts_as_taking_part(question, review.participation)) {
            reviews.any_without = true;
        }
    }
    question.each_looked_after([&](const CohortPeriod& period) {
        const Reviews& reviews = reviews_of[period.child];
        if (!reviews.any) return;
        const std::int16_t age = cohort.age_of(period.child, question.on);
        const bool long_enough =
            cohort.calendar().add(period.from, cohort.rules().first_working_days) < question.on;
        if ((age >= 0 && age < speaks_for_self_from_age) || !long_enough) return;
        if (age < 0) {
            tally.leave_out("age_not_recorded", period.child, question.on);
        } else if (!reviews.any_asked) {
            tally.leave_out("under_4", period.child, question.on);
        } else if (reviews.any_unknown && !reviews.any_without) {
            tally.leave_out(not_recorded, period.child, question.on);
        } else {
            tally.count(period.child, !reviews.any_without, question.on);
        }
    });
}

void no_views(const Question& question, Tally& tally) {
    count_four_and_over(question, tally, [&](const CohortReview& review) {
        const bool none_heard = review.participation == Participation::PN7;
        if (none_heard) {
            const care::ReviewDetails* const own = question.cohort.details(review);
            const bool said = own != nullptr && !own->not_attended_reason.empty();
            tally.count_in("", said ? std::string_view(own->not_attended_reason) : not_recorded, review.child,
                           true, review.held_on);
        }
        return none_heard;
    });
}

void parents(const Question& question, Tally& tally) {
    for (const CohortReview& review : question.reviews()) {
        using Parents = CohortHeard::Parents;
        switch (question.cohort.heard_at(review).parents) {
            case Parents::unknown:
                tally.leave_out(not_recorded, review.child, review.held_on);
                break;
            case Parents::not_asked:
                tally.leave_out("not_asked", review.child, review.held_on);
                break;
            case Parents::took_part:
                tally.count(review.child, true, review.held_on);
                break;
            case Parents::did_not:
                tally.count(review.child, false, review.held_on);
                break;
        }
    }
}

}  // namespace footprint::measures::participation
