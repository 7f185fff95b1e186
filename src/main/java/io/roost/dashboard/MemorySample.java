package io.roost.dashboard;

/**
 * What the process has taken, in bytes, and what the collector did.
 *
 * @param resident of physical memory, 0 when the system does not say
 * @param heap used now, garbage too
 * @param direct taken by the pool of network buffers
 * @param collections since the start
 * @param collectionMs that they took since the start
 */
record MemorySample(long resident, long heap, long heapLimit, long direct, long collections, long collectionMs) {}
