// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "announcer.h"
#include "console.h"
#include "cover.h"
#include "fetch.h"
#include "gallery.h"
#include "prefetch.h"
#include "progress.h"
#include "request.h"

#include <cstdlib>
#include <exception>
#include <iostream>
#include <sstream>

static std::vector<std::string> lines(const std::string &text) {
  std::vector<std::string> result;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);)
    if (!line.empty())
      result.push_back(line);
  return result;
}

static int importPictures(const std::string &list, const Settings &settings) {
  Prefetch names(list);
  Journal journal(settings.journal);
  Announcer<std::string> announcer(
      [](const std::string &name) { std::clog << "new: " << name << '\n'; });
  Console console(std::cout);
  Progress progress(std::clog);

  const std::vector<std::string> sources = lines(names.await());
  const std::vector<Image> thumbnails =
      makeThumbnails(downloadAll(sources), settings.thumbnailWidth);
  for (std::size_t i = 0; i < sources.size(); ++i) {
    journal.record(sources[i]);
    announcer.announce(sources[i]);
    console.say(sources[i] + ": " + std::to_string(thumbnails[i].width) +
                " x " + std::to_string(thumbnails[i].height));
    progress.done(sources[i]);
  }
  return EXIT_SUCCESS;
}

static int playPictures(const std::string &list) {
  const std::vector<std::string> sources = lines(fetch(list));
  const ToneCurve curve = brightened();
  std::size_t at = 0;
  const auto next = [&](Image &image) {
    if (at == sources.size())
      return false;
    image = decode(fetch(sources[at++]));
    for (std::uint8_t &level : image.pixels)
      level = curve[level];
    return true;
  };
  play(next, [](const Image &image) { std::cout << encode(image); });
  return EXIT_SUCCESS;
}

static int servePictures(unsigned short port, const std::string &list) {
  const std::vector<std::string> sources = lines(fetch(list));
  if (sources.empty()) {
    std::cerr << "gallery: nothing in " << list << '\n';
    return EXIT_FAILURE;
  }
  Cover cover(sources.front());
  std::vector<Entry> entries;
  for (const std::string &source : sources)
    entries.push_back({source, std::time(nullptr)});
  sortByDate(entries);
  const int listener = listenOn(port);
  if (listener < 0) {
    std::cerr << "gallery: cannot listen on port " << port << '\n';
    return EXIT_FAILURE;
  }
  const Image image = cover.await();
  std::clog << "cover: " << image.width << " x " << image.height << '\n';
  serve(listener, entries);
  return EXIT_SUCCESS;
}

static int run(const std::vector<std::string> &arguments) {
  const Settings settings = loadSettings("gallery.conf");
  if (arguments.size() == 2 && arguments[0] == "import")
    return importPictures(arguments[1], settings);
  if (arguments.size() == 2 && arguments[0] == "play")
    return playPictures(arguments[1]);
  if (arguments.size() == 3 && arguments[0] == "serve")
    return servePictures(static_cast<unsigned short>(std::stoul(arguments[1])),
                         arguments[2]);
  std::cerr << "usage: gallery import LIST | play LIST | serve PORT LIST\n";
  return EXIT_FAILURE;
}

int main(int argc, char **argv) {
  try {
    return run({argv + 1, argv + argc});
  } catch (const std::exception &error) {
    std::cerr << "gallery: " << error.what() << '\n';
    return EXIT_FAILURE;
  }
}
