#include "exchange/invented/texts.h"

namespace footprint::exchange::invented {

namespace {

constexpr DecisionText decisions[] = {
    {0, 18, true, "Social worker", 20,
     "Write the placement plan with the carers and share it with everyone who needs it."},
    {0, 18, true, "Social worker", 28,
     "Arrange the first health assessment and send the summary to the carers."},
    {0, 18, true, "Social worker", 42,
     "Complete the assessment of relatives and friends who could look after the child."},
    {0, 18, true, "Team manager", 42, "Agree the plan for permanence in time for the second review."},
    {4, 18, true, "Social worker", 20, "Meet the school and begin the personal education plan."},
    {0, 18, true, "Social worker", 30,
     "Give the parents the decisions in writing and explain how to raise a concern."},
    {0, 18, false, "Social worker", 60,
     "Bring the care plan up to date after this review and send it to everyone concerned."},
    {0, 18, false, "Social worker", 90,
     "Review how often and where the child sees the parents, and who supports it."},
    {0, 18, false, "Social worker", 60,
     "Plan how sisters and brothers see each other between now and the next review."},
    {0, 18, false, "carer", 60,
     "Take the child to the dentist and the optician and keep a note for the file."},
    {0, 18, false, "health", 90, "Book the health assessment before it falls due."},
    {0, 18, false, "Team manager", 45,
     "Decide who has which responsibility day to day, and tell the carers in writing."},
    {0, 5, false, "health", 60, "Check the child's development and say what help is needed."},
    {0, 6, false, "Social worker", 90, "Start the life story book with the carers."},
    {2, 5, false, "carer", 60, "Find a nursery place and plan the first weeks there with the child."},
    {4, 17, false, "school", 60,
     "Hold the personal education plan meeting this term and record the targets."},
    {5, 16, false, "school", 75, "Agree how the pupil premium is spent and report on it at the next review."},
    {5, 16, false, "school", 60, "Arrange extra help in reading and mathematics."},
    {5, 18, false, "Social worker", 90,
     "Continue the life story work and involve the family where it helps."},
    {6, 18, false, "carer", 90, "Help the child to join a club or activity of their own choice."},
    {6, 18, false, "Social worker", 45, "Offer an advocate and an independent visitor."},
    {4, 18, false, "Social worker", 40,
     "Explain the decisions of this review to the child in words that suit their age."},
    {4, 18, false, "iro", 90, "See the child alone between this review and the next."},
    {8, 18, false, "health", 90, "Refer for support with emotional wellbeing and tell us the waiting time."},
    {10, 18, false, "Social worker", 30,
     "Agree a plan with the carers and the police on what to do when the child is missing."},
    {11, 17, false, "carer", 120, "Teach cooking, travel and handling pocket money, step by step."},
    {15, 18, false, "Social worker", 90, "Write the pathway plan together with the young person."},
    {15, 18, false, "Social worker", 60, "Introduce the personal adviser."},
    {15, 18, false, "Social worker", 90,
     "Apply for the passport, the bank account and the national insurance number."},
    {16, 18, false, "Team manager", 120,
     "Settle where the young person will live after their 18th birthday."},
    {16, 18, false, "carer", 120,
     "Talk with the young person about staying put and tell us what was agreed."},
    {0, 18, false, "Team manager", 60, "Decide whether the court should be asked to discharge the order."},
    {0, 12, false, "Team manager", 75, "Take the match with the carers to panel for long-term fostering."},
    {0, 10, false, "Social worker", 90,
     "Finish the assessment for special guardianship and the support plan."},
};
constexpr std::string_view evidence[] = {
    "Done: the document is on the child's file.", "Done: the social worker's report to the review says so.",
    "Done: the carers told us and sent a copy.",  "Done: the notes of the meeting were received.",
    "Done: the child told us at our visit.",      "Done: confirmed by the team manager."};
constexpr std::string_view overtaken[] = {
    "Overtaken: the child moved before it could be done, and the new carers were asked instead.",
    "Overtaken: a decision of the next review takes its place.", "Overtaken: the court decided otherwise.",
    "Overtaken: the child did not want it, and the review agreed."};
constexpr std::string_view chased[] = {"Followed up; not done yet.",
                                       "Raised with the team manager; a new day was promised.",
                                       "Waiting for another agency; asked again."};
constexpr std::string_view midway_outcomes[] = {"On course; nothing to add before the next review.",
                                                "Two decisions are late; asked the team for dates.",
                                                "Spoke with the social worker; placement settled.",
                                                "Contact plan not yet written; followed up with the manager.",
                                                "Health assessment outstanding; reminder sent.",
                                                "Child's wishes passed on to the social worker.",
                                                "Plan has moved on; next review may come earlier."};
constexpr std::string_view contact_subjects[] = {"before the review",  "settling in",          "school",
                                                 "seeing family",      "where to live",        "health",
                                                 "the last decisions", "just keeping in touch"};

}  // namespace

const DecisionText& draw_decision(Draw& draw, int years, bool first) {
    for (;;) {
        const DecisionText& found = draw.one_of(decisions);
        if (years < found.from_years || years >= found.until_years || (found.only_first && !first)) continue;
        return found;
    }
}

std::string_view draw_evidence(Draw& draw) {
    return draw.one_of(evidence);
}
std::string_view draw_overtaken(Draw& draw) {
    return draw.one_of(overtaken);
}
std::string_view draw_chased(Draw& draw) {
    return draw.one_of(chased);
}
std::string_view draw_midway_outcome(Draw& draw) {
    return draw.one_of(midway_outcomes);
}
std::string_view draw_contact_subject(Draw& draw) {
    return draw.one_of(contact_subjects);
}

}  // namespace footprint::exchange::invented
