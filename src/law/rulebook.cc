#include "law/rulebook.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "base/shipped.h"
#include "base/text.h"

namespace footprint::law {

std::string_view printed(Unit unit) {
    constexpr std::array<std::string_view, 7> names = {"working_days", "days",  "weeks",   "months",
                                                       "years",        "terms", "children"};
    return names.at(static_cast<std::size_t>(unit));
}

std::string in_words(int number, Unit unit) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 7> words = {{
        {"working day", "working days"},
        {"day", "days"},
        {"week", "weeks"},
        {"month", "months"},
        {"year", "years"},
        {"school term", "school terms"},
        {"child", "children"},
    }};
    const auto& [one, many] = words.at(static_cast<std::size_t>(unit));
    return counted(number, one, many);
}

std::string_view printed(Sense sense) {
    constexpr std::array<std::string_view, 5> names = {"within", "not_before", "before", "at_most",
                                                       "at_least"};
    return names.at(static_cast<std::size_t>(sense));
}

std::string_view printed(Source source) {
    constexpr std::array<std::string_view, 3> names = {"legislation", "guidance", "practice"};
    return names.at(static_cast<std::size_t>(source));
}

std::string_view printed(Confidence confidence) {
    constexpr std::array<std::string_view, 5> names = {"V1", "V2", "V1+M", "V2+M", "M"};
    return names.at(static_cast<std::size_t>(confidence));
}

namespace {

Day counted_from(Day start, Limit limit, int direction, const WorkingDays& calendar) {
    const int number = direction * limit.number;
    switch (limit.unit) {
        case Unit::working_days:
            return calendar.add(start, number);
        case Unit::days:
            return start + number;
        case Unit::weeks:
            return start + 7 * number;
        case Unit::months:
            return add_months(start, number);
        case Unit::years:
            return add_months(start, 12 * number);
        case Unit::terms:
        case Unit::children:
            break;
    }
    broken("only a limit in days, weeks, months or years can be counted from a day");
}

}  // namespace

Day count_on(Day start, Limit limit, const WorkingDays& calendar) {
    return counted_from(start, limit, 1, calendar);
}
Day count_back(Day event, Limit limit, const WorkingDays& calendar) {
    return counted_from(event, limit, -1, calendar);
}

const Limb* InForce::limb(std::string_view name) const {
    const auto found =
        std::find_if(limbs.begin(), limbs.end(), [&](const Limb& one) { return one.name == name; });
    return found == limbs.end() ? nullptr : &*found;
}

const InForce* Rule::in_force_on(Day day) const {
    for (const InForce& span : spans)
        if (span.holds_on(day)) return &span;
    return nullptr;
}

const Limit* Rule::limit_on(Day day, std::string_view limb) const {
    const InForce* span = in_force_on(day);
    const Limb* found = span == nullptr ? nullptr : span->limb(limb);
    return found == nullptr ? nullptr : &found->limit;
}

const Limit& Rule::first_limit(std::string_view limb) const {
    for (const InForce& span : spans)
        if (const Limb* found = span.limb(limb)) return found->limit;
    broken("the law has a limit of that name");
}

const std::string& Rule::citation_on(Day day) const {
    const InForce* span = in_force_on(day);
    return span == nullptr || span->citation.empty() ? citation : span->citation;
}

Rulebook::Rulebook(std::vector<Subject> subjects, std::vector<Rule> rules, std::vector<Reading> readings,
                   WorkingDays calendar)
    : subjects_(std::move(subjects)),
      rules_(std::move(rules)),
      readings_(std::move(readings)),
      calendar_(std::move(calendar)) {
    for (std::size_t i = 0; i < rules_.size(); ++i) rule_by_id_.emplace(rules_[i].id, i);
    for (std::size_t i = 0; i < readings_.size(); ++i) reading_by_name_.emplace(readings_[i].name, i);
}

const Rule* Rulebook::find(std::string_view id) const {
    const auto found = rule_by_id_.find(id);
    return found == rule_by_id_.end() ? nullptr : &rules_[found->second];
}

const Rule& Rulebook::rule(std::string_view id) const {
    const Rule* found = find(id);
    ensure(found != nullptr, "the law has a rule of that id");
    return *found;
}

const Reading& Rulebook::reading(std::string_view name) const {
    const auto found = reading_by_name_.find(name);
    ensure(found != reading_by_name_.end(), "the law has a reading of that name");
    return readings_[found->second];
}

bool Rulebook::reads(std::string_view name, std::string_view value) const {
    const Reading& found = reading(name);
    ensure(std::find(found.options.begin(), found.options.end(), value) != found.options.end(),
           "the reading has that option");
    return found.value == value;
}

int Rulebook::reading_number(std::string_view name) const {
    const std::string& value = reading(name).value;
    int number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    ensure(error == std::errc() && end == value.data() + value.size(), "the reading is a number");
    return number;
}

Result<Rulebook> shipped_rulebook() {
    std::vector<SourceText> files;
    for (const std::string_view path : shipped_under("law/")) {
        const auto text = shipped(path);
        ensure(text.has_value(), "a file that is listed is carried");
        if (path.ends_with(".toml")) files.push_back({path, *text});
    }
    constexpr std::string_view holidays = "law/bank_holidays.csv";
    const auto holidays_text = shipped(holidays);
    ensure(holidays_text.has_value(), "the program carries the bank holidays");
    auto calendar = parse_bank_holidays(holidays, *holidays_text);
    if (!calendar) return calendar.problems();
    return load_rulebook(files, std::move(*calendar));
}

}  // namespace footprint::law
