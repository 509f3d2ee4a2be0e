// At what age a text can be read: by the length of its sentences and of its words.
//
// In      a text in English
// Out     years of age; which sentence is the longest, to begin with when it is to be made easier
// Units   years, as a reader has who keeps pace with school
// Errors  none: a text of a few words has no age
// Source  Kincaid, Fishburne, Rogers, Chissom: Derivation of new readability formulas (1975), grade level;
//         a child is about five years older than their American grade
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace footprint::practice {

struct Readability {
    std::size_t words = 0;
    std::size_t sentences = 0;
    std::size_t syllables = 0;
    std::size_t longest_words = 0;
    std::string longest;  // as it is written, cut short where it is long
    // The youngest who can read it; nothing where there are too few words to tell.
    std::optional<int> age() const;
};

Readability readability_of(std::string_view text);

// By its groups of vowels, without those that are not spoken; at least one.
std::size_t syllables_in(std::string_view word);

}  // namespace footprint::practice
