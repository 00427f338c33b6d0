int I;
// CHECK-MESSAGE: :[[@LINE-1]]:5: warning: a comment that nothing would read
