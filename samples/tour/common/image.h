// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>
#include <string>
#include <vector>

/// Rows of red, green and blue, one byte each.
struct Image {
  unsigned width = 0, height = 0;
  std::vector<std::uint8_t> pixels;
};

/// Reads a binary portable pixmap (P6); throws std::runtime_error.
Image decode(const std::string &bytes);
std::string encode(const Image &image);

/// Averages blocks of pixels until the width is at most the one asked for.
Image shrink(const Image &image, unsigned width);

/// Raises the contrast of the rows from first to last, last excluded.
void sharpen(Image &image, unsigned first, unsigned last);
