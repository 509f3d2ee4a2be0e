// The law as data: every rule with its limits, the days on which they are in force, and where it stands.
//
// In      the files of law/: rules and readings in TOML, and the calendar of bank holidays
// Out     rules by id, the limit and the citation in force on a day, readings by name
// Units   as each limit names them: working days, days, weeks, months, years; a span's last day is in
//         force
// Errors  every mistake in a file is a Problem with its line and a remedy; a rule or reading that is not
//         there is our own mistake (ensure)
// Source  docs/law.md, which is made from these files; docs/law_issues.md
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/result.h"
#include "base/working_days.h"
#include "law/toml.h"

namespace footprint::law {

enum class Unit : std::uint8_t { working_days, days, weeks, months, years, terms, children };
// How a limit binds: within 20 working days; not before 28 days; at least 3 working days before; at most or
// at least so many in all.
enum class Sense : std::uint8_t { within, not_before, before, at_most, at_least };
enum class Source : std::uint8_t { legislation, guidance, practice };
// V1 read in the law itself, V2 in a secondary text, M from memory; see docs/law_issues.md#confidence.
enum class Confidence : std::uint8_t { v1, v2, v1_m, v2_m, m };

std::string_view printed(Unit unit);          // as in the files: working_days
std::string in_words(int number, Unit unit);  // "20 working days"
std::string_view printed(Sense sense);
std::string_view printed(Source source);
std::string_view printed(Confidence confidence);

struct Limit {
    int number = 0;
    Unit unit = Unit::days;
    bool operator==(const Limit&) const = default;
};

// The last day in time when counting from `start`, which is day 0. REQUIRES: a unit of time other than terms.
Day count_on(Day start, Limit limit, const WorkingDays& calendar);
// The last day on which something is at least so long before `event`. REQUIRES: as above
Day count_back(Day event, Limit limit, const WorkingDays& calendar);

// One limit of a rule. Where a rule has a single one its name is empty.
struct Limb {
    std::string name;
    Sense sense = Sense::within;
    Limit limit;
};

// Lies before every day: a rule that has been in force for longer than we need to know.
inline constexpr Day since_ever = Day::from_count(INT32_MIN);

// What holds from one day up to and including another.
struct InForce {
    Day from = since_ever;
    Day until;  // the last day; never, while it is in force
    std::vector<Limb> limbs;
    std::string wording;   // what holds in these days, where numbers do not say it
    std::string citation;  // where it differs from the rule's
    bool relaxed = false;  // the limit stands for counting, but to miss it was allowed
    bool holds_on(Day day) const { return from <= day && day <= until; }
    const Limb* limb(std::string_view name) const;
};

struct Rule {
    std::string id;
    std::string subject;  // of the file that it stands in
    std::string title;
    std::string text;
    std::string trigger;
    std::string counting;
    std::string citation;
    std::vector<std::string> also;  // further places that say the same
    std::string link;
    Source source = Source::legislation;
    Confidence confidence = Confidence::v1;
    std::string notes;
    std::vector<InForce> spans;  // in order, none overlapping another

    const InForce* in_force_on(Day day) const;
    // The limit in force on the day; null where there is none.
    const Limit* limit_on(Day day, std::string_view limb = {}) const;
    // The limit of the span that began first, whatever the day. REQUIRES: there is one of that name.
    const Limit& first_limit(std::string_view limb = {}) const;
    // Where the rule stands as it is in force on the day; the rule's own citation on days before and after.
    const std::string& citation_on(Day day) const;
};

// A point on which the law can be read in more than one way, and the reading that is taken.
struct Reading {
    std::string name;
    std::string subject;
    std::string title;
    std::string clause;  // what is doubtful
    std::string value;
    std::vector<std::string> options;  // the value is one of them
    std::string unit;                  // where the options are numbers
    std::string reason;
};

struct Subject {
    std::string name;  // of its file
    std::string title;
    std::string about;
    int order = 0;  // among the subjects, on the page
};

// Holds the law for the life of the program, or of a test. References to rules stay good while it lives,
// moves included.
class Rulebook {
  public:
    Rulebook(std::vector<Subject> subjects, std::vector<Rule> rules, std::vector<Reading> readings,
             WorkingDays calendar);
    Rulebook(Rulebook&&) = default;
    Rulebook& operator=(Rulebook&&) = default;
    Rulebook(const Rulebook&) = delete;
    Rulebook& operator=(const Rulebook&) = delete;

    const Rule& rule(std::string_view id) const;  // REQUIRES: it is there
    const Rule* find(std::string_view id) const;
    const std::string& citation_on(std::string_view id, Day day) const { return rule(id).citation_on(day); }
    const Reading& reading(std::string_view name) const;              // REQUIRES: it is there
    bool reads(std::string_view name, std::string_view value) const;  // REQUIRES: both are known
    int reading_number(std::string_view name) const;                  // REQUIRES: its options are numbers

    const WorkingDays& working_days() const { return calendar_; }
    std::span<const Subject> subjects() const { return subjects_; }
    std::span<const Rule> rules() const { return rules_; }  // by subject, in their order, as written
    std::span<const Reading> readings() const { return readings_; }

  private:
    std::vector<Subject> subjects_;
    std::vector<Rule> rules_;
    std::vector<Reading> readings_;
    WorkingDays calendar_;
    std::map<std::string, std::size_t, std::less<>> rule_by_id_;
    std::map<std::string, std::size_t, std::less<>> reading_by_name_;
};

Result<Rulebook> load_rulebook(std::span<const SourceText> files, WorkingDays calendar);
// From the files that the program carries inside itself.
Result<Rulebook> shipped_rulebook();

}  // namespace footprint::law
