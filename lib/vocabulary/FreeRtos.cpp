//===--- FreeRtos.cpp - FreeRTOS, ESP-IDF
//-----------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "vocabulary/Tables.h"

using namespace threadwise;
using M = Meaning;

static constexpr ApiRow Rows[] = {
    api("TaskHandle_t", M::ThreadHandle, NoCallable, HandleRule::Leaves),
    api("xTaskCreate", M::SpawnThread, 0, HandleRule::Leaves).handle(5),
    api("xTaskCreatePinnedToCore", M::SpawnThread, 0, HandleRule::Leaves)
        .handle(5),
    api("xTaskCreateStatic", M::SpawnThread, 0, HandleRule::Leaves),
    api("vTaskDelay", M::Sleep).timeout(0),
    api("taskYIELD", M::YieldProcessor),
    // A handle of a mutex and one of a semaphore have the same type; what they
    // are used for is nearly always exclusion.
    api("xSemaphoreTake", M::Lock).object(0),
    api("xSemaphoreGive", M::Unlock).object(0),
    api("xSemaphoreTakeRecursive", M::Lock).object(0),
    api("xSemaphoreGiveRecursive", M::Unlock).object(0),
    // A queue is created with its length.
    api("QueueHandle_t", M::BoundedQueueType),
    api("xQueueSend", M::PushBounded).object(0),
    api("xQueueSendToBack", M::PushBounded).object(0),
    api("xQueueSendToFront", M::PushBounded).object(0),
    api("xQueueSendFromISR", M::PushBounded).object(0),
};

llvm::ArrayRef<ApiRow> threadwise::freeRtosRows() { return Rows; }
