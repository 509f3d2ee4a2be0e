#include "base/result.h"

namespace footprint {

std::string printed(const Problem& problem) {
    std::string out = problem.place.file;
    if (problem.place.line > 0) {
        out += ':' + std::to_string(problem.place.line);
        if (problem.place.column > 0) out += ':' + std::to_string(problem.place.column);
    }
    if (!problem.place.field.empty()) out += (out.empty() ? "" : " ") + problem.place.field;
    return out.empty() ? problem.message : out + ": " + problem.message;
}

std::string printed(const Problems& problems) {
    std::string out;
    for (const auto& problem : problems) out += printed(problem) + '\n';
    return out;
}

void broken(const char* what) {
    throw BrokenInvariant(what);
}

}  // namespace footprint
