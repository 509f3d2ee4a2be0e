// What people do with the records, every verb on one page: the only way to the data.
//
// In      where the records are; who asks; what for
// Out     pictures of an authority to read; what an import would change; what was changed
// Errors  Problem: cannot be done, with what to do. Fault: disk or database
// Source  docs/command_line.md
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/moment.h"
#include "care/account.h"
#include "care/difference.h"
#include "casework/snapshot.h"
#include "exchange/export.h"
#include "exchange/import_run.h"
#include "store/store.h"

namespace footprint::casework {

// Where an authority's records are, and by whose practice they are read.
struct Address {
    std::string db;         // sqlite:PATH or postgresql://..., or files:DIR, which is read and never written
    std::string authority;  // its code; may be left out where there is one only
    std::string profile;    // as in profiles/; empty: the authority's own, else standard
    std::string postcodes;  // the table of postcodes; empty: distances are not known
    std::vector<std::string> only = {};  // of a folder: the only files to read; empty: all
};

// Who does something, and when.
struct Actor {
    std::string name;
    Moment at;
};

struct Asked {
    Day as_at;
    std::optional<Moment> known_at;
    std::optional<Day> reviews_from;
};

// An import that was read and not yet taken over.
struct ImportPreview {
    exchange::Reading reading;
    std::vector<care::TableDifference> changes;
    std::shared_ptr<const care::Records> known;  // what the changes are changes of
    bool may_be_taken_over() const { return reading.problems.empty(); }
};

// What the last import brought to light.
struct NewFindings {
    Moment since;                       // of that import
    std::vector<std::uint32_t> places;  // in Snapshot::findings()
};

struct FindingsBefore;

class Casework {
  public:
    static Result<std::unique_ptr<Casework>> open(const Address& address);
    // Makes the database, if need be, and a new, empty authority in it.
    static Result<Done> create_authority(const Address& address, const care::Authority& authority,
                                         const Actor& actor);

    bool is_read_only() const { return store_ == nullptr; }
    const Address& address() const { return address_; }

    // The authority as it was known, as at a day. Kept until the records change or another day is asked for.
    // Version: of the records, where it was looked up just now; nought: it is looked up.
    Result<std::shared_ptr<const Snapshot>> read(const Asked& asked, std::uint64_t version = 0);

    // Whose session a token stands for, and how new everything is. REQUIRES: not read-only.
    store::LookedUp look_up(const std::string& token_hash) { return store_->look_up(code_, token_hash); }
    // Who may do what, as of that version. REQUIRES: not read-only.
    std::shared_ptr<const care::AccessLists> access(std::uint64_t version);
    std::uint64_t access_version() { return store_->access_version(code_); }
    const std::string& authority() const { return code_; }

    // Nothing where the records are files, which have no past. Kept like the picture.
    std::shared_ptr<const NewFindings> new_findings(const Snapshot& snapshot);

    // Reads a folder, or files by name, and says what taking it over would change.
    Result<ImportPreview> preview_import(const std::filesystem::path& folder,
                                         const exchange::ReadOptions& options);
    Result<ImportPreview> preview_import(std::vector<exchange::NamedBytes> files,
                                         const exchange::ReadOptions& options);
    // The same for files that wait under a name, which are looked at page by page: read once, while the
    // records stay as they are.
    Result<std::shared_ptr<const ImportPreview>> preview_waiting(const std::string& name,
                                                                 std::vector<exchange::NamedBytes> files,
                                                                 const exchange::ReadOptions& options);
    // All of it, or nothing.
    Result<store::Applied> take_over(const ImportPreview& preview, const Actor& actor,
                                     const std::string& why);
    // Records that were made rather than read, as those of an invented authority.
    Result<store::Applied> take_over(const care::Records& records, const Actor& actor,
                                     const std::string& why);

    // What belongs together, as one act: all of it, or nothing where somebody changed a row after the version
    // that its writer saw. The records' version from now on. REQUIRES: not read-only.
    Result<std::uint64_t> write(const store::ChangeSet& changes, const Actor& actor,
                                const std::string& why = {});
    // All versions of the row that has the key of `like`, oldest first. Records: by which children are
    // numbered. REQUIRES: not read-only.
    template <class Row>
    std::vector<store::Version<Row>> versions_of(const care::Records& records, const Row& like) {
        return store_->versions_of(code_, records, like);
    }

    // What somebody is writing, which is theirs alone until they share it. Over: when the draft was kept that
    // the page showed, nought for none; another one that was kept since, at another window, is not written
    // over. Yields when it was kept. REQUIRES: not read-only.
    Result<Moment> keep_draft(store::Draft draft, Moment over);
    void share_draft(const store::Draft& draft);
    std::vector<store::Draft> drafts_shared_with(const std::string& account);
    // The one that was kept then; false where another one was kept since, which stays.
    bool drop_draft(const std::string& account, const std::string& place, Moment shown);
    std::optional<store::Draft> find_draft(const std::string& account, const std::string& place);
    std::vector<store::Draft> drafts_of(const std::string& account);

    std::vector<store::JournalEntry> journal(const store::JournalQuestion& question) {
        return store_->journal(code_, question);
    }

    Result<Done> export_files(const std::filesystem::path& folder, const Asked& asked,
                              exchange::Exported which = exchange::Exported::all);

    // The store itself, for backup, verification and migration. REQUIRES: not read-only.
    store::Store& store() { return *store_; }

  private:
    explicit Casework(Address address) : address_(std::move(address)) {}
    // The picture that is shown. Who is content with it need not wait for who makes the next.
    struct Kept {
        std::shared_ptr<const Snapshot> snapshot;
        std::optional<Day> reviews_from;
        bool serves(const Asked& asked, std::uint64_t version) const;
    };
    Kept kept();
    // Records, and the version of them where they have one.
    struct Loaded {
        care::Records records;
        std::uint64_t version = 0;
    };
    Result<Loaded> load(const Asked& asked);
    Result<Loaded> newest(const Asked& asked);
    Result<std::shared_ptr<const care::Records>> load_known();
    Result<ImportPreview> compared(exchange::Reading reading,
                                   const std::shared_ptr<const care::Records>& known = nullptr);

    Address address_;
    std::string code_;
    std::shared_ptr<const Ground> ground_;
    std::unique_ptr<store::Store> store_;
    // The import that was looked at last; it goes with the picture whose records it was held against.
    struct KeptPreview {
        std::string name;
        Day today;
        std::shared_ptr<const ImportPreview> preview;
    };
    std::mutex kept_mutex_;
    Kept kept_;
    KeptPreview kept_preview_;
    std::mutex making_mutex_;
    std::mutex access_mutex_;
    std::shared_ptr<const care::AccessLists> kept_access_;
    std::uint64_t kept_access_version_ = 0;
    std::mutex findings_mutex_;
    std::shared_ptr<const FindingsBefore> findings_before_;
    std::shared_ptr<const NewFindings> kept_new_findings_;
    std::pair<std::uint64_t, Day> kept_new_findings_of_{0, Day::never()};  // version and day
};

}  // namespace footprint::casework
