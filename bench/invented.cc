#include "invented.h"

#include <malloc.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <iostream>

#include "base/working_days.h"
#include "exchange/export.h"
#include "exchange/invented_authority.h"

namespace footprint::bench {

const casework::Ground& ground() {
    static const std::shared_ptr<const casework::Ground> shared = [] {
        auto made = casework::shipped_ground("standard");
        if (!made) {
            std::cerr << printed(made.problems());
            std::exit(1);
        }
        return *made;
    }();
    return *shared;
}

const std::vector<care::Records>& invented(int looked_after, int years, int authorities) {
    static std::array<int, 3> kept{};
    static std::vector<care::Records> records;
    const std::array<int, 3> wanted{looked_after, years, authorities};
    if (kept == wanted) return records;
    records.clear();
    exchange::InventedOptions options;
    options.children = looked_after;
    options.years = years;
    options.authorities = authorities;
    options.as_at = today;
    for (int number = 0; number < authorities; ++number) {
        records.push_back(exchange::invent(options, number, *ground().rules.calendar));
        records.back().settle();
    }
    ::malloc_trim(0);  // what inventing left in pieces should not slow down what is measured
    keep_memory();
    kept = wanted;
    return records;
}

void keep_memory() {
    ::mallopt(M_MMAP_MAX, 0);
    ::mallopt(M_TRIM_THRESHOLD, -1);
    ::mallopt(M_MXFAST, 0);  // as the program does
}

std::size_t children_in(const std::vector<care::Records>& records) {
    std::size_t count = 0;
    for (const care::Records& one : records) count += one.children.size();
    return count;
}

std::size_t bytes_held() {
    const struct mallinfo2 memory = ::mallinfo2();
    return memory.uordblks + memory.hblkhd;
}

namespace {

struct TemporaryFolder {
    std::filesystem::path path;
    TemporaryFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "footprint-bench-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) std::exit(1);
        path = name;
    }
    ~TemporaryFolder() { std::filesystem::remove_all(path); }
};

}  // namespace

std::string invented_files(int looked_after, int years) {
    static const TemporaryFolder temporary;
    const auto folder = temporary.path / (std::to_string(looked_after) + "-" + std::to_string(years));
    if (std::filesystem::create_directory(folder)) {
        const auto written = exchange::export_folder(invented(looked_after, years, 1).front(), folder);
        if (!written) {
            std::cerr << printed(written.problems());
            std::exit(1);
        }
    }
    return folder.string();
}

}  // namespace footprint::bench
