// How browsers reach these pages: under which address, through which proxies, with which certificate.
//
// In      what the configuration says; the address that a connection comes from; the headers of proxies
// Out     whether it is our name, who it is that asks
// Errors  Problem: an address or a network that is none, a certificate without its key
// Source  docs/operating/running.md
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace footprint::web {

// "10.1.0.0/16", or one address.
class Network {
  public:
    static Result<Network> of(std::string_view text);
    // An address that is none is in no network.
    bool holds(std::string_view address) const;

  private:
    std::vector<std::uint8_t> bytes_;  // four or sixteen
    unsigned bits_ = 0;
};

struct Reach {
    std::string public_address;    // "https://reviews.example.gov.uk"; empty: on this machine only
    std::vector<Network> proxies;  // whose word on who asks is taken
    std::string certificate_file;  // PEM, with those between it and its root; empty: no TLS of our own
    std::string key_file;

    bool has_certificate() const { return !certificate_file.empty(); }
    // Browsers reach these pages by https only.
    bool over_tls() const { return public_address.starts_with("https://"); }
    // "reviews.example.gov.uk" or "reviews.example.gov.uk:8443"; empty where there is none
    std::string_view public_host() const;
    // What a browser names as the origin of our own pages when it reaches us as `host`.
    std::string origin_of(std::string_view host) const;
};

// Whether the parts fit together; `listens_elsewhere`: other machines can connect.
Problems faults_of(const Reach& reach, bool listens_elsewhere, bool people_sign_in);

// Who asks: `peer` itself, unless it is a trusted proxy; then the last address in the header that is none. A
// header that anybody else sends says nothing.
std::string asker(const Reach& reach, std::string_view peer, std::string_view forwarded_for);

}  // namespace footprint::web
