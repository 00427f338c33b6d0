// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "image.h"

#include <algorithm>
#include <sstream>
#include <stdexcept>

Image decode(const std::string &bytes) {
  std::istringstream in(bytes);
  std::string magic;
  Image image;
  unsigned maximum = 0;
  if (!(in >> magic >> image.width >> image.height >> maximum) ||
      magic != "P6" || maximum != 255)
    throw std::runtime_error("not a portable pixmap");
  in.get();
  const std::size_t size = std::size_t{3} * image.width * image.height;
  if (bytes.size() < size)
    throw std::runtime_error("the picture is cut short");
  image.pixels.resize(size);
  if (!in.read(reinterpret_cast<char *>(image.pixels.data()),
               static_cast<std::streamsize>(size)))
    throw std::runtime_error("the picture is cut short");
  return image;
}

std::string encode(const Image &image) {
  std::ostringstream out;
  out << "P6\n" << image.width << ' ' << image.height << "\n255\n";
  out.write(reinterpret_cast<const char *>(image.pixels.data()),
            static_cast<std::streamsize>(image.pixels.size()));
  return out.str();
}

static std::uint8_t blockMean(const Image &image, unsigned left, unsigned top,
                              unsigned block, unsigned channel) {
  unsigned sum = 0;
  for (unsigned y = top; y < top + block; ++y)
    for (unsigned x = left; x < left + block; ++x)
      sum += image.pixels[(std::size_t{y} * image.width + x) * 3 + channel];
  return static_cast<std::uint8_t>(sum / (block * block));
}

Image shrink(const Image &image, unsigned width) {
  if (width == 0 || image.width <= width)
    return image;
  const unsigned block = (image.width + width - 1) / width;
  Image small;
  small.width = image.width / block;
  small.height = image.height / block;
  small.pixels.reserve(std::size_t{3} * small.width * small.height);
  for (unsigned y = 0; y < small.height; ++y)
    for (unsigned x = 0; x < small.width; ++x)
      for (unsigned channel = 0; channel < 3; ++channel)
        small.pixels.push_back(
            blockMean(image, x * block, y * block, block, channel));
  return small;
}

void sharpen(Image &image, unsigned first, unsigned last) {
  const std::size_t row = std::size_t{3} * image.width;
  const auto begin = image.pixels.begin();
  std::transform(begin + static_cast<std::ptrdiff_t>(first * row),
                 begin + static_cast<std::ptrdiff_t>(last * row),
                 begin + static_cast<std::ptrdiff_t>(first * row),
                 [](std::uint8_t value) {
                   const int raised = 128 + (value - 128) * 5 / 4;
                   return static_cast<std::uint8_t>(std::clamp(raised, 0, 255));
                 });
}
