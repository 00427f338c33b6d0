// RUN: %threadwise %s unbounded-spawn -std=c++11-or-later --both-stdlibs

#include "boost_threads.h"
#include <vector>

class Job {
public:
  void run();
};

void detached(std::vector<Job> &Jobs) {
  for (Job &Each : Jobs)
    boost::thread([&Each] { Each.run(); }).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'boost::thread' called once per element of 'Jobs': nothing bounds how many threads run at once
}

void kept(std::vector<Job> &Jobs) {
  std::vector<boost::thread> Threads;
  for (Job &Each : Jobs)
    Threads.emplace_back([&Each] { Each.run(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'boost::thread' called once per element of 'Jobs': nothing bounds how many threads run at once
  for (boost::thread &Thread : Threads)
    Thread.join();
}

void group(std::vector<Job> &Jobs) {
  boost::thread_group Threads;
  for (Job &Each : Jobs)
    Threads.create_thread([&Each] { Each.run(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'boost::thread_group::create_thread' called once per element of 'Jobs': nothing bounds how many threads run at once
  Threads.join_all();
}

void tasks(std::vector<Job> &Jobs) {
  std::vector<boost::future<int>> Results;
  for (Job &Each : Jobs)
    Results.push_back(boost::async([&Each] {
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'boost::async' called once per element of 'Jobs': nothing bounds how many threads run at once
      Each.run();
      return 1;
    }));
  for (boost::future<int> &Result : Results)
    Result.get();
}

// Silent.
void four(Job &Shared) {
  boost::thread_group Threads;
  for (int I = 0; I < 4; ++I)
    Threads.create_thread([&Shared] { Shared.run(); });
  Threads.join_all();
}
