// RUN: %threadwise %s unbounded-spawn -std=c++11-or-later --both-stdlibs

#include "visit_all.h"
// CHECK-MESSAGES: visit_all.h:12:5: warning: 'std::thread' called once per element of 'Places': nothing bounds how many threads run at once
// CHECK-MESSAGES: visit_all.h:20:5: warning: 'std::thread' called once per element of 'Places': nothing bounds how many threads run at once
// CHECK-MESSAGES: visit_all.h:28:5: warning: 'std::thread' called once per element of 'Places': nothing bounds how many threads run at once
