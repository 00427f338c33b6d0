// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "fetch.h"
#include "image.h"

#include <condition_variable>
#include <exception>
#include <iostream>
#include <mutex>
#include <string>
#include <thread>
#include <utility>

/// Loads the picture of the cover while the caller sets up, on a thread of its
/// own.
class Cover {
public:
  explicit Cover(const std::string &source)
      : loader([this, source] { load(source); }) {}
  Cover(const Cover &) = delete;
  Cover &operator=(const Cover &) = delete;
  ~Cover() { loader.join(); }

  /// Empty when it cannot be had.
  Image await() {
    std::unique_lock<std::mutex> lock(mutex);
    loaded.wait(lock, [this] { return isLoaded; });
    return image;
  }

private:
  void load(const std::string &source) {
    Image found;
    try {
      found = decode(fetch(source));
    } catch (const std::exception &error) {
      std::clog << "gallery: " << error.what() << '\n';
    }
    {
      const std::lock_guard<std::mutex> lock(mutex);
      image = std::move(found);
      isLoaded = true;
    }
    loaded.notify_all();
  }

  std::mutex mutex;
  std::condition_variable loaded;
  Image image;
  bool isLoaded = false;
  std::thread loader; // last: it uses the members above
};
