//===--- Tables.cpp -------------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "vocabulary/Tables.h"

using namespace threadwise;

std::vector<llvm::ArrayRef<ApiRow>> threadwise::allTables() {
  return {standardLibraryRows(),
          standardAlgorithmRows(),
          standardAtomicRows(),
          standardContainerRows(),
          builtinRows(),
          posixRows(),
          abseilRows(),
          boostRows(),
          boostAsioRows(),
          bsThreadPoolRows(),
          cppHttplibRows(),
          dispatchRows(),
          eventRows(),
          follyRows(),
          freeRtosRows(),
          glibRows(),
          grpcRows(),
          libuvRows(),
          llvmRows(),
          moodycamelRows(),
          openMpRows(),
          pocoRows(),
          qtRows(),
          sdlRows(),
          taskflowRows(),
          tbbRows(),
          testFrameworkRows(),
          windowsRows()};
}
