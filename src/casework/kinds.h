// A list of kinds, each with the name that files and addresses have and the words that people read.
//
// In      one row a kind, in the order of the kinds
// Out     a kind's row; all kinds
// Shape   a kind's place in the list is its number
// Errors  a list in another order does not compile
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace footprint::casework {

template <class Kind>
struct KindRow {
    Kind kind;
    std::string_view printed;
    std::string_view to_be_worded;  // with the service's words in braces
};

template <class Kind, std::size_t N>
class Kinds {
  public:
    consteval explicit Kinds(const KindRow<Kind> (&rows)[N]) {
        for (std::size_t i = 0; i < N; ++i) {
            if (static_cast<std::size_t>(rows[i].kind) != i) throw "a kind stands in another's place";
            rows_[i] = rows[i];
            all_[i] = rows[i].kind;
        }
    }
    constexpr const KindRow<Kind>& operator[](Kind kind) const {
        return rows_[static_cast<std::size_t>(kind)];
    }
    constexpr const std::array<Kind, N>& all() const { return all_; }

  private:
    std::array<KindRow<Kind>, N> rows_{};
    std::array<Kind, N> all_{};
};

}  // namespace footprint::casework
