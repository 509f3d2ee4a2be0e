#include "web/request.h"

#include "base/result.h"

namespace footprint::web {

namespace {

const Field* first_of(const std::vector<Field>& fields, std::string_view name) {
    for (const Field& field : fields)
        if (field.name == name) return &field;
    return nullptr;
}

}  // namespace

std::string_view Request::parameter(std::string_view name) const {
    const Field* field = first_of(parameters, name);
    ensure(field != nullptr, "a page asked for a part of its address that the route does not name");
    return field->value;
}

std::string_view Request::header(std::string_view name) const {
    const Field* field = first_of(headers, name);
    return field ? std::string_view(field->value) : std::string_view();
}

std::string_view Request::cookie(std::string_view name) const {
    const Field* field = first_of(cookies, name);
    return field ? std::string_view(field->value) : std::string_view();
}

}  // namespace footprint::web
