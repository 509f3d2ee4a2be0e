#include "web/kept_pages.h"

namespace footprint::web {

namespace {

// What a page takes besides its text and its name.
constexpr std::size_t around_a_page = 256;

std::size_t bytes_of(std::string_view name, const std::string& text) {
    return name.size() + text.size() + around_a_page;
}

}  // namespace

KeptPages::Text KeptPages::find(const Picture& picture, std::string_view name, std::size_t* children) {
    const std::lock_guard lock(mutex_);
    turn_to(picture);
    const auto found = by_name_.find(name);
    if (found == by_name_.end()) return nullptr;
    pages_.splice(pages_.begin(), pages_, found->second);
    if (children != nullptr) *children = found->second->children;
    return found->second->text;
}

void KeptPages::keep(const Picture& picture, std::string name, Text text, std::size_t children) {
    const std::size_t bytes = bytes_of(name, *text);
    if (bytes > most_ / 8) return;  // one large page is not worth many small ones
    const std::lock_guard lock(mutex_);
    turn_to(picture);
    if (by_name_.contains(name)) return;  // somebody else made it meanwhile
    pages_.push_front({std::move(name), std::move(text), children});
    by_name_.emplace(pages_.front().name, pages_.begin());
    bytes_ += bytes;
    while (bytes_ > most_) drop_oldest();
}

std::size_t KeptPages::bytes() const {
    const std::lock_guard lock(mutex_);
    return bytes_;
}

// The same picture is the same object: two that are equal in version and day may still differ.
void KeptPages::turn_to(const Picture& picture) {
    if (!of_.owner_before(picture) && !picture.owner_before(of_)) return;
    by_name_.clear();
    pages_.clear();
    bytes_ = 0;
    of_ = picture;
}

void KeptPages::drop_oldest() {
    const Page& oldest = pages_.back();
    bytes_ -= bytes_of(oldest.name, *oldest.text);
    by_name_.erase(oldest.name);
    pages_.pop_back();
}

}  // namespace footprint::web
