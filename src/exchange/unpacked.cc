#include "exchange/unpacked.h"

#include <zlib.h>

#include <memory>
#include <vector>

namespace footprint::exchange {

Result<std::string> unpacked(const std::filesystem::path& path, const Unpacking& unpacking) {
    const std::string what(unpacking.what);
    const auto refused = [&](Problem::Kind kind, std::string message) {
        return Problem{kind, {path.string(), 0, 0, {}}, std::move(message)};
    };
    const std::unique_ptr<gzFile_s, decltype(&gzclose)> file(gzopen(path.c_str(), "rb"), &gzclose);
    if (file == nullptr)
        return refused(Problem::Kind::not_found, "The " + what + " cannot be opened. Check its path.");
    gzbuffer(file.get(), 1 << 18);
    std::string text;
    std::vector<char> piece(1 << 20);
    int got = 0;
    while ((got = gzread(file.get(), piece.data(), static_cast<unsigned>(piece.size()))) > 0) {
        text.append(piece.data(), static_cast<std::size_t>(got));
        if (text.size() > unpacking.limit)
            return refused(Problem::Kind::too_large, "The " + what + " is too large to be one.");
    }
    if (got < 0) return refused(Problem::Kind::unreadable, "The file is damaged. Fetch it again.");
    return text;
}

}  // namespace footprint::exchange
