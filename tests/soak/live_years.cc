// A service of 600 children lives through two years by its own verbs, and after every day what the pages show
// is recounted from scratch.
//
// In      --children N (600), --days N (730), --recounted N (1, every so many days), --seed S (1)
// Out     what was done; exit status 1 and every difference in words
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <string>

#include "casework/lived_years.h"

int main(int count, char** words) {
    int children = 600;
    int days = 730;
    int recounted = 1;
    unsigned long seed = 1;
    for (int i = 1; i + 1 < count; i += 2) {
        if (std::strcmp(words[i], "--children") == 0) children = std::atoi(words[i + 1]);
        if (std::strcmp(words[i], "--days") == 0) days = std::atoi(words[i + 1]);
        if (std::strcmp(words[i], "--recounted") == 0) recounted = std::atoi(words[i + 1]);
        if (std::strcmp(words[i], "--seed") == 0) seed = std::strtoul(words[i + 1], nullptr, 10);
    }
    const auto lived = footprint::casework::tests::live(children, days, recounted, seed);
    std::cout << "seed " << seed << ", " << lived.days << " days";
    for (const auto& [verb, number] : lived.acts) std::cout << ", " << number << " " << verb;
    std::cout << "; " << lived.differences.size() << " differences.\n";
    for (const std::string& difference : lived.differences) std::cout << difference << "\n";
    return lived.differences.empty() ? 0 : 1;
}
