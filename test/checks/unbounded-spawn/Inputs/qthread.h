// No more of Qt than the tests need.
#pragma once

class QObject {
public:
  virtual ~QObject();
};
class QThread : public QObject {
public:
  enum Priority { IdlePriority, LowPriority, NormalPriority, InheritPriority };
  template <typename Function> static QThread *create(Function &&) {
    return nullptr;
  }
  void start(Priority = InheritPriority);
  bool wait(unsigned long Time = ~0ul);

protected:
  virtual void run();
};
template <typename T> class QList {
public:
  T *begin() const;
  T *end() const;
  int size() const;
  void append(const T &);
};
