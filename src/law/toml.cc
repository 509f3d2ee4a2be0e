#include "law/toml.h"

#include <algorithm>
#include <cmath>

#include <toml++/toml.h>

#include "base/text.h"

namespace footprint::law {

namespace {

constexpr std::size_t most_bytes = 1 << 20;

Place place_in(std::string_view file, const toml::source_region& region) {
    return {
        std::string(file), static_cast<int>(region.begin.line), static_cast<int>(region.begin.column), {}};
}

// Turns the library's tree into ours, so that no other file has to know the library.
class Converter {
  public:
    explicit Converter(std::string_view file) : file_(file) {}

    TomlNode node(const toml::node& from) {
        TomlNode to;
        to.place = place_in(file_, from.source());
        if (const auto* table = from.as_table()) {
            fill_table(to, *table);
        } else if (const auto* list = from.as_array()) {
            to.kind = TomlNode::Kind::list;
            to.items.reserve(list->size());
            for (const auto& item : *list) to.items.push_back(node(item));
        } else {
            fill_value(to, from);
        }
        return to;
    }
    const Problems& problems() const { return problems_; }

  private:
    // The library keeps keys by their letters; ours come as they are written.
    void fill_table(TomlNode& to, const toml::table& from) {
        to.kind = TomlNode::Kind::table;
        std::vector<std::pair<const toml::key*, const toml::node*>> written;
        written.reserve(from.size());
        for (const auto& [key, value] : from) written.emplace_back(&key, &value);
        std::sort(written.begin(), written.end(), [](const auto& a, const auto& b) {
            const auto& one = a.first->source().begin;
            const auto& other = b.first->source().begin;
            return std::pair(one.line, one.column) < std::pair(other.line, other.column);
        });
        to.entries.reserve(written.size());
        for (const auto& [key, value] : written)
            to.entries.push_back({std::string(key->str()), place_in(file_, key->source()), node(*value)});
    }

    void fill_value(TomlNode& to, const toml::node& from) {
        if (const auto text = from.value_exact<std::string>()) {
            to.kind = TomlNode::Kind::text;
            to.text = *text;
        } else if (const auto truth = from.value_exact<bool>()) {
            to.kind = TomlNode::Kind::truth;
            to.truth = *truth;
        } else if (const auto whole = from.value_exact<std::int64_t>()) {
            to.kind = TomlNode::Kind::whole_number;
            to.whole_number = *whole;
        } else if (const auto real = from.value_exact<double>(); real && std::isfinite(*real)) {
            to.kind = TomlNode::Kind::real_number;
            to.real_number = *real;
        } else if (const auto date = from.value_exact<toml::date>()) {
            fill_day(to, *date);
        } else {
            problems_.push_back({Problem::Kind::unreadable, to.place,
                                 "Times of day and numbers without end have no place here. Write a day as "
                                 "2011-04-01, without quotes."});
        }
    }

    void fill_day(TomlNode& to, const toml::date& date) {
        to.kind = TomlNode::Kind::day;
        if (const auto day = make_day(date.year, date.month, date.day)) {
            to.day = *day;
            return;
        }
        problems_.push_back({Problem::Kind::unreadable, to.place,
                             "This day lies outside the years that a record may have. Correct the year."});
    }

    std::string_view file_;
    Problems problems_;
};

}  // namespace

std::string_view printed(TomlNode::Kind kind) {
    switch (kind) {
        case TomlNode::Kind::text:
            return "a text in quotes";
        case TomlNode::Kind::whole_number:
            return "a whole number";
        case TomlNode::Kind::real_number:
            return "a number";
        case TomlNode::Kind::truth:
            return "true or false";
        case TomlNode::Kind::day:
            return "a day, written 2011-04-01 without quotes";
        case TomlNode::Kind::list:
            return "a list in square brackets";
        case TomlNode::Kind::table:
            return "a table";
    }
    return {};
}

Result<TomlNode> parse_toml(const SourceText& source) {
    const Place start{std::string(source.name), 1, 1, {}};
    if (source.text.size() > most_bytes)
        return Problem{Problem::Kind::too_large, start, "The file is larger than 1 MB. Split it by subject."};
    if (!is_valid_utf8(source.text))
        return Problem{Problem::Kind::unreadable, start, "The file is not UTF-8 text. Save it as UTF-8."};
    try {
        const toml::table root = toml::parse(source.text, std::string(source.name));
        Converter converter(source.name);
        TomlNode node = converter.node(root);
        node.place = start;
        if (!converter.problems().empty()) return converter.problems();
        return node;
    } catch (const toml::parse_error& error) {
        return Problem{Problem::Kind::unreadable, place_in(source.name, error.source()),
                       "This is not TOML: " + std::string(error.description()) + ". Correct the line."};
    }
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& known) {
    const std::string near = nearest(word, known);
    if (!near.empty()) return "Did you mean '" + near + "'?";
    return "Known here: " + listed(known) + ".";
}

}  // namespace footprint::law
