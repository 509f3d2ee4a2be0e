// Random draws that come out the same on every machine and with every compiler.
//
// In      a seed, and for each subject a stream of its own
// Out     whole numbers
// Units   chances in thousandths
// Errors  none
// Source  SplitMix64 (Steele, Lea and Flood 2014); distributions of the standard library differ between
//         libraries
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace footprint::exchange::invented {

// One number out of two, such that neighbours have nothing in common.
constexpr std::uint64_t mixed(std::uint64_t seed, std::uint64_t stream) {
    std::uint64_t z = seed + 0x9e3779b97f4a7c15ULL * (stream + 1);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

// A point of a distribution: this share of all (in thousandths) lies below the value.
struct Quantile {
    int below_thousandths;
    int value;
};

class Draw {
  public:
    explicit constexpr Draw(std::uint64_t seed) : state_(seed) {}
    constexpr Draw(std::uint64_t seed, std::uint64_t stream) : state_(mixed(seed, stream)) {}

    constexpr std::uint64_t next() {
        state_ += 0x9e3779b97f4a7c15ULL;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }
    // REQUIRES: many > 0
    constexpr int below(int many) {
        return static_cast<int>(((next() >> 32) * static_cast<std::uint64_t>(many)) >> 32);
    }
    // Both ends included; `low` where there is no room.
    constexpr int between(int low, int high) { return high <= low ? low : low + below(high - low + 1); }
    constexpr bool chance(int thousandths) { return below(1000) < thousandths; }
    // A place in the table, as often as its weight says. REQUIRES: a weight above 0
    std::size_t weighted(std::span<const int> weights);
    // A value of the distribution, straight between its points.
    int from(std::span<const Quantile> table);
    template <class T, std::size_t N>
    const T& one_of(const T (&list)[N]) {
        return list[below(static_cast<int>(N))];
    }

  private:
    std::uint64_t state_;
};

}  // namespace footprint::exchange::invented
