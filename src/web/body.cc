#include "web/body.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <utility>
#include <vector>

#include "base/result.h"

namespace footprint::web {

namespace {

void write_all(int file, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(file, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) throw NoRoom("what was sent cannot be put on disk; is it full?");
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

// Not every file system knows files without a name: there, one that loses its name at once.
int nameless_file(const std::string& folder) {
    const int file = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (file >= 0) return file;
    std::string path = folder + "/footprint-XXXXXX";
    const int named = ::mkostemp(path.data(), O_CLOEXEC);
    if (named < 0) throw Fault("no file can be made in the folder for large bodies");
    ::unlink(path.c_str());
    return named;
}

}  // namespace

Body::Body(std::size_t in_memory_limit, std::string folder)
    : in_memory_limit_(in_memory_limit), folder_(std::move(folder)) {}

Body Body::of(std::string_view bytes) {
    Body body(bytes.size());
    body.append(bytes);
    return body;
}

Body::~Body() {
    if (file_ >= 0) ::close(file_);
}

Body::Body(Body&& other) noexcept {
    *this = std::move(other);
}

Body& Body::operator=(Body&& other) noexcept {
    std::swap(in_memory_limit_, other.in_memory_limit_);
    std::swap(folder_, other.folder_);
    std::swap(memory_, other.memory_);
    std::swap(size_, other.size_);
    std::swap(file_, other.file_);
    return *this;
}

void Body::move_to_file() {
    file_ = nameless_file(folder_);
    write_all(file_, memory_);
    memory_ = std::string();
}

void Body::append(std::string_view bytes) {
    if (file_ < 0 && size_ + bytes.size() > in_memory_limit_) move_to_file();
    if (file_ >= 0)
        write_all(file_, bytes);
    else
        memory_.append(bytes);
    size_ += bytes.size();
}

std::size_t Body::read(std::uint64_t from, char* into, std::size_t wanted) const {
    if (from >= size_) return 0;
    wanted = static_cast<std::size_t>(std::min<std::uint64_t>(wanted, size_ - from));
    if (file_ < 0) {
        std::copy_n(memory_.data() + from, wanted, into);
        return wanted;
    }
    std::size_t have = 0;
    while (have < wanted) {
        const ssize_t got = ::pread(file_, into + have, wanted - have, static_cast<off_t>(from + have));
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) throw Fault("what was sent cannot be read back from disk");
        have += static_cast<std::size_t>(got);
    }
    return have;
}

std::string Body::text(std::uint64_t from, std::uint64_t count) const {
    std::string out;
    if (from >= size_) return out;
    out.resize(static_cast<std::size_t>(std::min(count, size_ - from)));
    read(from, out.data(), out.size());
    return out;
}

void Body::save(std::uint64_t from, std::uint64_t count, const std::string& path) const {
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0) throw Fault("a file that was sent cannot be put into its place");
    try {
        std::vector<char> block(256 * 1024);
        const std::uint64_t end = std::min(size_, from + count);
        while (from < end) {
            const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(block.size(), end - from));
            const std::size_t got = read(from, block.data(), wanted);
            write_all(file, std::string_view(block.data(), got));
            from += got;
        }
    } catch (...) {
        ::close(file);
        throw;
    }
    if (::close(file) != 0) throw Fault("a file that was sent cannot be put into its place");
}

}  // namespace footprint::web
