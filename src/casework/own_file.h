// A child's own file, as a person is given it who asks what is held about them: every record in plain words,
// and marks on passages that may be about somebody else.
//
// In      the records, their earlier versions and the journal; the child
// Out     sections of records of named fields; free texts cut into sentences, each marked or not
// Errors  none: marks are proposals. A person reads them and decides what is taken out
// Source  UK GDPR article 15(1), (3) and (4); Data Protection Act 2018 Schedule 2 paragraphs 16 and 17:
//         whoever worked for the child is no other person
#pragma once

#include <string>
#include <vector>

#include "casework/casework.h"

namespace footprint::casework {

struct Passage {
    std::string text;
    bool is_about_others = false;
};

struct FileField {
    std::string label;
    std::vector<Passage> passages;
    bool is_text = false;  // somebody wrote it, so any of its passages may have to be taken out
};

using FileRecord = std::vector<FileField>;

struct FileSection {
    std::string title;
    std::vector<FileRecord> records;
};

std::vector<FileSection> own_file(const Snapshot& snapshot, std::uint32_t child);
// What stood in the file before it was corrected, with who had recorded it when. REQUIRES: records of a
// database
std::vector<FileSection> earlier_versions(Casework& casework, const Snapshot& snapshot, std::uint32_t child);
// Who opened the file, out of the journal, the newest first. REQUIRES: records of a database
FileSection readings_of(Casework& casework, const Snapshot& snapshot, std::uint32_t child);

// Sentences of a text, marked where one has another person's name or a word for somebody near the child.
std::vector<Passage> passages_of(const std::string& text, const std::vector<std::string>& names_of_others);

}  // namespace footprint::casework
