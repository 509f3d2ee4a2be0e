#include "care/codes.h"

namespace footprint::care {

bool same_code(std::string_view written, std::string_view code) {
    if (written.size() != code.size()) return false;
    for (std::size_t i = 0; i < written.size(); ++i) {
        const char a = written[i];
        const char b = code[i];
        if (a == b) continue;
        const bool letter = (a >= 'a' && a <= 'z') || (a >= 'A' && a <= 'Z');
        if (!letter || (a ^ 0x20) != b) return false;
    }
    return true;
}

}  // namespace footprint::care
