// One letter by e-mail to one address, handed to the authority's own mail server.
//
// In      the server and how it is spoken to; a letter, with an invitation to a calendar or without
// Out     that the server took it
// Units   milliseconds
// Errors  a refusal, and whether another try can help: a server that is not there or says "later" (4xx) is
//         asked again; one that says "never" (5xx) is not
// Source  RFC 5321 (SMTP), 3207 (STARTTLS), 2047 (subjects), 3834 (automatic letters), 5546 and 6047
//         (invitations); libcurl
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/moment.h"
#include "base/result.h"

namespace footprint::exchange {

struct MailServer {
    std::string address;  // smtp://host:port, with STARTTLS; smtps://host:port, TLS from the first byte
    std::string from;
    std::string user;  // empty: the server knows us by where we come from
    std::string password;
    std::string authorities_file;  // of the certificates to trust, PEM; empty for those of the system
    bool in_the_clear = false;     // without STARTTLS: at this very machine only
    int connect_ms = 10'000;
    int whole_ms = 30'000;
    std::vector<std::string> domains = {};  // to which letters may go, in small letters; none: to any
};

// What is wrong with it, and what to write; nothing where letters can be tried.
Problems wrong_with(const MailServer& server);
// Whether it may be one: its server alone knows whether it is.
bool is_mail_address(std::string_view text);
// What keeps letters from this address, and what to write; nothing where they may go to it.
std::optional<std::string> wrong_with_address(const MailServer& server, std::string_view address);

struct Mail {
    std::string id;  // the same for the same letter; becomes its Message-ID
    std::string to;
    std::string subject;
    std::string text;
    std::string invitation = {};         // a calendar with one event; empty: none
    std::string invitation_method = {};  // REQUEST or CANCEL
};

struct MailRefusal {
    bool is_final = false;
    std::string said;  // by the server, or by the network; without the letter's words
};

// Nothing: it was taken.
std::optional<MailRefusal> send_mail(const MailServer& server, const Mail& mail, Moment at);

// A header's text: ASCII stays as it is, all else is written as RFC 2047 has it; line ends become blanks.
std::string header_text(std::string_view text);
// Tue, 31 Mar 2026 09:05:00 +0000
std::string mail_date(Moment at);

}  // namespace footprint::exchange
