#include "exchange/invented_authority.h"

#include "exchange/invented/faults.h"
#include "exchange/invented/names.h"
#include "exchange/invented/rows.h"
#include "exchange/postcodes.h"

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <numeric>
#include <utility>
#include <vector>

namespace footprint::exchange {

namespace {

using namespace invented;

constexpr int usual_started = 31'500;  // children a year, where codes/invented_marginals.csv has no figure

std::uint64_t seed_of(const InventedOptions& options, int number) {
    return mixed(options.seed, static_cast<std::uint64_t>(number));
}

// Where an authority lies was chosen once and is no matter of the seed: whoever meets its code again can tell
// which postcodes are its own. The first lies in the East Midlands; the others follow region by region, so
// that nine of them stand for England.
std::string_view region_of(int number) {
    constexpr int east_midlands = 3;
    return regions[static_cast<std::size_t>(east_midlands + number) % std::size(regions)];
}

Places places_about(int number) {
    constexpr std::uint64_t setting = 1;
    return {region_of(number), mixed(mixed(setting, static_cast<std::uint64_t>(number)), 0x706c61)};
}

Surroundings surroundings(const InventedOptions& options, int number) {
    const std::uint64_t seed = seed_of(options, number);
    Surroundings around{seed, marginals_of(region_of(number)), places_about(number), {}, {}, options.as_at,
                        {}};
    const Year now = year_of(options.as_at);
    around.kept_from = Year{now.starts - options.years}.first_day();
    around.first_entry = add_months(around.kept_from, -12 * 18);
    for (int year = year_of(around.first_entry).starts; year <= now.starts; ++year) {
        const auto known = around.figures.started.find(year + 1);
        const Day end = std::min(Year{year}.last_day(), options.as_at);
        const int days = end - Year{year}.first_day() + 1;
        const int started = known == around.figures.started.end() ? usual_started : known->second;
        around.entry_weights.push_back(started / 10 * days / 365);
    }
    return around;
}

// One family after another until as many children are looked after today as are asked for. A family that
// would be too many is passed over, so that a larger authority begins with the children of a smaller one.
std::vector<InventedChild> draw_children(const Surroundings& around, int wanted) {
    std::vector<InventedChild> children;
    int looked_after = 0;
    for (int family = 0; looked_after < wanted; ++family) {
        auto drawn = draw_family(around, family);
        const auto more = std::count_if(drawn.begin(), drawn.end(), [&around](const InventedChild& child) {
            return child.is_looked_after(around.as_at);
        });
        if (looked_after + more > wanted) continue;
        looked_after += static_cast<int>(more);
        for (auto& child : drawn) {
            for (Stay& stay : child.stays) {
                Draw draw(mixed(child.seed, 0x73746179), static_cast<std::uint64_t>(stay.began.count()));
                draw_legal_statuses(child, stay, draw);
                draw_placements(around, child, stay, draw);
                draw_reason_ceased(around, child, stay, draw);
            }
            children.push_back(std::move(child));
        }
    }
    return children;
}

void add_authority(const InventedOptions& options, int number, const Surroundings& around,
                   care::Records& records) {
    care::Authority authority;
    authority.code = invented_code(number);
    authority.name = authority_name(options.seed, number);
    authority.profile = "standard";
    records.authority.push_back(std::move(authority));
    // The rate of children looked after is the region's, give or take a tenth; the population follows from
    // it.
    const int size = invented_size(options, number);
    const int apart = Draw(around.seed, 0x706f70).between(900, 1100);
    for (const auto& [year, children] : around.figures.children_0_17) {
        if (Day published = day_of(year + 1, 10, 1); published > options.as_at) break;
        if (year < civil(around.kept_from).year - 1) continue;
        const std::int64_t of_region =
            static_cast<std::int64_t>(children) * size / around.figures.looked_after;
        records.population.push_back({year, static_cast<int>(of_region * apart / 1000)});
    }
}

// TEST000001, TEST000002, ...: as many digits as the last needs, so that they stand in their order.
std::string child_id(std::size_t place, std::size_t of) {
    const std::string text = std::to_string(place + 1);
    const std::size_t digits = std::max<std::size_t>(6, std::to_string(of).size());
    return "TEST" + std::string(digits - text.size(), '0') + text;
}

care::FindPlace finder_of(const Places& places, std::string_view code) {
    std::vector<std::pair<std::uint64_t, care::Located>> table;
    table.reserve(places.all().size());
    for (const Place& place : places.all())
        table.emplace_back(postcode_key(place.postcode.view()),
                           care::Located{place.easting, place.northing,
                                         place.is_inside ? care::ShortText<9>(code) : place.area});
    const auto by_key = [](const auto& a, const auto& b) { return a.first < b.first; };
    std::sort(table.begin(), table.end(), by_key);
    return [sorted = std::make_shared<const decltype(table)>(std::move(table)),
            by_key](std::string_view postcode) -> std::optional<care::Located> {
        const std::pair<std::uint64_t, care::Located> wanted{postcode_key(postcode), {}};
        const auto found = std::lower_bound(sorted->begin(), sorted->end(), wanted, by_key);
        if (found == sorted->end() || found->first != wanted.first) return std::nullopt;
        return found->second;
    };
}

}  // namespace

std::optional<Problem> wrong_use_in(const InventedOptions& options) {
    const auto wrong = [](std::string message) {
        return Problem{Problem::Kind::wrong_use, {}, std::move(message)};
    };
    if (options.children < 10 || options.children > most_invented_children)
        return wrong(
            "An invented authority has 10 to 200,000 children looked after. Give --children between these.");
    if (options.years < 1 || options.years > 15)
        return wrong("Invented records go back 1 to 15 years. Give --years between these.");
    if (options.authorities < 1 || options.authorities > most_invented_authorities)
        return wrong("There are 1 to 153 invented authorities. Give --authorities between these.");
    if (options.faults < 0 || options.faults > 1000)
        return wrong("Faults are counted in 1,000 children. Give a number between 0 and 1000.");
    if (options.as_at.is_never() || options.as_at < day_of(2012, 4, 1) || options.as_at > day_of(2100, 1, 1))
        return wrong(
            "Invented records end on a day between 1 April 2012 and 1 January 2100. Give --as-at such a "
            "day.");
    return std::nullopt;
}

std::string invented_code(int authority_number) {
    return "E06999" + std::to_string(1001 + authority_number).substr(1);
}

care::FindPlace invented_places(std::string_view code) {
    static std::mutex mutex;
    static std::map<std::string, care::FindPlace, std::less<>> known;
    const std::lock_guard lock(mutex);
    if (const auto found = known.find(code); found != known.end()) return found->second;
    for (int number = 0; number < most_invented_authorities; ++number)
        if (invented_code(number) == code)
            return known.emplace(code, finder_of(places_about(number), code)).first->second;
    return {};
}

int invented_size(const InventedOptions& options, int authority_number) {
    if (options.authorities == 1) return options.children;
    const auto sizes = marginals_of(regions[0]).authority_sizes;
    // Real authorities, from the largest to the smallest, as many as are asked for.
    const auto size_of = [&](int number) {
        return sizes[(2 * static_cast<std::size_t>(number) + 1) * sizes.size() /
                     (2 * static_cast<std::size_t>(options.authorities))];
    };
    std::int64_t sum = 0;
    for (int number = 0; number < options.authorities; ++number) sum += size_of(number);
    const std::int64_t all = static_cast<std::int64_t>(options.children) * options.authorities;
    return std::max(5, static_cast<int>((all * size_of(authority_number) + sum / 2) / sum));
}

care::Records invent(const InventedOptions& options, int authority_number, const WorkingDays& calendar) {
    ensure(!wrong_use_in(options) && authority_number >= 0 && authority_number < options.authorities,
           "an authority was to be invented with options that make no sense");
    const Surroundings around = surroundings(options, authority_number);
    const auto children = draw_children(around, invented_size(options, authority_number));
    Service service(around, children, calendar);
    care::Records records;
    add_authority(options, authority_number, around, records);
    records.children.resize(children.size());
    for (std::size_t place = 0; place < children.size(); ++place) {
        const InventedChild& child = children[place];
        records.children[place].id = child_id(place, children.size());
        ChildFile file{child, {static_cast<std::uint32_t>(place)}, {}};
        for (const Stay& stay : child.stays)
            file.reviews.push_back(draw_reviews(around, child, stay, calendar));
        for (auto& episode : episodes_of(around, child, file.number)) records.episodes.add(episode);
        add_return_rows(around, file, records);
        for (auto& row : service.allocations[place]) records.allocations.add(row);
        for (auto& row : service.worker_episodes(child, file.number))
            records.worker_episodes.add(std::move(row));
        add_review_rows(around, file, service, calendar, records);
        add_rows_between_reviews(around, file, service, records);
        const bool has_siblings = (place > 0 && children[place - 1].family == child.family) ||
                                  (place + 1 < children.size() && children[place + 1].family == child.family);
        add_family_rows(around, file, service, has_siblings, records);
        Draw faulty(mixed(child.seed, 0x6661756c));
        if (faulty.chance(options.faults)) add_fault(file.number, options.as_at, records, faulty);
    }
    records.officers = std::move(service.officers);
    records.absences = std::move(service.absences);
    records.settle();
    return records;
}

}  // namespace footprint::exchange
