// Where rows come from: a CSV file, or the elements of a return in XML. Both are walked over in the same way.
//
// In      bytes
// Out     rows of fields with their line
// Errors  kept, to be asked for at the end
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/csv.h"

namespace footprint::exchange {

// A CSV file whose first row was read already.
class CsvSource {
  public:
    explicit CsvSource(CsvReader& reader) : reader_(reader) {}
    bool next() { return reader_.next(); }
    const std::vector<std::string_view>& fields() const { return reader_.fields(); }
    int line() const { return reader_.line(); }
    int column_of(int place) const { return place + 1; }
    bool breaks_off() const { return reader_.row_is_last_and_open(); }

  private:
    CsvReader& reader_;
};

// One row of a table as it stood in XML: a value for each column, with where the element began.
struct XmlRow {
    int line = 0;
    std::vector<std::string> values;
    std::vector<int> columns;
};

class XmlSource {
  public:
    explicit XmlSource(const std::vector<XmlRow>& rows) : rows_(rows) {}
    bool next() {
        if (at_ >= rows_.size()) return false;
        row_ = &rows_[at_++];
        fields_.assign(row_->values.begin(), row_->values.end());
        return true;
    }
    const std::vector<std::string_view>& fields() const { return fields_; }
    int line() const { return row_->line; }
    int column_of(int place) const { return row_->columns[static_cast<std::size_t>(place)]; }
    bool breaks_off() const { return false; }

  private:
    const std::vector<XmlRow>& rows_;
    const XmlRow* row_ = nullptr;
    std::size_t at_ = 0;
    std::vector<std::string_view> fields_;
};

}  // namespace footprint::exchange
