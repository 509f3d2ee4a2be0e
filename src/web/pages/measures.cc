// Address  /measures?year=  /measures/{measure}?year=
//          /measures/{measure}/children?period=&row=&column=&left_out=
// Shows    figures with chart, table and definition; the children behind each
#include <algorithm>

#include "base/text.h"
#include "report/chart.h"
#include "web/pages/pages.h"

namespace footprint::web::pages {

namespace {

using measures::Figure;
using measures::Measure;

Year year_asked(const View& view, const Request& request) {
    const auto year = parse_year(request.query.text("year"));
    return year ? *year : year_of(view.snapshot.as_at());
}

std::string count_text(double count) {
    return count == static_cast<double>(static_cast<std::int64_t>(count))
               ? grouped(static_cast<std::int64_t>(count))
               : fixed(count, 1);
}

std::string value_text(const Measure& measure, const Figure& figure) {
    if (!figure.value) return "No cases";
    if (measure.value == measures::Value::share && figure.met)
        return percent(static_cast<std::int64_t>(*figure.met), static_cast<std::int64_t>(*figure.of)) + " %";
    if (measure.value == measures::Value::count) return count_text(*figure.value);
    return fixed(*figure.value, 1);
}

std::string behind_address(const Figure& figure, std::string_view left_out = {}) {
    std::string address =
        "/measures/" + percent_encoded(figure.measure) + "/children?period=" + percent_encoded(figure.time);
    if (!figure.row.empty()) address += "&row=" + percent_encoded(figure.row);
    if (!figure.column.empty()) address += "&column=" + percent_encoded(figure.column);
    if (!left_out.empty()) address += "&left_out=" + percent_encoded(left_out);
    return address;
}

std::string title_of(const View& view, const Measure& measure) {
    return in_own_words(view, measure.title);
}

std::string row_text(const View& view, const Measure& measure, const Figure& figure) {
    if (figure.row.empty()) return "All";
    const auto& ground = view.snapshot.ground();
    return measures::row_name(measure, figure.column, figure.row, view.snapshot.cohort(), ground.profile,
                              ground.codes);
}

std::string band_text(const practice::Profile& profile) {
    return grouped(profile.caseload_least) + " to " + grouped(profile.caseload_most);
}

// How a number of children a full-time post lies to the band of the profile.
Html band_tag(const View& view, const Figure& figure) {
    if (!measures::is_a_full_post(figure) || !figure.value) return {};
    const practice::Profile& profile = view.snapshot.ground().profile;
    Html html(" "_html);
    if (*figure.value > profile.caseload_most)
        return html.put(govuk::tag("Above " + band_text(profile), "red"));
    if (*figure.value < profile.caseload_least)
        return html.put(govuk::tag("Below " + band_text(profile), "grey"));
    return html.put(govuk::tag("Within " + band_text(profile), "green"));
}

std::string time_text(const std::string& time) {
    const auto parsed = measures::parse_time(time);
    if (!parsed) return time;
    switch (parsed->kind) {
        case measures::Time::Kind::year:
            return "Year " + time;
        case measures::Time::Kind::quarter:
            return time.substr(8) + ", " + std::string(month_name(civil(parsed->first).month)) + " to " +
                   std::string(month_name(civil(parsed->last).month));
        case measures::Time::Kind::month:
            return std::string(month_name(civil(parsed->first).month)) + " " +
                   std::to_string(civil(parsed->first).year);
        case measures::Time::Kind::day:
            return in_words(parsed->first);
    }
    return time;
}

Html year_filter(const std::string& action, const View& view, Year year) {
    std::vector<govuk::SelectItem> items;
    const Year latest = year_of(view.snapshot.as_at());
    for (int starts = latest.starts; starts > latest.starts - 10; --starts)
        items.push_back({printed(Year{starts}), printed(Year{starts}), starts == year.starts});
    return Html("<form class=\"fp-filter\" method=\"get\" action=\""_html, action, "\">"_html,
                govuk::select({"year", "year", "Year", items}),
                govuk::button({.text = "Show", .href = {}, .name = {}, .value = {}}), "</form>"_html);
}

std::vector<Figure> figures_of(const View& view, const Measure& measure, const measures::Time& time) {
    return measures::work_out(measure, view.snapshot.cohort(), view.snapshot.ground().profile, time);
}

// The figure that stands for a year in a list: of the year, or of its last day.
std::vector<Figure> headline(const View& view, const Measure& measure, Year year) {
    const auto times = measures::times_of(measure, year, view.snapshot.as_at());
    if (times.empty()) return {};
    return figures_of(view, measure,
                      measure.times == measures::Times::month_ends ? times.back() : times.front());
}

Html figure_cell(const View& view, const Measure& measure, const std::vector<Figure>& figures) {
    if (figures.empty()) return {};
    const Figure& whole = figures.front();
    Html html("<a class=\"govuk-link\" href=\""_html, behind_address(whole), "\">"_html,
              value_text(measure, whole), "</a>"_html, band_tag(view, whole));
    if (whole.met && whole.of && *whole.of > 0 && measure.value == measures::Value::share)
        html.put("<br><span class=\"govuk-hint govuk-!-font-size-16\">"_html, count_text(*whole.met),
                 " of "_html, count_text(*whole.of), "</span>"_html);
    return html;
}

Response all_of(const View& view, const Request& request) {
    const Year year = year_asked(view, request);
    const Year before{year.starts - 1};
    Html main = heading("Measures of " + printed(year));
    main += year_filter("/measures", view, year);
    main +=
        "<p class=\"govuk-body\">Each figure opens to the children behind it, and each measure to its definition.</p>"_html;
    govuk::Table table;
    const auto close = [&] {
        if (!table.rows.empty()) main += scrolling(table.caption, govuk::table(table));
        table = {};
    };
    const measures::Section* last = nullptr;
    for (const Measure& measure : measures::catalogue()) {
        if (last == nullptr || *last != measure.section) {
            close();
            table.caption = std::string(measures::printed(measure.section));
            table.columns = {{"Measure"}, {printed(before), true}, {printed(year), true}};
        }
        last = &measure.section;
        const auto now = headline(view, measure, year);
        const auto then = headline(view, measure, before);
        if (now.empty() && then.empty()) continue;
        table.add({Html("<a class=\"govuk-link\" href=\"/measures/"_html, percent_encoded(measure.id),
                        "?year="_html, printed(year), "\">"_html, title_of(view, measure), "</a>"_html),
                   true},
                  figure_cell(view, measure, then), figure_cell(view, measure, now));
    }
    close();
    return made(view, "Measures of " + printed(year), "/measures", {}, main);
}

}  // namespace

Response measures(const View& view, const Request& request) {
    return kept(view, request, [&] { return all_of(view, request); });
}

namespace {

// A chart of the parts of a year, or of the rows of the first split.
Html chart_of(const View& view, const Measure& measure, const std::vector<std::vector<Figure>>& by_time) {
    std::vector<report::Bar> bars;
    const bool over_time = by_time.size() > 2;
    std::string title = title_of(view, measure);
    if (over_time) {
        title += ", by month";
        for (const auto& figures : by_time) {
            const auto time = figures.empty() ? std::nullopt : measures::parse_time(figures.front().time);
            const bool a_month = time && (time->kind == measures::Time::Kind::month ||
                                          time->kind == measures::Time::Kind::day);
            if (a_month)
                bars.push_back({std::string(month_name(civil(time->last).month)).substr(0, 3),
                                figures.front().value, value_text(measure, figures.front())});
        }
    } else if (!by_time.empty()) {
        for (const Figure& figure : by_time.front())
            if (!figure.row.empty() && figure.column.empty() && figure.value.value_or(0) > 0)
                bars.push_back({row_text(view, measure, figure), figure.value, value_text(measure, figure)});
    }
    if (bars.size() < 2) return {};
    const auto draw = [&](const char* id, int width) {
        const report::ChartFrame frame{id, title, width};
        return Html::trusted(over_time ? report::bars_upright(frame, bars)
                                       : report::bars_across(frame, bars));
    };
    return Html("<div class=\"fp-figure fp-wide\">"_html, draw("chart", 760),
                "</div><div class=\"fp-figure fp-narrow\">"_html, draw("chart-narrow", 340), "</div>"_html);
}

Html left_out_cell(const Figure& figure) {
    Html html;
    bool first = true;
    for (const auto& [reason, number] : figure.left_out) {
        std::string words = reason;
        std::replace(words.begin(), words.end(), '_', ' ');
        html.put(first ? Html() : ", "_html, "<a class=\"govuk-link\" href=\""_html,
                 behind_address(figure, reason), "\">"_html, words, " "_html, number, "</a>"_html);
        first = false;
    }
    return html;
}

void add_rows(const View& view, const Measure& measure, const std::vector<Figure>& figures,
              govuk::Table& table) {
    for (const Figure& figure : figures) {
        Html row;
        if (figure.row.empty()) {
            row.put("<strong>"_html, time_text(figure.time), "</strong>"_html);
        } else {
            if (!figure.column.empty())
                row.put("<span class=\"govuk-hint govuk-!-font-size-16\">"_html, figure.column,
                        ": </span>"_html);
            row += row_text(view, measure, figure);
        }
        std::vector<govuk::Cell> cells = {{std::move(row), true}};
        if (measure.value != measures::Value::count) {
            cells.emplace_back(figure.met ? count_text(*figure.met) : std::string());
            cells.emplace_back(figure.of ? count_text(*figure.of) : std::string());
        }
        cells.emplace_back(Html("<a class=\"govuk-link\" href=\""_html, behind_address(figure), "\">"_html,
                                value_text(measure, figure), "</a>"_html, band_tag(view, figure)));
        cells.emplace_back(left_out_cell(figure));
        table.rows.push_back(std::move(cells));
    }
}

Response one_of(const View& view, const Request& request) {
    const Measure* const measure = measures::find_measure(request.parameter("measure"));
    if (measure == nullptr) return not_found(view, "There is no measure of this name.");
    const Year year = year_asked(view, request);
    std::vector<std::vector<Figure>> by_time;
    for (const measures::Time& time : measures::times_of(*measure, year, view.snapshot.as_at()))
        by_time.push_back(figures_of(view, *measure, time));
    const std::string title = title_of(view, *measure);
    Html main = heading(title);
    main += year_filter("/measures/" + std::string(measure->id), view, year);
    main += chart_of(view, *measure, by_time);
    govuk::Table table;
    table.columns = {{"Period or row"}, {"Met", true}, {"Of", true}, {"Figure", true}, {"Left out"}};
    // A count has nothing that it is a share of.
    if (measure->value == measures::Value::count)
        table.columns.erase(table.columns.begin() + 1, table.columns.begin() + 3);
    for (std::size_t i = 0; i < by_time.size(); ++i) {
        // The year with all its rows; its parts as wholes, so that the page stays readable.
        std::vector<Figure> figures = by_time[i];
        if (i > 0 && !figures.empty()) figures.resize(1);
        add_rows(view, *measure, figures, table);
    }
    const bool has_band = std::any_of(by_time.begin(), by_time.end(), [](const auto& figures) {
        return std::any_of(figures.begin(), figures.end(), measures::is_a_full_post);
    });
    if (has_band)
        main.put("<p class=\"govuk-body\">The band is "_html, band_text(view.snapshot.ground().profile),
                 " children a full-time post.</p>"_html);
    main += table.rows.empty() ? govuk::inset_text("There is nothing to count in this year."_html)
                               : scrolling(title, govuk::table(table));
    main.put("<h2 class=\"govuk-heading-m\">Definition</h2>"_html,
             govuk::summary_list({{"Name", Html("<code>"_html, measure->id, "</code>"_html)},
                                  {"Counts", Html(in_own_words(view, measure->counts), Html())},
                                  {"Left out", measure->left_out.empty()
                                                   ? "Nobody"_html
                                                   : Html(in_own_words(view, measure->left_out), Html())},
                                  {"Source", Html(measure->source, Html())}}));
    return made(view, title, "/measures", {{"Measures", "/measures?year=" + printed(year)}, {title, ""}},
                main);
}

}  // namespace

Response measure(const View& view, const Request& request) {
    return kept(view, request, [&] { return one_of(view, request); });
}

namespace {

Response children_behind(const View& view, const Request& request) {
    if (!view.sight.may(care::Verb::see_figures)) return not_permitted(view, care::Verb::see_figures);
    const Measure* const measure = measures::find_measure(request.parameter("measure"));
    const auto time = measures::parse_time(request.query.text("period"));
    if (measure == nullptr || !time) return not_found(view, "There is no such figure.");
    const measures::Opened opened{std::string(request.query.text("row")),
                                  std::string(request.query.text("column")),
                                  std::string(request.query.text("left_out")), false};
    const auto behind = measures::open_figure(*measure, view.snapshot.cohort(),
                                              view.snapshot.ground().profile, *time, opened);
    const Figure named{std::string(measure->id),
                       std::string(request.query.text("period")),
                       opened.row,
                       opened.column,
                       {},
                       {},
                       {},
                       {}};
    std::string title = title_of(view, *measure) + ", " + time_text(named.time);
    if (!opened.row.empty()) title += ": " + row_text(view, *measure, named);
    if (!opened.left_out.empty()) title += ", left out: " + opened.left_out;
    const auto rows = static_cast<std::size_t>(view.snapshot.ground().profile.page_rows);
    const int pages = static_cast<int>((behind.size() + rows - 1) / rows);
    const int page = page_number(request, pages);
    const std::size_t from = static_cast<std::size_t>(page - 1) * rows;
    Html main = heading("Behind the figure");
    main.put("<p class=\"govuk-body-l\">"_html, title, "</p>"_html);
    if (behind.empty()) {
        main += govuk::inset_text("Nobody stands behind this figure."_html);
    } else {
        main.put("<p class=\"govuk-body\">"_html,
                 counted(static_cast<std::int64_t>(behind.size()), "entry", "entries"), ".</p>"_html);
        govuk::Table table;
        table.columns = {{"Child"}, {"Day"}, {"Met"}};
        for (std::size_t i = from; i < std::min(behind.size(), from + rows); ++i)
            table.add({child_link(view, behind[i].child), true}, day_text(behind[i].on),
                      measure->value != measures::Value::share ? std::string()
                      : behind[i].met                          ? std::string("Yes")
                                                               : std::string("No"));
        main += scrolling("Children behind the figure", govuk::table(table));
        main += govuk::pagination(page, pages, query_for_pages(request));
    }
    return made(view, "Behind the figure", "/measures",
                {{"Measures", "/measures"},
                 {title_of(view, *measure), "/measures/" + percent_encoded(measure->id)},
                 {"Behind the figure", ""}},
                main);
}

}  // namespace

Response behind(const View& view, const Request& request) {
    return kept(view, request, [&] { return children_behind(view, request); });
}

}  // namespace footprint::web::pages
