#include <gtest/gtest.h>

#include "web/meters.h"
#include "web/reach.h"

namespace footprint::web {
namespace {

Network network(std::string_view text) {
    return std::move(Network::of(text)).value();
}

TEST(Reach, KnowsWhichAddressesANetworkHolds) {
    EXPECT_TRUE(network("192.0.2.10").holds("192.0.2.10"));
    EXPECT_FALSE(network("192.0.2.10").holds("192.0.2.11"));
    EXPECT_TRUE(network("192.0.2.0/25").holds("192.0.2.127"));
    EXPECT_FALSE(network("192.0.2.0/25").holds("192.0.2.128"));
    EXPECT_TRUE(network("0.0.0.0/0").holds("203.0.113.9"));
    EXPECT_FALSE(network("0.0.0.0/0").holds("2001:db8::1"));
    EXPECT_TRUE(network("2001:db8::/32").holds("2001:db8:ffff::1"));
    EXPECT_FALSE(network("2001:db8::/32").holds("2001:db9::1"));
    EXPECT_TRUE(network("127.0.0.1").holds("::ffff:127.0.0.1"));
    EXPECT_FALSE(network("127.0.0.1").holds(""));
    EXPECT_FALSE(network("127.0.0.1").holds("nobody"));
    for (const auto* text : {"", "nowhere", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "10.0.0/8", "::/129",
                             "10.0.0.0/8 ", "10.0.0.0/8x"})
        EXPECT_FALSE(Network::of(text)) << text;
}

TEST(Reach, BelievesForwardedHeadersOfTrustedProxiesOnly) {
    Reach reach;
    EXPECT_EQ(asker(reach, "198.51.100.1", "203.0.113.5"), "198.51.100.1");
    reach.proxies = {network("127.0.0.1"), network("10.0.0.0/8")};
    EXPECT_EQ(asker(reach, "198.51.100.1", "203.0.113.5"), "198.51.100.1");
    EXPECT_EQ(asker(reach, "127.0.0.1", "203.0.113.5"), "203.0.113.5");
    // What the browser itself wrote stands further left, and is not read.
    EXPECT_EQ(asker(reach, "127.0.0.1", "1.2.3.4, 203.0.113.5"), "203.0.113.5");
    EXPECT_EQ(asker(reach, "127.0.0.1", "1.2.3.4, 203.0.113.5, 10.1.1.1"), "203.0.113.5");
    EXPECT_EQ(asker(reach, "127.0.0.1", "10.2.2.2,10.1.1.1"), "10.2.2.2");
    EXPECT_EQ(asker(reach, "127.0.0.1", "203.0.113.5:4711"), "203.0.113.5");
    EXPECT_EQ(asker(reach, "127.0.0.1", "[2001:db8::1]:4711"), "2001:db8::1");
    EXPECT_EQ(asker(reach, "127.0.0.1", "2001:db8::1"), "2001:db8::1");
    EXPECT_EQ(asker(reach, "127.0.0.1", ""), "127.0.0.1");
    EXPECT_EQ(asker(reach, "127.0.0.1", "unknown"), "127.0.0.1");
    EXPECT_EQ(asker(reach, "127.0.0.1", "["), "127.0.0.1");
    EXPECT_EQ(asker(reach, "", "203.0.113.5"), "");
}

TEST(Reach, NamesTheOriginOfOurOwnPages) {
    Reach reach;
    EXPECT_EQ(reach.origin_of("localhost:8080"), "http://localhost:8080");
    reach.public_address = "https://reviews.example.gov.uk";
    EXPECT_EQ(reach.public_host(), "reviews.example.gov.uk");
    EXPECT_EQ(reach.origin_of("reviews.example.gov.uk"), "https://reviews.example.gov.uk");
    EXPECT_EQ(reach.origin_of("localhost:8080"), "http://localhost:8080");
    reach.certificate_file = "c";
    EXPECT_EQ(reach.origin_of("localhost:8080"), "https://localhost:8080");
}

TEST(Reach, IsOpenToOtherMachinesOnlyWithSigningInAndHttps) {
    const auto kinds = [](const Reach& reach, bool elsewhere, bool sign_in) {
        return faults_of(reach, elsewhere, sign_in).size();
    };
    Reach reach;
    EXPECT_EQ(kinds(reach, false, false), 0U);
    EXPECT_EQ(kinds(reach, true, false), 2U);
    EXPECT_EQ(kinds(reach, true, true), 1U);
    reach.public_address = "http://reviews.example.gov.uk";
    EXPECT_EQ(kinds(reach, true, true), 1U);
    reach.public_address = "https://reviews.example.gov.uk";
    EXPECT_EQ(kinds(reach, true, true), 1U);  // whose certificate?
    reach.proxies = {network("10.0.0.1")};
    EXPECT_EQ(kinds(reach, true, true), 0U);
    EXPECT_EQ(kinds(reach, true, false), 1U);
    reach.proxies.clear();
    reach.certificate_file = "c.pem";
    EXPECT_EQ(kinds(reach, true, true), 1U);
    reach.key_file = "k.pem";
    EXPECT_EQ(kinds(reach, true, true), 0U);
    for (const auto* address : {"reviews.example.gov.uk", "https://", "https://Reviews.example",
                                "https://reviews.example/path", "https://a@reviews.example", "ftp://a"}) {
        Reach named;
        named.public_address = address;
        EXPECT_EQ(kinds(named, false, true), 1U) << address;
    }
}

TEST(Meters, AreWhatPrometheusReads) {
    Meters meters("9.9.9");
    meters.connections = [] { return std::size_t{3}; };
    meters.count({"GET", "/children/{child}", 200, 900, {}});
    meters.count({"GET", "/children/{child}", 200, 9'000'000, {}});
    meters.count({"POST", "-", 404, 10, {}});
    const std::string page = meters.printed();
    const auto has = [&](std::string_view line) {
        EXPECT_NE(page.find("\n" + std::string(line) + "\n"), std::string::npos) << line << "\n" << page;
    };
    has("footprint_info{version=\"9.9.9\"} 1");
    has("footprint_connections 3");
    has("footprint_requests_total{method=\"GET\",page=\"/children/{child}\",status=\"200\"} 2");
    has("footprint_requests_total{method=\"POST\",page=\"-\",status=\"404\"} 1");
    has("footprint_request_seconds_bucket{page=\"/children/{child}\",le=\"0.001\"} 1");
    has("footprint_request_seconds_bucket{page=\"/children/{child}\",le=\"5\"} 1");
    has("footprint_request_seconds_bucket{page=\"/children/{child}\",le=\"+Inf\"} 2");
    has("footprint_request_seconds_count{page=\"/children/{child}\"} 2");
    has("footprint_request_seconds_sum{page=\"/children/{child}\"} 9.0009");
    has("# TYPE footprint_request_seconds histogram");
}

}  // namespace
}  // namespace footprint::web
