// How commands speak: tables and lines of JSON on standard output, all else on standard error.
//
// In      results
// Out     text
// Errors  problems are printed one a line, with their place
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casework/casework.h"
#include "cli/commands.h"

namespace footprint::cli {

void print(std::string_view text);           // standard output
void say(std::string_view text);             // standard error
void write_to_error(std::string_view text);  // likewise, at once and without an end of line
void print_problems(const Problems& problems);
// Prints the problems; the status that fits the first of them.
Exit refused(const Problems& problems);
bool wants_json(const Common& common);
Problem needs_database();

// A table of text columns, each as wide as need be; numbers are right-aligned.
class TextTable {
  public:
    explicit TextTable(std::vector<std::string> heads) : heads_(std::move(heads)) {}
    void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
    bool empty() const { return rows_.empty(); }
    std::string printed() const;

  private:
    std::vector<std::string> heads_;
    std::vector<std::vector<std::string>> rows_;
};

// An option that holds a day, or nothing where it was not given.
Result<std::optional<Day>> day_option(std::string_view name, const std::string& text);

// The authority that was asked for, ready to be read.
Result<std::shared_ptr<const casework::Snapshot>> open_snapshot(const Common& common);
Result<std::unique_ptr<casework::Casework>> open_casework(const Common& common);
Result<std::shared_ptr<const casework::Snapshot>> read_snapshot(
    casework::Casework& service, const Common& common, std::optional<Day> reviews_from = std::nullopt);

}  // namespace footprint::cli
