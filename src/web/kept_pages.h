// Pages that were made once and are asked for again: kept word for word, as long as the records stay as they
// are.
//
// In      the picture of the records that a page was made from; a name that holds all else it follows from
// Out     the page's text, shared by all who have it, and how many children it lists
// Shape   bounded in bytes: what was not asked for longest makes room. Pages of one picture only: with
//         another picture all of them are gone, whatever it has in common with the one before
// Errors  none
#pragma once

#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "casework/snapshot.h"

namespace footprint::web {

class KeptPages {
  public:
    using Picture = std::shared_ptr<const casework::Snapshot>;
    using Text = std::shared_ptr<const std::string>;
    static constexpr std::size_t most_bytes = std::size_t{4} << 20;

    explicit KeptPages(std::size_t most = most_bytes) : most_(most) {}

    // Null where there is none. Children: how many it was kept with; null: nobody asks.
    Text find(const Picture& picture, std::string_view name, std::size_t* children = nullptr);
    void keep(const Picture& picture, std::string name, Text text, std::size_t children = 0);

    std::size_t bytes() const;

  private:
    struct Page {
        std::string name;
        Text text;
        std::size_t children = 0;
    };
    void turn_to(const Picture& picture);
    void drop_oldest();

    std::size_t most_;
    mutable std::mutex mutex_;
    std::weak_ptr<const casework::Snapshot> of_;  // it does not keep the records in memory
    std::list<Page> pages_;                       // what was asked for last stands first
    std::unordered_map<std::string_view, std::list<Page>::iterator> by_name_;
    std::size_t bytes_ = 0;
};

}  // namespace footprint::web
