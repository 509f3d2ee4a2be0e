// Who a request comes from, and whether they may have what they ask for: asked before every page.
//
// In      the application; what a page is for, as a verb of care/access
// Out     handlers that let through who may, send who is not signed in to sign in, and refuse the rest
// Errors  a form without its key is refused: another site may have made it
// Source  docs/who_may.md; OWASP ASVS 4.0.3 chapters 3 and 4
#pragma once

#include <functional>
#include <memory>

#include "web/pages/pages.h"

namespace footprint::web {

using MakePage = std::function<Response(const pages::View&, const Request&)>;
using TakeForm = std::function<Response(const pages::View&, const Request&, const Form&)>;
using TakeHalf =
    std::function<Response(const Application&, const casework::Visitor&, const Request&, const Form&)>;

class Guard {
  public:
    // The pages that are kept are kept with the addresses.
    Guard(const Application& application, std::shared_ptr<KeptPages> kept)
        : application_(application), kept_(std::move(kept)) {}

    Respond page(care::Verb verb, MakePage make) const;
    // Of a form that is not taken, what was typed is given back; where it may be a password, it is not.
    enum class Typed : std::uint8_t { words, secrets };
    Respond form(care::Verb verb, TakeForm take, Typed typed = Typed::words) const;
    // The steps between the password and the session: only for who is at this one.
    Respond half_page(casework::Stage stage, TakeHalf make) const;
    Respond half_form(casework::Stage stage, TakeHalf take) const;

  private:
    struct Sent {
        const Form* form = nullptr;  // null: a page was asked for
        bool comes_back = false;     // its words may
    };
    Response answer(const Request& request, care::Verb verb, const Sent& sent,
                    const std::function<Response(const pages::View&)>& make) const;
    const Application& application_;
    std::shared_ptr<KeptPages> kept_;
};

// Who the request's session stands for; nobody where it is over or was never there.
std::optional<casework::Visitor> visitor_of(const Application& application, const Request& request,
                                            store::LookedUp& found);
// The names of cookies: with a prefix that a browser honours where pages come by https.
std::string session_cookie(const Application& application);
std::string device_cookie(const Application& application);
std::string door_cookie(const Application& application);
// Where a request comes from, for counting tries.
casework::Origin origin_of(const Application& application, const Request& request);
// The step that a half session is at.
std::string_view address_of(casework::Stage stage);

}  // namespace footprint::web
