// RUN: %threadwise %s unbounded-spawn -std=c++20 --allow-errors

// The forms of forms.cpp where the header that declares the items is missing.

#include "item.h"
#include <algorithm>
#include <cstdio>
#include <iterator>
#include <memory>
#include <string>
#include <sys/socket.h>
#include <thread>
#include <vector>

void joining(const std::vector<Item> &Items) {
  std::vector<std::jthread> Threads;
  for (const Item &Each : Items)
    Threads.emplace_back(work, Each);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'std::jthread' called once per element of 'Items': nothing bounds how many threads run at once
}

void shared(const std::vector<Item> &Items) {
  std::vector<std::shared_ptr<std::thread>> Threads;
  for (const Item &Each : Items)
    Threads.push_back(std::make_shared<std::thread>(work, Each));
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'std::thread' called once per element of 'Items': nothing bounds how many threads run at once
  for (auto &Thread : Threads)
    Thread->join();
}

void perMessage(int Socket) {
  char Buffer[512];
  for (ssize_t Size; (Size = recv(Socket, Buffer, sizeof Buffer, 0)) > 0;)
    std::thread(work, std::string(Buffer, Size)).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'std::thread' called once per item read: nothing bounds how many threads run at once
}

void perLine(std::FILE *File) {
  char Line[512];
  while (std::fgets(Line, sizeof Line, File))
    std::thread(work, std::string(Line)).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'std::thread' called once per item read: nothing bounds how many threads run at once
}

//===--- Silent -----------------------------------------------------------===//

void four() {
  std::vector<std::jthread> Threads;
  for (int I = 0; I < 4; ++I)
    Threads.emplace_back([] { work("shared"); });
}

void generatedFour() {
  std::thread Threads[4];
  std::generate(std::begin(Threads), std::end(Threads),
                [] { return std::thread(work, std::string("shared")); });
  for (std::thread &Thread : Threads)
    Thread.join();
}
