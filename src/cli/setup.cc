#include "base/text.h"
#include "cli/acting.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "exchange/export.h"
#include "exchange/invented_authority.h"

namespace footprint::cli {

namespace {

exchange::InventedOptions invented(const Common& common, const InventOptions& options) {
    exchange::InventedOptions invented;
    invented.children = options.children;
    invented.years = options.years;
    invented.authorities = options.authorities;
    invented.seed = options.seed;
    invented.as_at = common.as_at;
    return invented;
}

// The line of one authority after the other: what is said of each stands in between.
void begin(std::optional<Progress>& progress, const char* doing, int number, int of) {
    progress.emplace(doing);
    if (of > 1) progress->reached(static_cast<std::size_t>(number), static_cast<std::size_t>(of));
}

}  // namespace

Exit init(const Common& common, const InitOptions& options) {
    const care::Authority authority{options.code, options.name,
                                    common.profile.empty() ? "standard" : common.profile, std::nullopt};
    const auto done =
        casework::Casework::create_authority({common.db, {}, {}, {}}, authority, actor_of(common));
    if (!done) return refused(done.problems());
    say(options.name + " (" + options.code + ") is ready in " + common.db + ".");
    return Exit::done;
}

Exit demo(const Common& common, const InventOptions& options) {
    const exchange::InventedOptions wanted = invented(common, options);
    if (const auto wrong = exchange::wrong_use_in(wanted)) return refused({*wrong});
    const auto ground = casework::shipped_ground(common.profile.empty() ? "standard" : common.profile);
    if (!ground) return refused(ground.problems());
    for (int number = 0; number < wanted.authorities; ++number) {
        std::optional<Progress> progress;
        begin(progress, "Inventing authorities", number, wanted.authorities);
        care::Records records = exchange::invent(wanted, number, *(*ground)->rules.calendar);
        records.settle();
        const care::Authority authority = records.authority.front();
        const casework::Actor actor = actor_of(common);
        const casework::Address address{common.db, authority.code, {}, {}};
        if (const auto made = casework::Casework::create_authority(address, authority, actor); !made)
            return refused(made.problems());
        auto service = casework::Casework::open(address);
        if (!service) return refused(service.problems());
        const auto applied =
            (*service)->take_over(records, actor, "invented authority, seed " + std::to_string(options.seed));
        progress.reset();
        if (!applied) return refused(applied.problems());
        say(authority.name + " (" + authority.code +
            "): " + counted(static_cast<std::int64_t>(records.children.size()), "child", "children") + ", " +
            counted(static_cast<std::int64_t>(records.reviews.size()), "review", "reviews") + ".");
    }
    return Exit::done;
}

Exit generate(const Common& common, const InventOptions& options) {
    const exchange::InventedOptions wanted = invented(common, options);
    if (const auto wrong = exchange::wrong_use_in(wanted)) return refused({*wrong});
    const auto ground = casework::shipped_ground(common.profile.empty() ? "standard" : common.profile);
    if (!ground) return refused(ground.problems());
    for (int number = 0; number < wanted.authorities; ++number) {
        std::optional<Progress> progress;
        begin(progress, "Writing invented authorities", number, wanted.authorities);
        care::Records records = exchange::invent(wanted, number, *(*ground)->rules.calendar);
        records.settle();
        std::filesystem::path folder = options.folder;
        if (wanted.authorities > 1) folder /= exchange::invented_code(number);
        const auto written = exchange::export_folder(records, folder);
        progress.reset();
        if (!written) return refused(written.problems());
        say(folder.string() + ": " +
            counted(static_cast<std::int64_t>(records.children.size()), "child", "children") + ".");
    }
    return Exit::done;
}

}  // namespace footprint::cli
