// Whether a name that is shown could be taken for another.
//
// In      the name of a person, as an administrator or a provider writes it
// Out     what is wrong with it, and what to do; nothing where it is plain
// Errors  none: a name in one alphabet, whichever it is, is plain
// Source  Unicode Technical Standard 39, mixed scripts
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace footprint::casework {

std::optional<std::string> misleading_name(std::string_view name);

}  // namespace footprint::casework
