// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "gallery.h"

ToneCurve brightened() {
  ToneCurve curve{};
  for (unsigned level = 0; level < curve.size(); ++level)
    curve[level] =
        static_cast<std::uint8_t>(level + level * (255 - level) / 512);
  return curve;
}
