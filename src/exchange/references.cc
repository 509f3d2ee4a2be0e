#include "exchange/references.h"

#include "base/place_by_name.h"

namespace footprint::exchange {

namespace {

// The places of what has an id of its own, among the rows read and among those that are known already.
template <class Rows, class Row, class Of>
class Named {
  public:
    Named(const Rows& read, const Rows& known, Id<Of> Row::*id)
        : read_(read.size(), IdOf{&read, id}), known_(known.size(), IdOf{&known, id}) {}
    bool has(std::string_view id) {
        return read_.find(id) != read_.nowhere || known_.find(id) != known_.nowhere;
    }

  private:
    struct IdOf {
        const Rows* rows;
        Id<Of> Row::*id;
        std::string_view operator()(std::uint32_t place) const { return ((*rows)[place].*id).text; }
    };
    PlaceByName<IdOf> read_;
    PlaceByName<IdOf> known_;
};

}  // namespace

void note_unknown_references(const care::Records& records, const care::Records* known,
                             std::vector<care::Finding>& findings) {
    const care::Records nothing;
    const care::Records& before = known != nullptr ? *known : nothing;
    Named officers(records.officers, before.officers, &care::Officer::officer);
    Named reviews(records.review_details, before.review_details, &care::ReviewDetails::review);
    Named proceedings(records.proceedings, before.proceedings, &care::Proceedings::proceedings);
    const auto look = [&](care::ChildNumber child, const std::string& id, auto& names, std::string_view table,
                          std::string_view what) {
        if (id.empty() || names.has(id)) return;
        std::string message;
        message.reserve(what.size() + id.size() + 24);
        message.append("The ").append(what).append(" '").append(id).append("' is not there.");
        findings.push_back({child, "reference.unknown", std::string(table), std::move(message),
                            "Correct the name, or add what it names."});
    };
    for (const auto& row : records.allocations.all())
        look(row.child, row.officer.text, officers, "allocations", "officer");
    for (const auto& row : records.review_details.all())
        look(row.child, row.officer.text, officers, "review_details", "officer");
    for (const auto& row : records.midways.all())
        look(row.child, row.officer.text, officers, "midways", "officer");
    for (const auto& row : records.contacts.all())
        look(row.child, row.officer.text, officers, "contacts", "officer");
    for (const auto& row : records.conferences.all())
        look(row.child, row.officer.text, officers, "conferences", "officer");
    for (const auto& row : records.hearings.all())
        look(row.child, row.proceedings.text, proceedings, "hearings", "case in court");
    for (const auto& row : records.wishes.all()) {
        look(row.child, row.officer.text, officers, "wishes", "officer");
        look(row.child, row.not_officer.text, officers, "wishes", "officer");
    }
    for (const auto& row : records.supervision)
        look({}, row.officer.text, officers, "supervision", "officer");
    for (const auto& row : records.absences) {
        look({}, row.officer.text, officers, "absences", "officer");
        look({}, row.covered_by.text, officers, "absences", "officer");
    }
    for (const auto& row : records.stood_down) look({}, row.review.text, reviews, "stood_down", "review");
    for (const auto& row : records.attendance) look({}, row.review.text, reviews, "attendance", "review");
    for (const auto& row : records.decisions) look({}, row.review.text, reviews, "decisions", "review");
    for (const auto& row : records.objections) look({}, row.review.text, reviews, "objections", "review");
    for (const auto& row : records.review_records)
        look({}, row.review.text, reviews, "review_records", "review");
    for (const auto& row : records.recipients) look({}, row.review.text, reviews, "recipients", "review");
}

}  // namespace footprint::exchange
