// RUN: %threadwise %s unfulfilled-promise -std=c++17 --allow-errors
//
// The class is in a header that is missing.

#include "client.h"
#include <string>

void Client::onReply(int error, const std::string &text) {
  if (error) {
    lastError_ = error;
    return;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this path leaves 'promise_' unset
  }
  promise_.set_value(text);
}

void Client::onName(int error, const std::string &text) {
  if (error)
    return;
  name_.set_value(text); // a setter like any other
}
