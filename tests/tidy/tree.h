// The project's own files, as the rules of the code look at them, and what breaks a rule.
//
// In      the project's root; what is built, fetched or left over there is no part of the project
// Out     every file with its text; breaches as a list that names each place
// Errors  a file that cannot be read throws
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace footprint::tidy {

struct File {
    std::string path;  // from the project's root, with "/"
    std::string text;
    bool is_text = true;  // pictures and the corpora of fuzzing are not
};

// A place that breaks a rule, and what to do about it.
struct Breach {
    std::string path;
    int line = 0;
    std::string what;
};

// Reads every file under the root, sorted by path.
std::vector<File> read_tree(const std::string& root);
// The project's own, read once.
const std::vector<File>& tree();

// The first folder of src/ that a file lies in: "web" for src/web/pages/import.cc; empty outside of src/.
std::string_view source_folder_of(std::string_view path);
// C++, by its name.
bool is_cpp(std::string_view path);
// Whether a file or a folder of that path is there.
bool has(const std::vector<File>& files, std::string_view path);

// A breach a line, as "path:line: what".
std::string listed(const std::vector<Breach>& breaches);

}  // namespace footprint::tidy
