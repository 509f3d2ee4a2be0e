#include <algorithm>

#include "law/toml.h"

#include "base/text.h"

namespace footprint::law {

namespace {

std::string in_quotes(std::string_view word) {
    return "'" + std::string(word) + "'";
}

}  // namespace

TableReader::TableReader(const TomlNode& table, std::string what, Problems& problems)
    : table_(table), what_(std::move(what)), problems_(problems) {
    ensure(table.kind == TomlNode::Kind::table, "a table is read");
}

const TomlNode* TableReader::find(std::string_view key) {
    if (std::find(asked_for_.begin(), asked_for_.end(), key) == asked_for_.end())
        asked_for_.emplace_back(key);
    for (const auto& entry : table_.entries)
        if (entry.key == key) return &entry.node;
    return nullptr;
}

bool TableReader::has(std::string_view key) const {
    return std::any_of(table_.entries.begin(), table_.entries.end(),
                       [&](const auto& entry) { return entry.key == key; });
}

Place TableReader::place_of(std::string_view key) const {
    for (const auto& entry : table_.entries)
        if (entry.key == key) return entry.node.place;
    return table_.place;
}

void TableReader::fail(Problem::Kind kind, std::string_view key, std::string message) {
    Place place = place_of(key);
    place.field = key;
    problems_.push_back({kind, std::move(place), std::move(message)});
}

bool TableReader::is_of_kind(const TomlNode& node, std::string_view key, TomlNode::Kind kind) {
    if (node.kind == kind) return true;
    fail(Problem::Kind::unreadable, key,
         what_ + " has " + in_quotes(key) + " as " + std::string(printed(node.kind)) + ". Write it as " +
             std::string(printed(kind)) + ".");
    return false;
}

const TomlNode* TableReader::required(std::string_view key, TomlNode::Kind kind) {
    const TomlNode* node = find(key);
    if (node == nullptr) {
        fail(Problem::Kind::missing, key,
             what_ + " has no " + in_quotes(key) + ". Add it as " + std::string(printed(kind)) + ".");
        return nullptr;
    }
    return is_of_kind(*node, key, kind) ? node : nullptr;
}

std::string TableReader::text(std::string_view key) {
    const TomlNode* node = required(key, TomlNode::Kind::text);
    if (node == nullptr) return {};
    if (trim(node->text).empty())
        fail(Problem::Kind::missing, key, what_ + " has an empty " + in_quotes(key) + ". Write what it is.");
    return node->text;
}

std::string TableReader::text_or(std::string_view key, std::string_view otherwise) {
    const TomlNode* node = find(key);
    if (node == nullptr || !is_of_kind(*node, key, TomlNode::Kind::text)) return std::string(otherwise);
    return node->text;
}

std::optional<int> TableReader::in_bounds(const TomlNode& node, std::string_view key, int least, int most) {
    if (!is_of_kind(node, key, TomlNode::Kind::whole_number)) return std::nullopt;
    if (node.whole_number >= least && node.whole_number <= most) return static_cast<int>(node.whole_number);
    fail(Problem::Kind::conflict, key,
         what_ + " has " + in_quotes(key) + " = " + std::to_string(node.whole_number) +
             ". Write a number from " + std::to_string(least) + " to " + std::to_string(most) + ".");
    return std::nullopt;
}

int TableReader::whole_number(std::string_view key, int least, int most) {
    const TomlNode* node = required(key, TomlNode::Kind::whole_number);
    return node == nullptr ? least : in_bounds(*node, key, least, most).value_or(least);
}

std::optional<int> TableReader::whole_number_if_any(std::string_view key, int least, int most) {
    const TomlNode* node = find(key);
    return node == nullptr ? std::nullopt : in_bounds(*node, key, least, most);
}

double TableReader::number(std::string_view key, double least, double most) {
    const TomlNode* node = find(key);
    const bool whole = node != nullptr && node->kind == TomlNode::Kind::whole_number;
    if (!whole) node = required(key, TomlNode::Kind::real_number);
    if (node == nullptr) return least;
    const double value = whole ? static_cast<double>(node->whole_number) : node->real_number;
    if (value >= least && value <= most) return value;
    fail(Problem::Kind::conflict, key,
         what_ + " has " + in_quotes(key) + " = " + fixed(value, 2) + ". Write a number from " +
             fixed(least, 2) + " to " + fixed(most, 2) + ".");
    return least;
}

bool TableReader::truth(std::string_view key) {
    const TomlNode* node = required(key, TomlNode::Kind::truth);
    return node != nullptr && node->truth;
}

bool TableReader::truth_or(std::string_view key, bool otherwise) {
    const TomlNode* node = find(key);
    if (node == nullptr || !is_of_kind(*node, key, TomlNode::Kind::truth)) return otherwise;
    return node->truth;
}

std::optional<Day> TableReader::day(std::string_view key) {
    const TomlNode* node = find(key);
    if (node == nullptr || !is_of_kind(*node, key, TomlNode::Kind::day)) return std::nullopt;
    return node->day;
}

std::vector<std::string> TableReader::texts_of(const TomlNode& node, std::string_view key) {
    std::vector<std::string> texts;
    for (const auto& item : node.items) {
        if (item.kind == TomlNode::Kind::text && !trim(item.text).empty()) {
            texts.push_back(item.text);
            continue;
        }
        problems_.push_back({Problem::Kind::unreadable, item.place,
                             what_ + " lists something else than a text in " + in_quotes(key) +
                                 ". Write each as a text in quotes."});
    }
    return texts;
}

std::vector<std::string> TableReader::texts(std::string_view key) {
    const TomlNode* node = required(key, TomlNode::Kind::list);
    if (node == nullptr) return {};
    if (node->items.empty())
        fail(Problem::Kind::missing, key,
             what_ + " has an empty list " + in_quotes(key) + ". Add at least one.");
    return texts_of(*node, key);
}

std::vector<std::string> TableReader::texts_if_any(std::string_view key) {
    const TomlNode* node = list_if_any(key);
    return node == nullptr ? std::vector<std::string>{} : texts_of(*node, key);
}

const TomlNode* TableReader::table(std::string_view key) {
    return required(key, TomlNode::Kind::table);
}
const TomlNode* TableReader::list(std::string_view key) {
    return required(key, TomlNode::Kind::list);
}
const TomlNode* TableReader::node_if_any(std::string_view key) {
    return find(key);
}

const TomlNode* TableReader::list_if_any(std::string_view key) {
    const TomlNode* node = find(key);
    return node != nullptr && is_of_kind(*node, key, TomlNode::Kind::list) ? node : nullptr;
}

const TomlNode* TableReader::table_if_any(std::string_view key) {
    const TomlNode* node = find(key);
    return node != nullptr && is_of_kind(*node, key, TomlNode::Kind::table) ? node : nullptr;
}

void TableReader::finish() {
    for (const auto& entry : table_.entries) {
        if (std::find(asked_for_.begin(), asked_for_.end(), entry.key) != asked_for_.end()) continue;
        Place place = entry.place;
        place.field = entry.key;
        problems_.push_back({Problem::Kind::unknown_code, place,
                             what_ + " has a key " + in_quotes(entry.key) + " that nobody knows. " +
                                 did_you_mean(entry.key, asked_for_)});
    }
}

}  // namespace footprint::law
