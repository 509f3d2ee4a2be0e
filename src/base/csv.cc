#include "base/csv.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>

#include "base/text.h"

namespace footprint {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// The high bit of every byte of `eight` that is `wanted`; bits above the first may be set wrongly.
constexpr std::uint64_t where_is(std::uint64_t eight, char wanted) {
    constexpr std::uint64_t ones = 0x0101010101010101U;
    const std::uint64_t zero_where_wanted = eight ^ (ones * static_cast<unsigned char>(wanted));
    return (zero_where_wanted - ones) & ~zero_where_wanted & (ones << 7);
}

// The end of a field without quotes: eight bytes are looked at at once.
std::size_t end_of_field(std::string_view text, std::size_t at) {
    if constexpr (std::endian::native == std::endian::little) {
        for (std::uint64_t eight = 0; at + sizeof eight <= text.size(); at += sizeof eight) {
            std::memcpy(&eight, text.data() + at, sizeof eight);
            const std::uint64_t found = where_is(eight, ',') | where_is(eight, '\n');
            if (found != 0) return at + static_cast<std::size_t>(std::countr_zero(found)) / 8;
        }
    }
    while (at < text.size() && text[at] != ',' && text[at] != '\n') ++at;
    return at;
}

}  // namespace

CsvReader::CsvReader(std::string_view file, std::string_view text, CsvLimits limits)
    : file_(file), text_(text), limits_(limits) {
    check_encoding();
    if (text_.starts_with(byte_order_mark)) at_ = byte_order_mark.size();
}

void CsvReader::check_encoding() {
    if (text_.starts_with("\xFF\xFE") || text_.starts_with("\xFE\xFF")) {
        fail(Problem::Kind::unreadable,
             "This file is UTF-16. Save it again as 'CSV UTF-8' (comma delimited).", 0);
        stopped_ = true;
        return;
    }
    if (const void* zero = std::memchr(text_.data(), 0, text_.size()); zero != nullptr && !text_.empty()) {
        const auto where = static_cast<std::size_t>(static_cast<const char*>(zero) - text_.data());
        for (std::size_t i = 0; i < where; ++i) row_line_ += text_[i] == '\n' ? 1 : 0;
        fail(Problem::Kind::unreadable,
             "This file is not text: it holds a zero byte. Save it again as 'CSV UTF-8'.", 0);
        stopped_ = true;
        return;
    }
    if (is_valid_utf8(text_)) return;
    // Says where: the first line that does not read.
    std::size_t begin = 0;
    int line = 1;
    while (begin < text_.size()) {
        const std::size_t end = std::min(text_.find('\n', begin), text_.size());
        if (!is_valid_utf8(text_.substr(begin, end - begin))) break;
        begin = end + 1;
        ++line;
    }
    row_line_ = line;
    fail(Problem::Kind::unreadable, "This line is not UTF-8. Save the file again as 'CSV UTF-8'.", 0);
    stopped_ = true;
}

void CsvReader::fail(Problem::Kind kind, std::string message, int column) {
    problems_.push_back({kind, {file_, row_line_, column, {}}, std::move(message)});
    if (problems_.size() >= limits_.problems) stopped_ = true;
}

bool CsvReader::next() {
    while (!stopped_ && at_ < text_.size()) {
        row_line_ = line_;
        fields_.clear();
        unescaped_used_ = 0;
        const char* const base = text_.data();
        const std::size_t size = text_.size();
        bool row_done = false;
        std::size_t longest = 0;
        while (!row_done) {
            if (at_ < size && base[at_] == '"') {
                if (!read_quoted()) return false;
            } else {
                const std::size_t begin = at_;
                at_ = end_of_field(text_, begin);
                std::size_t end = at_;
                if (end > begin && base[end - 1] == '\r' && (end == size || base[end] == '\n')) --end;
                fields_.push_back(text_.substr(begin, end - begin));
            }
            longest = std::max(longest, fields_.back().size());
            if (fields_.size() > limits_.columns) {
                fail(Problem::Kind::too_large,
                     "This row has more than " + grouped(static_cast<std::int64_t>(limits_.columns)) +
                         " columns. Check that the file is the table it should be.",
                     static_cast<int>(limits_.columns) + 1);
                stopped_ = true;
                return false;
            }
            if (at_ >= size) {
                row_done = true;
            } else if (base[at_] == ',') {
                ++at_;
                // A comma at the very end of the file still has an empty field behind it.
                if (at_ >= size) {
                    fields_.emplace_back();
                    row_done = true;
                }
            } else {
                ++at_;  // the line feed
                ++line_;
                row_done = true;
            }
        }
        if (fields_.size() == 1 && trim(fields_[0]).empty()) continue;  // a blank line
        if (longest == 0) continue;                                     // nothing but commas
        if (++rows_ > limits_.rows) {
            fail(Problem::Kind::too_large, "This file has too many rows. Split it.", 0);
            stopped_ = true;
            return false;
        }
        for (std::size_t i = 0; i < fields_.size() && longest > limits_.field_bytes; ++i)
            if (fields_[i].size() > limits_.field_bytes)
                fail(Problem::Kind::too_large,
                     "This field is longer than " + grouped(static_cast<std::int64_t>(limits_.field_bytes)) +
                         " bytes. Shorten it.",
                     static_cast<int>(i) + 1);
        return true;
    }
    return false;
}

// Reads one field that begins with a quote, with everything up to its closing quote.
bool CsvReader::read_quoted() {
    const std::size_t opened = at_++;
    const int opened_line = line_;
    const std::size_t begin = at_;
    std::size_t from = begin;
    std::string* doubled = nullptr;
    while (true) {
        const std::size_t quote = text_.find('"', at_);
        if (quote == std::string_view::npos) {
            row_line_ = opened_line;
            fail(Problem::Kind::unreadable,
                 "A quote is opened here and never closed. Close it, or double it.",
                 static_cast<int>(fields_.size()) + 1);
            stopped_ = true;
            (void)opened;
            return false;
        }
        for (std::size_t i = at_; i < quote; ++i) line_ += text_[i] == '\n' ? 1 : 0;
        if (quote + 1 < text_.size() && text_[quote + 1] == '"') {
            if (doubled == nullptr) {
                if (unescaped_used_ == unescaped_.size()) {
                    if (unescaped_.capacity() == unescaped_.size()) {
                        // Views into the strings must hold until the next row: reserve before the first is
                        // handed out.
                        unescaped_.reserve(limits_.columns + 1);
                    }
                    unescaped_.emplace_back();
                }
                doubled = &unescaped_[unescaped_used_++];
                doubled->clear();
            }
            doubled->append(text_.substr(from, quote + 1 - from));
            at_ = from = quote + 2;
            continue;
        }
        if (doubled != nullptr) {
            doubled->append(text_.substr(from, quote - from));
            fields_.emplace_back(*doubled);
        } else {
            fields_.push_back(text_.substr(begin, quote - begin));
        }
        at_ = quote + 1;
        break;
    }
    std::size_t after = at_;
    if (after < text_.size() && text_[after] == '\r') ++after;
    if (after < text_.size() && text_[after] != ',' && text_[after] != '\n') {
        fail(Problem::Kind::unreadable,
             "There is text after the closing quote. Double the quotes inside the field.",
             static_cast<int>(fields_.size()));
        while (after < text_.size() && text_[after] != ',' && text_[after] != '\n') ++after;
    }
    at_ = after;
    return true;
}

void append_csv_field(std::string& out, std::string_view field) {
    if (field.find_first_of(",\"\r\n") == std::string_view::npos) {
        out += field;
        return;
    }
    out += '"';
    for (const char c : field) {
        if (c == '"') out += '"';
        out += c;
    }
    out += '"';
}

void append_csv_row(std::string& out, const std::vector<std::string>& fields) {
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (i > 0) out += ',';
        append_csv_field(out, fields[i]);
    }
    out += '\n';
}

namespace {

// With any number of apostrophes before it, so that a text that has one of its own is told from a protected
// one.
bool would_run(std::string_view field) {
    const std::size_t first = field.find_first_not_of('\'');
    return first != std::string_view::npos &&
           std::string_view("=+-@\t\r\n").find(field[first]) != std::string_view::npos;
}

}  // namespace

std::string safe_for_spreadsheet(std::string_view field) {
    return would_run(field) ? "'" + std::string(field) : std::string(field);
}

std::string_view without_protection(std::string_view field) {
    return field.starts_with('\'') && would_run(field) ? field.substr(1) : field;
}

}  // namespace footprint
