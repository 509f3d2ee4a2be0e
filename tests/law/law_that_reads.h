// The shipped law with one reading's value replaced in its text, as an authority would change it.
//
// In      a reading's name, and another of its options
// Out     the rulebook
// Errors  a reading that the law does not have is our own mistake (ensure); a value that is no option is a
//         Problem
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/shipped.h"
#include "law/rulebook.h"

namespace footprint::law {

inline Result<Rulebook> law_that_reads(const std::string& name, const std::string& value) {
    constexpr std::string_view key = "value = ";
    std::vector<std::pair<std::string_view, std::string>> texts;
    bool replaced = false;
    for (const std::string_view path : shipped_under("law/")) {
        if (!path.ends_with(".toml")) continue;
        std::string text(*shipped(path));
        const std::size_t reading = text.find("name = \"" + name + "\"\n");
        if (reading != std::string::npos) {
            const std::size_t at = text.find("\n" + std::string(key), reading) + 1 + key.size();
            const std::string written = text[at] == '"' ? '"' + value + '"' : value;
            text.replace(at, text.find('\n', at) - at, written);
            replaced = true;
        }
        texts.emplace_back(path, std::move(text));
    }
    ensure(replaced, "the law has the reading");
    std::vector<SourceText> files;
    for (const auto& [path, text] : texts) files.push_back({path, text});
    constexpr std::string_view holidays = "law/bank_holidays.csv";
    return load_rulebook(files, parse_bank_holidays(holidays, *shipped(holidays)).value());
}

}  // namespace footprint::law
