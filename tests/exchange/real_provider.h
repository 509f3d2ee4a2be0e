// A real identity provider, and a person at a browser who signs in there.
//
// In      orders for the provider (see tests/identity_provider/provider.mjs); where the browser is sent
// Out     the query with which the browser comes back
// Errors  a broken invariant that says what to install where the provider does not start
#pragma once

#include <curl/curl.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <regex>
#include <string>

#include "exchange/child_process.h"
#include "exchange/http_call.h"
#include "support/places.h"

namespace footprint::exchange {

inline const std::string return_address = "http://127.0.0.1:9/sign-in/return";
inline const std::string our_secret = "not /a+secret%&:=at all";

class RealProvider {
  public:
    RealProvider() { start("0"); }

    const std::string& issuer() const { return issuer_; }
    void order(const nlohmann::json& what) {
        process_->say(what.dump());
        ensure(process_->line() == "done", "the provider does what it is told");
    }
    void stop() { process_.reset(); }
    void start_again() { start(issuer_.substr(issuer_.rfind(':') + 1)); }

  private:
    void start(const std::string& port) {
        process_ = std::make_unique<ChildProcess>(std::vector<std::string>{
            "node", "--no-warnings", tests::root() + "/tests/identity_provider/provider.mjs", port});
        issuer_ = process_->line();
        ensure(issuer_.starts_with("http://127.0.0.1:"),
               "the identity provider for tests starts; install Node.js 20 or newer, then run "
               "scripts/node_packages tests/identity_provider");
    }

    std::string issuer_;
    std::unique_ptr<ChildProcess> process_;
};

// Keeps cookies; goes where it is sent, and fills in the provider's forms.
class PersonAtABrowser {
  public:
    PersonAtABrowser() : call_(curl_easy_init(), &curl_easy_cleanup) {
        curl_easy_setopt(call_.get(), CURLOPT_COOKIEFILE, "");
        curl_easy_setopt(call_.get(), CURLOPT_PROXY, "");
        curl_easy_setopt(call_.get(), CURLOPT_WRITEFUNCTION, &take);
        curl_easy_setopt(call_.get(), CURLOPT_WRITEDATA, &page_);
        curl_easy_setopt(call_.get(), CURLOPT_TIMEOUT, 20L);
    }

    // The query with which it comes back to us.
    FormFields sign_in(std::string address, const std::string& name) {
        for (int steps = 0; steps < 12; ++steps) {
            if (address.starts_with(return_address)) return fields_of(address);
            address = open(address, nullptr);
            if (!address.empty()) continue;
            std::smatch prompt;
            ensure(std::regex_search(page_, prompt, std::regex("name=\"prompt\" value=\"([a-z]+)\"")),
                   "the provider's page is a form");
            const std::string form = form_text({{"prompt", prompt[1]}, {"login", name}, {"password", "x"}});
            address = open(at_, &form);
        }
        broken("the browser comes back");
    }
    // The address that it is sent on to; empty for a page.
    std::string open(const std::string& address, const std::string* form) {
        at_ = address;
        page_.clear();
        curl_easy_setopt(call_.get(), CURLOPT_URL, address.c_str());
        curl_easy_setopt(call_.get(), form == nullptr ? CURLOPT_HTTPGET : CURLOPT_POST, 1L);
        if (form != nullptr) curl_easy_setopt(call_.get(), CURLOPT_COPYPOSTFIELDS, form->c_str());
        ensure(curl_easy_perform(call_.get()) == CURLE_OK, "the provider can be reached");
        const char* next = nullptr;
        curl_easy_getinfo(call_.get(), CURLINFO_REDIRECT_URL, &next);
        return next == nullptr ? "" : next;
    }
    const std::string& page() const { return page_; }

    static FormFields fields_of(const std::string& address) {
        FormFields fields;
        std::string query = address.substr(address.find('?') + 1);
        for (std::size_t at = 0; at < query.size();) {
            const std::size_t end = std::min(query.find('&', at), query.size());
            const std::string field = query.substr(at, end - at);
            const std::size_t middle = std::min(field.find('='), field.size() - 1);
            fields.emplace_back(unescaped(field.substr(0, middle)), unescaped(field.substr(middle + 1)));
            at = end + 1;
        }
        return fields;
    }

  private:
    static std::size_t take(char* bytes, std::size_t, std::size_t size, void* into) {
        static_cast<std::string*>(into)->append(bytes, size);
        return size;
    }
    static std::string unescaped(const std::string& text) {
        int size = 0;
        char* made = curl_easy_unescape(nullptr, text.c_str(), static_cast<int>(text.size()), &size);
        std::string out(made, static_cast<std::size_t>(size));
        curl_free(made);
        return out;
    }

    std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> call_;
    std::string at_;
    std::string page_;
};

}  // namespace footprint::exchange
