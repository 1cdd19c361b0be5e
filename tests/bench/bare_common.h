#pragma once

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

/// The mails of a folder (*.eml, by name), read into memory, so that reading is not part of what is measured.
inline std::vector<std::string> readMails(const char *folder)
{
    std::vector<std::filesystem::path> paths;
    for (const auto &entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file() && entry.path().extension() == ".eml")
            paths.push_back(entry.path());
    }
    std::sort(paths.begin(), paths.end());
    std::vector<std::string> mails;
    mails.reserve(paths.size());
    for (const auto &path : paths) {
        std::ifstream file(path, std::ios::binary);
        mails.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    }
    return mails;
}

/// The one line each of these programs prints.
inline void printResult(const char *name, size_t count, size_t bytes, double seconds)
{
    std::printf("%s %zu %zu %.3f\n", name, count, bytes, seconds);
}
