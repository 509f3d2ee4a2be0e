#include "web/meters.h"

#include <sys/resource.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

namespace footprint::web {

namespace {

void meter(std::ostream& out, const char* name, const char* kind, const char* help) {
    out << "# HELP " << name << ' ' << help << "\n# TYPE " << name << ' ' << kind << '\n';
}

double seconds(const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

std::uint64_t bytes_in_memory() {
    std::ifstream file("/proc/self/statm");
    std::uint64_t all = 0;
    std::uint64_t resident = 0;
    file >> all >> resident;
    return resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

}  // namespace

Meters::Meters(std::string version) : version_(std::move(version)), began_(std::time(nullptr)) {}

void Meters::count(const RequestLine& line) {
    const double took = static_cast<double>(line.micros) / 1e6;
    std::size_t place = 0;
    while (place < bounds.size() && took > bounds[place]) ++place;
    std::string labels;
    labels.append("method=\"").append(line.method).append("\",page=\"").append(line.pattern);
    labels.append("\",status=\"").append(std::to_string(line.status)).append("\"");
    const std::lock_guard lock(mutex_);
    ++requests_[std::move(labels)];
    auto times = times_.find(line.pattern);
    if (times == times_.end()) times = times_.emplace(line.pattern, Times{}).first;
    ++times->second.in[place];
    times->second.micros += line.micros;
}

std::string Meters::printed() const {
    std::ostringstream out;
    meter(out, "footprint_info", "gauge", "The program that runs.");
    out << "footprint_info{version=\"" << version_ << "\"} 1\n";
    if (connections) {
        meter(out, "footprint_connections", "gauge", "Connections of browsers and proxies that are open.");
        out << "footprint_connections " << connections() << '\n';
    }
    {
        const std::lock_guard lock(mutex_);
        meter(out, "footprint_requests_total", "counter", "Requests that were answered.");
        for (const auto& [labels, number] : requests_)
            out << "footprint_requests_total{" << labels << "} " << number << '\n';
        meter(out, "footprint_request_seconds", "histogram", "From the whole head to the last byte sent.");
        for (const auto& [page, times] : times_) {
            std::uint64_t number = 0;
            for (std::size_t place = 0; place < bounds.size(); ++place) {
                number += times.in[place];
                out << "footprint_request_seconds_bucket{page=\"" << page << "\",le=\"" << bounds[place]
                    << "\"} " << number << '\n';
            }
            number += times.in.back();
            out << "footprint_request_seconds_bucket{page=\"" << page << "\",le=\"+Inf\"} " << number << '\n'
                << "footprint_request_seconds_sum{page=\"" << page << "\"} "
                << static_cast<double>(times.micros) / 1e6 << '\n'
                << "footprint_request_seconds_count{page=\"" << page << "\"} " << number << '\n';
        }
    }
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    meter(out, "process_cpu_seconds_total", "counter", "Time of processors, of user and system.");
    out << "process_cpu_seconds_total " << seconds(used.ru_utime) + seconds(used.ru_stime) << '\n';
    meter(out, "process_resident_memory_bytes", "gauge", "Memory in use.");
    out << "process_resident_memory_bytes " << bytes_in_memory() << '\n';
    meter(out, "process_start_time_seconds", "gauge", "When the program began, since 1970.");
    out << "process_start_time_seconds " << began_ << '\n';
    return out.str();
}

}  // namespace footprint::web
