// RUN: %threadwise %s false-sharing -std=c++17-or-later

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

int work(int);
void opaque();
std::atomic<bool> stop{false};

// Padded: by its class, by its stride, by a member.
struct alignas(64) Padded {
  long N = 0;
};
struct Filled {
  long N = 0;
  char Fill[120];
};
void padded(int Threads, std::vector<Padded> &A, std::vector<Filled> &B,
            long *C) {
  std::vector<std::thread> All;
  for (int I = 0; I < Threads; ++I)
    All.emplace_back([&, C, I] {
      while (!stop) {
        opaque();
        A[I].N++;
        B[I].N++;
        C[I * 16]++;
      }
    });
  for (std::thread &T : All)
    T.join();
}

// One store at the end; a sum that the optimiser keeps in a register.
void storedOnce(int Threads, const int *Data, int N, std::vector<long> &Sums,
                std::vector<int> &Found) {
  std::vector<std::thread> All;
  for (int I = 0; I < Threads; ++I)
    All.emplace_back([&, Data, I] {
      long Local = 0;
      for (int K = 0; K < N; ++K)
        Local += work(Data[K]);
      Sums[I] = Local;
      for (int K = 0; K < N; ++K)
        Sums[I] += Data[K];
      Found[I] = 1;
    });
  for (std::thread &T : All)
    T.join();
}

// Stored in each iteration and never read again: the stores of a line leave
// together, padding gains nothing.
struct Sums {
  const int *Begin, *End;
  int Sum, Squares;
};
void sumUp(Sums *S) {
  for (const int *P = S->Begin; P != S->End; ++P) {
    S->Sum += *P;
    S->Squares += *P * *P;
  }
}
void handedOver(std::vector<Sums> &All) {
  std::vector<std::thread> Threads;
  for (Sums &S : All)
    Threads.emplace_back(sumUp, &S);
  for (std::thread &T : Threads)
    T.join();
}

// Made by the thread itself, or for each thread.
void ownMemory(int Threads) {
  std::vector<std::thread> All;
  for (int I = 0; I < Threads; ++I)
    All.emplace_back([I] {
      long Local[8] = {};
      std::unique_ptr<long[]> Heap(new long[8]());
      long *Raw = new long[8]();
      while (!stop) {
        opaque();
        Local[I % 8]++;
        Heap[I % 8]++;
        Raw[I % 8]++;
      }
      delete[] Raw;
    });
  for (std::thread &T : All)
    T.join();
}

// The elements are pointers or containers: what they lead to lies elsewhere.
struct Worker {
  long Done;
};
void elsewhere(int Threads, std::vector<std::unique_ptr<Worker>> &Workers,
               Worker **Raw, std::vector<std::vector<long>> &Rows) {
  std::vector<std::thread> All;
  for (int I = 0; I < Threads; ++I)
    All.emplace_back([&, Raw, I] {
      while (!stop) {
        opaque();
        Workers[I]->Done++;
        Raw[I]->Done++;
        Rows[I][3]++;
      }
    });
  for (std::thread &T : All)
    T.join();
}

// Long waits between the writes.
void cold(int Threads, std::vector<long> &Ticks) {
  std::vector<std::thread> All;
  for (int I = 0; I < Threads; ++I)
    All.emplace_back([&, I] {
      while (!stop) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
        Ticks[I]++;
      }
    });
  for (std::thread &T : All)
    T.join();
}

// The thread that starts the others sets up and collects.
void byTheStarter(int Threads, std::vector<long> &Sums) {
  std::vector<std::thread> All;
  for (int I = 0; I < Threads; ++I) {
    Sums[I] = work(I);
    All.emplace_back(opaque);
  }
  for (int I = 0; I < Threads; ++I)
    Sums[I] += work(I);
  for (std::thread &T : All)
    T.join();
}

// An index that is data, however it is named.
void rows(std::vector<long> &Table, const std::vector<int> &Rows) {
  for (int Id : Rows) {
    opaque();
    Table[Id]++;
  }
}

// The size of an element is not known.
template <typename T> class PerWorker {
  struct Slot {
    T Value;
    std::atomic<long> Count;
  };
  std::vector<Slot> slots_;
  T *values_;

public:
  void add(int thread_id) {
    slots_[thread_id].Count++;
    values_[thread_id]++;
  }
};

// Set up once.
class Registry {
  std::atomic<int> owners_[16];

public:
  void reset(int thread_id) { owners_[thread_id] = 0; }
  explicit Registry(int thread_id) { owners_[thread_id]++; }
};

// What the elements point to lies elsewhere.
class Waiter {
  std::mutex lock_;
  int rounds_ = 0;

public:
  void reset() {
    std::lock_guard<std::mutex> Lock(lock_);
    ++rounds_;
  }
};
class Waiters {
  std::vector<Waiter *> all_;

public:
  Waiter *reset(int worker_index) {
    all_[worker_index]->reset();
    return all_[worker_index];
  }
};

// The number of the thread that a kind of job is for.
static int Pending[4];
static const int WorkerOf[8] = {0, 1, 2, 3, 0, 1, 2, 3};
void pendingOf(int Kind) {
  int worker = WorkerOf[Kind];
  ++Pending[worker];
}

// A row of two lines; where a row ends is not known.
static double *Work;
void fillRows(int Thread, int Length, long N) {
  double *Wide = &Work[Thread * 16], *Long = Work + Thread * Length;
  double *Turns = &Work[Thread];
  for (long I = 0; I < N; ++I) {
    Wide[work(I) & 7] += 1.5;
    Long[work(I) & 7] += 1.5;
    Turns[work(I) * 64] += 1.5;
  }
}
void startRows(int Threads, long N) {
  std::vector<std::thread> All;
  for (int I = 0; I < Threads; ++I)
    All.emplace_back(fillRows, I, 100, N);
  for (std::thread &T : All)
    T.join();
}

// One thread goes over what all of them have left.
struct Sorter {
  int index;
  char *name;
};
static void sortOne(Sorter *Own) { Own->name = nullptr; }
void sortAll(int Threads, char **Names) {
  std::vector<Sorter> Sorters(Threads);
  std::vector<std::thread> All;
  for (int I = 0; I < Threads; ++I) {
    Sorters[I].index = I;
    All.emplace_back(sortOne, &Sorters[I]);
  }
  for (std::thread &T : All)
    T.join();
  for (int I = 0; I < Threads; ++I) {
    Names[Sorters[I].index] = Sorters[I].name;
    opaque();
  }
}

// The number is computed from the data: the thread for which it is meant.
struct ForThread {
  std::vector<int> Atoms;
};
struct AtomTask {
  std::vector<ForThread> Index;
};
void flagAtom(AtomTask *Task, int Atom, int PerThread) {
  int thread = Atom / PerThread;
  Task->Index[thread].Atoms.push_back(Atom);
}
void flagAtoms(AtomTask *Task, int Count, int PerThread) {
  for (int Atom = 0; Atom < Count; ++Atom)
    flagAtom(Task, Atom, PerThread);
}

// A mark for each thread in each of many objects: another one in each
// iteration.
struct Marked {
  unsigned char Marks[8];
  void mark(int Thread, int Bit) { Marks[Thread] |= 1 << Bit; }
};
void markAll(std::vector<Marked *> &Cells, int Thread) {
  for (std::size_t I = 0; I < Cells.size(); ++I)
    Cells[I]->mark(Thread, work(I));
}
void markWithThreads(std::vector<Marked *> &Cells, int Threads) {
  std::vector<std::thread> All;
  for (int I = 0; I < Threads; ++I)
    All.emplace_back(markAll, std::ref(Cells), I);
  for (std::thread &T : All)
    T.join();
}

// Memory is allocated, a file is written: a line comes much sooner.
struct Writers {
  char **Buffers;
  std::size_t *Sizes, *Offsets;
  std::FILE **Files;
};
void grow(Writers &W, int Thread, std::size_t Size) {
  if (W.Sizes[Thread] < Size)
    W.Buffers[Thread] = (char *)std::realloc(W.Buffers[Thread], Size);
}
void append(Writers &W, int Thread, const char *Data, std::size_t Size) {
  W.Offsets[Thread] += std::fwrite(Data, 1, Size, W.Files[Thread]);
}
void writeAll(Writers *W, int Thread) {
  for (int I = 0; I < 1000; ++I) {
    grow(*W, Thread, work(I));
    append(*W, Thread, "", 1);
  }
}
void startWriters(Writers *W, int Threads) {
  std::vector<std::thread> All;
  for (int I = 0; I < Threads; ++I)
    All.emplace_back(writeAll, W, I);
  for (std::thread &T : All)
    T.join();
}
