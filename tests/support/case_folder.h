// Cases of files, told in text that people can read: what is in the folder, and what must come of it.
//
// In      tests/cases/<folder>/*.case; tests/cases/README.md describes their form
// Out     what each case was read as; a failed test where it is not as the case says, with the case's file
//         and line
// Errors  a line that is none of the form's fails the test, so no case can be passed over in silence
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "care/difference.h"
#include "care/places.h"
#include "care/values.h"
#include "exchange/import_run.h"
#include "support/places.h"

namespace footprint::tests {

// One line of what must come of the files: "finding", "TEST1 review.late".
struct CaseCheck {
    int line = 0;
    std::string kind;
    std::string text;
};

struct CaseFile {
    std::string name;
    std::string text;
};

struct FolderCase {
    std::string file;
    int line = 0;
    std::string title;
    Day as_at;
    std::vector<CaseFile> files;
    std::vector<std::string> only;
    std::map<std::string, Year, std::less<>> return_years;
    std::map<std::string, care::Located, std::less<>> places;
    std::vector<CaseCheck> checks;

    std::string where(int at) const { return file + ":" + std::to_string(at) + ": " + title; }
};

inline std::vector<std::string> words_of(const std::string& text) {
    std::istringstream in(text);
    std::vector<std::string> words;
    for (std::string word; in >> word;) words.push_back(word);
    return words;
}

// A return's table needs all its columns; a case names those that it is about, and the others are blank.
class CaseTable {
  public:
    CaseTable(std::string name, std::vector<std::string> columns)
        : name_(std::move(name)), columns_(std::move(columns)) {
        care::Records none;
        care::for_each_table(none, [&](const auto& table) {
            using Row = typename std::remove_cvref_t<decltype(care::rows_of(table))>::value_type;
            if (care::Describe<Row>::table != name_) return;
            care::for_each_field<Row>([&](const auto& field) { all_.emplace_back(field.name); });
        });
    }
    bool is_known() const {
        return !all_.empty() && std::all_of(columns_.begin(), columns_.end(), [&](const std::string& column) {
            return std::find(all_.begin(), all_.end(), column) != all_.end();
        });
    }
    std::string file_name() const { return lower(name_) + ".csv"; }
    std::string heading() const { return join(all_, ",") + "\n"; }
    // Fields are parted by commas, and hold none.
    std::string row(const std::string& line) const {
        std::vector<std::string> fields;
        std::istringstream in(line);
        for (std::string field; std::getline(in, field, ',');) fields.emplace_back(trim(field));
        EXPECT_LE(fields.size(), columns_.size()) << line;
        std::vector<std::string> whole(all_.size());
        for (std::size_t i = 0; i < std::min(fields.size(), columns_.size()); ++i) {
            const auto place = std::find(all_.begin(), all_.end(), columns_[i]) - all_.begin();
            whole[static_cast<std::size_t>(place)] = fields[i];
        }
        return join(whole, ",") + "\n";
    }

  private:
    std::string name_;
    std::vector<std::string> columns_;
    std::vector<std::string> all_;
};

// Reads one file of cases.
class CaseReader {
  public:
    explicit CaseReader(std::string file) : file_(std::move(file)) {}

    std::vector<FolderCase> read(std::istream& in) {
        for (std::string line; std::getline(in, line);) {
            ++line_;
            if (trim(line).empty() || line.front() == '#') continue;
            const std::size_t colon = line.find(": ");
            const std::string key = line.substr(0, colon == std::string::npos ? 0 : colon);
            if (!key.empty() && take(key, std::string(trim(std::string_view(line).substr(colon + 2)))))
                continue;
            take_row(line);
        }
        return std::move(cases_);
    }

  private:
    void wrong(const std::string& what) const { ADD_FAILURE() << file_ << ":" << line_ << ": " << what; }

    bool take(const std::string& key, const std::string& text) {
        if (key == "case") {
            cases_.emplace_back();
            cases_.back().file = file_;
            cases_.back().line = line_;
            cases_.back().title = text;
            table_.reset();
            return true;
        }
        if (cases_.empty()) return false;
        FolderCase& now = cases_.back();
        if (key == "as at") {
            const auto day = parse_iso_day(text);
            if (!day) wrong("no day: " + text);
            now.as_at = day.value_or(Day());
        } else if (key == "file") {
            table_.reset();
            now.files.push_back({text, {}});
        } else if (key == "rows") {
            begin_rows(now, words_of(text));
        } else if (key == "only") {
            now.only.push_back(text);
        } else if (key == "return year") {
            const auto words = words_of(text);
            now.return_years[words.at(0)] = parse_year(words.at(1)).value_or(Year{});
        } else if (key == "place") {
            const auto words = words_of(text);
            now.places[words.at(0)] = {std::stoi(words.at(1)), std::stoi(words.at(2)), {}};
            now.places[words.at(0)].authority.assign(words.at(3));
        } else {
            constexpr std::array<std::string_view, 12> kinds = {"expect",  "behind", "finding",  "no finding",
                                                                "problem", "added",  "not read", "year of",
                                                                "value",   "task",   "act",      "gap"};
            if (std::find(kinds.begin(), kinds.end(), key) == kinds.end()) return false;
            table_.reset();
            now.checks.push_back({line_, key, text});
        }
        return true;
    }

    // rows: [folder/]Table COLUMN COLUMN ...
    void begin_rows(FolderCase& now, std::vector<std::string> words) {
        const std::size_t slash = words.at(0).rfind('/');
        const std::string folder = slash == std::string::npos ? "" : words[0].substr(0, slash + 1);
        const std::string name = slash == std::string::npos ? words[0] : words[0].substr(slash + 1);
        words.erase(words.begin());
        table_.emplace(name, std::move(words));
        if (!table_->is_known()) {
            wrong("no such table, or not its columns");
            table_.reset();
            return;
        }
        now.files.push_back({folder + table_->file_name(), table_->heading()});
    }

    void take_row(const std::string& line) {
        if (cases_.empty() || cases_.back().files.empty()) {
            wrong("nothing that a case has: " + line);
            return;
        }
        cases_.back().files.back().text += table_ ? table_->row(line) : line + "\n";
    }

    std::string file_;
    int line_ = 0;
    std::vector<FolderCase> cases_;
    std::optional<CaseTable> table_;
};

// REQUIRES: the folder lies in the project, as tests/cases/import
inline std::vector<FolderCase> cases_in(const std::string& folder) {
    std::vector<std::filesystem::path> paths;
    for (const auto& entry :
         std::filesystem::directory_iterator(std::filesystem::path(tests::root()) / folder))
        if (entry.path().extension() == ".case") paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    std::vector<FolderCase> all;
    for (const auto& path : paths) {
        std::ifstream in(path);
        auto some = CaseReader(folder + "/" + path.filename().string()).read(in);
        std::move(some.begin(), some.end(), std::back_inserter(all));
    }
    return all;
}

inline exchange::Reading read_case(const FolderCase& one, const practice::Profile& profile,
                                   const care::CodeBook& codes) {
    std::vector<exchange::NamedBytes> files;
    for (const CaseFile& file : one.files) files.push_back({file.name, file.text});
    exchange::ReadOptions options;
    options.today = one.as_at;
    options.only = one.only;
    options.return_years = one.return_years;
    return exchange::read_files(std::move(files), options, profile, codes);
}

// Every problem must be one of the case's, and each of the case's must be there; without any the files read
// clean.
inline void check_problems(const FolderCase& one, const exchange::Reading& reading) {
    std::vector<std::string> wanted;
    for (const CaseCheck& check : one.checks)
        if (check.kind == "problem") wanted.push_back(check.text);
    std::vector<std::string> unexpected;
    for (const Problem& problem : reading.problems) {
        const std::string text = printed(problem);
        // "reviews.csv:3:3 is not a day": the place, then a part of the message.
        const auto found = std::find_if(wanted.begin(), wanted.end(), [&](const std::string& want) {
            const std::size_t blank = want.find(' ');
            const std::string place = want.substr(0, blank);
            const bool placed = place == "-" ? problem.place.file.empty() : text.starts_with(place + ":");
            return placed && text.find(want.substr(blank + 1)) != std::string::npos;
        });
        if (found == wanted.end()) {
            unexpected.push_back(text);
        } else {
            wanted.erase(found);
        }
    }
    EXPECT_TRUE(unexpected.empty()) << one.where(one.line)
                                    << "\nnot expected: " << join(unexpected, "\n              ");
    EXPECT_TRUE(wanted.empty()) << one.where(one.line) << "\nnot there: " << join(wanted, "\n           ");
}

// A column of a child's rows in a table, as the service's own files would have it: "2017-05-01 2018-02-03".
inline std::string values_of(const care::Records& records, const std::string& table_name,
                             const std::string& child, const std::string& column) {
    std::vector<std::string> values;
    care::for_each_table(records, [&](const auto& table) {
        using Row = typename std::remove_cvref_t<decltype(care::rows_of(table))>::value_type;
        if (care::Describe<Row>::table != table_name) return;
        for (const Row& row : care::rows_of(table)) {
            std::string id;
            if constexpr (std::is_same_v<Row, care::Child>) id = row.id;
            if constexpr (requires { row.child; }) id = row.child.is_known() ? records.id_of(row.child) : "";
            if (id != child) continue;
            care::for_each_field<Row>([&](const auto& field) {
                using Value = std::remove_cvref_t<decltype(row.*field.member)>;
                if constexpr (!std::is_same_v<Value, care::ChildNumber>)
                    if (field.name == column)
                        values.push_back(care::print_value(row.*field.member, care::Style::own));
            });
        }
    });
    return join(values, " ");
}

// "added: Reviews 3", "value: Episodes TEST1 DEC = 2017-05-01", "not read: events.csv", "year of: 2017
// 2016-17".
inline void check_reading(const FolderCase& one, const CaseCheck& check, const exchange::Reading& reading) {
    const auto words = words_of(check.text);
    if (check.kind == "added") {
        std::size_t rows = 0;
        for (const auto& table : care::differences({}, reading.records))
            if (table.table == words.at(0)) rows = table.added.size();
        EXPECT_EQ(rows, std::stoul(words.at(1))) << one.where(check.line);
    } else if (check.kind == "value") {
        const std::size_t equals = check.text.find(" =");
        EXPECT_EQ(values_of(reading.records, words.at(0), words.at(1), words.at(2)),
                  trim(std::string_view(check.text).substr(equals + 2)))
            << one.where(check.line);
    } else if (check.kind == "not read") {
        EXPECT_NE(std::find(reading.not_read.begin(), reading.not_read.end(), check.text),
                  reading.not_read.end())
            << one.where(check.line);
    } else if (check.kind == "year of") {
        const std::string name = words.at(0) == "-" ? "" : words.at(0);
        const auto found =
            std::find_if(reading.returns.begin(), reading.returns.end(),
                         [&](const exchange::ReturnGroup& group) { return group.name == name; });
        ASSERT_NE(found, reading.returns.end()) << one.where(check.line);
        EXPECT_EQ(found->year ? printed(*found->year) : "none", words.at(1)) << one.where(check.line);
    }
}

// "finding: TEST1 review.late [a part of its place or message]"; "-" stands for no single child.
inline void check_finding(const FolderCase& one, const CaseCheck& check, const care::Records& records,
                          const std::vector<care::Finding>& findings) {
    const auto words = words_of(check.text);
    const std::string rest =
        words.size() < 3 ? "" : check.text.substr(check.text.find(words[1]) + words[1].size() + 1);
    std::vector<std::string> here;
    bool found = false;
    for (const care::Finding& finding : findings) {
        const std::string child = finding.child.is_known() ? std::string(records.id_of(finding.child)) : "-";
        here.push_back(child + " " + std::string(finding.name) + " " + finding.where + ": " +
                       finding.message);
        found = found || (child == words.at(0) && finding.name == words.at(1) &&
                          (finding.where + " " + finding.message).find(rest) != std::string::npos);
    }
    EXPECT_EQ(found, check.kind == "finding")
        << one.where(check.line) << "\n"
        << check.kind << ": " << check.text << "\nfound: " << join(here, "\n       ");
}

}  // namespace footprint::tests
