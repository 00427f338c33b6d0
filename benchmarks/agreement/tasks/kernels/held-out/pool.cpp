//===--- pool.cpp ---------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "pool.h"
#include "kernel.h"
#include <chrono>
#include <string>

namespace pool_colour {
struct Pixel {
  unsigned char R, G, B;
};
std::vector<Pixel> Image(800, Pixel{10, 20, 30});
std::vector<unsigned char> Grey(800);
unsigned char luminance(Pixel P) {
  return static_cast<unsigned char>((77 * P.R + 150 * P.G + 29 * P.B) >> 8);
}
double sequential() {
  for (int I = 0; I < 800; ++I)
    Grey[I] = luminance(Image[I]);
  return Grey[5];
}
double parallel() {
  for (int I = 0; I < 800; ++I)
    pool().submit([I] { Grey[I] = luminance(Image[I]); });
  pool().wait();
  return Grey[5];
}
KERNEL(pool_colour, 800, Knowable)
} // namespace pool_colour

namespace pool_hash_long {
std::string Blocks = someText(16 * 20000);
unsigned Hashes[16];
double sequential() {
  for (int Which = 0; Which < 16; ++Which) {
    unsigned H = 2166136261u;
    for (int I = 0; I < 20000; ++I)
      H = (H ^ static_cast<unsigned char>(Blocks[Which * 20000 + I])) *
          16777619u;
    Hashes[Which] = H;
  }
  return Hashes[3];
}
double parallel() {
  for (int Which = 0; Which < 16; ++Which)
    pool().submit([Which] {
      unsigned H = 2166136261u;
      for (int I = 0; I < 20000; ++I)
        H = (H ^ static_cast<unsigned char>(Blocks[Which * 20000 + I])) *
            16777619u;
      Hashes[Which] = H;
    });
  pool().wait();
  return Hashes[3];
}
KERNEL(pool_hash_long, 16, Knowable)
} // namespace pool_hash_long

namespace pool_list_walk {
struct Item {
  int Value;
  Item *Next;
};
std::vector<Item> Items(100000);
Item *Heads[4];
long Totals[4];
struct Link {
  Link() {
    std::vector<int> Order = someInts(100000);
    for (std::size_t I = 0; I < Items.size(); ++I) {
      Items[I].Value = Order[I];
      Items[I].Next = &Items[std::size_t(Order[I]) % Items.size()];
    }
    for (int I = 0; I < 4; ++I)
      Heads[I] = &Items[I * 7];
  }
} link;
void walk(int Which) {
  long Total = 0;
  const Item *At = Heads[Which];
  for (int I = 0; I < 50000; ++I) {
    Total += At->Value;
    At = At->Next;
  }
  Totals[Which] = Total;
}
double sequential() {
  for (int I = 0; I < 4; ++I)
    walk(I);
  return Totals[1];
}
double parallel() {
  for (int I = 0; I < 4; ++I)
    pool().submit([I] { walk(I); });
  pool().wait();
  return Totals[1];
}
KERNEL(pool_list_walk, 4, Knowable)
} // namespace pool_list_walk

namespace pool_string_build {
std::string Lines[100];
double sequential() {
  for (int I = 0; I < 100; ++I)
    Lines[I] = "item number " + std::to_string(I) + " of the list";
  return Lines[7].size();
}
double parallel() {
  for (int I = 0; I < 100; ++I)
    pool().submit([I] {
      Lines[I] = "item number " + std::to_string(I) + " of the list";
    });
  pool().wait();
  return Lines[7].size();
}
KERNEL(pool_string_build, 100, Opaque)
} // namespace pool_string_build

namespace pool_wait {
double sequential() {
  for (int I = 0; I < 6; ++I)
    std::this_thread::sleep_for(std::chrono::microseconds(500));
  return 0;
}
double parallel() {
  for (int I = 0; I < 6; ++I)
    pool().submit(
        [] { std::this_thread::sleep_for(std::chrono::microseconds(500)); });
  pool().wait();
  return 0;
}
KERNEL(pool_wait, 6, Opaque)
} // namespace pool_wait
