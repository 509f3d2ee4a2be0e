#include "casework/dip_sample.h"

#include <algorithm>
#include <cstdint>

namespace footprint::casework {

namespace {

// FNV-1a, mixed once more: the same on every machine, and near ids have nothing in common.
std::uint64_t lot_of(std::string_view id) {
    std::uint64_t lot = 0xcbf29ce484222325U;
    for (const char letter : id) {
        lot ^= static_cast<unsigned char>(letter);
        lot *= 0x100000001b3U;
    }
    lot ^= lot >> 33;
    lot *= 0xff51afd7ed558ccdU;
    return lot ^ lot >> 33;
}

}  // namespace

std::vector<const care::Midway*> drawn(std::vector<const care::Midway*> midways, std::size_t size) {
    std::sort(midways.begin(), midways.end(), [](const care::Midway* a, const care::Midway* b) {
        const auto lots = std::pair(lot_of(a->midway.text), lot_of(b->midway.text));
        return lots.first != lots.second ? lots.first < lots.second : a->midway.text < b->midway.text;
    });
    if (midways.size() > size) midways.resize(size);
    std::sort(midways.begin(), midways.end(), [](const care::Midway* a, const care::Midway* b) {
        return a->held_on != b->held_on ? a->held_on < b->held_on : a->midway.text < b->midway.text;
    });
    return midways;
}

}  // namespace footprint::casework
