#include "report/chart.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "base/text.h"

namespace footprint::report {

namespace {

constexpr std::array<std::string_view, 6> palette = {"#12436D", "#28A197", "#801650",
                                                     "#F46A25", "#3D3D3D", "#A285D1"};
constexpr std::array<std::string_view, 6> ink_on = {"#ffffff", "#0b0c0c", "#ffffff",
                                                    "#0b0c0c", "#ffffff", "#0b0c0c"};
constexpr double letter_size = 14;

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

// To a tenth, which is finer than a screen.
std::string number(double value) {
    const auto tenths = static_cast<std::int64_t>(std::lround(value * 10));
    std::array<char, 24> written{};
    char* at = written.data();
    if (tenths < 0) *at++ = '-';
    at = std::to_chars(at, written.data() + written.size(), std::abs(tenths) / 10).ptr;
    if (tenths % 10 != 0) {
        *at++ = '.';
        *at++ = static_cast<char>('0' + std::abs(tenths) % 10);
    }
    return {written.data(), at};
}

// About how wide a text is drawn; letters differ, and an estimate is enough to keep them apart.
double width_of(std::string_view text, double size = letter_size) {
    constexpr std::string_view narrow = " .,:;'ilIjtfr|()";
    constexpr std::string_view wide = "mwMW%@";
    double width = 0;
    for (const char c : text) {
        if ((static_cast<unsigned char>(c) & 0xC0) == 0x80) continue;
        if (narrow.find(c) != std::string_view::npos) {
            width += 0.32;
        } else if (wide.find(c) != std::string_view::npos) {
            width += 0.88;
        } else {
            width += c >= 'A' && c <= 'Z' ? 0.7 : 0.56;
        }
    }
    return width * size;
}

// As much of the text as there is room for; a letter of several bytes stays or goes as a whole.
std::string shortened(std::string text, double room) {
    if (width_of(text) <= room) return text;
    while (!text.empty() && width_of(text + "...") > room) {
        while ((static_cast<unsigned char>(text.back()) & 0xC0) == 0x80) text.pop_back();
        text.pop_back();
    }
    return text + "...";
}

class Drawing {
  public:
    Drawing(const ChartFrame& frame, double height, const std::string& description) {
        const std::string w = number(frame.width);
        const std::string h = number(height);
        out_ = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + w + " " + h + "\" width=\"" + w +
               "\" height=\"" + h + "\" role=\"img\" aria-labelledby=\"" + frame.id + "-t " + frame.id +
               "-d\" font-family=\"Arial, 'Liberation Sans', sans-serif\" font-size=\"14\" "
               "fill=\"#0b0c0c\"><title id=\"" +
               frame.id + "-t\">" + escaped(frame.title) + "</title><desc id=\"" + frame.id + "-d\">" +
               escaped(description) + "</desc><rect width=\"" + w + "\" height=\"" + h +
               "\" fill=\"#ffffff\"/>";
    }
    void rect(double x, double y, double w, double h, std::string_view fill) {
        out_ += "<rect x=\"" + number(x) + "\" y=\"" + number(y) + "\" width=\"" + number(std::max(0.0, w)) +
                "\" height=\"" + number(h) + "\" fill=\"" + std::string(fill) + "\"/>";
    }
    void line(double x1, double y1, double x2, double y2, std::string_view stroke = "#cecece",
              double width = 1) {
        out_ += "<line x1=\"" + number(x1) + "\" y1=\"" + number(y1) + "\" x2=\"" + number(x2) + "\" y2=\"" +
                number(y2) + "\" stroke=\"" + std::string(stroke) + "\" stroke-width=\"" + number(width) +
                "\"/>";
    }
    void text(double x, double y, std::string_view words, std::string_view anchor = "start",
              std::string_view fill = "#0b0c0c", double size = letter_size, bool bold = false) {
        out_ += "<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" text-anchor=\"" + std::string(anchor) +
                "\" fill=\"" + std::string(fill) + "\" font-size=\"" + number(size) + "\"" +
                (bold ? " font-weight=\"700\"" : "") + ">" + escaped(words) + "</text>";
    }
    void diamond(double x, double y, double size, std::string_view fill) {
        out_ += "<path d=\"M" + number(x) + " " + number(y - size) + "l" + number(size) + " " + number(size) +
                "l-" + number(size) + " " + number(size) + "l-" + number(size) + " -" + number(size) +
                "z\" fill=\"" + std::string(fill) + "\"/>";
    }
    void circle(double x, double y, double radius, std::string_view fill) {
        out_ += "<circle cx=\"" + number(x) + "\" cy=\"" + number(y) + "\" r=\"" + number(radius) +
                "\" fill=\"" + std::string(fill) + "\"/>";
    }
    std::string finish() { return out_ + "</svg>"; }

  private:
    std::string out_;
};

// A step of 1, 2, 2.5 or 5 times a power of ten that divides the axis into at most five.
double axis_step(double highest) {
    if (highest <= 0) return 1;
    const double raw = highest / 5;
    const double power = std::pow(10.0, std::floor(std::log10(raw)));
    for (const double factor : {1.0, 2.0, 2.5, 5.0, 10.0})
        if (factor * power >= raw) return factor * power;
    return 10 * power;
}

std::string described(const std::vector<Bar>& bars) {
    std::vector<std::string> parts;
    for (const Bar& bar : bars) parts.push_back(bar.name + ": " + (bar.value ? bar.printed : "no cases"));
    return parts.empty() ? "There is nothing to show." : join(parts, "; ") + ".";
}

double highest_of(const std::vector<Bar>& bars) {
    double highest = 0;
    for (const Bar& bar : bars) highest = std::max(highest, bar.value.value_or(0));
    return highest;
}

}  // namespace

std::string bars_across(const ChartFrame& frame, const std::vector<Bar>& bars) {
    double names = 0;
    double labels = 0;
    for (const Bar& bar : bars) {
        names = std::max(names, width_of(bar.name));
        labels = std::max(labels, width_of(bar.printed));
    }
    constexpr double row = 32;
    const double left = std::min(names + 14, frame.width * 0.45);
    const double room = std::max(20.0, frame.width - left - labels - 16);
    const double height = 16 + row * static_cast<double>(bars.size()) + 8;
    const double highest = std::max(highest_of(bars), 1e-9);
    Drawing drawing(frame, height, described(bars));
    for (std::size_t i = 0; i < bars.size(); ++i) {
        const double y = 12 + row * static_cast<double>(i);
        const double length = room * bars[i].value.value_or(0) / highest;
        drawing.text(left - 8, y + 16, shortened(bars[i].name, left - 10), "end");
        drawing.rect(left, y, length, row - 10, palette[0]);
        drawing.text(left + length + 6, y + 16, bars[i].value ? bars[i].printed : "no cases", "start",
                     "#0b0c0c", letter_size, true);
    }
    drawing.line(left, 6, left, height - 6, "#0b0c0c");
    return drawing.finish();
}

std::string bars_upright(const ChartFrame& frame, const std::vector<Bar>& bars) {
    const double highest = highest_of(bars);
    const double step = axis_step(highest);
    const int ticks = std::max(1, static_cast<int>(std::ceil(highest / step - 1e-9)));
    const double top = step * ticks;
    constexpr double height = 260;
    constexpr double foot = 34;
    constexpr double head = 24;
    const double left = width_of(number(top), 13) + 16;
    const double room = height - foot - head;
    Drawing drawing(frame, height, described(bars));
    for (int i = 0; i <= ticks; ++i) {
        const double y = height - foot - room * i / ticks;
        drawing.line(left, y, frame.width - 4, y, i == 0 ? "#0b0c0c" : "#cecece");
        drawing.text(left - 6, y + 4, number(step * i), "end", "#484949", 13);
    }
    const double each = (frame.width - left - 8) / std::max<double>(1, static_cast<double>(bars.size()));
    for (std::size_t i = 0; i < bars.size(); ++i) {
        const double x = left + 4 + each * static_cast<double>(i);
        const double bar = room * bars[i].value.value_or(0) / top;
        drawing.rect(x + each * 0.12, height - foot - bar, each * 0.76, bar, palette[0]);
        const double size = width_of(bars[i].printed, 12) < each ? 12 : 10;
        if (bars[i].value && width_of(bars[i].printed, size) < each + 6)
            drawing.text(x + each / 2, height - foot - bar - 5, bars[i].printed, "middle", "#0b0c0c", size,
                         true);
        const std::string name = width_of(bars[i].name, 13) < each ? bars[i].name : bars[i].name.substr(0, 1);
        drawing.text(x + each / 2, height - 12, name, "middle", "#484949", 13);
    }
    return drawing.finish();
}

namespace {

std::string described(const CareTimeline& timeline) {
    const auto until = [](Day day) { return day.is_never() ? std::string("now") : in_words(day); };
    std::string text;
    const auto add = [&](std::string_view title, const std::vector<Stretch>& stretches) {
        if (stretches.empty()) return;
        text += std::string(title) + ": ";
        std::vector<std::string> parts;
        for (const Stretch& stretch : stretches)
            parts.push_back(stretch.name + " from " + in_words(stretch.from) + " to " + until(stretch.until));
        text += join(parts, "; ") + ". ";
    };
    add("Periods of care", timeline.periods);
    add("Legal status", timeline.statuses);
    add("Placements", timeline.placements);
    if (!timeline.birthdays.empty())
        text += "Age: " + timeline.birthdays.front().name + " on " + in_words(timeline.birthdays.front().on) +
                ", " + timeline.birthdays.back().name + " on " + in_words(timeline.birthdays.back().on) +
                ". ";
    const auto late = std::count_if(timeline.reviews.begin(), timeline.reviews.end(),
                                    [](const Mark& mark) { return mark.late; });
    text += counted(static_cast<std::int64_t>(timeline.reviews.size()), "review", "reviews") + " held, " +
            std::to_string(late) + " of them late.";
    return text;
}

// How old the child was: a line and the age at each birthday, at fewer where they would lie on each other.
template <class XOf>
void draw_birthdays(Drawing& drawing, const CareTimeline& timeline, const XOf& x_of, double y,
                    double a_year) {
    if (timeline.birthdays.empty()) return;
    drawing.text(0, y, "Age", "start", "#0b0c0c", 13, true);
    const std::size_t every = a_year > 24 ? 1 : a_year > 12 ? 2 : 5;
    for (std::size_t i = 0; i < timeline.birthdays.size(); i += every) {
        const double x = x_of(timeline.birthdays[i].on);
        drawing.line(x, y - 18, x, y - 12, "#484949");
        drawing.text(x, y, timeline.birthdays[i].name, "middle", "#484949", 12);
    }
}

}  // namespace

std::string care_timeline(const ChartFrame& frame, const CareTimeline& timeline) {
    constexpr double left = 92;
    constexpr double row = 36;
    const double room = frame.width - left - 10;
    const double days = std::max(1, timeline.last - timeline.first);
    const auto x_of = [&](Day day) {
        const double at = (std::min(day, timeline.last) - timeline.first) / days;
        return left + room * std::clamp(at, 0.0, 1.0);
    };
    const double height = 34 + 4 * row + 30;
    Drawing drawing(frame, height, described(timeline));
    const int first_year = civil(timeline.first).year;
    const int last_year = civil(timeline.last).year;
    const double a_year = room * 365.25 / days;
    for (int year = first_year; year <= last_year; ++year) {
        const Day begins = day_of(year, 1, 1);
        if (begins < timeline.first || begins > timeline.last) continue;
        drawing.line(x_of(begins), 22, x_of(begins), height - 26, "#cecece");
        const int every = a_year > 40 ? 1 : a_year > 20 ? 2 : 5;
        if (year % every == 0) drawing.text(x_of(begins), 16, std::to_string(year), "middle", "#484949", 12);
    }
    const auto stretches = [&](int line, std::string_view title, const std::vector<Stretch>& list,
                               bool by_turns) {
        const double y = 30 + row * line;
        drawing.text(0, y + 17, title, "start", "#0b0c0c", 13, true);
        for (std::size_t i = 0; i < list.size(); ++i) {
            const double from = x_of(list[i].from);
            const double until = x_of(list[i].until);
            const std::size_t colour = by_turns ? i % 2 : 4;
            drawing.rect(from, y, std::max(2.0, until - from - 1), row - 12, palette[colour]);
            if (width_of(list[i].name, 12) + 8 < until - from)
                drawing.text(from + 5, y + 16, list[i].name, "start", ink_on[colour], 12);
        }
    };
    stretches(0, "In care", timeline.periods, false);
    stretches(1, "Status", timeline.statuses, true);
    stretches(2, "Placement", timeline.placements, true);
    const double y = 30 + row * 3 + 12;
    drawing.text(0, y + 5, "Reviews", "start", "#0b0c0c", 13, true);
    drawing.line(left, y, frame.width - 10, y, "#0b0c0c");
    for (const Mark& mark : timeline.reviews) {
        if (mark.late) {
            drawing.diamond(x_of(mark.on), y, 7, palette[2]);
        } else {
            drawing.circle(x_of(mark.on), y, 5, palette[0]);
        }
    }
    draw_birthdays(drawing, timeline, x_of, height - 28, a_year);
    drawing.circle(left + 6, height - 12, 5, palette[0]);
    drawing.text(left + 16, height - 7, "in time", "start", "#484949", 13);
    drawing.diamond(left + 82, height - 12, 7, palette[2]);
    drawing.text(left + 94, height - 7, "late", "start", "#484949", 13);
    return drawing.finish();
}

}  // namespace footprint::report
