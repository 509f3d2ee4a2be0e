#include "casework/plain_names.h"

#include <cstdint>
#include <set>

#include "exchange/signed_in.h"

namespace footprint::casework {

namespace {

constexpr std::size_t most_letters = 200;

enum class Script : std::uint8_t { latin, greek, cyrillic, armenian, cherokee, styled };

// Alphabets that have letters which look like Latin ones, and Latin ones in disguise; other alphabets are
// told apart by everybody.
struct Stretch {
    std::uint32_t from;
    std::uint32_t to;
    Script script;
};
constexpr Stretch stretches[] = {
    {0x41, 0x5A, Script::latin},        {0x61, 0x7A, Script::latin},
    {0xC0, 0xD6, Script::latin},        {0xD8, 0xF6, Script::latin},
    {0xF8, 0x2AF, Script::latin},       {0x370, 0x3FF, Script::greek},
    {0x400, 0x52F, Script::cyrillic},   {0x530, 0x58F, Script::armenian},
    {0x13A0, 0x13FF, Script::cherokee}, {0x1C80, 0x1C8F, Script::cyrillic},
    {0x1E00, 0x1EFF, Script::latin},    {0x1F00, 0x1FFF, Script::greek},
    {0x2100, 0x214F, Script::styled},   {0x2C80, 0x2CFF, Script::greek},
    {0x2DE0, 0x2DFF, Script::cyrillic}, {0xA640, 0xA69F, Script::cyrillic},
    {0xAB70, 0xABBF, Script::cherokee}, {0xFF21, 0xFF5A, Script::styled},
    {0x1D400, 0x1D7FF, Script::styled},
};

// REQUIRES: valid UTF-8 at `at`, which moves on
std::uint32_t next_letter(std::string_view text, std::size_t& at) {
    const auto first = static_cast<unsigned char>(text[at++]);
    if (first < 0x80) return first;
    const int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
    std::uint32_t letter = first & (0x3FU >> more);
    for (int i = 0; i < more; ++i) letter = (letter << 6U) | (static_cast<unsigned char>(text[at++]) & 0x3FU);
    return letter;
}

std::set<Script> scripts_of(std::string_view name) {
    std::set<Script> scripts;
    for (std::size_t at = 0; at < name.size();) {
        const std::uint32_t letter = next_letter(name, at);
        for (const Stretch& stretch : stretches)
            if (letter >= stretch.from && letter <= stretch.to) scripts.insert(stretch.script);
    }
    return scripts;
}

}  // namespace

std::optional<std::string> misleading_name(std::string_view name) {
    if (!exchange::is_plain_text(name, most_letters))
        return "The name holds signs that are not seen, or is longer than 200 letters. Type it anew, without "
               "copying it.";
    const auto scripts = scripts_of(name);
    if (scripts.size() > 1 || scripts.contains(Script::styled))
        return "The name mixes letters of several alphabets that look alike, as Latin and Cyrillic, so it "
               "could "
               "be taken for somebody else's. Write the whole name in one alphabet.";
    return std::nullopt;
}

}  // namespace footprint::casework
