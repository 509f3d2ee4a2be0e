// Reading and writing comma-separated values as RFC 4180 has them.
//
// In      the bytes of one file; UTF-8, with or without a byte order mark; lines end in LF or CRLF
// Out     rows of fields with the line on which each row begins
// Units   lines and columns (fields) count from 1
// Errors  UTF-16, bytes that are no UTF-8, a quote never closed, text after a closing quote, a row with
//         too many fields, a field too long: a Problem with its place
// Source  RFC 4180; docs/formats.md; docs/decisions/csv_and_spreadsheets.md
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace footprint {

struct CsvLimits {
    std::size_t columns = 1000;
    std::size_t field_bytes = 1 << 20;
    std::size_t rows = 50'000'000;
    std::size_t problems = 1000;  // how many a reader collects before it stops
};

// Walks over the rows of one file. Fields are views into the text, or into a buffer of the reader's where
// quotes were doubled; they hold until the next row.
class CsvReader {
  public:
    CsvReader(std::string_view file, std::string_view text, CsvLimits limits = {});

    // Steps to the next row that is not blank. False at the end, and after a problem that makes going on
    // useless.
    bool next();
    const std::vector<std::string_view>& fields() const { return fields_; }
    int line() const { return row_line_; }  // where the row begins
    // Whether the file ends within the row: after its last byte comes no line end.
    bool row_is_last_and_open() const { return at_ >= text_.size() && !text_.ends_with('\n'); }
    const Problems& problems() const { return problems_; }

  private:
    bool read_quoted();
    void fail(Problem::Kind kind, std::string message, int column);
    void check_encoding();

    std::string file_;
    std::string_view text_;
    CsvLimits limits_;
    std::size_t at_ = 0;
    std::size_t rows_ = 0;
    int line_ = 1;
    int row_line_ = 1;
    bool stopped_ = false;
    std::vector<std::string_view> fields_;
    std::vector<std::string> unescaped_;  // one a field of the row that held a doubled quote
    std::size_t unescaped_used_ = 0;
    Problems problems_;
};

// Adds one field, quoted where it must be.
void append_csv_field(std::string& out, std::string_view field);
// Adds a row with its line end (LF).
void append_csv_row(std::string& out, const std::vector<std::string>& fields);
// For sheets that people open: what somebody wrote and a spreadsheet would run as a formula gets a leading
// apostrophe.
std::string safe_for_spreadsheet(std::string_view field);
// The same text again, without the apostrophe that was put before it.
std::string_view without_protection(std::string_view field);

}  // namespace footprint
