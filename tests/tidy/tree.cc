#include "tidy/tree.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "support/places.h"

namespace footprint::tidy {

namespace {

namespace fs = std::filesystem;

// What .gitignore names, and git's own folder.
bool is_left_over(const fs::path& path, std::string_view from_root) {
    const std::string name = path.filename().string();
    if (name == ".git" || name == "node_modules" || name == "__pycache__") return true;
    if (from_root == "build" || from_root == "demo" || from_root == "assets/dist") return true;
    const std::string ending = path.extension().string();
    return ending == ".db" || ending == ".db-wal" || ending == ".db-shm" || name == "compile_commands.json";
}

File read_file(const fs::path& path, std::string from_root) {
    std::ifstream in(path, std::ios::binary);
    if (!in) throw std::runtime_error("Cannot read " + from_root + ".");
    std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    const bool is_text = text.find('\0') == std::string::npos && !from_root.starts_with("tests/fuzz/corpus/");
    return {std::move(from_root), std::move(text), is_text};
}

}  // namespace

std::vector<File> read_tree(const std::string& root) {
    std::vector<File> files;
    for (auto it = fs::recursive_directory_iterator(root); it != fs::recursive_directory_iterator(); ++it) {
        const std::string from_root = it->path().lexically_relative(root).generic_string();
        if (is_left_over(it->path(), from_root)) {
            it.disable_recursion_pending();
        } else if (it->is_regular_file()) {
            files.push_back(read_file(it->path(), from_root));
        }
    }
    std::sort(files.begin(), files.end(), [](const File& a, const File& b) { return a.path < b.path; });
    return files;
}

const std::vector<File>& tree() {
    static const std::vector<File> files = read_tree(tests::root());
    return files;
}

std::string_view source_folder_of(std::string_view path) {
    if (!path.starts_with("src/")) return {};
    path.remove_prefix(4);
    const std::size_t end = path.find('/');
    return end == std::string_view::npos ? std::string_view() : path.substr(0, end);
}

bool is_cpp(std::string_view path) {
    return path.ends_with(".h") || path.ends_with(".cc");
}

bool has(const std::vector<File>& files, std::string_view path) {
    while (path.ends_with("/")) path.remove_suffix(1);
    return std::any_of(files.begin(), files.end(), [&](const File& file) {
        return file.path.starts_with(path) &&
               (file.path.size() == path.size() || file.path[path.size()] == '/' || path.empty());
    });
}

std::string listed(const std::vector<Breach>& breaches) {
    std::string text;
    for (const auto& breach : breaches)
        text += "\n  " + breach.path + ":" + std::to_string(breach.line) + ": " + breach.what;
    return text;
}

}  // namespace footprint::tidy
