// The cases of tests/cases/measures, which people can read, counted by the measures.
#include <gtest/gtest.h>

#include <charconv>
#include <cmath>
#include <set>

#include "measures/catalogue.h"
#include "support/case_folder.h"
#include "support/ground.h"

namespace footprint::measures {
namespace {

using tests::ground;

// "reviews.held 2023-24 row first in mode of 2 met 1 left_out lapsed 1": what one figure must be.
struct Expected {
    const Measure* measure = nullptr;
    std::optional<Time> time;
    Opened which;
    std::optional<double> of;
    std::optional<double> met;
    std::string value;  // empty: follows from `of` and `met`
    bool nothing = false;
    std::map<std::string, std::int64_t> left_out;
    std::string children;  // after "=", those behind it
};

bool is_key(const std::string& word) {
    static const std::set<std::string> keys = {"row", "in", "of", "met", "left_out", "=", "nothing", "value"};
    return keys.contains(word);
}

std::optional<double> number(const std::string& word) {
    double read = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), read);
    if (error != std::errc() || end != word.data() + word.size()) return std::nullopt;
    return read;
}

// One key with the words up to the next; false where they are none of the form's.
bool take(Expected& into, const std::string& key, const std::vector<std::string>& words) {
    const std::string text = join(words, " ");
    if (key == "row") into.which.row = text;
    if (key == "in") into.which.column = text;
    if (key == "value") into.value = text;
    if (key == "=") into.children = text;
    if (key == "nothing") into.nothing = true;
    if (key == "of") into.of = number(text);
    if (key == "met" && words.empty()) into.which.met_only = true;
    if (key == "met" && !words.empty()) into.met = number(text);
    if (key == "left_out" && words.size() == 1) into.which.left_out = text;
    if (key == "left_out" && words.size() > 1)
        for (std::size_t i = 0; i + 1 < words.size(); i += 2)
            into.left_out[words[i]] = static_cast<std::int64_t>(number(words[i + 1]).value_or(-1));
    const bool numbers_read =
        (key != "of" || into.of) && (key != "met" || words.empty() || into.met) &&
        (key != "left_out" || words.size() == 1 || (!words.empty() && words.size() % 2 == 0));
    return numbers_read && (key == "nothing" || key == "met" || key == "=" || !words.empty());
}

Expected read_expected(const tests::FolderCase& one, const tests::CaseCheck& check) {
    Expected expected;
    const auto words = tests::words_of(check.text);
    if (words.size() < 3 || !is_key(words[2])) {
        ADD_FAILURE() << one.where(check.line) << " wants a measure, a time and what must come of it";
        return expected;
    }
    expected.measure = find_measure(words[0]);
    expected.time = parse_time(words[1]);
    EXPECT_NE(expected.measure, nullptr) << one.where(check.line) << " no measure: " << words[0];
    EXPECT_TRUE(expected.time) << one.where(check.line) << " no time: " << words[1];
    for (std::size_t i = 2; i < words.size();) {
        std::size_t end = i + 1;
        while (end < words.size() && !is_key(words[end])) ++end;
        const std::vector<std::string> values(words.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                                              words.begin() + static_cast<std::ptrdiff_t>(end));
        EXPECT_TRUE(take(expected, words[i], values)) << one.where(check.line) << " cannot be read";
        i = end;
    }
    return expected;
}

std::string shown(const Figure& figure) {
    std::string text = "row '" + figure.row + "' in '" + figure.column + "'";
    const auto add = [&](const char* key, std::optional<double> value) {
        if (value) text += std::string(" ") + key + " " + std::to_string(*value);
    };
    add("of", figure.of);
    add("met", figure.met);
    add("value", figure.value);
    for (const auto& [reason, count] : figure.left_out)
        text += " left_out " + reason + " " + std::to_string(count);
    return text;
}

bool is_near(std::optional<double> a, std::optional<double> b) {
    constexpr double rounding = 1e-9;
    return a.has_value() == b.has_value() && (!a || std::abs(*a - *b) < rounding);
}

// What the value must be where the case leaves it to follow from the counts.
std::optional<double> value_of(const Expected& expected) {
    if (!expected.value.empty()) return number(expected.value);
    if (expected.measure->value == Value::count) return expected.of;
    if (!expected.of || !expected.met || *expected.of == 0) return std::nullopt;
    const double share = *expected.met / *expected.of;
    return expected.measure->value == Value::share ? 100 * share : share;
}

void check_figure(const std::string& where, const Expected& expected, const std::vector<Figure>& figures) {
    std::string all;
    const Figure* found = nullptr;
    for (const Figure& figure : figures) {
        all += "\n    " + shown(figure);
        if (figure.row == expected.which.row && figure.column == expected.which.column) found = &figure;
    }
    EXPECT_EQ(found == nullptr, expected.nothing) << where << "\nfigures:" << all;
    if (found == nullptr || expected.nothing) return;
    const bool counted = expected.measure->value == Value::count;
    const bool same = is_near(found->of, expected.of) && is_near(found->value, value_of(expected)) &&
                      (counted && !expected.met ? true : is_near(found->met, expected.met));
    EXPECT_TRUE(same) << where << "\nfigures:" << all;
    if (expected.which.row.empty()) EXPECT_EQ(found->left_out, expected.left_out) << where;
}

// As many stand behind a row as it counts.
void check_opening(const std::string& where, const Expected& expected, const Cohort& cohort,
                   const std::vector<Figure>& figures) {
    if (expected.measure->value == Value::ratio) return;
    for (const Figure& figure : figures) {
        const auto behind = open_figure(*expected.measure, cohort, ground().profile, *expected.time,
                                        {figure.row, figure.column, {}, false});
        const bool by_hours = figure.column == "per_fte";  // its `of` is no children, its `met` is
        EXPECT_EQ(static_cast<double>(behind.size()), by_hours ? figure.met : figure.of) << where << "\n"
                                                                                         << shown(figure);
    }
}

std::string children_of(const care::Records& records, const std::vector<Behind>& behind) {
    std::vector<std::string> ids;
    for (const Behind& row : behind) ids.push_back(records.children[row.child].id);
    return join(ids, " ");
}

care::FindPlace places_of(const tests::FolderCase& one) {
    if (one.places.empty()) return {};
    return [&one](std::string_view postcode) -> std::optional<care::Located> {
        const auto found = one.places.find(postcode);
        return found == one.places.end() ? std::nullopt : std::optional(found->second);
    };
}

// What the cases showed of each measure: a figure of somebody, those left out, the children behind.
struct Shown {
    std::set<std::string_view> counted;
    std::set<std::string_view> left_out;
    std::set<std::string_view> opened;
};

void check_case(const tests::FolderCase& one, Shown& seen) {
    const exchange::Reading reading = tests::read_case(one, ground().profile, ground().codes);
    tests::check_problems(one, reading);
    const auto& authority = reading.records.authority;
    const Cohort cohort({&reading.records, ground().rules, one.as_at,
                         authority.empty() ? std::nullopt : authority.front().reviews_known_from_on,
                         places_of(one), readings_of(ground().rulebook)});
    EXPECT_FALSE(one.checks.empty()) << one.where(one.line) << " expects nothing";
    for (const tests::CaseCheck& check : one.checks) {
        const std::string where = one.where(check.line) + "\n" + check.kind + ": " + check.text;
        const Expected expected = read_expected(one, check);
        if (expected.measure == nullptr || !expected.time) continue;
        const Measure& measure = *expected.measure;
        if (check.kind == "behind") {
            const auto behind =
                open_figure(measure, cohort, ground().profile, *expected.time, expected.which);
            EXPECT_EQ(children_of(reading.records, behind), expected.children) << where;
            if (!expected.children.empty()) seen.opened.insert(measure.id);
            continue;
        }
        EXPECT_EQ(check.kind, "expect") << where << " means nothing here";
        const auto figures = work_out(measure, cohort, ground().profile, *expected.time);
        check_figure(where, expected, figures);
        check_opening(where, expected, cohort, figures);
        // A share that everybody or nobody met does not tell who meets it.
        const bool some_met = expected.met && *expected.met > 0 && *expected.met < expected.of.value_or(0);
        if (measure.value == Value::share ? some_met : value_of(expected).value_or(0) > 0)
            seen.counted.insert(measure.id);
        if (!expected.left_out.empty()) seen.left_out.insert(measure.id);
    }
}

TEST(MeasureCases, ShowEachMeasureWhomItCountsAndWhomItLeavesOut) {
    Shown seen;
    for (const tests::FolderCase& one : tests::cases_in("tests/cases/measures")) check_case(one, seen);
    for (const Measure& measure : catalogue()) {
        EXPECT_TRUE(seen.counted.contains(measure.id)) << "no case counts " << measure.id;
        EXPECT_TRUE(measure.left_out.empty() || seen.left_out.contains(measure.id))
            << "no case leaves anybody out of " << measure.id;
        EXPECT_TRUE(seen.opened.contains(measure.id)) << "no case opens " << measure.id;
    }
}

}  // namespace
}  // namespace footprint::measures
