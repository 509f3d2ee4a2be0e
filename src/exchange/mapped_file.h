// A file's bytes, mapped into memory for as long as the object lives.
//
// In      a path
// Out     bytes; whether the file became shorter meanwhile, from where on its bytes are noughts
// Errors  a file that cannot be opened, is no file, or is larger than the limit: a Problem
#pragma once

#include <csignal>
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
    // Whether somebody cut the file, or its disk failed, and what was cut off has been read here. Ask after
    // reading.
    bool was_cut() const;

  private:
    struct Watched;  // what is known about the mapping where its pages are gone
    MappedFile(const char* begin, std::size_t size);
    static void supply_lost_pages(int signal, siginfo_t* about, void* context);
    static Watched* watch(const char* begin, std::size_t size);

    const char* begin_ = nullptr;
    std::size_t size_ = 0;
    Watched* watched_ = nullptr;
};

}  // namespace footprint::exchange
