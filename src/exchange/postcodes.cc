#include "exchange/postcodes.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <map>
#include <memory>
#include <vector>

#include "base/csv.h"
#include "base/text.h"
#include "exchange/mapped_file.h"
#include "exchange/unpacked.h"

namespace footprint::exchange {

namespace {

// The table on disk: a head, the authorities' codes, then the records in order of their keys.
constexpr std::string_view magic = "FPPC0003";

struct Head {
    std::array<char, 8> magic;
    std::uint64_t source_size;
    std::int64_t source_time;
    std::uint32_t authorities;
    std::uint32_t records;
};
struct Code {
    std::array<char, 16>
        text;  // so that the records behind any number of codes lie where their numbers can be read
};
struct Record {
    std::uint64_t key;  // the letters and digits without spaces, the first in the highest byte; the authority
                        // in the lowest
    std::uint32_t easting;
    std::uint32_t northing;
};
static_assert(sizeof(Head) % alignof(Record) == 0 && sizeof(Code) % alignof(Record) == 0 &&
              sizeof(Record) == 16);

// At most seven letters and digits in the upper seven bytes; the lowest byte is free for the authority's
// number, of which two bytes are needed, so its upper part lies in the easting's upper bits.
constexpr std::uint64_t key_mask = ~std::uint64_t{0xFF};
constexpr std::uint32_t easting_mask = (1U << 24) - 1;

// Lower to upper tier, from the pairs of codes in the file; without it lower-tier codes stay.
std::map<std::string, std::string> upper_tiers(const std::filesystem::path& postcodes) {
    std::ifstream in(postcodes.parent_path() / "ltla_to_utla_2021.json");
    std::map<std::string, std::string> upper;
    std::string line;
    std::string lower;
    const auto value = [](const std::string& text) {
        const std::size_t end = text.rfind('"');
        const std::size_t begin = end == std::string::npos ? end : text.rfind('"', end - 1);
        return begin == std::string::npos ? std::string() : text.substr(begin + 1, end - begin - 1);
    };
    while (std::getline(in, line)) {
        if (line.find("\"LTLA21CD\"") != std::string::npos) lower = value(line);
        if (line.find("\"UTLA21CD\"") != std::string::npos && !lower.empty()) upper[lower] = value(line);
    }
    return upper;
}

struct Table {
    std::vector<Code> codes;
    std::vector<Record> records;
};

Result<Table> parse(const std::filesystem::path& path, std::string_view text) {
    const std::string name = path.filename().string();
    const auto upper = upper_tiers(path);
    CsvReader reader(name, text);
    const auto wrong = [&](std::string message) {
        return Problem{Problem::Kind::unreadable, {name, reader.line(), 0, {}}, std::move(message)};
    };
    if (!reader.next() || reader.fields().size() != 4 || reader.fields()[0] != "pcd")
        return wrong("This is no table of postcodes. Its first row must be pcd,easting,northing,laua.");
    Table table;
    std::map<std::string, std::uint32_t, std::less<>> numbers;
    while (reader.next()) {
        const auto& fields = reader.fields();
        if (fields.size() != 4) return wrong("This row has not four fields.");
        const std::uint64_t key = postcode_key(fields[0]);
        if (key == 0) return wrong("'" + std::string(fields[0].substr(0, 20)) + "' is no postcode.");
        if (fields[1].empty() || fields[2].empty())
            continue;  // no place is known, as for the Channel Islands
        std::uint32_t easting = 0;
        std::uint32_t northing = 0;
        const auto east = std::from_chars(fields[1].data(), fields[1].data() + fields[1].size(), easting);
        const auto north = std::from_chars(fields[2].data(), fields[2].data() + fields[2].size(), northing);
        if (east.ec != std::errc() || north.ec != std::errc() || easting > easting_mask)
            return wrong("Easting and northing must be whole metres.");
        const auto up = upper.find(std::string(fields[3]));
        const std::string code = up == upper.end() ? std::string(fields[3]) : up->second;
        const auto [at, fresh] = numbers.emplace(code, static_cast<std::uint32_t>(table.codes.size()));
        if (fresh) {
            Code row{};
            std::copy_n(code.begin(), std::min(code.size(), row.text.size() - 1), row.text.begin());
            table.codes.push_back(row);
        }
        table.records.push_back({key | (at->second & 0xFF), easting | (at->second >> 8) << 24, northing});
    }
    if (!reader.problems().empty()) return reader.problems();
    std::sort(table.records.begin(), table.records.end(),
              [](const Record& a, const Record& b) { return a.key < b.key; });
    return table;
}

std::filesystem::path cache_path(const std::filesystem::path& file, std::filesystem::path folder) {
    if (folder.empty()) {
        const char* const set = std::getenv("XDG_CACHE_HOME");
        const char* const home = std::getenv("HOME");
        folder = set != nullptr && *set != '\0' ? std::filesystem::path(set)
                 : home != nullptr              ? std::filesystem::path(home) / ".cache"
                                                : std::filesystem::temp_directory_path();
        folder /= "footprint";
    }
    return folder / (file.filename().string() + ".table");
}

// The table in memory: mapped, and looked up by halving.
class Postcodes {
  public:
    static std::shared_ptr<Postcodes> map(const std::filesystem::path& path, std::uint64_t size,
                                          std::int64_t time) {
        auto file = MappedFile::open(path, std::size_t{1} << 30);
        if (!file) return nullptr;
        const std::string_view bytes = file->bytes();
        Head head{};
        if (bytes.size() < sizeof head) return nullptr;
        std::memcpy(&head, bytes.data(), sizeof head);
        const std::size_t expected =
            sizeof head + head.authorities * sizeof(Code) + head.records * sizeof(Record);
        if (std::string_view(head.magic.data(), head.magic.size()) != magic || head.source_size != size ||
            head.source_time != time || bytes.size() != expected)
            return nullptr;
        return std::make_shared<Postcodes>(std::move(file).value(), head);
    }
    Postcodes(MappedFile file, const Head& head) : file_(std::move(file)) {
        const char* const base = file_.bytes().data();
        codes_ = reinterpret_cast<const Code*>(base + sizeof(Head));
        begin_ = reinterpret_cast<const Record*>(base + sizeof(Head) + head.authorities * sizeof(Code));
        end_ = begin_ + head.records;
        count_ = head.authorities;
    }
    std::optional<care::Located> find(std::string_view postcode) const {
        const std::uint64_t key = postcode_key(postcode);
        if (key == 0) return std::nullopt;
        const Record* const found = std::lower_bound(
            begin_, end_, key, [](const Record& record, std::uint64_t k) { return record.key < k; });
        // Where somebody cut the table, what is read of it is no postcode's place.
        if (found == end_ || (found->key & key_mask) != key || file_.was_cut()) return std::nullopt;
        const std::uint32_t code = static_cast<std::uint32_t>(found->key & 0xFF) | (found->easting >> 24)
                                                                                       << 8;
        if (code >= count_) return std::nullopt;
        return care::Located{static_cast<std::int32_t>(found->easting & easting_mask),
                             static_cast<std::int32_t>(found->northing),
                             care::ShortText<9>(codes_[code].text.data())};
    }

  private:
    MappedFile file_;
    const Code* codes_ = nullptr;
    const Record* begin_ = nullptr;
    const Record* end_ = nullptr;
    std::uint32_t count_ = 0;
};

// Under another name first, so that nobody maps half a table.
Result<Done> write_table(const std::filesystem::path& path, const Table& table, std::uint64_t size,
                         std::int64_t time) {
    Head head{};
    std::copy(magic.begin(), magic.end(), head.magic.begin());
    head.source_size = size;
    head.source_time = time;
    head.authorities = static_cast<std::uint32_t>(table.codes.size());
    head.records = static_cast<std::uint32_t>(table.records.size());
    std::error_code error;
    std::filesystem::create_directories(path.parent_path(), error);
    const std::filesystem::path fresh = path.string() + "." + std::to_string(::getpid());
    std::ofstream out(fresh, std::ios::binary | std::ios::trunc);
    out.write(reinterpret_cast<const char*>(&head), sizeof head);
    out.write(reinterpret_cast<const char*>(table.codes.data()),
              static_cast<std::streamsize>(table.codes.size() * sizeof(Code)));
    out.write(reinterpret_cast<const char*>(table.records.data()),
              static_cast<std::streamsize>(table.records.size() * sizeof(Record)));
    out.close();
    if (out) std::filesystem::rename(fresh, path, error);
    if (!out || error)
        return Problem{
            Problem::Kind::unreadable,
            {path.string(), 0, 0, {}},
            "The table of postcodes cannot be kept here. Check the folder, and that the disk is not full."};
    return Done{};
}

}  // namespace

std::uint64_t postcode_key(std::string_view postcode) {
    std::uint64_t key = 0;
    int at = 0;
    for (const char c : postcode) {
        if (c == ' ') continue;
        const char big = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        if (at == 7 || !((big >= '0' && big <= '9') || (big >= 'A' && big <= 'Z'))) return 0;
        key |= std::uint64_t{static_cast<unsigned char>(big)} << (56 - 8 * at);
        ++at;
    }
    return key;
}

Result<care::FindPlace> open_postcodes(const std::filesystem::path& file,
                                       const std::filesystem::path& cache_folder) {
    std::error_code error;
    const auto size = static_cast<std::uint64_t>(std::filesystem::file_size(file, error));
    if (error)
        return Problem{Problem::Kind::not_found,
                       {file.string(), 0, 0, {}},
                       "There is no such table of postcodes. Check its path."};
    const std::int64_t time = std::filesystem::last_write_time(file, error).time_since_epoch().count();
    const auto kept = cache_path(file, cache_folder);
    auto postcodes = Postcodes::map(kept, size, time);
    if (postcodes == nullptr) {
        const auto text = unpacked(file, {"table of postcodes", std::size_t{400} << 20});
        if (!text) return text.problems();
        const auto table = parse(file, *text);
        if (!table) return table.problems();
        if (const auto written = write_table(kept, *table, size, time); !written) return written.problems();
        postcodes = Postcodes::map(kept, size, time);
        ensure(postcodes != nullptr, "the table of postcodes that was just written can be read");
    }
    return care::FindPlace([postcodes](std::string_view postcode) { return postcodes->find(postcode); });
}

}  // namespace footprint::exchange
