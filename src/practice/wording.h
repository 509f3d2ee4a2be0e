// The words of a service: what the screens and the report call the things of the field.
//
// In      the profile's [words]
// Out     each word in the singular and the plural
// Errors  none here; a word that is missing is a problem of the profile
// Source  profiles/*.toml; docs/glossary
#pragma once

#include <cstdint>
#include <string>

namespace footprint::practice {

struct Word {
    std::string one;
    std::string many;
    // "1 challenge", "2,310 challenges"
    std::string counted(std::int64_t number) const;
};

struct Wording {
    std::string service;             // "Independent Reviewing Service"
    std::string looked_after;        // "looked after", "in care", "in our care"
    std::string looked_after_short;  // "CLA"
    std::string iro_long;            // "independent reviewing officer"
    Word child_looked_after;
    Word iro;
    Word review;
    Word record;
    Word decision;
    Word midway;
    Word challenge;
    Word checklist;
    Word good_practice;
    Word social_worker;
};

// With a capital letter, for the head of a page or a table; the rest stays as it is.
std::string at_the_beginning(std::string text);

}  // namespace footprint::practice
