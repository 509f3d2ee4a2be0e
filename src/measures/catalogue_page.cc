#include "measures/catalogue.h"

namespace footprint::measures {

namespace {

std::string_view printed(Times times) {
    switch (times) {
        case Times::year_and_parts:
            return "year, quarters, months";
        case Times::year:
            return "year";
        case Times::last_day:
            return "the year's last day";
        case Times::month_ends:
            return "each month's last day";
    }
    return {};
}

std::string_view printed(Value value) {
    switch (value) {
        case Value::count:
            return "a count";
        case Value::share:
            return "a share: met of those counted, in percent";
        case Value::ratio:
            return "a ratio";
    }
    return {};
}

}  // namespace

std::string catalogue_page() {
    std::string page =
        "# Measures\n\n"
        "Every figure has one definition and is worked out in one place. `of` is who is counted, `met` who "
        "met it, "
        "`left out` who could not be counted and why. A percentage is printed with one decimal, halves up, "
        "beside both "
        "counts; where nobody is counted it prints as \"no cases\". Every figure opens to the children "
        "behind it: "
        "`footprint children --measure ID --row ROW`.\n\n"
        "This page is made from `src/measures/catalogue.cc`; a test holds the two together.\n";
    const Section* last = nullptr;
    for (const Measure& measure : catalogue()) {
        if (last == nullptr || *last != measure.section)
            page += "\n## " + std::string(printed(measure.section)) + "\n";
        last = &measure.section;
        page += "\n### `" + std::string(measure.id) + "`\n\n**" + std::string(measure.title) + ".** " +
                std::string(measure.counts) + "\n\n";
        if (!measure.left_out.empty()) page += "- Left out: " + std::string(measure.left_out) + "\n";
        page += "- Printed for: " + std::string(printed(measure.times)) + "\n";
        page += "- Value: " + std::string(printed(measure.value)) + "\n";
        page += "- Source: " + std::string(measure.source) + "\n";
    }
    return page;
}

}  // namespace footprint::measures
