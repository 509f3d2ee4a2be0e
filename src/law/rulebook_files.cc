#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "law/rulebook.h"

#include "base/text.h"

namespace footprint::law {

namespace {

template <class Enumeration, std::size_t size>
constexpr std::array<Enumeration, size> all_of_first() {
    std::array<Enumeration, size> all{};
    for (std::size_t i = 0; i < size; ++i) all[i] = static_cast<Enumeration>(i);
    return all;
}
constexpr auto all_units = all_of_first<Unit, 7>();
constexpr auto all_senses = all_of_first<Sense, 5>();
constexpr auto all_sources = all_of_first<Source, 3>();
constexpr auto all_confidences = all_of_first<Confidence, 5>();

constexpr std::string_view legislation_link = "https://www.legislation.gov.uk/";

// Reads the files one after another and collects what is wrong with all of them.
class RulebookFiles {
  public:
    void read(const SourceText& file);
    Result<Rulebook> finish(WorkingDays calendar);

  private:
    void read_rule(const TomlNode& node, const Subject& subject);
    void read_span(const TomlNode& node, Rule& rule);
    void read_limb(const TomlNode& node, InForce& span, const std::string& what);
    void check_limbs(const TomlNode& node, const InForce& span, const std::string& what);
    void check_order(const TomlNode& node, const Rule& rule, const std::string& what);
    void read_reading(const TomlNode& node, const Subject& subject);
    std::vector<std::string> options_of(TableReader& reader);
    void check_new(std::set<std::string>& seen, const std::string& name, TableReader& reader,
                   std::string_view key);

    template <class Enumeration, std::size_t size>
    Enumeration named(TableReader& reader, std::string_view key, const std::array<Enumeration, size>& all,
                      const std::string& what);
    template <class Read>
    void each_table(const TomlNode* list, std::string_view what, Read read);

    std::vector<Subject> subjects_;
    std::vector<Rule> rules_;
    std::vector<Reading> readings_;
    std::set<std::string> subject_names_;
    std::set<std::string> rule_ids_;
    std::set<std::string> reading_names_;
    Problems problems_;
};

template <class Enumeration, std::size_t size>
Enumeration RulebookFiles::named(TableReader& reader, std::string_view key,
                                 const std::array<Enumeration, size>& all, const std::string& what) {
    const std::string written = reader.text(key);
    std::vector<std::string> known;
    for (const auto one : all) {
        if (printed(one) == written) return one;
        known.emplace_back(printed(one));
    }
    if (!written.empty())
        reader.fail(Problem::Kind::unknown_code, key,
                    what + " has an unknown " + std::string(key) + " '" + written + "'. " +
                        did_you_mean(written, known));
    return all.front();
}

template <class Read>
void RulebookFiles::each_table(const TomlNode* list, std::string_view what, Read read) {
    if (list == nullptr) return;
    for (const TomlNode& item : list->items) {
        if (item.kind == TomlNode::Kind::table) {
            read(item);
            continue;
        }
        problems_.push_back({Problem::Kind::unreadable, item.place,
                             "Here stands " + std::string(printed(item.kind)) + ". Write a table [[" +
                                 std::string(what) + "]]."});
    }
}

void RulebookFiles::check_new(std::set<std::string>& seen, const std::string& name, TableReader& reader,
                              std::string_view key) {
    if (name.empty() || seen.insert(name).second) return;
    reader.fail(Problem::Kind::conflict, key, "'" + name + "' is named twice. Rename one, or join the two.");
}

void RulebookFiles::read(const SourceText& file) {
    const auto root = parse_toml(file);
    if (!root) {
        problems_.insert(problems_.end(), root.problems().begin(), root.problems().end());
        return;
    }
    TableReader reader(*root, "The file", problems_);
    Subject subject{reader.text("subject"), reader.text("title"), reader.text_or("about", {}),
                    reader.whole_number("order", 1, 1000)};
    check_new(subject_names_, subject.name, reader, "subject");
    each_table(reader.list_if_any("rule"), "rule", [&](const TomlNode& node) { read_rule(node, subject); });
    each_table(reader.list_if_any("reading"), "reading",
               [&](const TomlNode& node) { read_reading(node, subject); });
    reader.finish();
    subjects_.push_back(std::move(subject));
}

void RulebookFiles::read_rule(const TomlNode& node, const Subject& subject) {
    TableReader reader(node, "A rule", problems_);
    Rule rule;
    rule.subject = subject.name;
    rule.id = reader.text("id");
    const std::string what = rule.id.empty() ? "A rule" : "The rule " + rule.id;
    reader.rename(what);
    check_new(rule_ids_, rule.id, reader, "id");
    rule.title = reader.text("title");
    rule.text = reader.text("rule");
    rule.trigger = reader.text_or("trigger", {});
    rule.counting = reader.text_or("counting", {});
    rule.citation = reader.text("citation");
    rule.also = reader.texts_if_any("also");
    rule.source = named(reader, "source", all_sources, what);
    rule.confidence = named(reader, "confidence", all_confidences, what);
    rule.link = reader.text_or("link", {});
    rule.notes = reader.text_or("notes", {});
    if (rule.source == Source::legislation && !rule.link.starts_with(legislation_link))
        reader.fail(Problem::Kind::missing, "link",
                    what + " is legislation without a 'link'. Add the address on legislation.gov.uk, as " +
                        std::string(legislation_link) + "uksi/2010/959/regulation/33.");
    const TomlNode* spans = reader.list("in_force");
    each_table(spans, "rule.in_force", [&](const TomlNode& span) { read_span(span, rule); });
    if (spans != nullptr) check_order(*spans, rule, what);
    reader.finish();
    rules_.push_back(std::move(rule));
}

void RulebookFiles::read_span(const TomlNode& node, Rule& rule) {
    const std::string what = "The rule " + rule.id;
    TableReader reader(node, what, problems_);
    InForce span;
    if (const auto from = reader.day("from")) span.from = *from;
    if (const auto until = reader.day("until")) span.until = *until;
    span.wording = reader.text_or("wording", {});
    span.citation = reader.text_or("citation", {});
    span.relaxed = reader.truth_or("relaxed", false);
    each_table(reader.list_if_any("limits"), "rule.in_force.limits",
               [&](const TomlNode& limit) { read_limb(limit, span, what); });
    if (span.from > span.until)
        reader.fail(Problem::Kind::conflict, "until",
                    what + " ends on " + iso(span.until) + ", before it begins on " + iso(span.from) +
                        ". Correct one of the two; 'until' is the last day in force.");
    check_limbs(node, span, what);
    reader.finish();
    rule.spans.push_back(std::move(span));
}

void RulebookFiles::read_limb(const TomlNode& node, InForce& span, const std::string& what) {
    TableReader reader(node, "A limit of " + what, problems_);
    Limb limb;
    limb.name = reader.text_or("limb", {});
    limb.limit.unit = named(reader, "unit", all_units, what);
    int senses = 0;
    for (const Sense sense : all_senses) {
        const auto number = reader.whole_number_if_any(printed(sense), 1, 1000);
        if (!reader.has(printed(sense))) continue;
        ++senses;
        limb.sense = sense;
        limb.limit.number = number.value_or(1);
    }
    if (senses != 1)
        reader.fail(Problem::Kind::missing, "limb",
                    "A limit of " + what +
                        " must have exactly one number: within, not_before, before, at_most or "
                        "at_least. It has " +
                        std::to_string(senses) + ".");
    reader.finish();
    span.limbs.push_back(std::move(limb));
}

// Limits are told apart by name. A single one needs none.
void RulebookFiles::check_limbs(const TomlNode& node, const InForce& span, const std::string& what) {
    std::set<std::string> names;
    for (const Limb& limb : span.limbs) {
        if (!names.insert(limb.name).second)
            problems_.push_back({Problem::Kind::conflict, node.place,
                                 what + " has two limits named '" + limb.name +
                                     "' in the same days. Give each its own 'limb'."});
    }
    if (span.relaxed && span.limbs.empty())
        problems_.push_back(
            {Problem::Kind::missing, node.place,
             what + " is relaxed in these days but names no limit. Add the limit against which a "
                    "late one is counted, or leave out 'relaxed'."});
}

void RulebookFiles::check_order(const TomlNode& node, const Rule& rule, const std::string& what) {
    if (rule.spans.empty())
        problems_.push_back({Problem::Kind::missing, node.place,
                             what + " is never in force. Add [[rule.in_force]] with the day 'from'."});
    for (std::size_t i = 1; i < rule.spans.size(); ++i) {
        const InForce& before = rule.spans[i - 1];
        if (before.until < rule.spans[i].from) continue;
        problems_.push_back({Problem::Kind::conflict, node.items[i].place,
                             what + " is in force twice: one span ends on " +
                                 (before.until.is_never() ? "no day" : iso(before.until)) +
                                 ", the next begins on " +
                                 (rule.spans[i].from == since_ever ? "no day" : iso(rule.spans[i].from)) +
                                 ". Let each begin after the one before has ended, in order."});
    }
}

// The options of a reading: words, or whole numbers, which are kept as their text.
std::vector<std::string> RulebookFiles::options_of(TableReader& reader) {
    std::vector<std::string> options;
    const TomlNode* list = reader.list("options");
    if (list == nullptr) return options;
    for (const TomlNode& item : list->items) {
        if (item.kind == TomlNode::Kind::text) options.push_back(item.text);
        if (item.kind == TomlNode::Kind::whole_number) options.push_back(std::to_string(item.whole_number));
    }
    if (options.size() != list->items.size() || options.size() < 2)
        reader.fail(Problem::Kind::missing, "options",
                    "The options of a reading are two or more words or whole numbers. Correct the list.");
    return options;
}

void RulebookFiles::read_reading(const TomlNode& node, const Subject& subject) {
    TableReader reader(node, "A reading", problems_);
    Reading reading;
    reading.subject = subject.name;
    reading.name = reader.text("name");
    reader.rename(reading.name.empty() ? "A reading" : "The reading " + reading.name);
    check_new(reading_names_, reading.name, reader, "name");
    reading.title = reader.text("title");
    reading.clause = reader.text("clause");
    reading.reason = reader.text("reason");
    reading.unit = reader.text_or("unit", {});
    reading.options = options_of(reader);
    const TomlNode* value = reader.node_if_any("value");
    if (value != nullptr && value->kind == TomlNode::Kind::whole_number)
        reading.value = std::to_string(value->whole_number);
    else
        reading.value = reader.text("value");
    const auto& options = reading.options;
    if (!options.empty() && !reading.value.empty() &&
        std::find(options.begin(), options.end(), reading.value) == options.end())
        reader.fail(Problem::Kind::unknown_code, "value",
                    "The reading " + reading.name + " has the value '" + reading.value +
                        "', which is none of its options. " + did_you_mean(reading.value, options));
    reader.finish();
    readings_.push_back(std::move(reading));
}

Result<Rulebook> RulebookFiles::finish(WorkingDays calendar) {
    if (problems_.empty() && rules_.empty())
        problems_.push_back({Problem::Kind::missing, {}, "The law has no rules. Name at least one file."});
    if (!problems_.empty()) return problems_;
    std::stable_sort(subjects_.begin(), subjects_.end(),
                     [](const Subject& a, const Subject& b) { return a.order < b.order; });
    const auto place = [&](const std::string& subject) {
        return std::find_if(subjects_.begin(), subjects_.end(),
                            [&](const Subject& one) { return one.name == subject; }) -
               subjects_.begin();
    };
    const auto by_subject = [&](const auto& a, const auto& b) { return place(a.subject) < place(b.subject); };
    std::stable_sort(rules_.begin(), rules_.end(), by_subject);
    std::stable_sort(readings_.begin(), readings_.end(), by_subject);
    return Rulebook(std::move(subjects_), std::move(rules_), std::move(readings_), std::move(calendar));
}

}  // namespace

Result<Rulebook> load_rulebook(std::span<const SourceText> files, WorkingDays calendar) {
    RulebookFiles reading;
    for (const SourceText& file : files) reading.read(file);
    return reading.finish(std::move(calendar));
}

}  // namespace footprint::law
