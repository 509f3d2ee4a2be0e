#include "casework/casework.h"

#include <map>
#include <set>
#include <tuple>

#include "base/text.h"
#include "care/mentions.h"
#include "exchange/export.h"
#include "exchange/postcodes.h"
#include "law/timetable_rules.h"

namespace footprint::casework {

namespace {

constexpr std::string_view files_scheme = "files:";

bool is_folder(const Address& address) {
    return std::string_view(address.db).starts_with(files_scheme);
}

std::filesystem::path folder_of(const Address& address) {
    return address.db.substr(files_scheme.size());
}

// The authority that was asked for, or the only one there is.
Result<std::string> chosen(const Address& address, const std::vector<care::Authority>& authorities) {
    std::vector<std::string> codes;
    for (const care::Authority& authority : authorities) codes.push_back(authority.code);
    if (authorities.empty())
        return Problem{Problem::Kind::not_found,
                       {},
                       "There is no authority in " + address.db +
                           ". Make one with 'footprint init' or 'footprint demo'."};
    if (address.authority.empty()) {
        if (codes.size() == 1) return codes.front();
        return Problem{
            Problem::Kind::wrong_use,
            {},
            "There are several authorities. Name one with --authority: " + join(codes, ", ") + "."};
    }
    for (const std::string& code : codes)
        if (code == address.authority) return code;
    return Problem{Problem::Kind::not_found,
                   {},
                   "There is no authority '" + address.authority + "' in " + address.db +
                       ". Known: " + join(codes, ", ") + "."};
}

// Which of the destroyed children the records name, as a file or beside others in a row that is none's.
std::set<std::string> named_of(const care::Records& records, const std::set<std::string>& destroyed) {
    std::set<std::string> named;
    if (destroyed.empty()) return named;
    for (const care::Child& child : records.children)
        if (destroyed.contains(child.id)) named.insert(child.id);
    const auto look = [&](const std::string& names) {
        for (const std::string& id : destroyed)
            if (care::mentions(names, id)) named.insert(id);
    };
    care::for_each_table(records, [&](const auto& table) {
        using Row = std::remove_cvref_t<decltype(table[0])>;
        care::for_each_field<Row>([&]<class Value>(const care::Field<Row, Value>& field) {
            if constexpr (std::is_same_v<Value, std::string>)
                if (field.names_children)
                    for (std::size_t i = 0; i < table.size(); ++i) look(table[i].*field.member);
        });
    });
    return named;
}

Result<std::shared_ptr<const Ground>> read_ground(std::string_view profile, care::FindPlace find_place) {
    auto rulebook = law::shipped_rulebook();
    if (!rulebook) return rulebook.problems();
    auto loaded = practice::shipped_profile(profile, &*rulebook);
    if (!loaded) return loaded.problems();
    auto codes = care::shipped_code_book();
    if (!codes) return codes.problems();
    auto ground = std::make_shared<Ground>(Ground{std::move(rulebook).value(),
                                                  {},
                                                  std::move(loaded).value(),
                                                  std::move(codes).value(),
                                                  std::move(find_place)});
    ground->rules = law::timetable_rules(ground->rulebook);
    return std::shared_ptr<const Ground>(std::move(ground));
}

}  // namespace

// What the program carries cannot change while it runs: it is read once, however often records are opened.
Result<std::shared_ptr<const Ground>> shipped_ground(std::string_view profile, care::FindPlace find_place) {
    if (find_place) return read_ground(profile, std::move(find_place));
    static std::mutex mutex;
    static std::map<std::string, std::shared_ptr<const Ground>, std::less<>> known;
    const std::lock_guard lock(mutex);
    if (const auto found = known.find(profile); found != known.end()) return found->second;
    auto ground = read_ground(profile, {});
    if (ground) known.emplace(profile, *ground);
    return ground;
}

Result<std::unique_ptr<Casework>> Casework::open(const Address& address) {
    auto casework = std::unique_ptr<Casework>(new Casework(address));
    std::string profile = address.profile;
    if (!address.only.empty() && !is_folder(address))
        return Problem{Problem::Kind::wrong_use,
                       {},
                       "--only chooses files of a folder, and a database has none. Leave it out, or name a "
                       "folder with --db files:DIR."};
    if (is_folder(address)) {
        if (!std::filesystem::is_directory(folder_of(address)))
            return Problem{
                Problem::Kind::not_found, {}, "There is no folder '" + folder_of(address).string() + "'."};
    } else {
        auto store = store::Store::open(address.db, store::OpenMode::existing);
        if (!store) return store.problems();
        casework->store_ = std::move(store).value();
        const auto authorities = casework->store_->authorities();
        const auto code = chosen(address, authorities);
        if (!code) return code.problems();
        casework->code_ = *code;
        for (const care::Authority& authority : authorities)
            if (authority.code == *code && profile.empty()) profile = authority.profile;
    }
    care::FindPlace find_place;
    if (!address.postcodes.empty()) {
        auto postcodes = exchange::open_postcodes(address.postcodes);
        if (!postcodes) return postcodes.problems();
        find_place = std::move(postcodes).value();
    }
    auto ground = shipped_ground(profile.empty() ? "standard" : profile, std::move(find_place));
    if (!ground) return ground.problems();
    casework->ground_ = *ground;
    return casework;
}

Result<Done> Casework::create_authority(const Address& address, const care::Authority& authority,
                                        const Actor& actor) {
    if (is_folder(address))
        return Problem{Problem::Kind::wrong_use,
                       {},
                       "A folder holds files only. Name a database with --db sqlite:PATH."};
    const auto profile =
        practice::shipped_profile(authority.profile.empty() ? "standard" : authority.profile);
    if (!profile) return profile.problems();
    auto store = store::Store::open(address.db, store::OpenMode::create);
    if (!store) return store.problems();
    return (*store)->create_authority(authority, store::Author{actor.name}, actor.at);
}

Result<Casework::Loaded> Casework::load(const Asked& asked) {
    if (store_ != nullptr) {
        // Looked up first: what is written meanwhile is loaded too, and then brought up to date for nothing.
        const std::uint64_t version = store_->data_version(code_);
        auto records = store_->load(code_, asked.known_at.value_or(end_of_time));
        if (!records) return records.problems();
        return Loaded{std::move(records).value(), version};
    }
    exchange::ReadOptions options;
    options.today = asked.as_at;
    options.only = address_.only;
    exchange::Reading reading =
        exchange::read_folder(folder_of(address_), options, ground_->profile, ground_->codes);
    if (!reading.problems.empty()) return reading.problems;
    return Loaded{std::move(reading.records), 0};
}

// A picture that is a little old is copied and brought up to date, which is quicker than loading all again.
Result<Casework::Loaded> Casework::newest(const Asked& asked) {
    const Kept known = kept();
    if (store_ == nullptr || known.snapshot == nullptr || asked.known_at) return load(asked);
    care::Records records = known.snapshot->records();
    const auto version = store_->bring_up_to_date(code_, records, known.snapshot->version());
    if (!version) return load(asked);
    return Loaded{std::move(records), *version};
}

Casework::Kept Casework::kept() {
    const std::lock_guard lock(kept_mutex_);
    return kept_;
}

bool Casework::Kept::serves(const Asked& asked, std::uint64_t version) const {
    return snapshot != nullptr && !asked.known_at && snapshot->as_at() == asked.as_at &&
           snapshot->version() >= version && reviews_from == asked.reviews_from;
}

std::shared_ptr<const care::AccessLists> Casework::access(std::uint64_t version) {
    const std::lock_guard lock(access_mutex_);
    if (kept_access_ == nullptr || kept_access_version_ != version) {
        kept_access_ = std::make_shared<const care::AccessLists>(store_->load_access(code_));
        kept_access_version_ = version;
    }
    return kept_access_;
}

Result<std::shared_ptr<const Snapshot>> Casework::read(const Asked& asked, std::uint64_t version) {
    if (store_ != nullptr && version == 0) version = store_->data_version(code_);
    if (const Kept known = kept(); known.serves(asked, version)) return known.snapshot;
    const std::lock_guard lock(making_mutex_);
    if (const Kept known = kept(); known.serves(asked, version)) return known.snapshot;
    auto loaded = newest(asked);
    if (!loaded) return loaded.problems();
    auto snapshot = std::make_shared<const Snapshot>(ground_, std::move(loaded->records), asked.as_at,
                                                     asked.reviews_from, loaded->version);
    if (!asked.known_at) {
        const std::lock_guard keeping(kept_mutex_);
        kept_ = {snapshot, asked.reviews_from};
        kept_preview_ = {};
    }
    return std::shared_ptr<const Snapshot>(snapshot);
}

namespace {

// Two findings are the same one when they say the same of the same child; lines of a file move.
using Said = std::tuple<std::string, std::string_view, std::string>;
Said said(const Snapshot& snapshot, const care::Finding& finding) {
    return Said{finding.child.is_known() ? snapshot.records().id_of(finding.child) : std::string_view(),
                finding.name, finding.message};
}

}  // namespace

// What was found before the last import, as at a day.
struct FindingsBefore {
    std::uint64_t import = 0;  // its entry; 0: there was none
    Moment at;
    Day as_at;
    std::multiset<Said> said;
};

namespace {

std::vector<std::uint32_t> places_of_new(const Snapshot& now, std::multiset<Said> known) {
    std::vector<std::uint32_t> places;
    for (std::uint32_t place = 0; place < now.findings().size(); ++place) {
        const auto found = known.find(said(now, now.findings()[place]));
        found == known.end() ? places.push_back(place) : static_cast<void>(known.erase(found));
    }
    return places;
}

}  // namespace

std::shared_ptr<const NewFindings> Casework::new_findings(const Snapshot& snapshot) {
    if (store_ == nullptr || snapshot.version() == 0) return nullptr;
    const std::lock_guard lock(findings_mutex_);
    const std::pair wanted{snapshot.version(), snapshot.as_at()};
    if (kept_new_findings_of_ == wanted) return kept_new_findings_;
    store::JournalQuestion question;
    question.verb = store::apply_verb;
    question.changes = true;
    question.limit = 1;
    const auto imports = store_->journal(code_, question);
    const std::uint64_t import = imports.empty() ? 0 : imports.front().number;
    const bool is_known = findings_before_ != nullptr && findings_before_->import == import &&
                          findings_before_->as_at == snapshot.as_at();
    if (!is_known) {
        auto before = std::make_shared<FindingsBefore>();
        before->import = import;
        before->as_at = snapshot.as_at();
        if (import != 0) {
            before->at = imports.front().at;
            auto records = store_->load(code_, Moment{before->at.micros - 1});
            if (!records) return nullptr;
            const Snapshot then(ground_, std::move(records).value(), snapshot.as_at(), std::nullopt, 0);
            for (const care::Finding& finding : then.findings()) before->said.insert(said(then, finding));
        }
        findings_before_ = std::move(before);
    }
    kept_new_findings_ = import == 0
                             ? nullptr
                             : std::make_shared<const NewFindings>(NewFindings{
                                   findings_before_->at, places_of_new(snapshot, findings_before_->said)});
    kept_new_findings_of_ = wanted;
    return kept_new_findings_;
}

Result<ImportPreview> Casework::compared(exchange::Reading reading,
                                         const std::shared_ptr<const care::Records>& known) {
    ImportPreview preview;
    preview.reading = std::move(reading);
    static const auto nothing = [] {
        auto empty = std::make_shared<care::Records>();
        empty->settle();
        return std::shared_ptr<const care::Records>(std::move(empty));
    }();
    preview.known = known == nullptr ? nothing : known;
    // What was destroyed does not come back by an old file.
    if (store_ != nullptr)
        for (const std::string& id : named_of(preview.reading.records, store_->destroyed(code_)))
            preview.reading.problems.push_back(
                {Problem::Kind::not_permitted,
                 {},
                 "The file of child '" + id + "' was destroyed by law. Take the child out of what is read."});
    if (preview.reading.problems.empty())
        preview.changes = care::differences(*preview.known, preview.reading.records);
    return preview;
}

Result<std::shared_ptr<const care::Records>> Casework::load_known() {
    const Kept shown = kept();
    if (shown.snapshot != nullptr && shown.snapshot->version() == store_->data_version(code_))
        return std::shared_ptr<const care::Records>(shown.snapshot, &shown.snapshot->records());
    auto known = store_->load(code_);
    if (!known) return known.problems();
    return std::shared_ptr<const care::Records>(std::make_shared<care::Records>(std::move(known).value()));
}

Result<ImportPreview> Casework::preview_import(const std::filesystem::path& folder,
                                               const exchange::ReadOptions& options) {
    if (store_ == nullptr)
        return compared(exchange::read_folder(folder, options, ground_->profile, ground_->codes));
    auto known = load_known();
    if (!known) return known.problems();
    exchange::ReadOptions with_known = options;
    with_known.known = known->get();
    return compared(exchange::read_folder(folder, with_known, ground_->profile, ground_->codes), *known);
}

Result<ImportPreview> Casework::preview_import(std::vector<exchange::NamedBytes> files,
                                               const exchange::ReadOptions& options) {
    if (store_ == nullptr)
        return compared(exchange::read_files(std::move(files), options, ground_->profile, ground_->codes));
    auto known = load_known();
    if (!known) return known.problems();
    exchange::ReadOptions with_known = options;
    with_known.known = known->get();
    return compared(exchange::read_files(std::move(files), with_known, ground_->profile, ground_->codes),
                    *known);
}

Result<std::shared_ptr<const ImportPreview>> Casework::preview_waiting(
    const std::string& name, std::vector<exchange::NamedBytes> files, const exchange::ReadOptions& options) {
    const auto known = load_known();
    if (!known) return known.problems();
    {
        const std::lock_guard lock(kept_mutex_);
        if (kept_preview_.name == name && kept_preview_.today == options.today &&
            kept_preview_.preview->known == *known)
            return kept_preview_.preview;
    }
    auto made = preview_import(std::move(files), options);
    if (!made) return made.problems();
    auto preview = std::make_shared<const ImportPreview>(std::move(made).value());
    const std::lock_guard lock(kept_mutex_);
    kept_preview_ = {name, options.today, preview};
    return std::shared_ptr<const ImportPreview>(std::move(preview));
}

Result<store::Applied> Casework::take_over(const ImportPreview& preview, const Actor& actor,
                                           const std::string& why) {
    ensure(preview.may_be_taken_over(), "nothing is taken over while there is a problem");
    return take_over(preview.reading.records, actor, why);
}

Result<store::Applied> Casework::take_over(const care::Records& records, const Actor& actor,
                                           const std::string& why) {
    if (store_ == nullptr)
        return Problem{
            Problem::Kind::wrong_use, {}, "A folder is only read. Name a database with --db sqlite:PATH."};
    return store_->apply(code_, records, store::Author{actor.name}, why, actor.at);
}

Result<Done> Casework::export_files(const std::filesystem::path& folder, const Asked& asked,
                                    exchange::Exported which) {
    auto loaded = load(asked);
    if (!loaded) return loaded.problems();
    return exchange::export_folder(loaded->records, folder, which);
}

Result<std::uint64_t> Casework::write(const store::ChangeSet& changes, const Actor& actor,
                                      const std::string& why) {
    return store_->write(code_, changes, store::Author{actor.name}, why, actor.at);
}

namespace {

// What somebody types is kept for them; it is no place to put files.
constexpr std::size_t most_drafts = 50;
constexpr std::size_t longest_draft = 1024 * 1024;  // a record of a review at its longest

std::optional<Problem> wrong_with_draft(store::Database& database, const std::string& authority,
                                        const store::Draft& draft, const std::optional<store::Draft>& stored,
                                        Moment over) {
    if (stored && stored->saved_at != over && stored->contents != draft.contents)
        return Problem{
            Problem::Kind::changed_meanwhile,
            {},
            "Another window of yours kept a draft since. Compare the two, then keep what is to stand."};
    if (!stored && store::drafts_of(database, authority, draft.account).size() >= most_drafts)
        return Problem{Problem::Kind::too_large,
                       {},
                       "You have " + std::to_string(most_drafts) +
                           " drafts. Save one of them, or throw one away; 'Your account' lists them."};
    return std::nullopt;
}

}  // namespace

Result<Moment> Casework::keep_draft(store::Draft draft, Moment over) {
    if (draft.contents.size() > longest_draft)
        return Problem{Problem::Kind::too_large,
                       {},
                       "This is too long for a draft. Save it, or make it shorter than " +
                           grouped(static_cast<std::int64_t>(longest_draft)) + " bytes."};
    const Moment now = draft.saved_at;
    std::optional<Problem> wrong;
    store_->change_sign_ins(code_, [&](store::Database& database) {
        const auto stored = store::find_draft(database, code_, draft.account, draft.place);
        wrong = wrong_with_draft(database, code_, draft, stored, over);
        if (wrong) return;
        draft.saved_at = stored && stored->saved_at >= now ? Moment{stored->saved_at.micros + 1} : now;
        store::keep(database, code_, draft);
    });
    if (wrong) return *wrong;
    return draft.saved_at;
}

void Casework::share_draft(const store::Draft& draft) {
    store_->change_sign_ins(code_, [&](store::Database& database) { store::share(database, code_, draft); });
}

std::vector<store::Draft> Casework::drafts_shared_with(const std::string& account) {
    std::vector<store::Draft> drafts;
    store_->read_sign_ins(code_, [&](store::Database& database) {
        drafts = store::drafts_shared_with(database, code_, account);
    });
    return drafts;
}

bool Casework::drop_draft(const std::string& account, const std::string& place, Moment shown) {
    bool dropped = true;
    store_->change_sign_ins(code_, [&](store::Database& database) {
        const auto stored = store::find_draft(database, code_, account, place);
        dropped = !stored || stored->saved_at == shown;
        if (stored && dropped) store::drop_draft(database, code_, account, place);
    });
    return dropped;
}

std::optional<store::Draft> Casework::find_draft(const std::string& account, const std::string& place) {
    std::optional<store::Draft> draft;
    store_->read_sign_ins(code_, [&](store::Database& database) {
        draft = store::find_draft(database, code_, account, place);
    });
    return draft;
}

std::vector<store::Draft> Casework::drafts_of(const std::string& account) {
    std::vector<store::Draft> drafts;
    store_->read_sign_ins(
        code_, [&](store::Database& database) { drafts = store::drafts_of(database, code_, account); });
    return drafts;
}

}  // namespace footprint::casework
