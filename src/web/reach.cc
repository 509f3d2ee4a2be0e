#include "web/reach.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "base/text.h"

namespace footprint::web {

namespace {

// An IPv4 address in the clothes of IPv6 is the IPv4 address.
std::optional<std::vector<std::uint8_t>> bytes_of(std::string_view text) {
    const std::string address(text);
    std::array<std::uint8_t, 16> room{};
    if (::inet_pton(AF_INET, address.c_str(), room.data()) == 1)
        return std::vector<std::uint8_t>(room.begin(), room.begin() + 4);
    if (::inet_pton(AF_INET6, address.c_str(), room.data()) != 1) return std::nullopt;
    constexpr std::array<std::uint8_t, 12> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
    if (std::equal(mapped.begin(), mapped.end(), room.begin()))
        return std::vector<std::uint8_t>(room.begin() + 12, room.end());
    return std::vector<std::uint8_t>(room.begin(), room.end());
}

bool trusts(const Reach& reach, std::string_view address) {
    return std::any_of(reach.proxies.begin(), reach.proxies.end(),
                       [&](const Network& network) { return network.holds(address); });
}

// Some proxies write the port along: "192.0.2.1:4711", "[2001:db8::1]:4711".
std::string_view without_port(std::string_view text) {
    if (text.starts_with('[')) return text.substr(1, text.find(']') - 1);
    if (std::count(text.begin(), text.end(), ':') == 1) return text.substr(0, text.find(':'));
    return text;
}

Problem wrong(std::string field, std::string message) {
    return {Problem::Kind::wrong_use, {{}, 0, 0, std::move(field)}, std::move(message)};
}

bool is_public_address(std::string_view text) {
    const std::size_t scheme = text.starts_with("https://") ? 8 : text.starts_with("http://") ? 7 : 0;
    const std::string_view host = text.substr(scheme);
    return scheme != 0 && !host.empty() && std::all_of(host.begin(), host.end(), [](char sign) {
               return (sign >= 'a' && sign <= 'z') || (sign >= '0' && sign <= '9') || sign == '.' ||
                      sign == '-' || sign == ':' || sign == '[' || sign == ']';
           });
}

}  // namespace

Result<Network> Network::of(std::string_view text) {
    const std::size_t stroke = text.find('/');
    Network network;
    const auto bytes = bytes_of(text.substr(0, stroke));
    const Problem no_network = wrong("proxies", "'" + std::string(text) +
                                                    "' is neither an address nor a network. Write it as "
                                                    "192.0.2.10 or 192.0.2.0/24.");
    if (!bytes) return no_network;
    network.bytes_ = *bytes;
    network.bits_ = static_cast<unsigned>(bytes->size()) * 8;
    if (stroke == std::string_view::npos) return network;
    const std::string_view wanted = text.substr(stroke + 1);
    unsigned bits = 0;
    const auto [end, error] = std::from_chars(wanted.data(), wanted.data() + wanted.size(), bits);
    if (error != std::errc() || end != wanted.data() + wanted.size() || bits > network.bits_)
        return no_network;
    network.bits_ = bits;
    return network;
}

bool Network::holds(std::string_view address) const {
    const auto other = bytes_of(address);
    if (!other || other->size() != bytes_.size()) return false;
    for (unsigned bit = 0; bit < bits_; ++bit) {
        const auto mask = static_cast<std::uint8_t>(0x80U >> bit % 8);
        if (((*other)[bit / 8] & mask) != (bytes_[bit / 8] & mask)) return false;
    }
    return true;
}

std::string_view Reach::public_host() const {
    const std::size_t scheme = public_address.find("://");
    return scheme == std::string::npos ? std::string_view()
                                       : std::string_view(public_address).substr(scheme + 3);
}

std::string Reach::origin_of(std::string_view host) const {
    if (!public_address.empty() && host == public_host()) return public_address;
    return (has_certificate() ? "https://" : "http://") + std::string(host);
}

Problems faults_of(const Reach& reach, bool listens_elsewhere, bool people_sign_in) {
    Problems problems;
    if (!reach.public_address.empty() && !is_public_address(reach.public_address))
        problems.push_back(
            wrong("public_address", "'" + reach.public_address +
                                        "' is not how a browser names these pages. Write it in small letters "
                                        "without a path, as https://reviews.example.gov.uk."));
    if (reach.certificate_file.empty() != reach.key_file.empty())
        problems.push_back(wrong("tls",
                                 "A certificate needs its key, and a key its certificate. Name both "
                                 "files."));
    if (reach.has_certificate() && !reach.over_tls())
        problems.push_back(wrong("public_address",
                                 "With a certificate the pages are reached by https. Write "
                                 "the address that browsers use, as "
                                 "https://reviews.example.gov.uk."));
    if (!listens_elsewhere) return problems;
    if (!people_sign_in)
        problems.push_back({Problem::Kind::not_permitted,
                            {{}, 0, 0, "listen"},
                            "Without signing in anybody on the network could read every child's file. Listen "
                            "on 127.0.0.1 or "
                            "::1; to reach it from another machine, use a tunnel such as ssh -L."});
    if (!reach.over_tls())
        problems.push_back(
            {Problem::Kind::not_permitted,
             {{}, 0, 0, "listen"},
             "Other machines may reach these pages by https only: passwords and files would cross the "
             "network "
             "in the clear. Name a certificate, or a proxy that has one, and the public address."});
    if (reach.over_tls() && !reach.has_certificate() && reach.proxies.empty())
        problems.push_back({Problem::Kind::not_permitted,
                            {{}, 0, 0, "proxies"},
                            "Without a certificate of its own, Footprint needs a proxy that has one. Name "
                            "the proxy's address."});
    return problems;
}

std::string asker(const Reach& reach, std::string_view peer, std::string_view forwarded_for) {
    if (!trusts(reach, peer)) return std::string(peer);
    std::string_view nearest = peer;
    while (!forwarded_for.empty()) {
        const std::size_t comma = forwarded_for.rfind(',');
        const std::string_view entry =
            comma == std::string_view::npos ? forwarded_for : forwarded_for.substr(comma + 1);
        const std::string_view address = without_port(trim(entry));
        if (!bytes_of(address)) break;
        nearest = address;
        if (!trusts(reach, nearest)) break;
        forwarded_for = comma == std::string_view::npos ? std::string_view() : forwarded_for.substr(0, comma);
    }
    return std::string(nearest);
}

}  // namespace footprint::web
