// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <functional>
#include <thread>
#include <utility>

/// Tells a subscriber about new pictures, behind the caller's back.
template <typename Picture> class Announcer {
public:
  explicit Announcer(std::function<void(const Picture &)> subscriber)
      : subscriber(std::move(subscriber)) {}

  void announce(Picture picture) {
    std::thread([tell = subscriber, picture = std::move(picture)] {
      tell(picture);
    }).detach();
  }

private:
  std::function<void(const Picture &)> subscriber;
};
