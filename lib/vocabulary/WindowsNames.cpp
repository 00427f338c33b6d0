//===--- WindowsNames.cpp -------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "vocabulary/WindowsNames.h"
#include "vocabulary/NameList.h"

using namespace threadwise;

static constexpr struct {
  llvm::StringLiteral Type, Names;
} Types[] = {
    {"int", "BOOL INT INT32 LONG HRESULT NTSTATUS"},
    {"unsigned", "UINT UINT32 DWORD ULONG"},
    {"unsigned char", "BYTE UCHAR UINT8 BOOLEAN"},
    {"signed char", "INT8"},
    {"char", "CHAR"},
    {"short", "SHORT INT16"},
    {"unsigned short", "WORD USHORT UINT16"},
    {"long long", "LONGLONG INT64 LONG_PTR INT_PTR LRESULT LPARAM SSIZE_T"},
    {"unsigned long long",
     "ULONGLONG UINT64 DWORD64 ULONG_PTR UINT_PTR DWORD_PTR SIZE_T WPARAM "
     "SOCKET"},
    {"void *", "LPVOID PVOID HANDLE HMODULE HINSTANCE HWND"},
    {"const void *", "LPCVOID"},
    {"char *", "LPSTR PSTR"},
    {"const char *", "LPCSTR PCSTR"},
    {"wchar_t *", "LPWSTR PWSTR"},
    {"const wchar_t *", "LPCWSTR PCWSTR"},
    {"unsigned *", "LPDWORD PDWORD PULONG PUINT"},
    {"int *", "LPBOOL PBOOL LPLONG PLONG"},
};

/// What stands in a declaration and says nothing that matters here.
static constexpr llvm::StringLiteral Annotations =
    "WINAPI WINAPIV CALLBACK APIENTRY NTAPI STDMETHODCALLTYPE PASCAL FAR NEAR "
    "_In_ _In_opt_ _In_z_ _Out_ _Out_opt_ _Inout_ _Inout_opt_ _Outptr_ "
    "_Outptr_opt_ _Reserved_ _Must_inspect_result_ _Check_return_ "
    "_Ret_maybenull_ _Ret_notnull_ __in __out __inout __in_opt __out_opt";

static constexpr struct {
  llvm::StringLiteral Name, Value;
} Values[] = {
    {"TRUE", "1"},
    {"FALSE", "0"},
    {"INFINITE", "0xFFFFFFFF"},
    {"INVALID_SOCKET", "(~0ULL)"},
    {"SOCKET_ERROR", "(-1)"},
    {"INVALID_HANDLE_VALUE", "((void *)-1)"},
    {"WAIT_OBJECT_0", "0"},
    {"WAIT_TIMEOUT", "258"},
};

std::string threadwise::windowsDefinitionOf(llvm::StringRef Name) {
  for (const auto &Entry : Types)
    if (isListed(Entry.Names, Name))
      return ("typedef " + Entry.Type + " " + Name + ";").str();
  for (const auto &Entry : Values)
    if (Entry.Name == Name)
      return ("#define " + Name + " " + Entry.Value).str();
  return {};
}

bool threadwise::isWindowsAnnotation(llvm::StringRef Name) {
  return isListed(Annotations, Name);
}
