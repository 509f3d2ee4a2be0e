// Finds the rows of a table by their names, for tables that name each other and stand in nearly the same
// order.
//
// In      how many rows there are, and the name of each
// Out     the place of the first row of a name
// Errors  none: a name that no row has stands nowhere
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <functional>
#include <string_view>
#include <utility>
#include <vector>

namespace footprint {

// The row found last and those after it are tried first, and only where that fails are all names put into a
// table. It is flat, since a nation has millions of rows: a slot holds a place and a part of the name's hash,
// and where it is taken the next slot is tried.
template <class NameOf>  // std::string_view name_of(std::uint32_t place)
class PlaceByName {
  public:
    static constexpr std::uint32_t nowhere = UINT32_MAX;

    PlaceByName(std::size_t size, NameOf name_of)
        : size_(static_cast<std::uint32_t>(size)), name_of_(std::move(name_of)) {}

    // For the rows of one file: it moves on with them.
    std::uint32_t find(std::string_view name) {
        constexpr std::uint32_t tried = 8;
        const std::uint32_t end = std::min(size_, last_ + tried);
        for (std::uint32_t place = last_; place < end; ++place)
            if (name_of_(place) == name) return last_ = place;
        if (slots_.empty()) fill();
        const Slot& found = slots_[slot_of(name, hash_of(name))];
        if (found.place != nowhere) last_ = found.place;
        return found.place;
    }

  private:
    struct Slot {
        std::uint32_t place = nowhere;
        std::uint32_t mark = 0;
    };
    static std::size_t hash_of(std::string_view name) { return std::hash<std::string_view>()(name); }
    static std::uint32_t mark_of(std::size_t hash) { return static_cast<std::uint32_t>(hash >> 32); }
    // Where the name stands, or the free slot where it would.
    std::size_t slot_of(std::string_view name, std::size_t hash) const {
        const std::size_t mask = slots_.size() - 1;
        std::size_t at = hash & mask;
        const auto is_another = [&](const Slot& slot) {
            return slot.place != nowhere && (slot.mark != mark_of(hash) || name_of_(slot.place) != name);
        };
        while (is_another(slots_[at])) at = (at + 1) & mask;
        return at;
    }
    void fill() {
        slots_.resize(std::bit_ceil(2 * std::size_t{size_} + 1));
        for (std::uint32_t place = 0; place < size_; ++place) {
            const std::string_view name = name_of_(place);
            const std::size_t hash = hash_of(name);
            Slot& slot = slots_[slot_of(name, hash)];
            if (slot.place == nowhere) slot = {place, mark_of(hash)};
        }
    }

    std::uint32_t size_;
    NameOf name_of_;
    std::vector<Slot> slots_;
    std::uint32_t last_ = 0;
};

}  // namespace footprint
