// RUN: %threadwise %s unbounded-spawn -std=c++11-or-later

#include "qthread.h"

class Image {
public:
  void load();
};

void loadAll(const QList<Image *> &Images) {
  QList<QThread *> Threads;
  for (Image *Each : Images) {
    QThread *Loader = QThread::create([Each] { Each->load(); });
    Loader->start();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'QThread::start' called once per element of 'Images': nothing bounds how many threads run at once
    Threads.append(Loader);
  }
  for (QThread *Loader : Threads)
    Loader->wait();
}

class Fortune : public QThread {
public:
  explicit Fortune(Image *Shown);

protected:
  void run() override;
};

void tellAll(const QList<Image *> &Images) {
  for (Image *Each : Images) {
    Fortune *Teller = new Fortune(Each);
    Teller->start();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'QThread::start' called once per element of 'Images': nothing bounds how many threads run at once
  }
}

// Silent: one after the other, and a number that somebody chose.
void loadEach(const QList<Image *> &Images) {
  for (Image *Each : Images) {
    QThread *Loader = QThread::create([Each] { Each->load(); });
    Loader->start();
    Loader->wait();
  }
}

void workers(int Count, Image *Shown) {
  for (int I = 0; I < Count; ++I) {
    Fortune *Teller = new Fortune(Shown);
    Teller->start();
  }
}
