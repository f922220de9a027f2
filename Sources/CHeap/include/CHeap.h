#pragma once

/// Has the heap grow by one large piece, in huge pages where the system gives them. A check fills some ten megabytes once
/// and ends; touching them by four kilobytes at a time took a fifteenth of it. What is not touched costs nothing. Does
/// nothing where the C library is not GNU's.
void heap_use_huge_pages(void);
