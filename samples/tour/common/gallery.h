// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "image.h"

#include <array>
#include <cstdint>
#include <ctime>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

struct Entry {
  std::string name;
  std::time_t taken = 0;
};

struct Settings {
  unsigned thumbnailWidth = 160;
  std::string journal = "gallery.log";
};

// settings.cpp
Settings loadSettings(const std::string &path);

// download.cpp
std::vector<Image> downloadAll(const std::vector<std::string> &sources);

// thumbnails.cpp
std::vector<Image> makeThumbnails(const std::vector<Image> &images,
                                  unsigned width);

// catalogue.cpp
void sortByDate(std::vector<Entry> &entries);

// slideshow.cpp: calls show for each picture, sharpened.
void play(const std::function<bool(Image &)> &next,
          const std::function<void(const Image &)> &show);

// tones.cpp: what each level of a color becomes.
using ToneCurve = std::array<std::uint8_t, 256>;
ToneCurve brightened();

// server.cpp: answers clients until the listener is shut down.
void serve(int listener, const std::vector<Entry> &entries);

// journal.cpp
class Journal {
public:
  explicit Journal(std::string path) : path(std::move(path)) {}
  void record(const std::string &line);

private:
  void append(const std::string &line);

  std::string path;
  std::mutex mutex;
};
