// Imports that were shown to somebody and wait for them to say yes: in the database, so that any process of
// the service can take them over.
//
// In      files as they were sent; who sent them
// Out     a token that nobody can guess; the files again, once, for who sent them
// Units   an import waits for an hour
// Errors  none: what is not there any more has to be sent again
// Source  docs/operating/store.md
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casework/casework.h"

namespace footprint::casework {

struct SentFile {
    std::string name;
    std::string bytes;
};

struct Waiting {
    std::vector<SentFile> files;
    std::string shown;  // what fingerprint() said of the changes that were shown
};

// The same for two previews that would add, change and leave the same rows.
std::string fingerprint(const ImportPreview& preview);

class WaitingImports {
  public:
    // REQUIRES: not read-only
    explicit WaitingImports(Casework& casework) : casework_(casework) {}

    // In place of what the same person sent before. The token.
    std::string keep(const std::vector<exchange::NamedBytes>& files, const ImportPreview& shown,
                     const Actor& actor);
    // It stays, to be taken or looked at again. Nothing, as below.
    std::optional<Waiting> look_at(std::string_view token, const Actor& actor);
    // Nothing where it was taken, has waited too long, or somebody else sent it.
    std::optional<Waiting> take(std::string_view token, const Actor& actor);

  private:
    std::optional<Waiting> find(std::string_view token, const Actor& actor, bool takes);

    Casework& casework_;
};

}  // namespace footprint::casework
