#include <algorithm>

#include "base/json.h"
#include "base/text.h"
#include "cli/acting.h"
#include "cli/output.h"
#include "cli/progress.h"

namespace footprint::cli {

namespace {

// The time asked for: a year, a quarter (2019-20-Q1, or Q1 with --year), a month; else the year of the day.
Result<measures::Time> time_of(const Common& common, const MeasureOptions& options) {
    const auto wrong = [](std::string_view name, const std::string& text, std::string_view like) {
        return Problem{
            Problem::Kind::wrong_use,
            {},
            std::string(name) + ": '" + text + "' is not one. Write it as " + std::string(like) + "."};
    };
    const auto year = parse_year(options.year);
    if (!options.year.empty() && !year) return wrong("--year", options.year, "2019-20");
    if (!options.quarter.empty()) {
        const bool short_form = options.quarter.size() == 2 || options.quarter.size() == 1;
        const std::string full =
            short_form && year ? printed(*year) + (options.quarter.size() == 1 ? "-Q" : "-") + options.quarter
                               : options.quarter;
        const auto time = measures::parse_time(full);
        if (!time || time->kind != measures::Time::Kind::quarter)
            return wrong("--quarter", options.quarter, "2019-20-Q1");
        return *time;
    }
    if (!options.month.empty()) {
        const auto first = parse_iso_day(options.month + "-01");
        if (!first) return wrong("--month", options.month, "2019-04");
        const auto [y, m, d] = civil(*first);
        return measures::month(y, m);
    }
    return measures::whole(year ? *year : year_of(common.as_at));
}

// Measures on a day are asked for the last day of the time.
measures::Time as_asked(const measures::Measure& measure, const measures::Time& time, Day as_at) {
    const bool of_a_day =
        measure.times == measures::Times::last_day || measure.times == measures::Times::month_ends;
    return of_a_day && time.kind != measures::Time::Kind::day ? measures::on(std::min(time.last, as_at))
                                                              : time;
}

std::vector<measures::Figure> figures_of(const casework::Snapshot& snapshot, const measures::Measure& measure,
                                         const measures::Time& time) {
    const auto& profile = snapshot.ground().profile;
    if (time.kind != measures::Time::Kind::year)
        return measures::work_out(measure, snapshot.cohort(), profile,
                                  as_asked(measure, time, snapshot.as_at()));
    std::vector<measures::Figure> figures;
    for (const measures::Time& part : measures::times_of(measure, year_of(time.first), snapshot.as_at())) {
        auto some = measures::work_out(measure, snapshot.cohort(), profile, part);
        std::move(some.begin(), some.end(), std::back_inserter(figures));
    }
    return figures;
}

std::vector<measures::Figure> figures_asked(const casework::Snapshot& snapshot, const MeasureOptions& options,
                                            const measures::Time& time) {
    Progress progress("Working out measures");
    std::vector<measures::Figure> figures;
    std::size_t done = 0;
    for (const measures::Measure& measure : measures::catalogue()) {
        progress.reached(done++, measures::catalogue().size());
        if (!options.measure.empty() && options.measure != measure.id) continue;
        auto some = figures_of(snapshot, measure, time);
        std::move(some.begin(), some.end(), std::back_inserter(figures));
    }
    return figures;
}

void print_json(const std::vector<measures::Figure>& figures) {
    JsonWriter json;
    print("[");
    for (std::size_t i = 0; i < figures.size(); ++i) {
        const measures::Figure& figure = figures[i];
        json.open_object().field("measure", figure.measure).field("period", figure.time);
        json.field("row", figure.row).field("column", figure.column).field("of", figure.of);
        if (figure.met) json.field("met", figure.met);
        json.field("value", figure.value).key("left_out").open_object();
        for (const auto& [reason, number] : figure.left_out) json.field(reason, number);
        json.close_object().close_object();
        print((i > 0 ? ",\n" : "\n") + json.take());
    }
    print("\n]\n");
}

std::string value_text(const measures::Figure& figure) {
    if (!figure.value) return "no cases";
    const measures::Measure* const measure = measures::find_measure(figure.measure);
    if (measure->value == measures::Value::share && figure.met)
        return percent(static_cast<std::int64_t>(*figure.met), static_cast<std::int64_t>(*figure.of)) + " %";
    if (measure->value == measures::Value::count && !figure.met)
        return grouped(static_cast<std::int64_t>(*figure.value));
    return fixed(*figure.value, 1);
}

// Posts may be parts of one; children are whole.
std::string count_text(std::optional<double> count) {
    if (!count) return {};
    const bool is_whole = *count == static_cast<double>(static_cast<std::int64_t>(*count));
    return fixed(*count, is_whole ? 0 : 1);
}

void print_table(const std::vector<measures::Figure>& figures) {
    TextTable table({"measure", "period", "row", "column", "met", "of", "value", "left out"});
    for (const measures::Figure& figure : figures) {
        std::vector<std::string> reasons;
        for (const auto& [reason, number] : figure.left_out)
            reasons.push_back(reason + " " + grouped(number));
        table.add({figure.measure, figure.time, figure.row, figure.column, count_text(figure.met),
                   count_text(figure.of), value_text(figure), join(reasons, ", ")});
    }
    print(table.printed());
}

}  // namespace

Exit measures(const Common& common, const MeasureOptions& options) {
    const auto time = time_of(common, options);
    if (!time) return refused(time.problems());
    if (!options.measure.empty() && measures::find_measure(options.measure) == nullptr)
        return refused({measures::unknown_measure(options.measure)});
    const auto opened = open_snapshot(common);
    if (!opened) return refused(opened.problems());
    const std::vector<measures::Figure> figures = figures_asked(**opened, options, *time);
    if (wants_json(common)) {
        print_json(figures);
    } else {
        print_table(figures);
    }
    return Exit::done;
}

namespace {

// Nobody behind a row is one thing, a row that is not there another.
std::optional<Problem> unknown_row(const std::vector<measures::Figure>& figures,
                                   const MeasureOptions& options) {
    if (options.row.empty() && options.left_out.empty()) return std::nullopt;
    std::vector<std::string> known;
    for (const measures::Figure& figure : figures) {
        if (options.left_out.empty() && figure.column == options.column) known.push_back(figure.row);
        if (!options.left_out.empty())
            for (const auto& [reason, count] : figure.left_out) known.push_back(reason);
    }
    std::erase(known, "");
    const std::string& asked = options.left_out.empty() ? options.row : options.left_out;
    if (std::find(known.begin(), known.end(), asked) != known.end()) return std::nullopt;
    return Problem{Problem::Kind::not_found,
                   {},
                   options.measure + " has nothing named '" + asked + "' in that time." +
                       (known.empty() ? "" : " It has: " + join(known, ", ") + ".")};
}

}  // namespace

// Who is behind a figure.
Exit children(const Common& common, const MeasureOptions& options) {
    const auto time = time_of(common, options);
    if (!time) return refused(time.problems());
    const measures::Measure* const measure = measures::find_measure(options.measure);
    if (measure == nullptr) return refused({measures::unknown_measure(options.measure)});
    const auto reading = Reading::open(common);
    if (!reading) return refused(reading.problems());
    const casework::Snapshot& snapshot = reading->snapshot();
    const auto asked = as_asked(*measure, *time, snapshot.as_at());
    if (const auto wrong = unknown_row(
            measures::work_out(*measure, snapshot.cohort(), snapshot.ground().profile, asked), options))
        return refused({*wrong});
    const auto noted =
        reading->note("read_lists", "children behind " + options.measure + " of " + measures::printed(asked));
    if (!noted) return refused(noted.problems());
    auto behind = measures::open_figure(*measure, snapshot.cohort(), snapshot.ground().profile, asked,
                                        {options.row, options.column, options.left_out, options.met});
    const auto hidden = static_cast<std::int64_t>(
        std::erase_if(behind, [&](const measures::Behind& one) { return !reading->sees(one.child); }));
    if (hidden > 0) say(counted(hidden, "line is", "lines are") + " not for '" + common.as + "' to see.");
    if (!wants_json(common)) {
        TextTable table({"child", "on", "met"});
        for (const measures::Behind& one : behind)
            table.add({snapshot.records().children[one.child].id, one.on.is_never() ? "" : iso(one.on),
                       one.met ? "yes" : "no"});
        print(table.printed());
        return Exit::done;
    }
    JsonWriter json;
    std::string out;
    for (const measures::Behind& one : behind) {
        json.open_object().field("child", snapshot.records().children[one.child].id);
        json.key("on");
        one.on.is_never() ? json.null() : json.text(iso(one.on));
        json.field("met", one.met).close_object();
        out += json.take() + '\n';
    }
    print(out);
    return Exit::done;
}

Exit findings(const Common& common) {
    const auto reading = Reading::open(common);
    if (!reading) return refused(reading.problems());
    if (const auto noted = reading->note("read_lists", "findings"); !noted) return refused(noted.problems());
    const casework::Snapshot& snapshot = reading->snapshot();
    const auto is_shown = [&](const care::Finding& finding) {
        return !finding.child.is_known() || reading->sees(finding.child.value);
    };
    const auto id_of = [&](const care::Finding& finding) {
        return finding.child.is_known() ? snapshot.records().children[finding.child.value].id : std::string();
    };
    if (!wants_json(common)) {
        TextTable table({"child", "finding", "where", "what", "fix"});
        for (const care::Finding& finding : snapshot.findings())
            if (is_shown(finding))
                table.add(
                    {id_of(finding), std::string(finding.name), finding.where, finding.message, finding.fix});
        print(table.empty() ? "No findings.\n" : table.printed());
        return Exit::done;
    }
    JsonWriter json;
    std::string out;
    for (const care::Finding& finding : snapshot.findings()) {
        if (!is_shown(finding)) continue;
        json.open_object()
            .field("child", id_of(finding))
            .field("finding", finding.name)
            .field("where", finding.where);
        json.field("message", finding.message).field("fix", finding.fix).close_object();
        out += json.take() + '\n';
    }
    print(out);
    return Exit::done;
}

}  // namespace footprint::cli
