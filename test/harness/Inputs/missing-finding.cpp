int I;
// CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nobody says this
