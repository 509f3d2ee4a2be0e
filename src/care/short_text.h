// A short text that lies inside its record: postcodes, reference numbers, things a nation has millions of.
//
// In      at most N bytes
// Out     the same bytes
// Errors  fits() is asked before; what is longer is cut by assign(), so ask
#pragma once

#include <algorithm>
#include <array>
#include <compare>
#include <cstddef>
#include <string_view>

namespace footprint::care {

template <std::size_t N>
class ShortText {
  public:
    static constexpr std::size_t capacity = N;
    ShortText() = default;
    explicit ShortText(std::string_view text) { assign(text); }
    static bool fits(std::string_view text) { return text.size() <= N; }
    void assign(std::string_view text) {
        bytes_.fill('\0');
        std::copy_n(text.begin(), std::min(text.size(), N), bytes_.begin());
    }
    std::string_view view() const {
        return {bytes_.data(),
                static_cast<std::size_t>(std::find(bytes_.begin(), bytes_.end(), '\0') - bytes_.begin())};
    }
    bool empty() const { return bytes_[0] == '\0'; }
    auto operator<=>(const ShortText&) const = default;

  private:
    std::array<char, N> bytes_{};
};

}  // namespace footprint::care
