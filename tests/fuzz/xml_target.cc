// Any bytes as a return in XML.
#include <cstdint>

#include "exchange/ssda903_xml.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto tables =
        footprint::exchange::read_return_xml("fuzz.xml", {reinterpret_cast<const char*>(bytes), size});
    if (!tables) footprint::ensure(!tables.problems().empty(), "a refusal says why");
    return 0;
}
