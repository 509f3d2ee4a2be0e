// Rows found by their names, in the order of the rows and in any other.
#include "base/place_by_name.h"

#include <string>

#include "support/property.h"

namespace footprint {
namespace {

struct NameOf {
    const std::vector<std::string>* names;
    std::string_view operator()(std::uint32_t place) const { return (*names)[place]; }
};
using Places = PlaceByName<NameOf>;

TEST(PlaceByName, FindsEveryNameInAnyOrder) {
    tests::for_all("every name in any order", [](std::vector<std::uint16_t> wanted) {
        std::vector<std::string> names;
        for (int i = 0; i < 1000; ++i) names.push_back("R" + std::to_string(i));
        Places places(names.size(), NameOf{&names});
        for (const std::uint16_t one : wanted) {
            const std::uint32_t expected = one < names.size() ? one : Places::nowhere;
            RC_ASSERT(places.find("R" + std::to_string(one)) == expected);
        }
    });
}

TEST(PlaceByName, TheFirstOfTwoIsFoundFromBefore) {
    const std::vector<std::string> names{"a", "b", "a"};
    Places places(names.size(), NameOf{&names});
    EXPECT_EQ(places.find("a"), 0U);
    EXPECT_EQ(places.find("b"), 1U);
}

TEST(PlaceByName, AnEmptyTableHasNothing) {
    const std::vector<std::string> names;
    Places places(0, NameOf{&names});
    EXPECT_EQ(places.find("a"), Places::nowhere);
    EXPECT_EQ(places.find(""), Places::nowhere);
}

}  // namespace
}  // namespace footprint
