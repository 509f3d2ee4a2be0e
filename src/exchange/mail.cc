#include "exchange/mail.h"

#include <algorithm>
#include <array>
#include <memory>
#include <vector>

#include <curl/curl.h>

#include "base/day.h"
#include "base/text.h"
#include "exchange/base64url.h"

namespace footprint::exchange {

namespace {

template <auto release>
struct Release {
    template <class T>
    void operator()(T* held) const {
        release(held);
    }
};
using Call = std::unique_ptr<CURL, Release<curl_easy_cleanup>>;
using Parts = std::unique_ptr<curl_mime, Release<curl_mime_free>>;
using Lines = std::unique_ptr<curl_slist, Release<curl_slist_free_all>>;

constexpr std::string_view in_the_clear = "smtp://";
constexpr std::string_view over_tls = "smtps://";

bool is_this_machine(std::string_view address) {
    address.remove_prefix(std::min(address.size(), in_the_clear.size()));
    const std::string_view host = address.substr(0, address.rfind(':'));
    return host == "127.0.0.1" || host == "[::1]" || host == "localhost";
}

bool is_plain(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char sign) { return sign >= ' ' && sign <= '~'; });
}

std::string base64(std::string_view bytes) {
    std::string text = base64url(bytes);
    std::replace(text.begin(), text.end(), '-', '+');
    std::replace(text.begin(), text.end(), '_', '/');
    while (text.size() % 4 != 0) text += '=';
    return text;
}

// The part behind the @, under which the ids of letters are ours alone.
std::string host_of(std::string_view address) {
    return std::string(address.substr(address.find('@') + 1));
}

void add_line(Lines& lines, const std::string& line) {
    curl_slist* const longer = curl_slist_append(lines.get(), line.c_str());
    ensure(longer != nullptr, "there is memory for a header");
    static_cast<void>(lines.release());
    lines.reset(longer);
}

Lines headers_of(const MailServer& server, const Mail& mail, Moment at) {
    Lines lines;
    add_line(lines, "Date: " + mail_date(at));
    add_line(lines, "From: " + header_text(server.from));
    add_line(lines, "To: " + header_text(mail.to));
    add_line(lines, "Subject: " + header_text(mail.subject));
    add_line(lines, "Message-ID: <" + header_text(mail.id) + "@" + header_text(host_of(server.from)) + ">");
    add_line(lines, "Auto-Submitted: auto-generated");  // no answer by another machine is asked for
    return lines;
}

void add_text(curl_mime* parts, const std::string& text, const std::string& type) {
    curl_mimepart* const part = curl_mime_addpart(parts);
    curl_mime_data(part, text.data(), text.size());
    curl_mime_type(part, type.c_str());
    curl_mime_encoder(part, "base64");
}

Parts parts_of(CURL* call, const Mail& mail) {
    Parts whole(curl_mime_init(call));
    if (mail.invitation.empty()) {
        add_text(whole.get(), mail.text, "text/plain; charset=utf-8");
        return whole;
    }
    // The same thing twice, of which a program shows the one that it knows best.
    curl_mime* const both = curl_mime_init(call);
    add_text(both, mail.text, "text/plain; charset=utf-8");
    add_text(both, mail.invitation, "text/calendar; charset=utf-8; method=" + mail.invitation_method);
    curl_mimepart* const holder = curl_mime_addpart(whole.get());
    curl_mime_subparts(holder, both);
    curl_mime_type(holder, "multipart/alternative");
    return whole;
}

void set_terms(CURL* call, const MailServer& server) {
    curl_easy_setopt(call, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(call, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(call, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(server.connect_ms));
    curl_easy_setopt(call, CURLOPT_TIMEOUT_MS, static_cast<long>(server.whole_ms));
    curl_easy_setopt(call, CURLOPT_USE_SSL,
                     static_cast<long>(server.in_the_clear ? CURLUSESSL_NONE : CURLUSESSL_ALL));
    curl_easy_setopt(call, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    curl_easy_setopt(call, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    curl_easy_setopt(call, CURLOPT_NOPROXY, "*");
    if (!server.authorities_file.empty()) {
        curl_easy_setopt(call, CURLOPT_CAINFO, server.authorities_file.c_str());
        curl_easy_setopt(call, CURLOPT_CAPATH, nullptr);
    }
    if (!server.user.empty()) {
        curl_easy_setopt(call, CURLOPT_USERNAME, server.user.c_str());
        curl_easy_setopt(call, CURLOPT_PASSWORD, server.password.c_str());
    }
}

// Each line that the server says, of which the last refusal counts.
std::size_t listen(char* bytes, std::size_t, std::size_t size, void* into) {
    const std::string_view line = trim(std::string_view(bytes, size));
    if (line.size() > 3 && (line.front() == '4' || line.front() == '5'))
        *static_cast<std::string*>(into) = line;
    return size;
}

MailRefusal refusal_of(CURL* call, CURLcode code, const std::string& said) {
    long status = 0;
    curl_easy_getinfo(call, CURLINFO_RESPONSE_CODE, &status);
    constexpr long never = 500;
    MailRefusal refusal;
    // A name or a password that is wrong will be put right, and the letter is not to blame for it.
    const bool is_the_letter = code == CURLE_SEND_ERROR || code == CURLE_RECV_ERROR ||
                               code == CURLE_WEIRD_SERVER_REPLY || code == CURLE_QUOTE_ERROR ||
                               code == CURLE_UPLOAD_FAILED;
    refusal.is_final = status >= never && is_the_letter;
    refusal.said = said.empty() ? curl_easy_strerror(code) : said;
    return refusal;
}

}  // namespace

bool is_mail_address(std::string_view text) {
    constexpr std::size_t longest = 254;
    const std::size_t at = text.find('@');
    return text.size() <= longest && at != std::string_view::npos && at > 0 &&
           text.find('@', at + 1) == std::string_view::npos && text.find('.', at) != std::string_view::npos &&
           text.back() != '.' && text[at + 1] != '.' && is_plain(text) &&
           text.find_first_of(" ,;:<>()[]\"\\") == std::string_view::npos;
}

std::optional<std::string> wrong_with_address(const MailServer& server, std::string_view address) {
    if (!is_mail_address(address)) return "This is no address for e-mail. Write one, as name@example.org.";
    const std::string domain = lower(host_of(address));
    if (server.domains.empty() ||
        std::find(server.domains.begin(), server.domains.end(), domain) != server.domains.end())
        return std::nullopt;
    return "Letters go to no address at " + domain + ". Write one that ends in @" +
           join(server.domains, " or @") + ".";
}

Problems wrong_with(const MailServer& server) {
    const bool is_clear = server.address.starts_with(in_the_clear);
    Problems problems;
    if (!is_clear && !server.address.starts_with(over_tls))
        problems.push_back({Problem::Kind::unreadable,
                            {{}, 0, 0, "server"},
                            "The mail server is written as smtp://host:587 or smtps://host:465."});
    if (server.in_the_clear && !(is_clear && is_this_machine(server.address)))
        problems.push_back({Problem::Kind::not_permitted,
                            {{}, 0, 0, "in_the_clear"},
                            "Letters go without TLS to this very machine only. Leave 'in_the_clear' out."});
    if (!is_mail_address(server.from))
        problems.push_back({Problem::Kind::unreadable,
                            {{}, 0, 0, "from"},
                            "'from' is no address for e-mail. Write one, as reviews@example.gov.uk."});
    for (const std::string& domain : server.domains)
        if (!is_mail_address("name@" + domain) || domain != lower(domain))
            problems.push_back({Problem::Kind::unreadable,
                                {{}, 0, 0, "domains"},
                                "'" + domain +
                                    "' is no domain of addresses. Write what stands behind the @, "
                                    "as example.gov.uk."});
    return problems;
}

std::string header_text(std::string_view text) {
    constexpr std::size_t bytes_of_a_word = 42;  // 56 letters of base64, of the 75 that are allowed
    if (is_plain(text)) return std::string(text);
    std::string clean(text);
    std::replace_if(
        clean.begin(), clean.end(), [](char sign) { return static_cast<unsigned char>(sign) < ' '; }, ' ');
    if (is_plain(clean)) return clean;
    std::string words;
    for (std::size_t begin = 0; begin < clean.size();) {
        std::size_t end = std::min(begin + bytes_of_a_word, clean.size());
        while (end < clean.size() && (static_cast<unsigned char>(clean[end]) & 0xC0U) == 0x80U) --end;
        words += (words.empty() ? std::string("=?UTF-8?B?") : std::string(" =?UTF-8?B?")) +
                 base64(std::string_view(clean).substr(begin, end - begin)) + "?=";
        begin = end;
    }
    return words;
}

std::string mail_date(Moment at) {
    static constexpr std::array months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const Day day = day_of(at);
    const YearMonthDay date = civil(day);
    return std::string(weekday_name(weekday_of(day)).substr(0, 3)) + ", " + (date.day < 10 ? "0" : "") +
           std::to_string(date.day) + " " + months.at(static_cast<std::size_t>(date.month) - 1) + " " +
           std::to_string(date.year) + " " + iso(at).substr(11, 8) + " +0000";
}

std::optional<MailRefusal> send_mail(const MailServer& server, const Mail& mail, Moment at) {
    static const bool ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    ensure(ready, "libcurl could be made ready");
    if (const auto wrong = wrong_with_address(server, mail.to)) return MailRefusal{true, *wrong};
    const Call call(curl_easy_init());
    ensure(call != nullptr, "there is memory for a letter");
    std::array<char, CURL_ERROR_SIZE> said{};
    std::string refusal;
    set_terms(call.get(), server);
    const Lines headers = headers_of(server, mail, at);
    const Parts parts = parts_of(call.get(), mail);
    const Lines readers(curl_slist_append(nullptr, ("<" + mail.to + ">").c_str()));
    curl_easy_setopt(call.get(), CURLOPT_URL, server.address.c_str());
    curl_easy_setopt(call.get(), CURLOPT_ERRORBUFFER, said.data());
    curl_easy_setopt(call.get(), CURLOPT_MAIL_FROM, ("<" + server.from + ">").c_str());
    curl_easy_setopt(call.get(), CURLOPT_MAIL_RCPT, readers.get());
    curl_easy_setopt(call.get(), CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(call.get(), CURLOPT_MIMEPOST, parts.get());
    curl_easy_setopt(call.get(), CURLOPT_HEADERFUNCTION, &listen);
    curl_easy_setopt(call.get(), CURLOPT_HEADERDATA, &refusal);
    const CURLcode code = curl_easy_perform(call.get());
    if (code == CURLE_OK) return std::nullopt;
    return refusal_of(call.get(), code, refusal.empty() ? std::string(said.data()) : refusal);
}

}  // namespace footprint::exchange
