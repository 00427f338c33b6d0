int I;
// CHECK-FIXES: int J;
