#include "measures/catalogue.h"

#include <array>

#include "base/common_words.h"

namespace footprint::measures {

namespace {

std::string_view printed(Times times) {
    constexpr std::array<std::string_view, 4> names = {"year, quarters, months", "year",
                                                       "the year's last day", "each month's last day"};
    return names.at(static_cast<std::size_t>(times));
}

std::string_view printed(Value value) {
    constexpr std::array<std::string_view, 3> names = {"a count", "a share: met of those counted, in percent",
                                                       "a ratio"};
    return names.at(static_cast<std::size_t>(value));
}

}  // namespace

std::string catalogue_page() {
    std::string page =
        "# Measures\n\n"
        "Every figure has one definition and is worked out in one place. `of` is who is counted, `met` who "
        "met it, `left out` who could not be counted and why. A percentage is printed with one decimal, "
        "halves up, beside both counts; where nobody is counted it prints as \"no cases\". Every figure "
        "opens to the children behind it: `footprint children --measure ID --row ROW`.\n\n"
        "This page is made from `src/measures/catalogue.cc`; a test holds the two together.\n";
    const Section* last = nullptr;
    for (const Measure& measure : catalogue()) {
        if (last == nullptr || *last != measure.section)
            page += "\n## " + std::string(printed(measure.section)) + "\n";
        last = &measure.section;
        page += "\n### `" + std::string(measure.id) + "`\n\n**" + in_common_words(measure.title) + ".** " +
                in_common_words(measure.counts) + "\n\n";
        if (!measure.left_out.empty()) page += "- Left out: " + in_common_words(measure.left_out) + "\n";
        page += "- Printed for: " + std::string(printed(measure.times)) + "\n";
        page += "- Value: " + std::string(printed(measure.value)) + "\n";
        page += "- Source: " + std::string(measure.source) + "\n";
    }
    return page;
}

}  // namespace footprint::measures
