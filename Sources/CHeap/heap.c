#include "CHeap.h"

#include <stdlib.h>

#ifdef __GLIBC__
#include <malloc.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

// More than a check of a usual disclosure takes.
static const int size = 16 << 20;
static const size_t sliver = 100 << 10;
enum { slivers = 4 };

void heap_use_huge_pages(void) {
  mallopt(M_TOP_PAD, size);
  mallopt(M_TRIM_THRESHOLD, 4 * size);
  mallopt(M_MMAP_THRESHOLD, 2 * size);
  // What is free already is used up first.
  char *end = sbrk(0);
  void *taken[slivers];
  int count = 0;
  while (count < slivers && sbrk(0) == end) taken[count++] = malloc(sliver);
  for (int index = 0; index < count; index++) free(taken[index]);
  uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
  char *start = (char *)(((uintptr_t)end + page - 1) / page * page);
  char *new_end = sbrk(0);
  if (new_end > start) madvise(start, (size_t)(new_end - start), MADV_HUGEPAGE);
}
#else
void heap_use_huge_pages(void) {}
#endif
