#include "exchange/http_call.h"

#include "base/text.h"

#include <curl/curl.h>

#include <memory>

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
using Address = std::unique_ptr<CURLU, Release<curl_url_cleanup>>;
using HeaderLines = std::unique_ptr<curl_slist, Release<curl_slist_free_all>>;

Problem fault(Problem::Kind kind, std::string message) {
    return {kind, {}, std::move(message)};
}

void make_ready() {
    static const bool ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    ensure(ready, "libcurl could be made ready");
}

std::string part_of(CURLU* address, CURLUPart part) {
    char* found = nullptr;
    if (curl_url_get(address, part, &found, 0) != CURLUE_OK) return {};
    std::string text(found);
    curl_free(found);
    return text;
}

bool is_this_machine(const std::string& host) {
    return host == "127.0.0.1" || host == "[::1]" || host == "localhost";
}

// nullptr for an address that must not be called. What was checked is what libcurl is given to call.
Address allowed(const std::string& text) {
    make_ready();
    Address address(curl_url());
    if (!address || text.size() > 2'000 ||
        text.find_first_of(std::string_view("\\\t\r\n\0 ", 6)) != std::string::npos ||
        curl_url_set(address.get(), CURLUPART_URL, text.c_str(), CURLU_DISALLOW_USER) != CURLUE_OK)
        return nullptr;
    const std::string scheme = part_of(address.get(), CURLUPART_SCHEME);
    const std::string host = part_of(address.get(), CURLUPART_HOST);
    // libcurl forgives slashes too many, and finds a host where others find none.
    if (host.empty() || text.find('#') != std::string::npos || text.find(":///") != std::string::npos)
        return nullptr;
    if (scheme == "https" || (scheme == "http" && is_this_machine(host))) return address;
    return nullptr;
}

struct Received {
    std::string body;
    std::size_t most_bytes = 0;
    bool is_too_large = false;
};

// Taking less than was given makes libcurl break off.
std::size_t take(char* bytes, std::size_t, std::size_t size, void* into) {
    auto& received = *static_cast<Received*>(into);
    received.is_too_large = received.body.size() + size > received.most_bytes;
    if (received.is_too_large) return 0;
    received.body.append(bytes, size);
    return size;
}

// What libcurl says of it is for people who know networks, hence behind what to do.
Problem unreachable(CURLcode code, const std::string& host, const HttpTerms& terms, const Received& received,
                    const char* said) {
    const std::string more = std::string(" (") + (*said != '\0' ? said : curl_easy_strerror(code)) + ")";
    if (received.is_too_large || code == CURLE_FILESIZE_EXCEEDED)
        return fault(Problem::Kind::too_large, host + " answered with more than " +
                                                   grouped(static_cast<std::int64_t>(terms.most_bytes)) +
                                                   " bytes: check that the address is the right one.");
    if (code == CURLE_OPERATION_TIMEDOUT)
        return fault(Problem::Kind::not_found,
                     host + " did not answer in time: try again, then ask its people." + more);
    if (code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CACERT_BADFILE)
        return fault(Problem::Kind::not_permitted,
                     host +
                         " could not prove who it is: check its certificate, and the file of authorities "
                         "to trust if it is of the authority's own." +
                         more);
    return fault(Problem::Kind::not_found,
                 host + " cannot be reached: check the network and the address." + more);
}

void set_limits(CURL* call, const HttpTerms& terms, bool at_this_machine) {
    curl_easy_setopt(call, CURLOPT_NOSIGNAL, 1L);  // signals are no good between threads
    curl_easy_setopt(call, CURLOPT_PROTOCOLS_STR, at_this_machine ? "http,https" : "https");
    curl_easy_setopt(call, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(call, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(terms.connect_ms));
    curl_easy_setopt(call, CURLOPT_TIMEOUT_MS, static_cast<long>(terms.whole_ms));
    curl_easy_setopt(call, CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(terms.most_bytes));
    curl_easy_setopt(call, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(call, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(call, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    curl_easy_setopt(call, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    curl_easy_setopt(call, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    // Set, though empty, they keep libcurl from asking the environment.
    curl_easy_setopt(call, CURLOPT_NOPROXY, "");
    curl_easy_setopt(call, CURLOPT_PROXY, at_this_machine ? "" : terms.proxy.c_str());
    if (!terms.authorities_file.empty()) {
        curl_easy_setopt(call, CURLOPT_CAINFO, terms.authorities_file.c_str());
        curl_easy_setopt(call, CURLOPT_CAPATH, nullptr);
    }
}

std::string content_type_of(CURL* call) {
    const char* sent = nullptr;
    curl_easy_getinfo(call, CURLINFO_CONTENT_TYPE, &sent);
    const std::string_view whole = sent == nullptr ? "" : sent;
    return lower(trim(whole.substr(0, whole.find(';'))));
}

Result<HttpReply> answer_to(const std::string& text, const HttpTerms& terms, const std::string* form,
                            const HttpIdentity* identity) {
    const Address address = allowed(text);
    if (!address)
        return fault(
            Problem::Kind::wrong_use,
            "An address to call is not allowed: give one that begins with https:// and names a host.");
    const std::string host = part_of(address.get(), CURLUPART_HOST);
    const Call call(curl_easy_init());
    ensure(call != nullptr, "libcurl has room for a call");
    Received received{{}, terms.most_bytes, false};
    std::string said(CURL_ERROR_SIZE, '\0');
    set_limits(call.get(), terms, is_this_machine(host));
    const HeaderLines headers(curl_slist_append(nullptr, "Accept: application/json"));
    curl_easy_setopt(call.get(), CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(call.get(), CURLOPT_CURLU, address.get());
    curl_easy_setopt(call.get(), CURLOPT_ERRORBUFFER, said.data());
    curl_easy_setopt(call.get(), CURLOPT_WRITEFUNCTION, &take);
    curl_easy_setopt(call.get(), CURLOPT_WRITEDATA, &received);
    if (form != nullptr) {
        curl_easy_setopt(call.get(), CURLOPT_POSTFIELDSIZE, static_cast<long>(form->size()));
        curl_easy_setopt(call.get(), CURLOPT_POSTFIELDS, form->c_str());
    }
    if (identity != nullptr) {
        curl_easy_setopt(call.get(), CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BASIC));
        curl_easy_setopt(call.get(), CURLOPT_USERNAME, identity->name.c_str());
        curl_easy_setopt(call.get(), CURLOPT_PASSWORD, identity->password.c_str());
    }
    const CURLcode code = curl_easy_perform(call.get());
    if (code != CURLE_OK) return unreachable(code, host, terms, received, said.c_str());
    long status = 0;
    curl_easy_getinfo(call.get(), CURLINFO_RESPONSE_CODE, &status);
    return HttpReply{static_cast<int>(status), content_type_of(call.get()), std::move(received.body)};
}

void append_escaped(std::string& text, std::string_view value) {
    static constexpr std::string_view digits = "0123456789ABCDEF";
    for (const char c : value) {
        const bool stands = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                            c == '-' || c == '.' || c == '_' || c == '~';
        const auto byte = static_cast<unsigned char>(c);
        if (stands)
            text.push_back(c);
        else
            text.append({'%', digits[byte >> 4U], digits[byte & 15U]});
    }
}

}  // namespace

Result<HttpReply> http_get(const std::string& address, const HttpTerms& terms) {
    return answer_to(address, terms, nullptr, nullptr);
}

Result<HttpReply> http_post(const std::string& address, const FormFields& form, const HttpIdentity* identity,
                            const HttpTerms& terms) {
    const std::string text = form_text(form);
    return answer_to(address, terms, &text, identity);
}

bool may_be_called(const std::string& address) {
    return allowed(address) != nullptr;
}

bool is_https(const std::string& address) {
    const Address parsed = allowed(address);
    return parsed && part_of(parsed.get(), CURLUPART_SCHEME) == "https";
}

std::string escaped(std::string_view text) {
    std::string out;
    append_escaped(out, text);
    return out;
}

std::string form_text(const FormFields& form) {
    std::string text;
    for (const auto& [name, value] : form) {
        if (!text.empty()) text += '&';
        append_escaped(text, name);
        text += '=';
        append_escaped(text, value);
    }
    return text;
}

}  // namespace footprint::exchange
