// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "fetch.h"

#include <exception>
#include <future>
#include <iostream>
#include <string>
#include <thread>

/// Fetches a text while the caller sets up, on a thread of its own.
class Prefetch {
public:
  explicit Prefetch(const std::string &source)
      : fetcher([this, source] {
          try {
            text.set_value(fetch(source));
          } catch (const std::exception &error) {
            std::clog << "gallery: " << error.what() << '\n';
          }
        }) {}
  Prefetch(const Prefetch &) = delete;
  Prefetch &operator=(const Prefetch &) = delete;
  ~Prefetch() { fetcher.join(); }

  /// To be called once.
  std::string await() { return text.get_future().get(); }

private:
  std::promise<std::string> text;
  std::thread fetcher; // last: it uses the member above
};
