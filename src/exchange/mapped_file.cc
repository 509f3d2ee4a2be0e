#include "exchange/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "base/text.h"

namespace footprint::exchange {

Result<MappedFile> MappedFile::open(const std::filesystem::path& path, std::size_t limit_bytes) {
    const auto fail = [&](Problem::Kind kind, std::string message) {
        return Problem{kind, {path.filename().string(), 0, 0, {}}, std::move(message)};
    };
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0)
        return fail(Problem::Kind::not_found,
                    std::string("It cannot be opened: ") + std::strerror(errno) + ".");
    struct stat about {};
    if (fstat(file, &about) != 0 || !S_ISREG(about.st_mode)) {
        ::close(file);
        return fail(Problem::Kind::unreadable, "It is no file.");
    }
    const auto size = static_cast<std::size_t>(about.st_size);
    if (size > limit_bytes) {
        ::close(file);
        return fail(Problem::Kind::too_large, "It is larger than " +
                                                  grouped(static_cast<std::int64_t>(limit_bytes >> 20)) +
                                                  " MB, which no return is. Check what it is, or split it.");
    }
    if (size == 0) {
        ::close(file);
        return MappedFile(nullptr, 0);
    }
    void* const mapped = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
    ::close(file);
    if (mapped == MAP_FAILED) return fail(Problem::Kind::unreadable, "It cannot be read.");
    madvise(mapped, size, MADV_SEQUENTIAL);
    return MappedFile(static_cast<const char*>(mapped), size);
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : begin_(std::exchange(other.begin_, nullptr)), size_(std::exchange(other.size_, 0)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
    std::swap(begin_, other.begin_);
    std::swap(size_, other.size_);
    return *this;
}

MappedFile::~MappedFile() {
    if (begin_ != nullptr) munmap(const_cast<char*>(begin_), size_);
}

}  // namespace footprint::exchange
