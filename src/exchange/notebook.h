// What is odd or wrong while files are read, with its place in them.
//
// In      what was seen, in which row of which file
// Out     findings, which stop nothing, and problems, which stop the import
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "care/finding.h"
#include "exchange/table_reader.h"

namespace footprint::exchange {

class Notebook {
  public:
    Notebook(std::vector<std::string> file_names, ProblemList& problems, std::vector<care::Finding>& findings)
        : file_names_(std::move(file_names)), problems_(problems), findings_(findings) {}

    std::string place(const Origin& origin) const {
        return file_names_[origin.file] + ":" + std::to_string(origin.line);
    }
    void find(care::ChildNumber child, std::string_view name, std::string where, std::string message,
              std::string fix) {
        findings_.push_back({child, name, std::move(where), std::move(message), std::move(fix)});
    }
    void conflict(const Origin& origin, std::string message) {
        problems_.add({Problem::Kind::conflict,
                       {file_names_[origin.file], static_cast<int>(origin.line), 1, {}},
                       std::move(message)});
    }

  private:
    std::vector<std::string> file_names_;
    ProblemList& problems_;
    std::vector<care::Finding>& findings_;
};

}  // namespace footprint::exchange
