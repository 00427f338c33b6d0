// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "gallery.h"

#include <fstream>

static Settings read(const std::string &path) {
  Settings settings;
  std::ifstream in(path);
  for (std::string key; in >> key;) {
    if (key == "thumbnail-width")
      in >> settings.thumbnailWidth;
    else if (key == "journal")
      in >> settings.journal;
  }
  return settings;
}

Settings loadSettings(const std::string &path) { return read(path); }
