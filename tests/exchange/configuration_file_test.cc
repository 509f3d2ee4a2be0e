#include "exchange/configuration_file.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace footprint::exchange {
namespace {

class ConfigurationFile : public testing::Test {
  protected:
    ConfigurationFile() {
        std::string pattern = (std::filesystem::temp_directory_path() / "footprint-conf-XXXXXX").string();
        folder_ = mkdtemp(pattern.data());
    }
    ~ConfigurationFile() override { std::filesystem::remove_all(folder_); }

    std::string write(const std::string& name, const std::string& text) {
        std::ofstream(folder_ / name, std::ios::binary) << text;
        return (folder_ / name).string();
    }
    Problems problems_of(const std::string& text) {
        const auto read = read_configuration_file(write("a.toml", text));
        return read ? Problems{} : read.problems();
    }

    std::filesystem::path folder_;
};

TEST_F(ConfigurationFile, NamesTheMailServer) {
    const std::string secret = write("mail", "a password\n");
    const auto read = read_configuration_file(write("a.toml", R"(
[mail]
server = "smtp://mail.example.gov.uk:587"
from = "reviews@example.gov.uk"
user = "reviews"
password_file = ")" + secret + "\"\n"));
    ASSERT_TRUE(read) << printed(read.problems().front());
    ASSERT_TRUE(read->mail);
    EXPECT_EQ(read->mail->address, "smtp://mail.example.gov.uk:587");
    EXPECT_EQ(read->mail->password, "a password");
    const std::string whole =
        "[mail]\nserver = \"smtp://mail.example.gov.uk\"\nfrom = \"reviews@example.gov.uk\"\n";
    EXPECT_TRUE(problems_of(whole).empty());
    EXPECT_FALSE(problems_of(whole + "in_the_clear = true\n").empty()) << "to another machine";
    EXPECT_FALSE(problems_of(whole + "password_file = \"/nowhere\"\n").empty());
    EXPECT_FALSE(problems_of(whole + "colour = \"red\"\n").empty());
    const auto domains = read_configuration_file(
        write("b.toml", whole + "domains = [\"Example.gov.uk\", \"trust.example.org\"]\n"));
    ASSERT_TRUE(domains) << printed(domains.problems().front());
    EXPECT_EQ(domains->mail->domains, (std::vector<std::string>{"example.gov.uk", "trust.example.org"}));
    EXPECT_TRUE(read->mail->domains.empty());
    for (const char* wrong : {"[]", "[\"@example.org\"]", "[\"example\"]", "[7]", "\"example.org\""})
        EXPECT_FALSE(problems_of(whole + "domains = " + wrong + "\n").empty()) << wrong;
    const Problems none = problems_of(whole + "domains = [\"a@example.org\"]\n");
    ASSERT_EQ(none.size(), 1U);
    EXPECT_EQ(none.front().place.line, 4);
    const Problems without = problems_of("[mail]\nserver = \"smtp://mail.example.gov.uk\"\n");
    ASSERT_FALSE(without.empty());
    EXPECT_NE(printed(without.front()).find("from"), std::string::npos);
    const Problems odd =
        problems_of("[mail]\nserver = \"mail.example.gov.uk\"\nfrom = \"reviews@example.gov.uk\"\n");
    ASSERT_EQ(odd.size(), 1U);
    EXPECT_EQ(odd.front().place.line, 2);
}

TEST_F(ConfigurationFile, SaysHowTheServiceRuns) {
    const std::string secret = write("db", "postgresql://footprint:not-a-word@db/footprint\n");
    const auto read = read_configuration_file(write("a.toml", R"(
db_file = ")" + secret + R"("
authority = "E06999001"
listen = "0.0.0.0:8443"
public_address = "https://reviews.example.gov.uk"
proxies = ["10.0.0.0/8"]
uploads = "/var/tmp"
provider = "/etc/footprint/provider.toml"
[tls]
certificate = "/etc/footprint/certificate.pem"
key = "/etc/footprint/key.pem"
[log]
format = "json"
requests = true
[meters]
networks = ["10.9.0.0/16"]
[sessions]
idle_minutes = 20
absolute_hours = 9
)"));
    ASSERT_TRUE(read) << printed(read.problems());
    EXPECT_EQ(read->db, "postgresql://footprint:not-a-word@db/footprint");
    EXPECT_EQ(read->authority, "E06999001");
    EXPECT_EQ(read->listen, "0.0.0.0:8443");
    EXPECT_EQ(read->public_address, "https://reviews.example.gov.uk");
    EXPECT_EQ(read->proxies, std::vector<std::string>{"10.0.0.0/8"});
    EXPECT_EQ(read->folder_for_uploads, "/var/tmp");
    EXPECT_EQ(read->provider_file, "/etc/footprint/provider.toml");
    EXPECT_EQ(read->certificate_file, "/etc/footprint/certificate.pem");
    EXPECT_EQ(read->key_file, "/etc/footprint/key.pem");
    EXPECT_TRUE(read->log_as_json);
    EXPECT_TRUE(read->log_requests);
    EXPECT_EQ(read->meter_networks, std::vector<std::string>{"10.9.0.0/16"});
    EXPECT_EQ(read->idle_minutes, 20);
    EXPECT_EQ(read->absolute_minutes, 540);
}

TEST_F(ConfigurationFile, MayBeEmpty) {
    const auto read = read_configuration_file(write("a.toml", ""));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->listen, "127.0.0.1:8080");
    EXPECT_FALSE(read->log_requests);
    EXPECT_FALSE(read->idle_minutes);
}

TEST_F(ConfigurationFile, HasNoWordWhereATableBelongs) {
    for (const char* table : {"tls", "log", "meters", "mail", "sessions"}) {
        const Problems problems = problems_of("# first\n" + std::string(table) + " = \"x\"\n");
        ASSERT_EQ(problems.size(), 1U) << table;
        EXPECT_EQ(problems.front().place.line, 2) << table;
        EXPECT_NE(problems.front().message.find(table), std::string::npos) << problems.front().message;
    }
}

TEST_F(ConfigurationFile, NamesWhatIsWrongWithItsLine) {
    const auto unknown = problems_of("\nlisten_on = \"127.0.0.1:1\"\n");
    ASSERT_EQ(unknown.size(), 1U);
    EXPECT_EQ(unknown.front().place.line, 2);
    EXPECT_NE(unknown.front().message.find("listen"), std::string::npos);
    EXPECT_EQ(problems_of("[sessions]\nidle_minutes = 4\n").size(), 1U);
    EXPECT_EQ(problems_of("[sessions]\nabsolute_hours = 25\n").size(), 1U);
    EXPECT_EQ(problems_of("[log]\nformat = \"xml\"\n").size(), 1U);
    EXPECT_EQ(problems_of("[tls]\ncertificate = \"a\"\n").size(), 1U);
    EXPECT_EQ(problems_of("listen = 8080\n").size(), 1U);
    EXPECT_EQ(problems_of("db = \"sqlite:a\"\ndb_file = \"b\"\n").size(), 1U);
    EXPECT_EQ(problems_of("db_file = \"/nowhere/at/all\"\n").size(), 1U);
    EXPECT_EQ(problems_of("db_file = \"" + write("empty", " \n") + "\"\n").size(), 1U);
    EXPECT_EQ(problems_of("this is = = no toml").size(), 1U);
    EXPECT_EQ(problems_of(std::string(100'000, '#')).front().kind, Problem::Kind::too_large);
    EXPECT_FALSE(read_configuration_file((folder_ / "none").string()));
}

}  // namespace
}  // namespace footprint::exchange
