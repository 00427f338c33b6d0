// RUN: %threadwise %s serial-spawn -- -- -D_GNU_SOURCE

// A thread that is to differ is no direct call: what its attributes hold may be
// decided elsewhere.

#include "pools.h"
#include <pthread.h>
#include <sched.h>
#include <sys/resource.h>
#include <thread>
#include <unistd.h>

void work(int X);
void *run(void *Argument);

void parameter(const pthread_attr_t *Attributes) {
  pthread_t Thread;
  pthread_create(&Thread, Attributes, run, nullptr);
  pthread_join(Thread, nullptr);
}

class Runner {
public:
  Runner() {
    pthread_attr_init(&Attributes);
    pthread_attr_setstacksize(&Attributes, 64 << 20);
  }
  void go() {
    pthread_t Thread;
    pthread_create(&Thread, &Attributes, run, nullptr);
    pthread_join(Thread, nullptr);
  }

private:
  pthread_attr_t Attributes;
};

void setUp(pthread_attr_t *Attributes);
void setUpElsewhere() {
  pthread_attr_t Attributes;
  pthread_attr_init(&Attributes);
  setUp(&Attributes);
  pthread_t Thread;
  pthread_create(&Thread, &Attributes, run, nullptr);
  pthread_join(Thread, nullptr);
}

void priority() {
  pthread_attr_t Attributes;
  pthread_attr_init(&Attributes);
  sched_param Parameter;
  Parameter.sched_priority = 10;
  pthread_attr_setschedparam(&Attributes, &Parameter);
  pthread_t Thread;
  pthread_create(&Thread, &Attributes, run, nullptr);
  pthread_join(Thread, nullptr);
}

void affinity(const cpu_set_t *Cores) {
  pthread_t Thread;
  pthread_create(&Thread, nullptr, run, nullptr);
  pthread_setaffinity_np(Thread, sizeof *Cores, Cores);
  pthread_join(Thread, nullptr);
}

void affinityWithin(const cpu_set_t *Cores) {
  std::thread Worker([Cores] {
    sched_setaffinity(0, sizeof *Cores, Cores);
    work(1);
  });
  Worker.join();
}

void niceness() {
  std::thread Worker([] {
    setpriority(PRIO_PROCESS, 0, 10);
    work(1);
  });
  Worker.join();
}

void boostStack() {
  boost::thread::attributes Attributes;
  Attributes.set_stack_size(64 << 20);
  boost::thread Worker(Attributes, [] { work(1); });
  Worker.join();
}

void boostParameter(boost::thread::attributes &Attributes) {
  boost::thread Worker(Attributes, [] { work(1); });
  Worker.join();
}

// Attributes of which all is in sight, and nothing differs.
void onlyJoinable() {
  pthread_attr_t Attributes;
  pthread_attr_init(&Attributes);
  pthread_attr_setdetachstate(&Attributes, PTHREAD_CREATE_JOINABLE);
  pthread_t Thread;
  pthread_create(&Thread, &Attributes, run, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'pthread_create' is started and waited for at once: nothing runs beside it
  pthread_join(Thread, nullptr);
  pthread_attr_destroy(&Attributes);
}

void boostPlain() {
  boost::thread::attributes Attributes;
  boost::thread Worker(Attributes, [] { work(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'boost::thread' is started and waited for at once: nothing runs beside it
  Worker.join();
}
