#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "practice/profile_parts.h"

namespace footprint::practice {

namespace {

using law::TableReader;
using law::TomlNode;

// Bands follow on each other without a gap. Where they cover everything the first begins at 0 and the last is
// open.
template <class Band, class Number>
class BandList {
  public:
    BandList(std::string_view key, Number Band::*from, std::optional<Number> Band::*until, Problems& problems)
        : key_(key), from_(from), until_(until), problems_(problems) {}

    template <class Read>
    std::vector<Band> read(TableReader& reader, bool whole_range, Read read_number) {
        const TomlNode* list = reader.list(key_);
        if (list == nullptr) return {};
        for (const TomlNode& item : list->items) {
            if (item.kind == TomlNode::Kind::table) {
                TableReader band_reader(item, "A band of " + key_, problems_);
                add(item, read_one(band_reader, read_number), whole_range, &item == &list->items.back());
                continue;
            }
            problems_.push_back({Problem::Kind::unreadable, item.place,
                                 "Here stands " + std::string(printed(item.kind)) +
                                     ". Write a band as { name = \"0-4\", from = 0, until = 5 }."});
        }
        if (list->items.empty())
            reader.fail(Problem::Kind::missing, key_,
                        "There are no bands in " + key_ + ". Add at least one.");
        return std::move(bands_);
    }

  private:
    template <class Read>
    Band read_one(TableReader& reader, Read read_number) {
        Band band;
        band.name = reader.text("name");
        band.*from_ = read_number(reader, "from");
        if (reader.has("until")) band.*until_ = read_number(reader, "until");
        reader.finish();
        return band;
    }

    void add(const TomlNode& at, Band band, bool whole_range, bool last) {
        const auto wrong = [&](const std::string& message) {
            problems_.push_back({Problem::Kind::conflict, at.place,
                                 "The band '" + band.name + "' of " + key_ + " " + message});
        };
        if (!names_.insert(band.name).second) wrong("is named twice. Rename one.");
        const bool backwards = band.*until_ && *(band.*until_) <= band.*from_;
        if (backwards)
            wrong("ends before it begins. Make 'until' larger than 'from'; 'until' is not in the band.");
        if (bands_.empty() && whole_range && band.*from_ != 0) wrong("is the first. Let it begin at 0.");
        if (!bands_.empty() && !before_was_backwards_ && bands_.back().*until_ != band.*from_)
            wrong("overlaps the one before or leaves a gap. Let it begin where '" + bands_.back().name +
                  "' ends.");
        if (whole_range && last && band.*until_)
            wrong("is the last. Leave out 'until', so that none is lost.");
        before_was_backwards_ = backwards;
        bands_.push_back(std::move(band));
    }

    std::string key_;
    Number Band::*from_;
    std::optional<Number> Band::*until_;
    Problems& problems_;
    std::vector<Band> bands_;
    std::set<std::string> names_;
    bool before_was_backwards_ = false;
};

}  // namespace

void read_bands(const TomlNode& node, Profile& profile, Problems& problems) {
    TableReader reader(node, "The section [bands]", problems);
    const auto years = [](TableReader& band, std::string_view key) { return band.whole_number(key, 0, 25); };
    const auto months = [](TableReader& band, std::string_view key) {
        return band.whole_number(key, 0, 300);
    };
    const auto miles = [](TableReader& band, std::string_view key) { return band.number(key, 0, 10'000); };
    const auto ages = [&](std::string_view key, bool whole) {
        return BandList(key, &AgeBand::from, &AgeBand::until, problems).read(reader, whole, years);
    };
    profile.age_bands_dfe = ages("age_dfe", true);
    profile.age_bands_local = ages("age_local", true);
    profile.age_bands_voice = ages("age_voice", false);
    profile.time_in_care_bands =
        BandList("time_in_care_months", &MonthBand::from_months, &MonthBand::until_months, problems)
            .read(reader, true, months);
    profile.distance_bands =
        BandList("distance_miles", &MileBand::from_miles, &MileBand::until_miles, problems)
            .read(reader, true, miles);
    reader.finish();
}

}  // namespace footprint::practice
