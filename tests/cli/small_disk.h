// A disk of a few megabytes that can be filled up to the last byte.
//
// In      the right to mount one, which root has
// Out     a folder; whether there is one
// Errors  none: where no disk may be mounted there is no folder
#pragma once

#include <pwd.h>
#include <sys/mount.h>
#include <unistd.h>

#include <fcntl.h>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string>

namespace footprint::cli::tests {

class SmallDisk {
  public:
    // Owner: the user whose folder it is; nobody named: whoever runs this.
    explicit SmallDisk(int megabytes, const char* owner = nullptr) {
        std::string pattern = (std::filesystem::temp_directory_path() / "footprint-disk-XXXXXX").string();
        if (::mkdtemp(pattern.data()) == nullptr) return;
        std::string options = "size=" + std::to_string(megabytes) + "m,mode=0700";
        if (const passwd* user = owner == nullptr ? nullptr : ::getpwnam(owner))
            options += ",uid=" + std::to_string(user->pw_uid) + ",gid=" + std::to_string(user->pw_gid);
        if (::mount("tmpfs", pattern.c_str(), "tmpfs", MS_NOSUID | MS_NODEV, options.c_str()) == 0)
            folder_ = pattern;
        else
            ::rmdir(pattern.c_str());
        if (!is_there())
            std::cout
                << "Left out: no small disk may be mounted here, so that none can be filled up. Root may.\n";
    }
    ~SmallDisk() {
        if (!is_there()) return;
        ::umount2(folder_.c_str(), MNT_DETACH);
        ::rmdir(folder_.c_str());
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;

    bool is_there() const { return !folder_.empty(); }
    const std::string& folder() const { return folder_; }
    void fill() const {
        const int file = ::open(ballast().c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        for (std::size_t piece = 1 << 20; piece > 0; piece /= 2)
            while (::write(file, std::string(piece, 'x').data(), piece) == static_cast<ssize_t>(piece)) {
            }
        ::close(file);
    }
    void make_room() const { ::unlink(ballast().c_str()); }

  private:
    std::string ballast() const { return folder_ + "/ballast"; }

    std::string folder_;
};

}  // namespace footprint::cli::tests
