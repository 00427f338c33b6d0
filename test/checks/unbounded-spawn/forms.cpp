// RUN: %threadwise %s unbounded-spawn -std=c++20-or-later --both-stdlibs

// Handles and loops in the forms that the other files do not have.

#include <algorithm>
#include <cstdio>
#include <future>
#include <iterator>
#include <memory>
#include <string>
#include <sys/socket.h>
#include <thread>
#include <vector>

void work(const std::string &Item);

void joining(const std::vector<std::string> &Items) {
  std::vector<std::jthread> Threads;
  for (const std::string &Item : Items)
    Threads.emplace_back(work, Item);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'std::jthread' called once per element of 'Items': nothing bounds how many threads run at once
}

void shared(const std::vector<std::string> &Items) {
  std::vector<std::shared_ptr<std::thread>> Threads;
  for (const std::string &Item : Items)
    Threads.push_back(std::make_shared<std::thread>(work, Item));
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

void transformed(const std::vector<std::string> &Items) {
  std::vector<std::future<void>> Results;
  std::transform(Items.begin(), Items.end(), std::back_inserter(Results),
                 [](const std::string &Item) {
                   return std::async(std::launch::async, work, Item);
                   // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'std::async' called once per element of 'Items': nothing bounds how many threads run at once
                 });
  for (auto &Result : Results)
    Result.get();
}

//===--- The same in templates that nothing instantiates ------------------===//

template <class Item> void joiningAny(const std::vector<Item> &Items) {
  std::vector<std::jthread> Threads;
  for (const Item &Each : Items)
    Threads.emplace_back([&Each] { Each.run(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'std::jthread' called once per element of 'Items': nothing bounds how many threads run at once
}

template <class Item> void sharedAny(const std::vector<Item> &Items) {
  std::vector<std::shared_ptr<std::thread>> Threads;
  for (const Item &Each : Items)
    Threads.push_back(std::make_shared<std::thread>([&Each] { Each.run(); }));
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'std::thread' called once per element of 'Items': nothing bounds how many threads run at once
  for (auto &Thread : Threads)
    Thread->join();
}

template <class Handler> void perMessageAny(int Socket, Handler Handle) {
  char Buffer[512];
  for (ssize_t Size; (Size = recv(Socket, Buffer, sizeof Buffer, 0)) > 0;)
    std::thread(Handle, std::string(Buffer, Size)).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'std::thread' called once per item read: nothing bounds how many threads run at once
}

template <class Item> class Runner {
public:
  void run(const std::vector<Item> &Items) {
    std::for_each(Items.begin(), Items.end(), [this](const Item &Each) {
      std::thread([this, &Each] { apply(Each); }).detach();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'std::thread' called once per element of 'Items': nothing bounds how many threads run at once
    });
  }

private:
  void apply(const Item &Each);
};

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
