// A file's bytes, mapped into memory for as long as the object lives.
//
// In      a path
// Out     bytes
// Errors  a file that cannot be opened, is no file, or is larger than the limit: a Problem
#pragma once

#include <cstddef>
#include <filesystem>
#include <string_view>

#include "base/result.h"

namespace footprint::exchange {

class MappedFile {
  public:
    static Result<MappedFile> open(const std::filesystem::path& path, std::size_t limit_bytes);
    MappedFile(MappedFile&& other) noexcept;
    MappedFile& operator=(MappedFile&& other) noexcept;
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;
    ~MappedFile();
    std::string_view bytes() const { return {begin_, size_}; }

  private:
    MappedFile(const char* begin, std::size_t size) : begin_(begin), size_(size) {}
    const char* begin_ = nullptr;
    std::size_t size_ = 0;
};

}  // namespace footprint::exchange
