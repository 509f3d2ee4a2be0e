// Invented names: of children, of the people of the service, of authorities.
//
// In      draws; an ethnic group or sex where it bears on a name
// Out     names made up for this program; nobody's
// Errors  none
// Source  lists in names.cc, written for this program
#pragma once

#include <string>
#include <string_view>

#include "care/codes.h"
#include "exchange/invented/draw.h"

namespace footprint::exchange::invented {

std::string_view first_name(Draw& draw, care::Sex sex, care::Ethnicity ethnicity);
std::string_view last_name(Draw& draw, care::Ethnicity ethnicity);
// A shorter form of a first name; empty where there is none.
std::string_view short_form(std::string_view first_name);
// Of an adult of the service.
std::string adult_name(Draw& draw, care::Sex sex, care::Ethnicity ethnicity);

// The name of the n-th authority of a seed; 153 and more differ from each other. No council of England has
// one of them.
std::string authority_name(std::uint64_t seed, int number);

}  // namespace footprint::exchange::invented
