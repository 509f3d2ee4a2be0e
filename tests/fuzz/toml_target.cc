// Any bytes as a file of the law and as a profile.
#include <cstdint>

#include "practice/profile.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace footprint;
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    const law::SourceText file{"fuzz.toml", text};
    const auto rulebook = law::load_rulebook({&file, 1}, WorkingDays());
    if (!rulebook) ensure(!rulebook.problems().empty(), "a refusal says why");
    const auto profile = practice::load_profile("fuzz.toml", text);
    if (!profile) ensure(!profile.problems().empty(), "a refusal says why");
    return 0;
}
