// Letters by e-mail to a real server: taken, put off, refused, over TLS; what they look like to a reader.
#include "exchange/mail.h"

#include <gtest/gtest.h>

#include "exchange/real_mail_server.h"

namespace footprint::exchange {
namespace {

const Moment at{std::int64_t{1'774'947'900'000'000}};  // 31 March 2026, 09:05

class MailTest : public testing::Test {
  protected:
    RealMailServer server;
    MailServer terms{server.address(), "reviews@example.org", "", "", "", true};
    const Mail letter{"month_ahead-2026-04-ada", "ada@example.org", "Reviews of the next weeks",
                      "By Tuesday 14 April 2026: S.T.\n.\nZoë’s too\n"};
};

TEST_F(MailTest, IsTakenAndReadAsItWasWritten) {
    ASSERT_FALSE(send_mail(terms, letter, at));
    const auto letters = server.letters();
    ASSERT_EQ(letters.size(), 1U);
    EXPECT_EQ(letters[0]["from"], "reviews@example.org");
    EXPECT_EQ(letters[0]["to"][0], "ada@example.org");
    EXPECT_EQ(letters[0]["id"], "<month_ahead-2026-04-ada@example.org>");
    EXPECT_EQ(letters[0]["subject"], letter.subject);
    EXPECT_EQ(letters[0]["text"], letter.text);
    EXPECT_EQ(letters[0]["date"], "2026-03-31T09:05:00.000Z");
    EXPECT_EQ(letters[0]["automatic"], "auto-generated");
    EXPECT_EQ(letters[0]["calendar"], "");
}

TEST_F(MailTest, TellsLaterFromNever) {
    server.behave("later");
    const auto later = send_mail(terms, letter, at);
    ASSERT_TRUE(later);
    EXPECT_FALSE(later->is_final);
    EXPECT_EQ(later->said, "451 Come back later");
    server.behave("never");
    const auto never = send_mail(terms, letter, at);
    ASSERT_TRUE(never);
    EXPECT_TRUE(never->is_final);
    EXPECT_EQ(never->said, "550 Nobody of that name");
    server.behave("hang_up");
    const auto gone = send_mail(terms, letter, at);
    ASSERT_TRUE(gone);
    EXPECT_FALSE(gone->is_final);
    EXPECT_TRUE(server.letters().empty());
    terms.address = "smtp://127.0.0.1:1";
    const auto nobody = send_mail(terms, letter, at);
    ASSERT_TRUE(nobody);
    EXPECT_FALSE(nobody->is_final);
}

TEST_F(MailTest, WaitsOnlySoLong) {
    server.behave("slow");
    terms.whole_ms = 300;
    const auto slow = send_mail(terms, letter, at);
    ASSERT_TRUE(slow);
    EXPECT_FALSE(slow->is_final);
}

TEST_F(MailTest, HasASubjectInAnyLetters) {
    Mail odd = letter;
    odd.subject = "Überprüfungen der nächsten Wochen, für alle, die es wissen müssen\r\nBcc: eve@example.org";
    ASSERT_FALSE(send_mail(terms, odd, at));
    const auto letters = server.letters();
    ASSERT_EQ(letters.size(), 1U);
    EXPECT_EQ(letters[0]["subject"],
              "Überprüfungen der nächsten Wochen, für alle, die es wissen müssen  Bcc: eve@example.org");
    EXPECT_EQ(letters[0]["to"].size(), 1U) << "a line end in a subject is no header";
}

TEST_F(MailTest, GoesToOneAddressOnly) {
    for (const char* wrong :
         {"", "ada", "ada@", "@example.org", "ada@example", "a b@example.org",
          "ada@example.org,eve@example.org", "ada@example.org>\r\nRCPT TO:<eve@example.org",
          "ada@@example.org", "ada@example.org.", "ada@.example.org"}) {
        EXPECT_FALSE(is_mail_address(wrong)) << wrong;
        Mail odd = letter;
        odd.to = wrong;
        const auto refused = send_mail(terms, odd, at);
        ASSERT_TRUE(refused) << wrong;
        EXPECT_TRUE(refused->is_final);
    }
    EXPECT_TRUE(server.letters().empty());
    EXPECT_TRUE(is_mail_address("ada.o'neill+reviews@mail.example.org"));
}

TEST_F(MailTest, GoesToTheNamedDomainsOnly) {
    EXPECT_FALSE(wrong_with_address(terms, "ada@anywhere.example"));
    terms.domains = {"example.gov.uk", "trust.example.org"};
    EXPECT_TRUE(wrong_with(terms).empty());
    EXPECT_FALSE(wrong_with_address(terms, "ada@example.gov.uk"));
    EXPECT_FALSE(wrong_with_address(terms, "ada@Trust.Example.ORG"));
    for (const char* other : {"ada@example.org", "ada@mail.example.gov.uk", "ada@example.gov.uk.evil.example",
                              "ada@notexample.gov.uk"})
        EXPECT_TRUE(wrong_with_address(terms, other)) << other;
    EXPECT_EQ(wrong_with_address(terms, "ada@example.org"),
              "Letters go to no address at example.org. Write one that ends in @example.gov.uk or "
              "@trust.example.org.");
    EXPECT_EQ(wrong_with_address(terms, "ada"),
              "This is no address for e-mail. Write one, as name@example.org.");
    // One that was kept before the domains were named is not written to either.
    const auto refused = send_mail(terms, letter, at);
    ASSERT_TRUE(refused);
    EXPECT_TRUE(refused->is_final);
    EXPECT_TRUE(server.letters().empty());
    terms.domains = {"example.org"};
    EXPECT_FALSE(send_mail(terms, letter, at));
    EXPECT_EQ(server.letters().size(), 1U);
    terms.domains = {"Example.org"};
    EXPECT_FALSE(wrong_with(terms).empty());
}

TEST_F(MailTest, IsInTheClearAtThisMachineOnly) {
    EXPECT_TRUE(wrong_with(terms).empty());
    EXPECT_FALSE(
        wrong_with({"smtp://mail.example.org:587", "reviews@example.org", "", "", "", true}).empty());
    EXPECT_TRUE(wrong_with({"smtp://mail.example.org:587", "reviews@example.org"}).empty());
    EXPECT_TRUE(wrong_with({"smtps://mail.example.org:465", "reviews@example.org"}).empty());
    EXPECT_FALSE(wrong_with({"mail.example.org", "reviews@example.org"}).empty());
    EXPECT_FALSE(wrong_with({"smtps://mail.example.org:465", "reviews"}).empty());
    // Without STARTTLS at the server nothing is sent, unless that was asked for.
    terms.in_the_clear = false;
    EXPECT_TRUE(send_mail(terms, letter, at));
    EXPECT_TRUE(server.letters().empty());
}

TEST(MailOverTls, AsksForStarttlsAndProvesWhoWeAre) {
    const RealCertificate certificate;
    RealMailServer server(certificate);
    MailServer terms{server.address("localhost"), "reviews@example.org", "reviews",
                     "a test of letters",         certificate.file,      false};
    const Mail letter{"week_ahead-2026-03-30-ada", "ada@example.org", "What waits", "Nothing\n"};
    const auto refused = send_mail(terms, letter, at);
    ASSERT_FALSE(refused) << refused->said;
    const auto letters = server.letters();
    ASSERT_EQ(letters.size(), 1U);
    EXPECT_EQ(letters[0]["is_secure"], true);
    terms.password = "another one";
    const auto unknown = send_mail(terms, letter, at);
    ASSERT_TRUE(unknown);
    EXPECT_FALSE(unknown->is_final) << "the letter is not to blame";
    terms.password = "a test of letters";
    terms.authorities_file.clear();
    EXPECT_TRUE(send_mail(terms, letter, at)) << "nobody vouches for the server";
    EXPECT_TRUE(server.letters().empty());
}

}  // namespace
}  // namespace footprint::exchange
