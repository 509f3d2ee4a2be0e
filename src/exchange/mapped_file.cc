#include "exchange/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <mutex>
#include <utility>
#include <vector>

#include "base/text.h"

namespace footprint::exchange {

// Entries are used again and never freed, so that a signal may walk over them at any moment.
struct MappedFile::Watched {
    std::atomic<std::uintptr_t> begin{0};
    std::atomic<std::size_t> size{0};
    std::atomic<bool> was_cut{false};
    Watched* next = nullptr;

    inline static std::atomic<Watched*> all{nullptr};
    inline static std::mutex mutex;
    inline static std::vector<Watched*> idle;
    inline static struct sigaction before {};
};

// The system sends a signal to whoever touches a mapped page that its file has no more; unanswered, it ends
// the program, and one file that somebody writes anew would end the service for all. Noughts take the pages'
// place, and the reader is told. Whatever else the signal is about is as it was before.
void MappedFile::supply_lost_pages(int signal, siginfo_t* about, void*) {
    const int error = errno;
    const auto at = reinterpret_cast<std::uintptr_t>(about->si_addr);
    for (Watched* one = Watched::all.load(); one != nullptr; one = one->next) {
        const std::uintptr_t begin = one->begin.load();
        const std::size_t size = one->size.load();
        if (begin == 0 || at < begin || at - begin >= size) continue;
        const std::uintptr_t page = at & ~(static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE)) - 1);
        // The address as the system tells it is a number here: there is no pointer to step from.
        void* const lost = reinterpret_cast<void*>(page);  // NOLINT(performance-no-int-to-ptr)
        if (::mmap(lost, begin + size - page, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) ==
            MAP_FAILED)
            break;
        one->was_cut.store(true);
        errno = error;
        return;
    }
    ::sigaction(SIGBUS, &Watched::before, nullptr);
    ::raise(signal);
}

MappedFile::Watched* MappedFile::watch(const char* begin, std::size_t size) {
    static const int listening = [] {
        struct sigaction ours {};
        ours.sa_sigaction = supply_lost_pages;
        ours.sa_flags = SA_SIGINFO | SA_NODEFER;
        return ::sigaction(SIGBUS, &ours, &Watched::before);
    }();
    static_cast<void>(listening);
    const std::lock_guard lock(Watched::mutex);
    Watched* one = nullptr;
    if (Watched::idle.empty()) {
        one = new Watched;
        one->next = Watched::all.load();
        Watched::all.store(one);
    } else {
        one = Watched::idle.back();
        Watched::idle.pop_back();
    }
    one->was_cut.store(false);
    one->size.store(size);
    one->begin.store(reinterpret_cast<std::uintptr_t>(begin));
    return one;
}

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

MappedFile::MappedFile(const char* begin, std::size_t size)
    : begin_(begin), size_(size), watched_(begin == nullptr ? nullptr : watch(begin, size)) {}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : begin_(std::exchange(other.begin_, nullptr)),
      size_(std::exchange(other.size_, 0)),
      watched_(std::exchange(other.watched_, nullptr)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
    std::swap(begin_, other.begin_);
    std::swap(size_, other.size_);
    std::swap(watched_, other.watched_);
    return *this;
}

MappedFile::~MappedFile() {
    if (begin_ == nullptr) return;
    {
        const std::lock_guard lock(Watched::mutex);
        watched_->begin.store(0);
        Watched::idle.push_back(watched_);
    }
    munmap(const_cast<char*>(begin_), size_);
}

bool MappedFile::was_cut() const {
    return watched_ != nullptr && watched_->was_cut.load();
}

}  // namespace footprint::exchange
