#include "base/json.h"
#include "cli/acting.h"
#include "cli/output.h"

namespace footprint::cli {

namespace {

struct Wanted {
    std::optional<std::uint32_t> child;
    std::optional<Day> from;
    std::optional<Day> until;
    bool holds(const law::Requirement& requirement) const {
        return (!from || requirement.latest >= *from) && (!until || requirement.latest <= *until);
    }
};

void write_line(JsonWriter& json, const casework::Snapshot& snapshot,
                const measures::CohortRequirement& row) {
    const law::Requirement& is = row.is;
    json.open_object()
        .field("child", snapshot.records().children[row.child].id)
        .field("clock", law::printed(is.clock));
    json.key("number");
    is.number == 0 ? json.null() : json.number(std::int64_t{is.number});
    json.field("kind", law::printed(is.kind)).field("rule", law::rule_id(is.rule));
    json.field("trigger", law::printed(is.trigger)).field("triggered_by", iso(is.triggered_by));
    json.field("latest", iso(is.latest));
    const std::string review = snapshot.review_id(row);
    json.key("review");
    review.empty() ? json.null() : json.text(review);
    json.key("first_sitting");
    is.first_sitting.is_never() ? json.null() : json.text(iso(is.first_sitting));
    json.field("state", law::printed(is.state)).field("relaxed", is.coronavirus_rule).field("next", is.next);
    json.field("days_late", std::int64_t{is.days_late}).field("citation", snapshot.citation(is));
    json.field("why", snapshot.why(is)).close_object();
}

void print_lines(const Reading& reading, const Wanted& wanted) {
    const casework::Snapshot& snapshot = reading.snapshot();
    JsonWriter json;
    std::string out;
    constexpr std::size_t flush_bytes = 1 << 20;
    const auto children = static_cast<std::uint32_t>(snapshot.cohort().children());
    for (std::uint32_t child = wanted.child.value_or(0);
         child < (wanted.child ? *wanted.child + 1 : children); ++child) {
        if (!reading.sees(child)) continue;
        for (const measures::CohortRequirement& row : snapshot.cohort().requirements_of(child)) {
            if (!wanted.holds(row.is)) continue;
            write_line(json, snapshot, row);
            out += json.take();
            out += '\n';
        }
        if (out.size() < flush_bytes) continue;
        print(out);
        out.clear();
    }
    print(out);
}

void print_table(const Reading& reading, const Wanted& wanted) {
    const casework::Snapshot& snapshot = reading.snapshot();
    TextTable table({"child", "review", "due by", "held", "state", "days late", "rule"});
    const auto children = static_cast<std::uint32_t>(snapshot.cohort().children());
    for (std::uint32_t child = wanted.child.value_or(0);
         child < (wanted.child ? *wanted.child + 1 : children); ++child) {
        if (!reading.sees(child)) continue;
        for (const auto& [is, number, review] : snapshot.cohort().requirements_of(child)) {
            if (!wanted.holds(is)) continue;
            std::string what =
                is.clock == law::Clock::ordinary ? "" : std::string(law::printed(is.clock)) + " ";
            what += is.number == 0 ? std::string(law::printed(is.kind)) : std::to_string(is.number);
            table.add({snapshot.records().children[child].id, what, iso(is.latest),
                       is.first_sitting.is_never() ? "" : iso(is.first_sitting),
                       std::string(law::printed(is.state)) + (is.next ? " (next)" : ""),
                       is.days_late == 0 ? "" : std::to_string(is.days_late), snapshot.citation(is)});
        }
    }
    print(table.printed());
    if (!wanted.child) return;
    print("\n");
    for (const measures::CohortRequirement& row : snapshot.cohort().requirements_of(*wanted.child))
        if (row.is.next) print(snapshot.why(row.is) + "\n");
}

}  // namespace

Exit timetable(const Common& common, const TimetableOptions& options) {
    const auto from = day_option("--from", options.from);
    const auto until = day_option("--until", options.until);
    const auto known_from = day_option("--reviews-from", options.reviews_from);
    if (!from) return refused(from.problems());
    if (!until) return refused(until.problems());
    if (!known_from) return refused(known_from.problems());
    const auto reading = Reading::open(common, *known_from);
    if (!reading) return refused(reading.problems());
    Wanted wanted{std::nullopt, *from, *until};
    if (!options.child.empty()) {
        const care::ChildNumber child = reading->snapshot().records().find(options.child);
        if (const auto problem = reading->stands_against(child, options.child)) return refused({*problem});
        wanted.child = child.value;
    }
    const auto noted = wanted.child ? reading->note("open_file", "timetable of " + options.child)
                                    : reading->note("read_lists", "timetable of all children");
    if (!noted) return refused(noted.problems());
    if (wants_json(common)) {
        print_lines(*reading, wanted);
    } else {
        print_table(*reading, wanted);
    }
    return Exit::done;
}

}  // namespace footprint::cli
