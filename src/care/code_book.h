// What the codes of the return mean, to which group each belongs, and in which years it was valid.
//
// In      codes/dfe.csv: set, code, label, group, from, until, source; years as 2018-19, blank where there
//         is no end
// Out     the label, group and years of a code
// Errors  a row that is none, a code twice in its set, years that are none or the wrong way round:
//         Problems with their line. A code or set that the book does not have is null, empty or false,
//         never a guess
// Source  codes/dfe.csv
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/year.h"
#include "care/codes.h"

namespace footprint::care {

struct CodeMeaning {
    std::string code;
    std::string label;
    std::string group;         // of the figures, as foster_relative; empty where there is none
    std::optional<Year> from;  // collection years, both valid
    std::optional<Year> until;
    std::string source;
    bool is_valid_in(Year year) const { return (!from || *from <= year) && (!until || year <= *until); }
};

class CodeBook {
  public:
    // Meanings by set, in the order of the file.
    using Sets = std::map<std::string, std::vector<CodeMeaning>, std::less<>>;
    explicit CodeBook(Sets sets) : sets_(std::move(sets)) {}

    std::vector<std::string_view> sets() const;
    std::span<const CodeMeaning> codes(std::string_view set) const;  // empty where there is no such set
    // Codes are compared without regard to case.
    const CodeMeaning* find(std::string_view set, std::string_view code) const;

    std::string_view label(std::string_view set,
                           std::string_view code) const;  // the code itself where unknown
    std::string_view group(std::string_view set, std::string_view code) const;
    bool is_valid_in(std::string_view set, std::string_view code, Year year) const;

    template <IsCode Code>
    std::string_view label(Code code) const {
        return label(codes_of(code).set, printed(code));
    }
    template <IsCode Code>
    std::string_view group(Code code) const {
        return group(codes_of(code).set, printed(code));
    }
    // A blank is valid in every year.
    template <IsCode Code>
    bool is_valid_in(Code code, Year year) const {
        return code == Code::not_recorded || is_valid_in(codes_of(code).set, printed(code), year);
    }
    // 1 and 2 are read as M and F, so that only U can be told to be of another year.
    bool is_valid_in(Sex sex, Year year) const {
        return sex != Sex::U || is_valid_in(codes_of(sex).set, printed(sex), year);
    }

  private:
    Sets sets_;
};

Result<CodeBook> load_code_book(std::string_view file, std::string_view text);
Result<CodeBook> shipped_code_book();

}  // namespace footprint::care
