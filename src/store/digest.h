// A fingerprint of bytes: equal for equal bytes, and different for any others that anybody could find.
//
// In      texts and numbers, each with its length, so that two different sequences never look alike
// Out     32 bytes, or 64 hexadecimal digits
// Errors  none
// Source  BLAKE2b (RFC 7693), as libsodium has it
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace footprint::store {

using Fingerprint = std::array<unsigned char, 32>;

class Digest {
  public:
    Digest();
    Digest& add(std::string_view text);
    Digest& add(std::int64_t number);
    Digest& add(const Fingerprint& fingerprint);
    // Ends it. REQUIRES: called once.
    Fingerprint finish();

  private:
    void feed(const void* bytes, std::size_t size);
    alignas(64) std::array<unsigned char, 384> state_;
};

std::string hex(const Fingerprint& fingerprint);

}  // namespace footprint::store
