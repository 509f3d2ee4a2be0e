// The record of a review: written once, and given to each reader in the form that suits them, without what is
// not for them.
//
// In      a picture of the records; a review, what was written of it, a form, a reader
// Out     an edition: what that reader is to be shown, in order
// Shape   a blank line ends a passage. One that begins "Not for mother, school:" is left out of what those
//         readers are shown. One that begins "Not for" and names nobody known is shown to nobody, and said
// Errors  none: what cannot be understood is what `wrong` says
// Source  IRO Handbook 3.37-3.41 (the record, who has it); requirements of a letter to the child
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "care/review_record.h"
#include "casework/snapshot.h"

namespace footprint::casework {

struct RecordPassage {
    std::string text;
    std::vector<care::Reader> not_for;
};

struct RecordPassages {
    std::vector<RecordPassage> all;
    std::vector<std::string> wrong;  // what each mark says that could not be understood, and what to write
};

RecordPassages passages_of(std::string_view text, const practice::Profile& profile);

// "Mother", as the service calls them; the child is "Child".
std::string reader_in_words(care::Reader reader, const practice::Profile& profile);

struct EditionSection {
    std::string heading;
    std::vector<std::string> paragraphs;
};
struct EditionFact {
    std::string name;
    std::string value;
};

struct Edition {
    care::RecordForm form{};
    std::string title;
    std::string greeting;            // of a letter
    std::vector<EditionFact> facts;  // of minutes
    std::vector<EditionSection> sections;
    std::string decisions_heading;
    std::vector<const care::Decision*> decisions;
    std::string closing;
    std::string signature;
    std::size_t held_back = 0;  // passages that are not for this reader
};

// The review's own record, or nothing where none is written yet.
const care::ReviewRecord* record_of(const Snapshot& snapshot, const Id<care::ReviewDetails>& review);

Edition edition_of(const Snapshot& snapshot, const care::ReviewDetails& review,
                   const care::ReviewRecord& record, care::RecordForm form, care::Reader reader);

// To whom the record goes, in the order of their kind: the child first.
std::vector<const care::Recipient*> recipients_of(const Snapshot& snapshot,
                                                  const Id<care::ReviewDetails>& review);

// Who was asked to the review or came and is not on the list yet; the child always is to have it.
std::vector<care::Reader> readers_to_add(const Snapshot& snapshot, const Id<care::ReviewDetails>& review);

// What managers had against a decision, and what their silence says.
enum class Agreement : std::uint8_t {
    not_sent,
    may_be_objected_to,
    agreed_by_silence,
    objected_to,
    answered
};
struct AgreementOn {
    Agreement is{};
    Day on = Day::never();  // until when, or since when
};
AgreementOn agreement_of(const Snapshot& snapshot, const care::ReviewDetails& review,
                         const care::Objection* objection);
// Of the review's decisions; and that to one of them, or nothing.
std::vector<const care::Objection*> objections_of(const Snapshot& snapshot,
                                                  const Id<care::ReviewDetails>& review);
const care::Objection* objection_to(const std::vector<const care::Objection*>& objections,
                                    const Id<care::Decision>& decision);

}  // namespace footprint::casework
