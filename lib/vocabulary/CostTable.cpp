//===--- CostTable.cpp ----------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "vocabulary/CostTable.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/ErrorHandling.h"

using namespace threadwise;

/// Of a byte that is copied, cleared or compared.
static constexpr Nanoseconds Byte = {0.005, 0.2};

// In the order of the enumeration.
static constexpr OperationCost Operations[] = {
    {Operation::Integer, {0.012, 0.102}, {0.05, 0.4}, "operation/integer"},
    {Operation::Multiply, {0.022, 0.19}, {0.2, 1.6}, "operation/multiply"},
    {Operation::DivideByConst,
     {0.12, 1.05},
     {0.5, 4.0},
     "operation/divide_by_constant"},
    {Operation::Divide, {0.8, 7.0}, {1.5, 12.0}, "operation/divide"},
    {Operation::Floating, {0.024, 0.205}, {0.15, 1.3}, "operation/floating"},
    {Operation::FloatingDivide,
     {0.4, 3.6},
     {1.5, 9.0},
     "operation/floating_divide"},
    {Operation::Access, {0.012, 0.102}, {0.012, 0.102}, "operation/access"},
    {Operation::RandomAccess,
     {0.35, 3.0},
     {0.35, 3.0},
     "operation/random_access"},
    {Operation::Branch, {0.07, 0.62}, {0.07, 0.62}, "operation/branch"},
    {Operation::Select, {0.02, 0.17}, {0.05, 0.6}, "operation/branch"},
    {Operation::Iteration,
     {0.011, 0.095},
     {0.011, 0.095},
     "operation/iteration"},
    {Operation::Call, {0.04, 0.35}, {0.04, 0.35}, "operation/call"},
    {Operation::IndirectCall,
     {0.5, 5.0},
     {0.5, 5.0},
     "operation/indirect_call"},
    {Operation::Allocate, {8.0, 60.0}, {8.0, 60.0}, "operation/allocate"},
    {Operation::Free, {4.0, 40.0}, {4.0, 40.0}, "operation/allocate"},
    {Operation::Throw, {600.0, 4000.0}, {600.0, 4000.0}, "operation/throw"},
    {Operation::Critical, {5.0, 60.0}, {5.0, 60.0}, "lock/mutex"},
    {Operation::DynamicCast,
     {2.0, 100.0},
     {2.0, 100.0},
     "operation/dynamic_cast"},
    {Operation::MoveHandle, {0.0, 5.0}, {0.0, 5.0}, "operation/move_handle"},
    {Operation::CopyByte, Byte, Byte, "operation/copy_byte"},
};

llvm::ArrayRef<OperationCost> threadwise::operationCosts() {
  return Operations;
}

Nanoseconds threadwise::costOf(Operation O, bool IsWaitedFor) {
  const OperationCost &Row = Operations[static_cast<size_t>(O)];
  return IsWaitedFor ? Row.Waited : Row.Costs;
}

static constexpr LibraryCost cost(llvm::StringLiteral Name, double Lower,
                                  double Upper, llvm::StringLiteral Measured) {
  return {Name, {Lower, Upper}, Measured};
}
static constexpr LibraryCost copying(llvm::StringLiteral Name, double Lower,
                                     double Upper,
                                     llvm::StringLiteral Measured) {
  LibraryCost C{Name, {Lower, Upper}, Measured};
  C.CopiesElement = true;
  return C;
}
static constexpr LibraryCost each(llvm::StringLiteral Name, double Lower,
                                  double Upper, llvm::StringLiteral Measured) {
  LibraryCost C{Name, {Lower, Upper}, Measured};
  C.Is = LibraryCost::PerElement;
  C.CopiesElement = true;
  return C;
}
static constexpr LibraryCost until(llvm::StringLiteral Name, double Lower,
                                   double Upper, llvm::StringLiteral Measured) {
  LibraryCost C = each(Name, Lower, Upper, Measured);
  C.StopsEarly = true;
  return C;
}
static constexpr LibraryCost sorted(llvm::StringLiteral Name, double Lower,
                                    double Upper,
                                    llvm::StringLiteral Measured) {
  LibraryCost C{Name, {Lower, Upper}, Measured};
  C.Is = LibraryCost::PerSorted;
  C.CopiesElement = true;
  C.RunsDirectlyBelow = 500; // of libstdc++: _PSTL_STABLE_SORT_CUT_OFF
  return C;
}
static constexpr LibraryCost syncs(llvm::StringLiteral Name, double Lower,
                                   double Upper, llvm::StringLiteral Measured) {
  LibraryCost C{Name, {Lower, Upper}, Measured};
  C.Synchronises = true;
  return C;
}

static constexpr LibraryCost halving(llvm::StringLiteral Name, double Lower,
                                     double Upper,
                                     llvm::StringLiteral Measured) {
  LibraryCost C{Name, {Lower, Upper}, Measured};
  C.Is = LibraryCost::PerHalving;
  C.CopiesElement = true;
  return C;
}
static constexpr LibraryCost counted(llvm::StringLiteral Name, double Lower,
                                     double Upper, int8_t By, Nanoseconds Each,
                                     llvm::StringLiteral Measured) {
  LibraryCost C{Name, {Lower, Upper}, Measured};
  C.Is = LibraryCost::PerCount;
  C.CountedBy = By;
  C.CopiesElement = true;
  C.Each = Each;
  return C;
}
static constexpr LibraryCost keyed(llvm::StringLiteral Name, double Lower,
                                   double Upper, llvm::StringLiteral Measured) {
  LibraryCost C{Name, {Lower, Upper}, Measured};
  C.LooksUpKey = true;
  return C;
}
static constexpr LibraryCost inserting(llvm::StringLiteral Name, double Lower,
                                       double Upper,
                                       llvm::StringLiteral Measured) {
  LibraryCost C = keyed(Name, Lower, Upper, Measured);
  C.MakesElement = true;
  return C;
}
static constexpr LibraryCost ends(llvm::StringLiteral Name, double Lower,
                                  double Upper, llvm::StringLiteral Measured,
                                  decltype(LibraryCost::Ends) What) {
  LibraryCost C{Name, {Lower, Upper}, Measured};
  C.Ends = What;
  return C;
}

// Functions of C are found under their name in std:: as well.
static constexpr LibraryCost Library[] = {
    // libm.
    cost("abs", 0.03, 0.4, "libm/fabs"),
    cost("labs", 0.03, 0.4, "libm/fabs"),
    cost("fabs", 0.03, 0.4, "libm/fabs"),
    cost("fabsf", 0.03, 0.4, "libm/fabs"),
    cost("sqrt", 0.3, 3, "libm/sqrt"),
    cost("sqrtf", 0.3, 3, "libm/sqrt"),
    cost("cbrt", 4, 40, "libm/pow"),
    cost("hypot", 2, 20, "libm/pow"),
    cost("floor", 0.3, 3, "libm/floor"),
    cost("floorf", 0.3, 3, "libm/floor"),
    cost("ceil", 0.3, 3, "libm/floor"),
    cost("ceilf", 0.3, 3, "libm/floor"),
    cost("round", 0.4, 4, "libm/floor"),
    cost("lround", 0.4, 4, "libm/floor"),
    cost("trunc", 0.3, 3, "libm/floor"),
    cost("fmin", 0.2, 2, "libm/floor"),
    cost("fmax", 0.2, 2, "libm/floor"),
    cost("fma", 0.2, 10, "libm/floor"),
    cost("fmod", 4, 40, "libm/fmod"),
    cost("copysign", 0.03, 0.4, "libm/fabs"),
    cost("isnan", 0.03, 0.4, "libm/fabs"),
    cost("isinf", 0.03, 0.4, "libm/fabs"),
    cost("isfinite", 0.03, 0.4, "libm/fabs"),
    cost("sin", 2.5, 22, "libm/sin"),
    cost("sinf", 2, 20, "libm/sin"),
    cost("cos", 2.5, 22, "libm/sin"),
    cost("cosf", 2, 20, "libm/sin"),
    cost("tan", 4, 40, "libm/sin"),
    cost("asin", 3, 30, "libm/sin"),
    cost("acos", 3, 30, "libm/sin"),
    cost("atan", 3, 30, "libm/sin"),
    cost("atan2", 4, 40, "libm/sin"),
    cost("sinh", 4, 40, "libm/exp"),
    cost("cosh", 4, 40, "libm/exp"),
    cost("tanh", 4, 40, "libm/exp"),
    cost("exp", 2, 18, "libm/exp"),
    cost("expf", 1.5, 15, "libm/exp"),
    cost("exp2", 2, 18, "libm/exp"),
    cost("log", 2, 18, "libm/exp"),
    cost("logf", 1.5, 15, "libm/exp"),
    cost("log2", 2, 18, "libm/exp"),
    cost("log10", 3, 30, "libm/exp"),
    cost("log1p", 4, 40, "libm/exp"),
    cost("erf", 4, 40, "libm/exp"),
    cost("pow", 4, 36, "libm/pow"),
    cost("powf", 2.5, 25, "libm/pow"),

    // Characters.
    cost("tolower", 0.3, 2.8, "text/tolower"),
    cost("toupper", 0.3, 2.8, "text/tolower"),
    cost("isspace", 0.3, 2.8, "text/tolower"),
    cost("isalpha", 0.3, 2.8, "text/tolower"),
    cost("isalnum", 0.3, 2.8, "text/tolower"),
    cost("isdigit", 0.1, 1, "text/tolower"),
    cost("ispunct", 0.3, 2.8, "text/tolower"),
    cost("isupper", 0.3, 2.8, "text/tolower"),
    cost("islower", 0.3, 2.8, "text/tolower"),
    cost("isxdigit", 0.3, 2.8, "text/tolower"),
    cost("isprint", 0.3, 2.8, "text/tolower"),
    cost("iscntrl", 0.3, 2.8, "text/tolower"),

    // Blocks of memory and texts of C, by their size.
    counted("memcpy", 0.3, 10, 2, Byte, "memory/copy_32"),
    counted("memmove", 0.3, 10, 2, Byte, "memory/copy_32"),
    counted("memset", 0.3, 10, 2, Byte, "memory/clear_32"),
    counted("strlen", 0.3, 10, 0, Byte, "text/length_16"),
    cost("malloc", 5, 60, "memory/malloc"),
    cost("free", 3, 40, "memory/malloc"),
    cost("atoi", 4, 60, "text/atoi"),
    cost("atol", 4, 60, "text/atoi"),
    // By the length of the format.
    counted("snprintf", 40, 1500, 2, {0.2, 10}, "text/snprintf"),
    cost("rand", 2, 40, "library/rand"),

    // What the system answers at once.
    cost("getpid", 60, 1500, "system/getppid"),
    cost("getppid", 60, 1500, "system/getppid"),
    cost("gettid", 60, 1500, "system/getppid"),
    cost("getuid", 60, 1500, "system/getppid"),
    cost("sched_getcpu", 2, 1500, "system/getppid"),

    // Values.
    cost("std::min", 0.025, 0.25, "operation/branch"),
    cost("std::max", 0.025, 0.25, "operation/branch"),
    cost("std::clamp", 0.06, 0.8, "operation/branch"),
    copying("std::swap", 0.05, 0.6, "operation/access"),
    copying("std::exchange", 0.05, 0.6, "operation/access"),
    copying("std::make_pair", 0, 1, "operation/access"),
    cost("std::move", 0, 0.1, "operation/access"),
    cost("std::forward", 0, 0.1, "operation/access"),
    cost("std::get", 0, 0.1, "operation/access"),
    cost("std::begin", 0, 0.1, "operation/access"),
    cost("std::end", 0, 0.1, "operation/access"),
    cost("std::size", 0, 0.1, "operation/access"),
    cost("std::numeric_limits::max", 0, 0.1, "operation/access"),
    cost("std::numeric_limits::min", 0, 0.1, "operation/access"),
    cost("std::numeric_limits::lowest", 0, 0.1, "operation/access"),
    cost("std::numeric_limits::infinity", 0, 0.1, "operation/access"),
    cost("std::numeric_limits::epsilon", 0, 0.1, "operation/access"),
    cost("std::this_thread::get_id", 0.5, 5, "operation/call"),
    cost("omp_get_thread_num", 0.5, 5, "operation/call"),
    cost("omp_get_num_threads", 0.5, 5, "operation/call"),
    cost("std::chrono::steady_clock::now", 15, 80, "library/clock"),
    cost("std::chrono::system_clock::now", 15, 80, "library/clock"),
    cost("std::chrono::high_resolution_clock::now", 15, 80, "library/clock"),

    // std::vector, std::array, std::span.
    counted("std::vector::vector", 0, 100, 0, Byte, "library/vector_of_16"),
    ends("std::vector::~vector", 0, 40, "library/vector_of_16",
         LibraryCost::Elements),
    cost("std::vector::operator[]", 0.012, 0.102, "operation/access"),
    cost("std::vector::at", 0.05, 0.5, "operation/access"),
    cost("std::vector::size", 0.01, 0.1, "operation/access"),
    cost("std::vector::empty", 0.01, 0.2, "operation/access"),
    cost("std::vector::data", 0, 0.1, "operation/access"),
    cost("std::vector::front", 0.012, 0.102, "operation/access"),
    cost("std::vector::back", 0.012, 0.102, "operation/access"),
    cost("std::vector::begin", 0, 0.1, "operation/access"),
    cost("std::vector::end", 0, 0.1, "operation/access"),
    cost("std::vector::cbegin", 0, 0.1, "operation/access"),
    cost("std::vector::cend", 0, 0.1, "operation/access"),
    cost("std::vector::pop_back", 0.05, 0.5, "operation/access"),
    copying("std::vector::push_back", 0.5, 8, "library/push_back"),
    copying("std::vector::emplace_back", 0.5, 8, "library/push_back"),
    cost("std::array::operator[]", 0.012, 0.102, "operation/access"),
    cost("std::array::at", 0.05, 0.5, "operation/access"),
    cost("std::array::size", 0.01, 0.1, "operation/access"),
    cost("std::array::data", 0, 0.1, "operation/access"),
    cost("std::array::begin", 0, 0.1, "operation/access"),
    cost("std::array::end", 0, 0.1, "operation/access"),
    cost("std::span::operator[]", 0.012, 0.102, "operation/access"),
    cost("std::span::size", 0.01, 0.1, "operation/access"),
    cost("std::span::begin", 0, 0.1, "operation/access"),
    cost("std::span::end", 0, 0.1, "operation/access"),
    cost("std::deque::operator[]", 0.3, 3, "operation/access"),
    cost("std::deque::size", 0.1, 1, "operation/access"),
    cost("std::deque::empty", 0.1, 1, "operation/access"),
    cost("std::unique_ptr::unique_ptr", 0, 0.5, "operation/access"),
    ends("std::unique_ptr::~unique_ptr", 0, 40, "library/make_unique",
         LibraryCost::OneHeld),
    ends("std::shared_ptr::~shared_ptr", 0, 100, "library/make_shared",
         LibraryCost::OneHeld),
    copying("std::make_unique", 8, 80, "library/make_unique"),
    copying("std::make_shared", 8, 100, "library/make_shared"),
    cost("std::unique_ptr::operator->", 0.01, 0.3, "operation/access"),
    cost("std::unique_ptr::operator*", 0.01, 0.3, "operation/access"),
    cost("std::unique_ptr::get", 0.01, 0.3, "operation/access"),
    cost("std::__shared_ptr_access::operator->", 0.01, 0.3, "operation/access"),
    cost("std::__shared_ptr_access::operator*", 0.01, 0.3, "operation/access"),
    cost("std::shared_ptr::operator->", 0.01, 0.3, "operation/access"),
    cost("std::shared_ptr::operator*", 0.01, 0.3, "operation/access"),
    cost("std::shared_ptr::get", 0.01, 0.3, "operation/access"),
    cost("std::optional::has_value", 0.01, 0.3, "operation/access"),
    cost("std::optional::operator*", 0.01, 0.3, "operation/access"),
    cost("std::optional::value", 0.05, 0.8, "operation/access"),
    cost("std::complex::real", 0.01, 0.2, "operation/access"),
    cost("std::complex::imag", 0.01, 0.2, "operation/access"),
    cost("std::complex::complex", 0.01, 0.2, "operation/access"),
    cost("std::complex::operator+=", 0.07, 0.8, "operation/floating"),
    cost("std::complex::operator*=", 0.2, 3, "operation/floating"),
    cost("std::norm", 0.1, 1, "operation/floating"),
    // Free functions of complex numbers, under the class.
    cost("std::complex::operator+", 0.07, 0.7, "operation/floating"),
    cost("std::complex::operator-", 0.07, 0.7, "operation/floating"),
    cost("std::complex::operator*", 0.2, 3, "operation/floating"),
    cost("std::complex::operator/", 2, 20, "operation/floating_divide"),
    cost("std::complex::conj", 0.03, 0.4, "libm/fabs"),
    cost("std::complex::norm", 0.1, 1, "operation/floating"),
    cost("std::complex::abs", 2, 20, "libm/pow"),
    cost("std::complex::arg", 4, 40, "libm/sin"),
    cost("std::complex::sqrt", 4, 40, "libm/pow"),
    cost("std::complex::exp", 6, 60, "libm/exp"),

    // Iterators of contiguous containers, as the two libraries name them.
    cost("__gnu_cxx::__normal_iterator::operator*", 0.012, 0.102,
         "operation/access"),
    cost("__gnu_cxx::__normal_iterator::operator->", 0.012, 0.102,
         "operation/access"),
    cost("__gnu_cxx::__normal_iterator::operator++", 0.008, 0.08,
         "operation/integer"),
    cost("__gnu_cxx::__normal_iterator::operator--", 0.008, 0.08,
         "operation/integer"),
    cost("__gnu_cxx::__normal_iterator::operator+", 0.008, 0.08,
         "operation/integer"),
    cost("__gnu_cxx::__normal_iterator::operator-", 0.008, 0.08,
         "operation/integer"),
    cost("__gnu_cxx::operator!=", 0.012, 0.102, "operation/integer"),
    cost("__gnu_cxx::operator==", 0.012, 0.102, "operation/integer"),
    cost("__gnu_cxx::operator<", 0.012, 0.102, "operation/integer"),
    cost("__gnu_cxx::operator-", 0.012, 0.102, "operation/integer"),

    // Maps and sets: from 16 entries (library/map_find_in_16) to 65,536 that no
    // cache holds.
    keyed("std::map::find", 3, 2500, "library/map_find"),
    keyed("std::map::count", 3, 2500, "library/map_find"),
    keyed("std::map::at", 3, 2500, "library/map_find"),
    inserting("std::map::operator[]", 3, 3500, "library/map_insert"),
    keyed("std::set::find", 3, 2500, "library/map_find"),
    keyed("std::set::count", 3, 2500, "library/map_find"),
    keyed("std::unordered_map::find", 2, 300, "library/hash_find"),
    keyed("std::unordered_map::count", 2, 300, "library/hash_find"),
    keyed("std::unordered_map::at", 2, 300, "library/hash_find"),
    inserting("std::unordered_map::operator[]", 2, 800, "library/hash_insert"),
    keyed("std::unordered_set::find", 2, 300, "library/hash_find"),
    keyed("std::unordered_set::count", 2, 300, "library/hash_find"),
    cost("std::map::end", 0, 0.1, "operation/access"),
    cost("std::set::end", 0, 0.1, "operation/access"),
    cost("std::unordered_map::end", 0, 0.1, "operation/access"),
    cost("std::unordered_set::end", 0, 0.1, "operation/access"),
    cost("std::_Rb_tree_iterator::operator==", 0.012, 0.102,
         "operation/integer"),
    cost("std::_Rb_tree_iterator::operator!=", 0.012, 0.102,
         "operation/integer"),
    cost("std::_Rb_tree_iterator::operator->", 0.35, 3,
         "operation/random_access"),
    cost("std::__detail::_Node_iterator::operator==", 0.012, 0.102,
         "operation/integer"),
    cost("std::__detail::_Node_iterator::operator!=", 0.012, 0.102,
         "operation/integer"),
    cost("std::__detail::_Node_iterator::operator->", 0.35, 3,
         "operation/random_access"),

    // std::string: short ones are kept inside.
    counted("std::basic_string::basic_string", 0, 80, 0, Byte,
            "text/make_short"),
    ends("std::basic_string::~basic_string", 0, 40, "text/make_40",
         LibraryCost::Elements),
    counted("std::basic_string::operator+=", 1, 80, 0, Byte, "text/append"),
    counted("std::basic_string::append", 1, 80, 0, Byte, "text/append"),
    counted("std::basic_string::operator==", 0.5, 30, 0, Byte, "text/compare"),
    counted("std::basic_string::operator!=", 0.5, 30, 0, Byte, "text/compare"),
    counted("std::basic_string::substr", 2, 80, 1, Byte, "text/substr"),
    cost("std::stoi", 5, 80, "text/stoi"),
    cost("std::stol", 5, 80, "text/stoi"),
    cost("std::basic_string::size", 0.01, 0.1, "operation/access"),
    cost("std::basic_string::length", 0.01, 0.1, "operation/access"),
    cost("std::basic_string::empty", 0.01, 0.2, "operation/access"),
    cost("std::basic_string::operator[]", 0.012, 0.102, "operation/access"),
    cost("std::basic_string::c_str", 0, 0.1, "operation/access"),
    cost("std::basic_string::data", 0, 0.1, "operation/access"),
    cost("std::basic_string::front", 0.012, 0.102, "operation/access"),
    cost("std::basic_string::back", 0.012, 0.102, "operation/access"),
    cost("std::basic_string::begin", 0, 0.1, "operation/access"),
    cost("std::basic_string::end", 0, 0.1, "operation/access"),
    cost("std::basic_string::push_back", 0.5, 8, "library/push_back"),
    cost("std::basic_string_view::size", 0.01, 0.1, "operation/access"),
    cost("std::basic_string_view::empty", 0.01, 0.2, "operation/access"),
    cost("std::basic_string_view::operator[]", 0.012, 0.102,
         "operation/access"),
    cost("std::basic_string_view::begin", 0, 0.1, "operation/access"),
    cost("std::basic_string_view::end", 0, 0.1, "operation/access"),
    cost("std::to_string", 5, 50, "text/to_string"),

    // Algorithms that walk a range.
    each("std::accumulate", 0.1, 1, "algorithm/accumulate"),
    each("std::reduce", 0.1, 1, "algorithm/accumulate"),
    each("std::inner_product", 0.1, 1.5, "algorithm/accumulate"),
    each("std::fill", 0.04, 0.4, "algorithm/fill"),
    each("std::iota", 0.04, 0.4, "algorithm/fill"),
    each("std::copy", 0.04, 0.4, "algorithm/fill"),
    each("std::reverse", 0.1, 1, "algorithm/fill"),
    each("std::max_element", 0.2, 2, "algorithm/accumulate"),
    each("std::min_element", 0.2, 2, "algorithm/accumulate"),
    each("std::count", 0.05, 0.6, "algorithm/accumulate"),
    until("std::find", 0.05, 0.6, "algorithm/accumulate"),
    each("std::for_each", 0.011, 0.095, "operation/iteration"),
    each("std::transform", 0.011, 0.095, "operation/iteration"),
    each("std::count_if", 0.011, 0.095, "operation/iteration"),
    until("std::all_of", 0.011, 0.095, "operation/iteration"),
    until("std::any_of", 0.011, 0.095, "operation/iteration"),
    until("std::none_of", 0.011, 0.095, "operation/iteration"),
    each("std::generate", 0.011, 0.095, "operation/iteration"),
    halving("std::lower_bound", 0.5, 10, "algorithm/lower_bound"),
    halving("std::upper_bound", 0.5, 10, "algorithm/lower_bound"),
    halving("std::binary_search", 0.5, 10, "algorithm/lower_bound"),
    sorted("std::sort", 0.4, 3.8, "algorithm/sort"),
    sorted("std::stable_sort", 0.4, 5, "algorithm/sort"),

    // Atomics and locks: the upper end is contended by two.
    syncs("std::atomic::load", 0.1, 20, "lock/atomic"),
    syncs("std::atomic::store", 0.1, 40, "lock/atomic"),
    syncs("std::atomic::exchange", 3, 60, "lock/atomic"),
    syncs("std::atomic::operator=", 3, 40, "lock/atomic"),
    syncs("std::__atomic_base::load", 0.1, 20, "lock/atomic"),
    syncs("std::__atomic_base::store", 0.1, 40, "lock/atomic"),
    syncs("std::__atomic_base::fetch_add", 3, 60, "lock/atomic"),
    syncs("std::__atomic_base::fetch_sub", 3, 60, "lock/atomic"),
    syncs("std::__atomic_base::operator++", 3, 60, "lock/atomic"),
    syncs("std::__atomic_base::operator--", 3, 60, "lock/atomic"),
    syncs("std::__atomic_base::operator+=", 3, 60, "lock/atomic"),
    syncs("std::__atomic_base::operator-=", 3, 60, "lock/atomic"),
    syncs("std::atomic::fetch_add", 3, 60, "lock/atomic"),
    syncs("std::atomic::operator++", 3, 60, "lock/atomic"),
    syncs("std::atomic::operator+=", 3, 60, "lock/atomic"),
    syncs("std::__atomic_base::compare_exchange_strong", 3, 60, "lock/atomic"),
    syncs("std::__atomic_base::compare_exchange_weak", 3, 60, "lock/atomic"),
    syncs("std::__atomic_base::exchange", 3, 60, "lock/atomic"),
    syncs("std::__atomic_base::fetch_or", 3, 60, "lock/atomic"),
    syncs("std::__atomic_base::fetch_and", 3, 60, "lock/atomic"),
    syncs("std::__atomic_base::fetch_xor", 3, 60, "lock/atomic"),
    syncs("std::atomic::compare_exchange_strong", 3, 60, "lock/atomic"),
    syncs("std::atomic::compare_exchange_weak", 3, 60, "lock/atomic"),
    syncs("std::atomic::fetch_sub", 3, 60, "lock/atomic"),
    syncs("std::atomic::fetch_or", 3, 60, "lock/atomic"),
    syncs("std::atomic::fetch_and", 3, 60, "lock/atomic"),
    syncs("pthread_mutex_lock", 5, 60, "lock/mutex"),
    syncs("pthread_mutex_trylock", 3, 60, "lock/mutex"),
    syncs("pthread_mutex_unlock", 3, 60, "lock/mutex"),
    syncs("std::mutex::try_lock", 3, 60, "lock/mutex"),
    syncs("std::mutex::lock", 5, 60, "lock/mutex"),
    syncs("std::mutex::unlock", 3, 60, "lock/mutex"),
    syncs("std::lock_guard::lock_guard", 8, 120, "lock/mutex"),
    syncs("std::scoped_lock::scoped_lock", 8, 120, "lock/mutex"),
    syncs("std::unique_lock::unique_lock", 8, 120, "lock/mutex"),
    // With the unlock that follows: these were paid for above.
    ends("std::lock_guard::~lock_guard", 0, 0.1, "lock/mutex",
         LibraryCost::Itself),
    ends("std::scoped_lock::~scoped_lock", 0, 0.1, "lock/mutex",
         LibraryCost::Itself),
    ends("std::unique_lock::~unique_lock", 0, 0.1, "lock/mutex",
         LibraryCost::Itself),
};

llvm::ArrayRef<LibraryCost> threadwise::libraryCosts() { return Library; }

const LibraryCost *threadwise::libraryCost(llvm::StringRef QualifiedName) {
  static const llvm::StringMap<const LibraryCost *> Index = [] {
    llvm::StringMap<const LibraryCost *> Map;
    for (const LibraryCost &C : Library)
      Map.insert({C.Name, &C});
    return Map;
  }();
  if (const LibraryCost *Found = Index.lookup(QualifiedName))
    return Found;
  // `std::sqrt` and `sqrt` are one function to the processor.
  if (QualifiedName.consume_front("std::") && !QualifiedName.contains(':'))
    return Index.lookup(QualifiedName);
  return nullptr;
}

// In the order of the enumeration.
static constexpr StartCost Starts[] = {
    {StartOf::Thread, "ThreadStartCost", "a thread", 11200, 32000,
     "start/thread_create"},
    {StartOf::Async, "AsyncStartCost", "a task with a thread of its own", 11200,
     33800, "start/async_create"},
    {StartOf::PoolTask, "PoolTaskCost", "a task of a pool", 1190, 21800,
     "start/pool_of_1024"},
    {StartOf::AsioTask, "AsioTaskCost", "a task of an Asio pool", 1240, 27400,
     "start/asio_of_1024"},
    {StartOf::TbbTask, "TbbTaskCost", "a oneTBB task", 80, 63,
     "start/tbb_task_of_1024"},
    {StartOf::TbbLoop, "TbbLoopCost", "a oneTBB loop", 750, 1650,
     "start/tbb_for_16"},
    {StartOf::TbbChunk, "TbbChunkCost", "a chunk of a oneTBB loop", 16, 16,
     "start/tbb_chunk"},
    {StartOf::ParallelAlgorithm, "ParallelAlgorithmCost",
     "a parallel algorithm", 710, 1650, "start/par_for_each_16"},
    {StartOf::OpenMpRegion, "OpenMpRegionCost", "an OpenMP region", 1040, 34600,
     "start/omp_region"},
    {StartOf::OpenMpTask, "OpenMpTaskCost", "an OpenMP task", 83, 83,
     "start/omp_task_of_1024"},
    {StartOf::OpenMpChunk, "OpenMpChunkCost", "a chunk of an OpenMP loop", 20,
     20, "start/omp_chunk"},
};

llvm::ArrayRef<StartCost> threadwise::startCosts() { return Starts; }

const StartCost &threadwise::startCost(StartOf S) {
  return Starts[static_cast<size_t>(S)];
}

StartOf threadwise::startedBy(const ApiRow &Row) {
  bool IsTbb =
      Row.Name.starts_with("tbb::") || Row.Name.starts_with("Concurrency::");
  switch (Row.Is) {
  case Meaning::SpawnThread:
    return StartOf::Thread;
  case Meaning::SpawnAsync:
    return StartOf::Async;
  case Meaning::ParallelLoop:
  case Meaning::ParallelInvoke:
    return IsTbb ? StartOf::TbbLoop : StartOf::ParallelAlgorithm;
  default:
    if (IsTbb)
      return StartOf::TbbTask;
    return Row.Name.starts_with("boost::asio::") ||
                   Row.Name.starts_with("asio::")
               ? StartOf::AsioTask
               : StartOf::PoolTask;
  }
}
