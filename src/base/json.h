// Writing JSON, a value after the other, without building a tree.
//
// In      keys and values in the order in which they are to stand
// Out     one line of JSON text
// Errors  none: what is no UTF-8 is written as the replacement character; numbers that are none as null
// Source  RFC 8259
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace footprint {

class JsonWriter {
  public:
    JsonWriter& open_object();
    JsonWriter& close_object();
    JsonWriter& open_array();
    JsonWriter& close_array();
    JsonWriter& key(std::string_view name);
    JsonWriter& text(std::string_view value);
    JsonWriter& number(std::int64_t value);
    JsonWriter& number(double value);  // whole numbers without a point
    JsonWriter& truth(bool value);
    JsonWriter& null();

    JsonWriter& field(std::string_view name, std::string_view value) { return key(name).text(value); }
    JsonWriter& field(std::string_view name, const char* value) { return key(name).text(value); }
    JsonWriter& field(std::string_view name, std::int64_t value) { return key(name).number(value); }
    JsonWriter& field(std::string_view name, int value) { return key(name).number(std::int64_t{value}); }
    JsonWriter& field(std::string_view name, bool value) { return key(name).truth(value); }
    JsonWriter& field(std::string_view name, std::optional<double> value) {
        return value ? key(name).number(*value) : key(name).null();
    }

    const std::string& written() const { return out_; }
    std::string take();
    void clear();

  private:
    void before_value();
    std::string out_;
    bool needs_comma_ = false;
};

}  // namespace footprint
