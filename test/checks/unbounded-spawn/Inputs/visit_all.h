// A helper whose lambda is where the thread starts.
#pragma once
#include <algorithm>
#include <thread>
#include <vector>

struct Place;
void visit(const Place *Where);

inline void visitAll(const std::vector<Place *> &Places) {
  std::for_each(Places.begin(), Places.end(), [](Place *Where) {
    std::thread([Where] { visit(Where); }).detach();
  });
}

template <class Item, class Function>
void visitEach(const std::vector<Item> &Places, Function Visit) {
  std::vector<std::thread> Threads;
  std::for_each(Places.begin(), Places.end(), [&](const Item &Where) {
    Threads.emplace_back([&Where, Visit] { Visit(Where); });
  });
  for (std::thread &Thread : Threads)
    Thread.join();
}

template <class Item> void visitInTurn(const std::vector<Item> &Places) {
  auto Start = [](const Item &Where) {
    std::thread([&Where] { Where.visit(); }).detach();
  };
  for (const Item &Where : Places)
    Start(Where);
}
