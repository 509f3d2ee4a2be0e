// What a program of this folder was told.
//
// In      "--name value" pairs, and the names that it knows
// Out     the values by name
// Errors  anything else: how it is called, and exit status 2
#pragma once

#include <algorithm>
#include <cstdlib>
#include <initializer_list>
#include <iostream>
#include <map>
#include <string>
#include <string_view>

namespace footprint::soak {

class Words {
  public:
    struct Known {
        std::string_view name;
        std::string_view otherwise;  // what holds where it is not said
        std::string_view means;
    };
    Words(int count, char** words, std::initializer_list<Known> known) {
        for (const Known& each : known) said_[std::string(each.name)] = each.otherwise;
        for (int i = 1; i < count; i += 2) {
            const auto found = said_.find(words[i]);
            if (found == said_.end() || i + 1 == count) refuse(words[0], known);
            found->second = words[i + 1];
        }
    }
    std::string text(const char* name) const { return said_.at(name); }
    unsigned long number(const char* name) const { return std::strtoul(text(name).c_str(), nullptr, 10); }

  private:
    [[noreturn]] static void refuse(const char* program, std::initializer_list<Known> known) {
        std::cerr << "usage: " << program << "\n";
        for (const Known& each : known)
            std::cerr << "  " << each.name << " (" << each.otherwise << ")  " << each.means << "\n";
        std::exit(2);
    }
    std::map<std::string, std::string, std::less<>> said_;
};

}  // namespace footprint::soak
