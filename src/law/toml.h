// TOML files as plain values that remember their line and column, and a reader of tables that reports
// every mistake.
//
// In      the text of a file of law/ or profiles/
// Out     nodes: text, numbers, truths, days, lists and tables in the order in which they are written
// Units   lines and columns count from 1
// Errors  what is no TOML; a key that is missing, unknown, twice or of another kind: Problems with their
//         place and a remedy
// Source  TOML 1.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/day.h"
#include "base/result.h"

namespace footprint::law {

// A file's name and its bytes, which outlive the reading.
struct SourceText {
    std::string_view name;
    std::string_view text;
};

struct TomlNode {
    enum class Kind { text, whole_number, real_number, truth, day, list, table };
    struct Entry;

    Kind kind = Kind::table;
    Place place;
    std::string text;
    std::int64_t whole_number = 0;
    double real_number = 0;
    bool truth = false;
    Day day;
    std::vector<TomlNode> items;  // of a list
    std::vector<Entry> entries;   // of a table, by line
};

struct TomlNode::Entry {
    std::string key;
    Place place;  // of the key
    TomlNode node;
};

// "a text", "a list"; for messages.
std::string_view printed(TomlNode::Kind kind);

Result<TomlNode> parse_toml(const SourceText& source);

// Reads one table key by key. What is missing or of another kind is reported and read as empty; finish()
// reports the keys that nobody asked for.
class TableReader {
  public:
    // `what` names the table in messages: "The rule review-first-20wd".
    TableReader(const TomlNode& table, std::string what, Problems& problems);

    void rename(std::string what) { what_ = std::move(what); }
    const Place& place() const { return table_.place; }
    Place place_of(std::string_view key) const;  // of its value; of the table where there is none
    bool has(std::string_view key) const;

    // These must be there.
    std::string text(std::string_view key);
    int whole_number(std::string_view key, int least, int most);
    double number(std::string_view key, double least, double most);
    bool truth(std::string_view key);
    std::vector<std::string> texts(std::string_view key);
    const TomlNode* table(std::string_view key);
    const TomlNode* list(std::string_view key);

    // These may be left out.
    std::string text_or(std::string_view key, std::string_view otherwise);
    bool truth_or(std::string_view key, bool otherwise);
    std::optional<Day> day(std::string_view key);
    std::optional<int> whole_number_if_any(std::string_view key, int least, int most);
    std::vector<std::string> texts_if_any(std::string_view key);
    const TomlNode* node_if_any(std::string_view key);
    const TomlNode* list_if_any(std::string_view key);
    const TomlNode* table_if_any(std::string_view key);

    // Adds a problem about a key's value, or about the table where the key is not there.
    void fail(Problem::Kind kind, std::string_view key, std::string message);
    void finish();

  private:
    const TomlNode* find(std::string_view key);
    const TomlNode* required(std::string_view key, TomlNode::Kind kind);
    bool is_of_kind(const TomlNode& node, std::string_view key, TomlNode::Kind kind);
    std::optional<int> in_bounds(const TomlNode& node, std::string_view key, int least, int most);
    std::vector<std::string> texts_of(const TomlNode& node, std::string_view key);

    const TomlNode& table_;
    std::string what_;
    Problems& problems_;
    std::vector<std::string> asked_for_;
};

// "Did you mean 'within'?" or, where nothing is near, "Known here: a, b and c."
std::string did_you_mean(std::string_view word, const std::vector<std::string>& known);

}  // namespace footprint::law
