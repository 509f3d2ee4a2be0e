// The whole application over an invented authority, asked without a network: people with their cookies, and a
// clock that is set by hand.
//
// In      an account's role; addresses and forms
// Out     answers
// Errors  what should not fail and does, fails the test
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <memory>

#include "base/text.h"
#include "exchange/invented_authority.h"
#include "web/digits.h"
#include "web/guard.h"
#include "web/router.h"
#include "web/routes.h"

namespace footprint::web {

class Service {
  public:
    explicit Service(bool with_doors = true, const std::optional<exchange::MailServer>& mail = {}) {
        std::string pattern = (std::filesystem::temp_directory_path() / "footprint-service-XXXXXX").string();
        folder_ = mkdtemp(pattern.data());
        const casework::Address address{"sqlite:" + (folder_ / "f.db").string(), {}, {}, {}};
        const auto ground = casework::shipped_ground("standard");
        exchange::InventedOptions options;
        options.children = 80;
        options.years = 2;
        options.as_at = today_;
        care::Records records = exchange::invent(options, 0, *(*ground)->rules.calendar);
        records.settle();
        const casework::Actor actor{"maker", now_};
        EXPECT_TRUE(casework::Casework::create_authority(address, records.authority.front(), actor));
        casework_ = std::move(casework::Casework::open(address)).value();
        EXPECT_TRUE(casework_->take_over(records, actor, "invented"));
        accounts_ = std::make_unique<casework::Accounts>(casework_->store(), casework_->authority());
        sign_in_ = std::make_unique<casework::SignIn>(casework_->store(), casework_->authority(),
                                                      casework::SignInTerms{});
        readings_ =
            std::make_unique<casework::Readings>(casework_->store(), casework_->authority(), sign_in_.get());
        calendars_ = std::make_unique<casework::Calendars>(casework_->store(), casework_->authority());
        messages_ =
            std::make_unique<casework::Messages>(casework_->store(), casework_->authority(), mail, "");
        doors_ = std::make_unique<Doors>(
            Doors{*sign_in_, *accounts_, *readings_, *calendars_, *messages_, nullptr, {}, {}, false});
        application_ = std::make_unique<Application>(
            Application{*casework_, [this] { return today_; }, [this] { return now_; }, "local",
                        with_doors ? doors_.get() : nullptr, "local key", &watching_});
        router_ = std::make_unique<Router>(web::routes(*application_));
    }
    ~Service() {
        readings_.reset();
        std::filesystem::remove_all(folder_);
    }
    Service(const Service&) = delete;
    Service& operator=(const Service&) = delete;

    // Its first password.
    std::string account(const std::string& name, std::vector<care::AccountRole> roles,
                        const std::string& officer = {}) {
        care::Account wanted{{name},           "Person " + name, {officer},
                             std::move(roles), std::nullopt,     std::nullopt};
        later();
        const auto added = accounts_->add(wanted, {"maker"}, now_);
        if (!added) {
            ADD_FAILURE() << printed(added.problems());
            return {};
        }
        return std::move(sign_in_->give_first_password(*added, {"maker"}, "", now_)).value();
    }
    // From now on people may come by this provider, which says that they are of that authority.
    void use_provider(exchange::IdentityProvider* provider, const std::string& authority) {
        doors_->provider = provider;
        doors_->provider_name = "the provider of the tests";
        doors_->public_address = "http://127.0.0.1:8080";
        sign_in_->of_provider(authority);
        router_ = std::make_unique<Router>(web::routes(*application_));
    }
    // Browsers reach these pages by https only.
    void use_https() { doors_->over_tls = true; }
    void set_clock(Moment now) { now_ = now; }
    void later(std::int64_t micros = half_a_minute) { now_.micros += micros; }
    void next_day() { today_ = today_ + 1; }

    std::shared_ptr<const casework::Snapshot> snapshot() {
        return std::move(casework_->read({today_, std::nullopt, std::nullopt})).value();
    }
    // Children whom the officer has now, or anybody but them.
    std::uint32_t child_of(const std::string& officer, bool theirs = true) {
        const auto now = snapshot();
        for (const casework::ChildLine& line : now->lines())
            if (line.officer != measures::none && !now->decisions_of(line.child).empty() &&
                (now->records().officers[line.officer].officer.text == officer) == theirs)
                return line.child;
        ADD_FAILURE() << "nobody has a child with a decision";
        return 0;
    }
    std::string id_of(std::uint32_t child) { return snapshot()->records().children[child].id; }
    // An IRO who has such a child.
    std::string some_iro() {
        const auto now = snapshot();
        for (const casework::ChildLine& line : now->lines())
            if (line.officer != measures::none && !now->decisions_of(line.child).empty())
                return now->records().officers[line.officer].officer.text;
        return {};
    }
    std::string decision_address(std::uint32_t child) {
        const auto now = snapshot();
        const auto places = now->decisions_of(child);
        return "/children/" + id_of(child) + "/decisions/" +
               now->records().decisions[places.front()].decision.text;
    }

    // Somebody changes a decision elsewhere.
    void change(const care::Decision& decision, const std::string& who) {
        const auto now = snapshot();
        store::ChangeSet changes("record_decision", now->records(), now->version());
        changes.put(decision);
        EXPECT_TRUE(casework_->write(changes, {who, now_}));
    }

    Response answer(Method method, std::string_view address, Request request) {
        const std::size_t mark = address.find('?');
        const Found found = router_->find(method, address.substr(0, mark));
        if (found.outcome == Found::Outcome::not_found) return page("", 404);
        if (found.outcome == Found::Outcome::method_not_allowed) return page("", 405);
        request.method = method;
        request.path = address.substr(0, mark);
        request.parameters = found.parameters;
        if (mark != std::string_view::npos)
            request.query = std::move(read_urlencoded(address.substr(mark + 1))).value();
        return found.route->respond(request);
    }

    casework::Casework& casework() { return *casework_; }
    casework::Accounts& accounts() { return *accounts_; }
    casework::SignIn& sign_in() { return *sign_in_; }
    const Application& application() const { return *application_; }
    Moment now() const { return now_; }

  private:
    std::filesystem::path folder_;
    Day today_ = day_of(2026, 3, 31);
    Moment now_{std::int64_t{1'774'900'000'000'000}};
    std::unique_ptr<casework::Casework> casework_;
    std::unique_ptr<casework::Accounts> accounts_;
    std::unique_ptr<casework::SignIn> sign_in_;
    std::unique_ptr<casework::Readings> readings_;
    std::unique_ptr<casework::Calendars> calendars_;
    std::unique_ptr<casework::Messages> messages_;
    std::unique_ptr<Doors> doors_;
    Watching watching_{Meters(), {std::move(Network::of("10.9.0.0/16")).value()}};
    std::unique_ptr<Application> application_;
    std::unique_ptr<Router> router_;
};

inline std::string text_of(const Response& response) {
    return std::string(response.text());
}

inline std::string location_of(const Response& response) {
    for (const Field& header : response.headers)
        if (header.name == "Location") return header.value;
    return {};
}

// A person at a browser.
class Person {
  public:
    explicit Person(Service& service, std::string place = "198.51.100.7")
        : service_(&service), place_(std::move(place)) {}

    Response get(std::string_view address) {
        Response response = service_->answer(Method::get, address, request());
        keep(response);
        return response;
    }
    Response post(std::string_view address, std::vector<Field> fields, bool with_key = true) {
        // Before there is a session, its key is that of the page at the door.
        if (with_key && address == "/sign-in") get("/sign-in");
        if (with_key) fields.push_back({"form_key", key_});
        std::string body;
        for (const Field& field : fields)
            body +=
                (body.empty() ? "" : "&") + percent_encoded(field.name) + "=" + percent_encoded(field.value);
        Request asked = request();
        asked.headers.push_back({"content-type", "application/x-www-form-urlencoded"});
        asked.body = std::make_shared<const Body>(Body::of(body));
        Response response = service_->answer(Method::post, address, std::move(asked));
        keep(response);
        return response;
    }

    // The same words, said to be of another type.
    int status_of_post_as(std::string_view address, const char* type) {
        Request asked = request();
        asked.headers.push_back({"content-type", type});
        asked.body = std::make_shared<const Body>(Body::of("form_key=" + percent_encoded(key_)));
        return service_->answer(Method::post, address, std::move(asked)).status;
    }
    // As the form stands: it is looked at first, and what it was based on comes back with it.
    Response post_as_shown(std::string_view address, std::vector<Field> fields) {
        fields.push_back({"based_on", value_in(text_of(get(address)), "based_on")});
        return post(address, std::move(fields));
    }

    // From the first password to a session.
    Person& begin(const std::string& name, const std::string& first_password) {
        name_ = name;
        EXPECT_EQ(location_of(post("/sign-in", {{"name", name}, {"password", first_password}})),
                  "/sign-in/password?then=%2F");
        get("/sign-in/password");
        EXPECT_EQ(location_of(post("/sign-in/password", {{"chosen", password()}})),
                  "/sign-in/enrol?then=%2F");
        const std::string form = text_of(get("/sign-in/enrol"));
        one_time_key = key_shown_in(form);
        const Response codes = post("/sign-in/enrol", {{"code", digits_for(one_time_key, service_->now())}});
        EXPECT_EQ(codes.status, 200);
        std::string text = text_of(codes);
        for (std::size_t at = text.find("<code>"); at != std::string::npos; at = text.find("<code>", at + 1))
            recovery_codes.push_back(text.substr(at + 6, text.find("</code>", at) - at - 6));
        get("/account");
        return *this;
    }
    Person& sign_in(const std::string& name, const std::string& key) {
        name_ = name;
        one_time_key = key;
        service_->later();
        EXPECT_EQ(location_of(post("/sign-in", {{"name", name}, {"password", password()}})),
                  "/sign-in/code?then=%2F");
        get("/sign-in/code");
        EXPECT_EQ(location_of(post("/sign-in/code", {{"code", digits_for(key, service_->now())}})), "/begin");
        get("/account");
        return *this;
    }
    std::string password() const { return "kettle mosque rain " + name_; }
    const std::string& key() const { return key_; }
    std::map<std::string, std::string>& cookies() { return cookies_; }

    // Of the second factor, without the blanks between its letters.
    static std::string key_shown_in(const std::string& html) {
        const std::size_t from = html.find("Key: <code>") + 11;
        std::string key = html.substr(from, html.find("</code>", from) - from);
        std::erase(key, ' ');
        return key;
    }
    static std::string value_in(const std::string& html, const std::string& field) {
        const std::string wanted = "name=\"" + field + "\" value=\"";
        const std::size_t at = html.find(wanted);
        if (at == std::string::npos) return {};
        return html.substr(at + wanted.size(), html.find('"', at + wanted.size()) - at - wanted.size());
    }

    std::string one_time_key;
    std::vector<std::string> recovery_codes;

  private:
    Request request() const {
        Request asked;
        asked.came_from = place_;
        for (const auto& [name, value] : cookies_) asked.cookies.push_back({name, value});
        return asked;
    }
    void keep(const Response& response) {
        for (const Field& header : response.headers) {
            if (header.name != "Set-Cookie") continue;
            const std::size_t equals = header.value.find('=');
            const std::size_t end = header.value.find(';');
            cookies_[header.value.substr(0, equals)] = header.value.substr(equals + 1, end - equals - 1);
            if (header.value.find("Max-Age=0") != std::string::npos)
                cookies_.erase(header.value.substr(0, equals));
        }
        const std::string key = value_in(text_of(response), "form_key");
        if (!key.empty()) key_ = key;
    }

    Service* service_;
    std::string place_;
    std::string name_;
    std::string key_;
    std::map<std::string, std::string> cookies_;
};

}  // namespace footprint::web
