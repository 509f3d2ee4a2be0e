// What came with a request after its head: kept in memory while it is small, in a nameless file when it is
// not.
//
// The file has no name in any folder, so nothing of a child is left behind, whatever happens to the program.
//
// In      bytes, as they arrive
// Out     any stretch of them, as often as asked
// Units   bytes
// Errors  a disk that is full or broken is a Fault
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace footprint::web {

class Body {
  public:
    // REQUIRES: folder is where large bodies may be put while they are worked on
    explicit Body(std::size_t in_memory_limit = 256 * 1024, std::string folder = "/tmp");
    static Body of(std::string_view bytes);
    ~Body();
    Body(Body&& other) noexcept;
    Body& operator=(Body&& other) noexcept;
    Body(const Body&) = delete;
    Body& operator=(const Body&) = delete;

    void append(std::string_view bytes);
    std::uint64_t size() const { return size_; }
    bool is_in_memory() const { return file_ < 0; }
    // The bytes, when they are in memory; empty when they are in a file.
    std::string_view in_memory() const { return memory_; }
    // How many bytes were read: fewer than wanted only at the end.
    std::size_t read(std::uint64_t from, char* into, std::size_t wanted) const;
    // A stretch as text. REQUIRES: the caller has checked that the stretch is small
    std::string text(std::uint64_t from, std::uint64_t count) const;
    // Writes a stretch into a new file of the given path. Fault when it cannot.
    void save(std::uint64_t from, std::uint64_t count, const std::string& path) const;

  private:
    void move_to_file();

    std::size_t in_memory_limit_;
    std::string folder_;
    std::string memory_;
    std::uint64_t size_ = 0;
    int file_ = -1;
};

}  // namespace footprint::web
