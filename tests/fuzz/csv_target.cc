// Any bytes as the files of a return: read and checked, exported and read again, without a crash.
#include <cstdint>
#include <string>

#include "exchange/export.h"
#include "exchange/import_run.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace footprint;
    static const auto profile = practice::shipped_profile("standard").value();
    static const auto codes = care::shipped_code_book().value();
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    // The bytes serve as Header and as another file, whose name decides which table is meant.
    const std::size_t cut = text.find('\x1d');
    const std::string_view first = text.substr(0, cut);
    const std::string_view second = cut == std::string_view::npos ? std::string_view() : text.substr(cut + 1);
    exchange::ReadOptions options;
    options.today = day_of(2026, 3, 31);
    const auto reading = exchange::read_files(
        {{"a/header.csv", first}, {"a/other.csv", second}, {"review_details.csv", second}}, options, profile,
        codes);
    if (!reading.problems.empty()) return 0;
    const auto written = exchange::export_texts(reading.records);
    std::vector<exchange::NamedBytes> files;
    for (const auto& file : written) files.push_back({file.name, file.text});
    const auto again = exchange::read_files(files, options, profile, codes);
    ensure(again.problems.empty(), "what was exported can be imported");
    ensure(again.records.children == reading.records.children, "an import of an export changes no child");
    return 0;
}
