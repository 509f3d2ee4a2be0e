#include "law/law_page.h"

#include <algorithm>

#include "base/text.h"

namespace footprint::law {

namespace {

constexpr std::string_view opening =
    "# The law, as Footprint knows it\n"
    "\n"
    "This page is made from the files in `law/`. Do not change it by hand: change the file, run the tests of "
    "`law` once\n"
    "with `FOOTPRINT_ACCEPT=1`, and look at the difference. It is no legal advice; the authority's own "
    "lawyers have the\n"
    "last word. What is doubtful, and how it is read here, stands in [law_issues.md](law_issues.md).\n"
    "\n"
    "**How days are counted.** A working day is any day but Saturday, Sunday, Christmas Day, Good Friday and "
    "a bank\n"
    "holiday in England and Wales. The day of the event is day 0, whatever day it is; the last day is in "
    "time. Weeks are\n"
    "seven days. Months end on the same day of the month, or on the last day of a month that has no such "
    "day; a limit in\n"
    "months does not move to a working day. Each count begins at the event that happened, never at the day "
    "on which it\n"
    "was due.\n"
    "\n"
    "**How sure we are.** V1: read in the law itself. V2: read in a secondary text. M: from memory, not seen "
    "in a text\n"
    "read; V1+M and V2+M: one part of the rule is.\n";

// "within 20 working days", "no earlier than 28 days", "at least 3 working days before"
std::string in_words(const Limb& limb) {
    const std::string amount = in_words(limb.limit.number, limb.limit.unit);
    switch (limb.sense) {
        case Sense::within:
            return "within " + amount;
        case Sense::not_before:
            return "no earlier than " + amount;
        case Sense::before:
            return "at least " + amount + " before";
        case Sense::at_most:
            return "at most " + amount;
        case Sense::at_least:
            return "at least " + amount;
    }
    return {};
}

std::string with_spaces(std::string name) {
    std::replace(name.begin(), name.end(), '_', ' ');
    return name;
}

std::string days_of(const InForce& span) {
    const bool open = span.until.is_never();
    if (span.from == since_ever) return open ? "always" : "until " + in_words(span.until);
    if (open) return "from " + in_words(span.from);
    return in_words(span.from) + " to " + in_words(span.until);
}

std::string limits_of(const InForce& span) {
    std::vector<std::string> parts;
    for (const Limb& limb : span.limbs)
        parts.push_back((limb.name.empty() ? "" : with_spaces(limb.name) + ": ") + in_words(limb));
    std::string text = join(parts, "; ");
    if (span.relaxed) text += " (relaxed)";
    if (!span.wording.empty()) text += (text.empty() ? "" : ". ") + span.wording;
    return text.empty() ? "no limit in time" : text;
}

void add_rule(std::string& page, const Rule& rule) {
    page += "\n### " + rule.title + "\n\n`" + rule.id + "` " + rule.text + "\n\n";
    if (!rule.trigger.empty()) page += "- Counts from: " + rule.trigger + "\n";
    if (!rule.counting.empty()) page += "- Counting: " + rule.counting + "\n";
    page += "- In force:\n";
    for (const InForce& span : rule.spans) {
        page += "  - " + days_of(span) + ": " + limits_of(span);
        if (!span.citation.empty()) page += " (" + span.citation + ")";
        page += "\n";
    }
    page +=
        "- Stands in: " + (rule.link.empty() ? rule.citation : "[" + rule.citation + "](" + rule.link + ")");
    for (const std::string& also : rule.also) page += "; " + also;
    page += " (" + std::string(printed(rule.source)) + ", " + std::string(printed(rule.confidence)) + ")\n";
    if (!rule.notes.empty()) page += "- Note: " + rule.notes + "\n";
}

// As the page's readers build the address of a heading.
std::string anchor(std::string_view heading) {
    std::string out;
    for (const char letter : lower(heading)) {
        const bool kept = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') ||
                          letter == '_' || letter == '-';
        if (kept) out += letter;
        if (letter == ' ') out += '-';
    }
    return out;
}

void add_readings(std::string& page, const Rulebook& rulebook) {
    page +=
        "\n## Readings\n\nWhere the law can be read in more than one way, Footprint takes one and says "
        "so.\n\n"
        "| reading | taken | other options |\n| --- | --- | --- |\n";
    for (const Reading& reading : rulebook.readings()) {
        std::vector<std::string> others;
        for (const std::string& option : reading.options)
            if (option != reading.value) others.push_back("`" + option + "`");
        page += "| [" + reading.name + "](law_issues.md#" + anchor(reading.name) + "): " + reading.title +
                " | `" + reading.value + "`" + (reading.unit.empty() ? "" : " " + reading.unit) + " | " +
                join(others, ", ") + " |\n";
    }
}

void add_calendar(std::string& page, const WorkingDays& calendar) {
    const auto& holidays = calendar.holidays();
    if (holidays.empty()) return;
    page += "\n## Bank holidays\n\nThe calendar knows " +
            counted(static_cast<std::int64_t>(holidays.size()), "bank holiday", "bank holidays") +
            " of England and Wales, from " + in_words(holidays.front().on) + " to " +
            in_words(holidays.back().on) + ".";
    if (calendar.published_until() < calendar.last_day()) {
        page += " Those after " + in_words(calendar.published_until());
        page += " are worked out by rule and not published yet.";
    }
    page += " Where they come from: [law_issues.md](law_issues.md#bank-holidays).\n";
}

}  // namespace

std::string law_page(const Rulebook& rulebook) {
    std::string page(opening);
    for (const Subject& subject : rulebook.subjects()) {
        page += "\n## " + subject.title + "\n\n" + subject.about + "\n";
        for (const Rule& rule : rulebook.rules())
            if (rule.subject == subject.name) add_rule(page, rule);
    }
    add_calendar(page, rulebook.working_days());
    add_readings(page, rulebook);
    return page;
}

}  // namespace footprint::law
