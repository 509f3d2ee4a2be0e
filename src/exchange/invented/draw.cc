#include "exchange/invented/draw.h"

#include "base/result.h"

namespace footprint::exchange::invented {

std::size_t Draw::weighted(std::span<const int> weights) {
    int sum = 0;
    for (const int weight : weights) sum += weight;
    ensure(sum > 0, "a draw needs a weight above 0");
    int left = below(sum);
    for (std::size_t i = 0; i < weights.size(); ++i) {
        left -= weights[i];
        if (left < 0) return i;
    }
    broken("a draw went past its weights");
}

int Draw::from(std::span<const Quantile> table) {
    ensure(table.size() >= 2, "a distribution needs two points");
    const int at = below(1'000'000);
    for (std::size_t i = 1; i < table.size(); ++i) {
        const int high = table[i].below_thousandths * 1000;
        if (at >= high && i + 1 < table.size()) continue;
        const int low = table[i - 1].below_thousandths * 1000;
        const std::int64_t step = static_cast<std::int64_t>(table[i].value - table[i - 1].value) * (at - low);
        return table[i - 1].value + static_cast<int>(step / (high - low));
    }
    return table.back().value;
}

}  // namespace footprint::exchange::invented
