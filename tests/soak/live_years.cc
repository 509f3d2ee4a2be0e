// A service of 600 children lives through two years by its own verbs, and after every day what the pages show
// is recounted from scratch.
//
// In      --children N (600), --days N (730), --recounted N (1, every so many days), --seed S (1)
// Out     what was done; exit status 1 and every difference in words
#include <iostream>
#include <string>

#include "casework/lived_years.h"
#include "soak/words.h"

int main(int count, char** words) {
    const footprint::soak::Words said(count, words,
                                      {{"--children", "600", "looked after on the first day"},
                                       {"--days", "730", "that are lived"},
                                       {"--recounted", "1", "every how many days all is counted afresh"},
                                       {"--seed", "1", "what happens follows from it"}});
    const unsigned long seed = said.number("--seed");
    const auto lived = footprint::casework::tests::live(static_cast<int>(said.number("--children")),
                                                        static_cast<int>(said.number("--days")),
                                                        static_cast<int>(said.number("--recounted")), seed);
    std::cout << "seed " << seed << ", " << lived.days << " days";
    for (const auto& [verb, number] : lived.acts) std::cout << ", " << number << " " << verb;
    std::cout << "; " << lived.differences.size() << " differences.\n";
    for (const std::string& difference : lived.differences) std::cout << difference << "\n";
    return lived.differences.empty() ? 0 : 1;
}
